import { expect, test } from '@playwright/test';
import { exported, open } from './diagnosePage';

test('without an adapter the processor answers and the page says so', async ({ page }) => {
  const verdict = await open(page);
  expect(verdict).toContain('−0.30 points per point');
  await expect(page.getByRole('status', { name: 'Backend' })).toContainText(/CPU/);
  const diagnosis = JSON.parse((await exported(page, 'Diagnosis JSON')).text);
  expect(diagnosis.backend.kind).toBe('cpu');
  expect(diagnosis.intervals[0].pTax).toBeCloseTo(0.912, 2);
});
