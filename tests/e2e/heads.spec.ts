import { expect, test, type Page } from '@playwright/test';
import { exported, share, type TestFile } from './diagnosePage';
import { ablation, cells, finding, open, scanned, set } from './headsPage';
import { expectBothLooks } from './looks';

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

test('a reader compares sets and brings items and scans; a phone that follows the link scans it anew', async ({
  page,
  browser,
}) => {
  await open(page);
  let link = '';
  let found = '';
  await test.step('a link carries sets, definition and head', async () => {
    await set(page, 'First').selectOption('Arithmetic');
    await scanned(page);
    await page.getByRole('radio', { name: 'as published' }).check();
    await expect(finding(page)).toContainText('By the published rule');
    await cells(page).nth(2).click();
    await expect(page.getByRole('heading', { name: 'Layer 0, head 2' })).toBeVisible();
    link = await share(page);
    found = await finding(page).innerText();
  });
  await page.getByRole('radio', { name: 'calibrated' }).check();

  await test.step('own items in a faulty file: the row is named, the others are scanned', async () => {
    await choose(page, 'First capability file', { name: 'short.csv', text: 'context,right\nA,B\n' });
    const fault = page.getByRole('alert').filter({ hasText: 'Nothing was changed' });
    await expect(fault).toContainText('no column correct or incorrect');
    await choose(page, 'First capability file', sums);
    await expect(page.getByRole('alert').filter({ hasText: 'Row 3: the correct is blank' })).toBeVisible();
    await scanned(page);
    await expect(set(page, 'First').locator('option:checked')).toHaveText('small sums (yours)');
    await expect(page.getByRole('group', { name: 'First capability' })).toContainText('23 items: ');
  });

  await test.step('files go out and come back', async () => {
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
    expect(Object.keys(scan.heads[0])).toEqual(
      expect.arrayContaining(['coupling', 'lo', 'hi', 'q', 'class']),
    );
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
  await page.close();

  const context = await browser.newContext({ permissions: [], viewport: { width: 360, height: 780 } });
  const phone = await context.newPage();
  await test.step('a phone scans it anew', async () => {
    await phone.goto(link);
    await scanned(phone);
    await expect(set(phone, 'First').locator('option:checked')).toHaveText('Arithmetic');
    await expect(phone.getByRole('radio', { name: 'as published' })).toBeChecked();
    await expect(cells(phone).nth(2)).toHaveAttribute('aria-pressed', 'true');
    expect(await finding(phone).innerText()).toBe(found);
  });

  await test.step('the family and the census, without sideways scroll or faults', async () => {
    await expect(ablation(phone)).toBeVisible({ timeout: 30_000 });
    // Names of other models stand in the choices once the family is scanned, and widen nothing.
    const family = phone.getByRole('region', { name: 'The bundled family', exact: true });
    await family.scrollIntoViewIfNeeded();
    await expect(family.getByRole('status', { name: 'Family' })).toContainText(/in [2-4] of 4 models/, {
      timeout: 60_000,
    });
    const census = phone.getByRole('region', { name: 'Census of models' });
    expect(await census.getByText('toy, not counted').count()).toBeGreaterThan(1);
    await expect(census.getByText('published record').first()).toBeVisible();
    await expectBothLooks(phone);
  });
  await context.close();
});
