import { expect, test } from '@playwright/test';
import { chooseFiles, diagnosed, exported, nimbusCsv, open, verdictOf } from './diagnosePage';

const optionsOf = async (page: Parameters<typeof open>[0]) =>
  JSON.parse((await exported(page, 'Diagnosis JSON')).text).options as Record<string, unknown>;

test('what would settle a step is said, tried, kept and undone; a file’s notes stay folded', async ({
  page,
}) => {
  const before = await open(page);

  await test.step('an undetermined step says what would settle it', async () => {
    const steps = page.getByRole('region', { name: 'Table of steps' });
    await expect(steps.getByText(/× the .*items.* would settle it/).first()).toBeVisible();
    await expect(page.getByText(/With paired items \(ρ ≈ 0\.6\)/).first()).toBeVisible();
    const { text } = await exported(page, 'Report (Markdown)');
    expect(text).toMatch(/would settle it/);
  });

  await test.step('more items, tried with the keyboard, settle steps; keep, undo and reset do what they say', async () => {
    const panel = page.getByRole('region', { name: /How sure would I be if/ });
    const items = panel.getByRole('slider', { name: /Items of TruthfulQA/ });
    const settled = panel.getByRole('row', { name: /Steps settled/ });
    await expect(settled).toContainText('0 of 7');
    await items.focus();
    await page.keyboard.press('End');
    await expect(items).toHaveAttribute('aria-valuetext', /^100×, 81,700/);
    await expect(settled).toContainText(/[4-7] of 7/);
    await expect(panel.getByRole('status', { name: 'Trial' })).toContainText(/instead of 0 of 7/);
    // The verdict, the link and the exports speak of the document.
    expect(await diagnosed(page)).toBe(before);
    expect((await optionsOf(page)).items).toEqual({});

    await panel.getByRole('button', { name: 'Keep' }).click();
    await diagnosed(page);
    expect(Object.values((await optionsOf(page)).items as object)).toEqual([81_700]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await diagnosed(page);
    expect((await optionsOf(page)).items).toEqual({});

    const rho = panel.getByRole('slider', { name: /Item correlation/ });
    await rho.focus();
    await page.keyboard.press('End');
    await expect(rho).toHaveAttribute('aria-valuetext', '0.95');
    await panel.getByRole('button', { name: 'Reset' }).click();
    await expect(rho).toHaveAttribute('aria-valuetext', '0');
    expect(await diagnosed(page)).toBe(before);
  });

  await test.step('notes on a file stay folded under one line', async () => {
    const csv = nimbusCsv();
    // A second line of column names is told, and harms nothing.
    const [header, ...rows] = csv.text.split('\n');
    await chooseFiles(page, {
      ...csv,
      text: [header, ...rows.slice(0, 4), header, ...rows.slice(4)].join('\n'),
    });
    await expect(verdictOf(page)).toContainText(/Nimbus/);
    const problems = page.getByRole('region', { name: 'Import problems' });
    const summary = problems.getByText(/1 note on how the file was read/);
    await expect(summary).toBeVisible();
    await expect(problems.getByText(/column names are repeated/)).toBeHidden();
    await summary.click();
    await expect(problems.getByText(/column names are repeated/)).toBeVisible();
  });
});
