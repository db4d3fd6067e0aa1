import { expect, test } from '@playwright/test';
import { diagnosed, exported, open, verdictOf } from './diagnosePage';

test('a first visit finds a family diagnosed on the GPU, and chooses another', async ({ page }) => {
  const verdict = await open(page);

  await test.step('the page opens with a real family already diagnosed', async () => {
    expect(verdict).toMatch(/TruthfulQA( MC2)? falls as HellaSwag rises across Pythia/);
    expect(verdict).toContain('−0.30 points per point');
    expect(verdict).toContain('−0.38');
    await expect(page.getByRole('combobox', { name: 'Family' })).toHaveValue(/Pythia/);
  });

  await test.step('a GPU, where there is one, is used by default and named', async () => {
    await expect(page.getByRole('status', { name: 'Backend' })).toContainText(/GPU/);
    const { text } = await exported(page, 'Diagnosis JSON');
    expect(JSON.parse(text).backend.kind).toBe('webgpu');
  });

  await test.step('choosing another family and another pair diagnoses it', async () => {
    const family = page.getByRole('combobox', { name: 'Family' });
    const qwen2 = family.locator('option', { hasText: /^Qwen2\s/ }).first();
    await family.selectOption(await qwen2.getAttribute('value'));
    await expect(verdictOf(page)).toContainText(/rises/);
    await page.getByRole('combobox', { name: 'Benchmark 2' }).selectOption({ label: 'WinoGrande' });
    await expect(verdictOf(page)).toContainText(/WinoGrande/);
    expect(await diagnosed(page)).toContain('Qwen2');
  });
});
