import { expect, test } from '@playwright/test';
import { diagnosed, exported, open, verdictOf } from './diagnosePage';

const models = async (page: Parameters<typeof open>[0]) =>
  JSON.parse((await exported(page, 'Diagnosis JSON')).text).input.models as {
    model: string;
    scores: Record<string, number>;
  }[];

test('scores are edited, undone and refused, and a model is left out', async ({ page }) => {
  const before = await open(page);
  const cell = page.getByLabel(/TruthfulQA.*pythia-12b/i).first();

  await test.step('editing a score changes the diagnosis; undo and redo follow', async () => {
    await cell.fill('60');
    await cell.press('Enter');
    await expect(verdictOf(page)).not.toContainText('−0.30 points per point');
    await diagnosed(page);
    expect((await models(page)).at(-1)!.scores['truthfulqa/mc2/0-shot']).toBe(60);

    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(verdictOf(page)).toContainText('−0.30 points per point');
    expect(await diagnosed(page)).toBe(before);
    await page.getByRole('button', { name: 'Redo' }).click();
    await expect(verdictOf(page)).not.toContainText('−0.30 points per point');
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await diagnosed(page)).toBe(before);
  });

  await test.step('a score out of range is refused beside its cell and kept as typed', async () => {
    await cell.fill('450');
    await cell.press('Enter');
    await expect(page.getByText(/between 0 and 100/i)).toBeVisible();
    await expect(cell).toHaveValue('450');
    expect(await diagnosed(page)).toBe(before);
    await cell.press('Escape');
  });

  await test.step('a model can be excluded and added', async () => {
    await page
      .getByRole('checkbox', { name: /pythia-70m/i })
      .first()
      .click();
    await expect.poll(async () => (await diagnosed(page), (await models(page)).length)).toBe(7);
  });
});
