import { expect, test, type Page } from '@playwright/test';
import { diagnosed } from './diagnosePage';
import {
  become,
  desktop,
  expectBothLooks,
  expectNoSidewaysScroll,
  expectNoViolation,
  ofScheme,
  phone,
} from './looks';

/** Each page is opened once, on a light phone, and then turned into a dark desktop. Steer and Heads are looked at by their own tests. */
const headed = (page: Page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible();

const subheaded = (page: Page) => expect(page.getByRole('heading', { level: 3 }).first()).toBeVisible();
const predicted = (page: Page) =>
  expect(page.getByRole('heading', { level: 2, name: /^Seven predictions/ })).toBeVisible();

/** Looked at when computed: the heading of a page stands before there is anything below it. */
const pages: { path: string; ready: (page: Page) => Promise<unknown> }[] = [
  { path: './atlas/', ready: subheaded },
  { path: './frontier/', ready: predicted },
  { path: './claims/#claim=a-fig1b-pythia', ready: everyClaimAndOneOpened },
];

async function everyClaimAndOneOpened(page: Page) {
  const finding = page.getByRole('status', { name: 'Finding' });
  await expect(finding).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
  await expect(page.locator('#detail-a-fig1b-pythia')).toBeVisible();
  await expect(page.locator('#demo-tables table')).toBeVisible({ timeout: 30_000 });
}

// Thousands of elements to look at: on a busy machine that is most of a minute.
test.slow();

test.describe('opened on a light phone', () => {
  test.use({ viewport: phone, colorScheme: 'light' });

  for (const { path, ready } of pages)
    test(`no violation and no sideways scroll: ${path}`, async ({ page }) => {
      await page.goto(path);
      await ready(page);
      await expectBothLooks(page);
    });

  test('no violation and no sideways scroll: Diagnose, whose points are reached by keyboard', async ({
    page,
  }) => {
    await page.goto('./');
    await diagnosed(page);
    await expectBothLooks(page);
    await test.step('points of the trajectory are reached by keyboard and say their scores', async () => {
      const point = page.getByLabel(/pythia-70m.*27\.2.*47\.5|pythia-70m.*27\.17.*47\.51/i).first();
      await point.focus();
      await expect(point).toBeFocused();
    });
  });

  test('no violation and no sideways scroll: ./methods/', async ({ page }) => {
    await page.goto('./methods/');
    await headed(page);
    await test.step('the whole page, but for contrast', async () => {
      await expectNoSidewaysScroll(page);
      await expectNoViolation(page, { without: 'color-contrast' });
      await become(page, 'light', desktop);
      await expectNoSidewaysScroll(page);
      await become(page, 'light', phone);
    });
    // Twelve thousand elements of a few styles: the contrast of one section in three is that of all. The others are taken out, as
    // a rule walks the whole page whatever it is told to look at.
    const left = await page.evaluate(() => {
      for (const section of document.querySelectorAll('main section:not(:nth-of-type(3n + 1))'))
        section.remove();
      return document.querySelectorAll('main section').length;
    });
    expect(left).toBeGreaterThan(15);
    await test.step('contrast on a light phone', () => expectNoViolation(page, { only: ['color-contrast'] }));
    await test.step('contrast on a dark desktop', async () => {
      await become(page, 'dark', desktop);
      await expectNoViolation(page, { only: ofScheme });
    });
  });
});
