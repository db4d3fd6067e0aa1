/** How an opened page looks to everybody: nothing to scroll sideways and no violation, on a light phone and on a dark desktop. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

export const phone = { width: 360, height: 780 };
export const desktop = { width: 1440, height: 900 };
/** What a page says does not depend on the scheme and the width; contrast, and what must be scrolled to, does. */
export const ofScheme = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable'];

/** Every rule, those named, or all but those named. */
export async function expectNoViolation(page: Page, rules: { only?: string[]; without?: string } = {}) {
  const axe = new AxeBuilder({ page })
    // No page has frames, and nobody reads what passed: to describe that takes two thirds of the time.
    .setLegacyMode()
    .options({
      resultTypes: ['violations'],
      ...(rules.only && { runOnly: { type: 'rule', values: rules.only } }),
      ...(rules.without && { rules: { [rules.without]: { enabled: false } } }),
    });
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target).join(' ')}`)).toEqual([]);
}

export async function expectNoSidewaysScroll(page: Page) {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}

export async function become(page: Page, colorScheme: 'light' | 'dark', viewport: typeof phone) {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize(viewport);
  // Charts take up their new width a frame later.
  await page.evaluate(
    () => new Promise<unknown>((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
}

/** Looks at a page that is open on a light phone, and turns it into a dark desktop. */
export async function expectBothLooks(page: Page) {
  await test.step('no violation and no sideways scroll: light phone', async () => {
    await expectNoSidewaysScroll(page);
    await expectNoViolation(page);
  });
  await test.step('no violation and no sideways scroll: dark desktop', async () => {
    await become(page, 'dark', desktop);
    await expectNoSidewaysScroll(page);
    await expectNoViolation(page, { only: ofScheme });
  });
}
