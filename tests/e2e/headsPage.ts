/** The Heads page in the words of its controls. */
import { expect, type Page } from '@playwright/test';
import { defaultHeadsState } from '../../src/lib/models/heads/state';
import { encodeHeads } from '../../src/lib/permalink/heads';

export const finding = (page: Page) => page.getByRole('status', { name: 'Finding' });
export const ablation = (page: Page) => page.getByRole('status', { name: 'Ablation' });
export const map = (page: Page) => page.getByRole('region', { name: 'Map of heads' });
export const cells = (page: Page) => map(page).getByRole('button', { name: /^Layer \d+, head \d+: / });
export const set = (page: Page, side: 'First' | 'Second') =>
  page.getByRole('combobox', { name: `${side} capability: contrast set` });

/** Opens the page with the smallest bundled model and waits until it is scanned: most tests are not about a model. */
export async function open(page: Page): Promise<void> {
  const { fragment } = await encodeHeads({
    ...defaultHeadsState(),
    model: { kind: 'bundled', id: 'organism-3x32', revision: null, dtype: 'fp32', digest: null },
  });
  await page.goto(`./heads/${fragment}`);
  await scanned(page);
}
/** The same as a first visit finds it. */
export async function visit(page: Page): Promise<void> {
  await page.goto('./heads/');
  await scanned(page);
}
export async function scanned(page: Page): Promise<void> {
  await expect(finding(page)).toContainText(/layers × \d+ heads/, { timeout: 60_000 });
  await expect(finding(page)).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
}
