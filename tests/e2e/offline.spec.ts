import { expect, test } from '@playwright/test';
import { diagnosed, open } from './diagnosePage';

test.use({ serviceWorkers: 'allow' });

test('after the first visit the page works without a network', async ({ page, context }) => {
  const first = await open(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect
    .poll(() => page.evaluate(async () => (await caches.keys()).length), {
      message: 'the service worker fills its cache',
    })
    .toBeGreaterThan(0);
  await context.setOffline(true);
  await page.reload();
  expect(await diagnosed(page)).toBe(first);
});
