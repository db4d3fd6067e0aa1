import { expect, test, type Page } from '@playwright/test';
import { constants, deflateRawSync } from 'node:zlib';
import { chooseFiles, diagnosed, nimbusCsv, open, share, verdictOf } from './diagnosePage';

const fragment = (json: unknown) =>
  `#d=${deflateRawSync(Buffer.from(JSON.stringify(json))).toString('base64url')}`;

async function expectRefused(page: Page, words: RegExp) {
  await expect(page.getByRole('alert')).toContainText(words);
  expect(await diagnosed(page)).toContain('Pythia');
}

/** Opens a bad link as a first visit does. */
async function visitRefused(page: Page, hash: string, words: RegExp) {
  await page.goto('about:blank');
  await page.goto(`./${hash}`);
  await expectRefused(page, words);
}

const paste = (page: Page, hash: string) => page.evaluate((text) => void (location.hash = text), hash);

/** Pastes a bad link into the open tab. What was said of an earlier link must not answer for this one. */
async function pasteRefused(page: Page, hash: string, words: RegExp) {
  const alert = page.getByRole('alert');
  if (await alert.isVisible()) await alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alert).toHaveCount(0);
  await paste(page, hash);
  await expectRefused(page, words);
}

const sameDigest = (page: Page) => page.getByText(/same digest as the sender/i);

test('a link carries the reader’s table until it is edited, and is followed in an open tab', async ({
  page,
}) => {
  const csv = nimbusCsv();
  await open(page);
  await chooseFiles(page, {
    ...csv,
    text: csv.text.replace('nimbus-1b', '<img src=x onerror=window.hacked=1>'),
  });
  await expect(verdictOf(page)).toContainText(/Nimbus/);
  await diagnosed(page);
  const link = await share(page);
  expect(page.url()).toBe(link);
  await page.goto('about:blank');
  await page.goto(link);
  await diagnosed(page);

  await test.step('a script in a model name is text', async () => {
    const names = await page
      .getByRole('textbox')
      .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
    expect(names).toContain('<img src=x onerror=window.hacked=1>');
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  });

  await test.step('the address keeps a link only while it is what the page shows', async () => {
    await expect(sameDigest(page)).toBeVisible();
    expect(page.url()).toBe(link);

    const cell = page.getByLabel(/TruthfulQA.*nimbus-12b/i).first();
    await cell.fill('60');
    await cell.press('Enter');
    await expect.poll(() => new URL(page.url()).hash).toBe('');
    await diagnosed(page);
    await page.getByRole('button', { name: 'Undo' }).click();
    await diagnosed(page);
    await expect(sameDigest(page)).toBeVisible();
    expect(page.url()).not.toContain('#d=');
  });

  const { hash } = new URL(link);
  await test.step('a link cut short gives a clear message and the default family', () =>
    visitRefused(page, hash.slice(0, hash.length >> 1), /cut|incomplete|truncated|damaged/i));

  await test.step('a link pasted into an open tab is followed', async () => {
    await paste(page, hash);
    await expect(verdictOf(page)).toContainText(/Nimbus/);
    await expect(sameDigest(page)).toBeVisible();
  });

  await test.step('a link of a later version gives a clear message and the default family', () =>
    pasteRefused(page, fragment({ v: 99 }), /version|newer/i));
});

test('a link to a panel family opens it; links that are none are refused', async ({ page }) => {
  await test.step('a link to a panel family carries no scores and opens the family', async () => {
    await open(page);
    const link = await share(page);
    expect(link.length).toBeLessThan(900);
    await page.goto('about:blank');
    await page.goto(link);
    expect(await diagnosed(page)).toContain('Pythia');
    await expect(sameDigest(page)).toBeVisible();
  });

  await test.step('malformed links give a clear message and the default family', async () => {
    await pasteRefused(page, fragment({ v: 1, table: 'no', options: {} }), /link/i);
    await pasteRefused(page, '#d=', /link/i);
  });
});

test('a first visit by a bad link finds the default family', async ({ page }) => {
  await test.step('a link that is no text is refused', () => visitRefused(page, '#d=%E0%A4%A', /link/i));

  await test.step('a link that inflates to a gigabyte is refused', async () => {
    // Blocks flushed in full stand by themselves: a megabyte of blanks, a thousand times over.
    const megabyte = deflateRawSync(Buffer.alloc(1 << 20, 32), { finishFlush: constants.Z_FULL_FLUSH });
    const bomb = Buffer.concat([...Array<Buffer>(1024).fill(megabyte), deflateRawSync(Buffer.alloc(0))]);
    await pasteRefused(page, `#d=${bomb.toString('base64url')}`, /1 MB|too large|inflate/i);
  });
});
