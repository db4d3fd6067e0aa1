import { expect, test } from '@playwright/test';
import { diagnosed, exported, open, share, verdictOf } from './diagnosePage';
import { samplesLogs } from './samplesLogs';

test('samples logs become scores, σ, ρ and a paired bootstrap; a link carries a digest of them', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await open(page);
  const files = samplesLogs();
  await page.getByLabel('Scores file').setInputFiles(files);
  await expect(verdictOf(page)).toContainText(/nimbus/i);
  const statistics = page.getByRole('region', { name: 'Statistics' });
  await expect(statistics.getByText('Paired item bootstrap').first()).toBeVisible({ timeout: 60_000 });
  await diagnosed(page);
  await expect(
    page.getByText(/when the items themselves are resampled \(817 and 3,000 items\)/),
  ).toBeVisible();

  const { text } = await exported(page, 'Diagnosis JSON');
  const diagnosis = JSON.parse(text);
  const { itemBootstrap: items } = diagnosis;
  expect(items).toMatchObject({ items: [3000, 817], draws: 10_000, dropped: [0, 0] });
  expect(diagnosis.options.itemCorrelation).toBeGreaterThan(0.3);
  expect(diagnosis.intervals.map((step: { pTax: number }) => step.pTax)).toEqual(
    items.steps.map((step: { pTax: number }) => step.pTax),
  );
  expect(text).not.toContain('Question');

  // The link has the scores and digests; the items stay.
  const link = await share(page);
  expect(link.length).toBeLessThan(3000);
  const context = await browser.newContext();
  const elsewhere = await context.newPage();
  await elsewhere.goto(link);
  await diagnosed(elsewhere);
  await expect(elsewhere.getByText(/same digest as the sender/i)).toBeVisible();
  await expect(elsewhere.getByText(/drop the same samples logs/)).toBeVisible();
  await elsewhere.getByLabel('Scores file').setInputFiles(files);
  await expect(elsewhere.getByText(/The item results are the sender’s/)).toBeVisible({ timeout: 60_000 });
  await context.close();

  // An edited score is no longer that of the items.
  const cell = page.getByLabel(/TruthfulQA.*nimbus-6\.9b/i).first();
  await cell.fill('60');
  await cell.press('Enter');
  await expect(page.getByText(/when the items themselves are resampled/)).toHaveCount(0);
});
