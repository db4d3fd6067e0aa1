import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { exported, share, type TestFile } from './diagnosePage';

const finding = (page: Page) => page.getByRole('status', { name: 'Finding' });
const ablation = (page: Page) => page.getByRole('status', { name: 'Ablation' });
const map = (page: Page) => page.getByRole('region', { name: 'Map of heads' });
const cells = (page: Page) => map(page).getByRole('button', { name: /^Layer \d+, head \d+: / });
const set = (page: Page, side: 'First' | 'Second') =>
  page.getByRole('combobox', { name: `${side} capability: contrast set` });

/** Opens the page and waits until the bundled model is loaded and scanned. */
async function open(page: Page, fragment = ''): Promise<void> {
  await page.goto(`./heads/${fragment}`);
  await scanned(page);
}
async function scanned(page: Page): Promise<void> {
  await expect(finding(page)).toContainText(/layers × \d+ heads/, { timeout: 60_000 });
  await expect(finding(page)).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
}

async function choose(page: Page, label: string, file: TestFile): Promise<void> {
  await page
    .getByLabel(label)
    .setInputFiles({ name: file.name, mimeType: 'text/csv', buffer: Buffer.from(file.text, 'utf8') });
}

/** Sums of which the third lacks its answer. */
const sums: TestFile = {
  name: 'small sums.csv',
  text: [
    'context,correct,incorrect',
    ...Array.from({ length: 24 }, (_, i) => {
      const [a, b] = [1 + (i % 6), 1 + Math.floor(i / 6)];
      return `The sum of ${a} and ${b} is,${i === 2 ? '' : a + b},${a + b + 1}`;
    }),
  ].join('\r\n'),
};

test.slow();

test('a first visit scans a bundled model on this page; a head is chosen by keyboard and ablated', async ({
  page,
}) => {
  const elsewhere: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.hostname !== 'localhost') elsewhere.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await open(page);
  await expect(finding(page)).toContainText(/organism-\d+x\d+, (\d+) layers × (\d+) heads/);
  await expect(finding(page)).toContainText('Net coupling over all heads');
  await expect(finding(page)).toContainText('a toy trained to lie');
  await expect(page.getByRole('status', { name: 'Backend' })).toHaveText(/^(GPU|CPU)/);
  const [, layers, heads] = /(\d+) layers × (\d+) heads/.exec(await finding(page).innerText()) ?? [];
  await expect(cells(page)).toHaveCount(Number(layers) * Number(heads));

  await cells(page).first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(cells(page).nth(Number(heads) + 1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(cells(page).nth(Number(heads) + 1)).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('heading', { name: 'Layer 1, head 1' })).toBeVisible();
  await expect(ablation(page)).toContainText('Ablating layer 1, head 1', { timeout: 30_000 });
  await expect(ablation(page).getByRole('img', { name: /random head, layer/ })).toHaveCount(10);
  await expect(page.getByRole('figure', { name: /lie along their own direction/ })).toBeVisible({
    timeout: 30_000,
  });
  const slider = page.getByRole('slider', { name: 'Factor' });
  await slider.focus();
  for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', '1, as it is');
  await expect(ablation(page)).toContainText('nothing changes', { timeout: 30_000 });

  const table = page.getByRole('region', { name: 'Table of heads' });
  await table.getByRole('button', { name: 'Coupling, 95 %' }).click();
  await expect(table.getByRole('columnheader', { name: /Coupling/ })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  const family = page.getByRole('region', { name: 'The bundled family', exact: true });
  await family.scrollIntoViewIfNeeded();
  await expect(family.getByRole('status', { name: 'Family' })).toContainText('in 4 of 4 models', {
    timeout: 90_000,
  });
  const census = page.getByRole('region', { name: 'Census of models' });
  await expect(census.getByText('toy, not counted')).toHaveCount(4);
  await expect(census.getByText('published record').first()).toBeVisible();
  expect(elsewhere).toEqual([]);
  expect(complaints).toEqual([]);
});

test('own items in a faulty file: the row is named, the others are scanned; files go out and come back', async ({
  page,
}) => {
  await open(page);
  await choose(page, 'First capability file', { name: 'short.csv', text: 'context,right\nA,B\n' });
  const fault = page.getByRole('alert').filter({ hasText: 'Nothing was changed' });
  await expect(fault).toContainText('no column correct or incorrect');
  await choose(page, 'First capability file', sums);
  await expect(page.getByRole('alert').filter({ hasText: 'Row 3: the correct is blank' })).toBeVisible();
  await scanned(page);
  await expect(set(page, 'First').locator('option:checked')).toHaveText('small sums (yours)');
  await expect(page.getByRole('group', { name: 'First capability' })).toContainText('23 items: ');

  const json = await exported(page, 'Scan JSON');
  const scan = JSON.parse(json.text) as Record<string, never> & {
    schema: string;
    heads: { layer: number; head: number; class: string }[];
    capabilities: { title: string }[];
    summary: { heads: number };
  };
  expect(scan.schema).toBe('crossover.heads/1');
  expect(scan.heads).toHaveLength(scan.summary.heads);
  expect(scan.heads[0]).toMatchObject({ layer: 0, head: 0 });
  expect(Object.keys(scan.heads[0])).toEqual(expect.arrayContaining(['coupling', 'lo', 'hi', 'q', 'class']));
  expect(scan.capabilities[0].title).toBe('small sums');
  const csv = await exported(page, 'Scan CSV');
  expect(csv.text.trim().split('\n')).toHaveLength(1 + scan.heads.length);
  const svg = await exported(page, 'Map SVG');
  expect(svg.text).toMatch(/^<svg[\s\S]*<title>organism/);
  expect(svg.text).not.toMatch(/\sstyle=/);

  const others = page.getByLabel('Scan files');
  await others.setInputFiles([
    { name: 'cut.json', mimeType: 'application/json', buffer: Buffer.from(json.text.slice(0, 400)) },
    { name: json.name, mimeType: 'application/json', buffer: Buffer.from(json.text) },
  ]);
  await expect(page.getByRole('alert').filter({ hasText: 'cut.json' })).toContainText('cut short');
  await expect(page.getByRole('status', { name: 'Comparison' })).toContainText('are not told apart');
});

test('a link carries sets, definition and head; a phone scans it anew, without sideways scroll or faults', async ({
  page,
  browser,
}) => {
  await open(page);
  await set(page, 'First').selectOption('Arithmetic');
  await scanned(page);
  await page.getByRole('radio', { name: 'as published' }).check();
  await expect(finding(page)).toContainText('By the published rule');
  await cells(page).nth(2).click();
  await expect(page.getByRole('heading', { name: 'Layer 0, head 2' })).toBeVisible();
  const link = await share(page);
  const found = await finding(page).innerText();

  const context = await browser.newContext({ permissions: [], viewport: { width: 360, height: 780 } });
  const there = await context.newPage();
  await there.goto(link);
  await scanned(there);
  await expect(set(there, 'First').locator('option:checked')).toHaveText('Arithmetic');
  await expect(there.getByRole('radio', { name: 'as published' })).toBeChecked();
  await expect(cells(there).nth(2)).toHaveAttribute('aria-pressed', 'true');
  expect(await finding(there).innerText()).toBe(found);

  await expect(ablation(there)).toBeVisible({ timeout: 30_000 });
  // Names of other models stand in the choices once the family is scanned, and widen nothing.
  const family = there.getByRole('region', { name: 'The bundled family', exact: true });
  await family.scrollIntoViewIfNeeded();
  await expect(family.getByRole('status', { name: 'Family' })).toContainText(/in [2-4] of 4 models/, {
    timeout: 60_000,
  });
  const overflow = await there.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  const { violations } = await new AxeBuilder({ page: there }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
  await context.close();
});
