import { expect, test } from '@playwright/test';

test('without WebGPU a model runs in wasm, and the device says why', async ({ page }) => {
  test.slow();
  await page.goto('./steer/');
  const device = page.getByLabel('Device');
  await expect(device.locator('option', { hasText: 'webgpu' })).toBeDisabled();
  await expect(device).toHaveValue('wasm');
  await expect(page.getByRole('status', { name: 'Model', exact: true })).toContainText('bit for bit', {
    timeout: 60_000,
  });
  await expect(page.getByRole('status', { name: 'Finding' })).toContainText('P(true)', { timeout: 60_000 });
});
