import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { diagnosed, open } from './diagnosePage';

const pages = ['./', './atlas/', './frontier/', './claims/', './methods/'];
/** Contrast depends on the scheme and layout on the width: two looks show all of both. */
const looks = [
  ['light phone', 'light', { width: 360, height: 780 }],
  ['dark desktop', 'dark', { width: 1440, height: 900 }],
] as const;

for (const [name, colorScheme, viewport] of looks)
  for (const path of pages)
    test(`no violation and no sideways scroll: ${path} ${name}`, async ({ browser, baseURL }) => {
      // Thousands of elements to look at: on a busy machine that is most of a minute.
      test.slow();
      const context = await browser.newContext({ colorScheme, viewport, baseURL });
      const page = await context.newPage();
      await page.goto(path);
      if (path === './') await diagnosed(page);
      else await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target).join(' ')}`);
      expect(told).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await context.close();
    });

test('points of the trajectory are reached by keyboard and say their scores', async ({ page }) => {
  await open(page);
  const point = page.getByLabel(/pythia-70m.*27\.2.*47\.5|pythia-70m.*27\.17.*47\.51/i).first();
  await point.focus();
  await expect(point).toBeFocused();
});
