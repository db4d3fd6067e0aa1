import { expect, test, type Page } from '@playwright/test';
import { constants, deflateRawSync } from 'node:zlib';
import { chooseFiles, diagnosed, nimbusCsv, open, share, verdictOf } from './diagnosePage';

const fragment = (json: unknown) =>
  `#d=${deflateRawSync(Buffer.from(JSON.stringify(json))).toString('base64url')}`;

async function expectRefused(page: Page, hash: string, words: RegExp) {
  await page.goto('about:blank');
  const verdict = await open(page, hash);
  await expect(page.getByRole('alert')).toContainText(words);
  expect(verdict).toContain('Pythia');
}

test('a link pasted into an open tab is followed', async ({ page }) => {
  await open(page);
  await chooseFiles(page, nimbusCsv());
  await expect(verdictOf(page)).toContainText(/Nimbus/);
  await diagnosed(page);
  const link = await share(page);

  await page.goto('about:blank');
  expect(await open(page)).toContain('Pythia');
  await page.evaluate((hash) => void (location.hash = hash), new URL(link).hash);
  await expect(verdictOf(page)).toContainText(/Nimbus/);
  await expect(page.getByText(/same digest as the sender/i)).toBeVisible();
});

test('a link to a panel family carries no scores and opens the family', async ({ page }) => {
  await open(page);
  const link = await share(page);
  expect(link.length).toBeLessThan(900);
  await page.goto('about:blank');
  await page.goto(link);
  expect(await diagnosed(page)).toContain('Pythia');
  await expect(page.getByText(/same digest as the sender/i)).toBeVisible();
});

test('malformed links give a clear message and the default family', async ({ page }) => {
  await open(page);
  await chooseFiles(page, nimbusCsv());
  await expect(verdictOf(page)).toContainText(/Nimbus/);
  await diagnosed(page);
  const hash = new URL(await share(page)).hash;
  await expectRefused(page, hash.slice(0, hash.length >> 1), /cut|incomplete|truncated|damaged/i);
  await expectRefused(page, fragment({ v: 99 }), /version|newer/i);
  await expectRefused(page, fragment({ v: 1, table: 'no', options: {} }), /link/i);
  await expectRefused(page, '#d=%E0%A4%A', /link/i);
  await expectRefused(page, '#d=', /link/i);
});

test('a link that inflates to a gigabyte is refused', async ({ page }) => {
  // Blocks flushed in full stand by themselves: a megabyte of blanks, a thousand times over.
  const megabyte = deflateRawSync(Buffer.alloc(1 << 20, 32), { finishFlush: constants.Z_FULL_FLUSH });
  const bomb = Buffer.concat([...Array<Buffer>(1024).fill(megabyte), deflateRawSync(Buffer.alloc(0))]);
  await open(page);
  await page.evaluate((hash) => void (location.hash = hash), `#d=${bomb.toString('base64url')}`);
  await expect(page.getByRole('alert')).toContainText(/1 MB|too large|inflate/i);
  expect(await diagnosed(page)).toContain('Pythia');
});

test('a script in a model name is text', async ({ page }) => {
  const csv = nimbusCsv();
  await open(page);
  await chooseFiles(page, {
    ...csv,
    text: csv.text.replace('nimbus-1b', '<img src=x onerror=window.hacked=1>'),
  });
  await expect(verdictOf(page)).toContainText(/Nimbus/);
  await diagnosed(page);
  const link = await share(page);
  await page.goto('about:blank');
  await page.goto(link);
  await diagnosed(page);
  const names = await page
    .getByRole('textbox')
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
  expect(names).toContain('<img src=x onerror=window.hacked=1>');
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
});
