/** The Heads page in the words of its controls. */
import { expect, type Page } from '@playwright/test';

export const finding = (page: Page) => page.getByRole('status', { name: 'Finding' });
export const ablation = (page: Page) => page.getByRole('status', { name: 'Ablation' });
export const map = (page: Page) => page.getByRole('region', { name: 'Map of heads' });
export const cells = (page: Page) => map(page).getByRole('button', { name: /^Layer \d+, head \d+: / });
export const set = (page: Page, side: 'First' | 'Second') =>
  page.getByRole('combobox', { name: `${side} capability: contrast set` });

/** Opens the page and waits until the bundled model is loaded and scanned. */
export async function open(page: Page, fragment = ''): Promise<void> {
  await page.goto(`./heads/${fragment}`);
  await scanned(page);
}
export async function scanned(page: Page): Promise<void> {
  await expect(finding(page)).toContainText(/layers × \d+ heads/, { timeout: 60_000 });
  await expect(finding(page)).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
}
