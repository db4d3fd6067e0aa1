/** The Steer page in the words of its controls. */
import { expect, type Page } from '@playwright/test';
import type { ModelChoice } from '../../src/lib/models/languageModel';
import { defaultSteerState } from '../../src/lib/models/steering/state';
import { encodeSteer } from '../../src/lib/permalink/steer';

export const finding = (page: Page) => page.getByRole('status', { name: 'Finding' });
export const model = (page: Page) => page.getByRole('status', { name: 'Model', exact: true });
export const card = (page: Page, name: string | RegExp) => page.getByRole('region', { name });
export const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true });

/**
 * Follows a link of a model: by default of the smallest bundled one, with one control of each kind and short texts, since most
 * tests are about none of these and each costs the processor.
 */
export async function follow(page: Page, { kind, id }: Pick<ModelChoice, 'kind' | 'id'> = SMALLEST) {
  const { fragment } = await encodeSteer({
    ...defaultSteerState(),
    model: { kind, id, revision: null, dtype: 'fp32', digest: null },
    pairs: { kind: 'set', set: 'facts' },
    controls: 1,
    maxTokens: 8,
  });
  await page.goto(`./steer/${fragment}`);
}
const SMALLEST = { kind: 'bundled', id: 'organism-3x32' } as const;

/** Opens the page with the smallest bundled model and waits until it is loaded and measured. */
export async function open(page: Page): Promise<void> {
  await follow(page);
  await measured(page);
}
export async function measured(page: Page): Promise<void> {
  await expect(finding(page)).toContainText('P(true)', { timeout: 60_000 });
  await expect(finding(page)).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
}
