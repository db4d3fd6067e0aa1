import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { diagnosed, open } from './diagnosePage';

/** Claims on a phone, its rows opened too, is looked at with its own tests. */
const pages = ['./', './atlas/', './frontier/', './methods/'];
/** What a page says does not depend on the scheme and the width; contrast, and what must be scrolled to, does. */
const looks = [
  { name: 'light phone', colorScheme: 'light', viewport: { width: 360, height: 780 }, more: [], rules: null },
  {
    name: 'dark desktop',
    colorScheme: 'dark',
    viewport: { width: 1440, height: 900 },
    more: ['./claims/', './steer/', './heads/'],
    rules: ['color-contrast', 'scrollable-region-focusable', 'link-in-text-block'],
  },
] as const;

for (const { name, colorScheme, viewport, more, rules } of looks)
  for (const path of [...pages, ...more])
    test(`no violation and no sideways scroll: ${path} ${name}`, async ({ browser, baseURL }) => {
      // Thousands of elements to look at: on a busy machine that is most of a minute.
      test.slow();
      const context = await browser.newContext({ colorScheme, viewport, baseURL });
      const page = await context.newPage();
      await page.goto(path);
      if (path === './') await diagnosed(page);
      else await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const axe = new AxeBuilder({ page });
      // Eleven thousand elements of a few styles: the contrast of some sections is that of all, and takes seconds, not a minute.
      if (path === './methods/') {
        if (rules) axe.include('header').include('main section:nth-of-type(3n + 1)');
        else axe.disableRules('color-contrast');
      }
      const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze();
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
