import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { importBundled } from '../../scripts/bundle.mjs';
import { diagnosed, exported } from './diagnosePage';

const finding = (page: Page) => page.getByRole('status', { name: 'Finding' });
const shown = (page: Page) => page.getByRole('status', { name: 'Statements shown' });
const rowOf = (page: Page, id: string) => page.locator(`[id="claim=${id}"]`);
const rows = (page: Page) => page.locator('tr.row');
const detailOf = (page: Page, id: string) => page.locator(`#detail-${id}`);

/** Opens the page and waits until every claim is recomputed. */
async function open(page: Page, fragment = ''): Promise<void> {
  await page.goto(`./claims/${fragment}`);
  await expect(finding(page)).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
}

/** Follows a link to a claim on the page as it stands: nothing is computed again. */
const follow = (page: Page, id: string) => page.goto(`./claims/#claim=${id}`);

interface Entry {
  id: string;
  verdict: string;
  recomputed: Record<string, number> | null;
  calibrated: { value: number | null; lo: number | null; hi: number | null } | null;
  variants: { condition: string | null; values: Record<string, number> }[];
}
type Claims = typeof import('../../src/lib/claims/all');
type Data = typeof import('../../src/lib/claims/data');

/** The same claims, recomputed in Node. */
async function inNode(): Promise<Entry[]> {
  const all = (await importBundled('src/lib/claims/all.ts')) as Claims;
  const data = (await importBundled('src/lib/claims/data.ts')) as Data;
  const read = (path: string) => readFile(`static/${path}`, 'utf8');
  const results = await all.recomputeClaims(await data.loadClaimData(read));
  return results.map(({ recomputed, ...result }) => ({ ...result, recomputed: recomputed?.values ?? null }));
}

/** Numbers agree to six digits, all else exactly: engines differ in the last bit of exp and log, and a fit magnifies it. */
function expectSame(one: unknown, other: unknown, where: string): void {
  if (typeof one === 'number' && typeof other === 'number') {
    expect(Math.abs(one - other), where).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(other)));
  } else if (one !== null && typeof one === 'object' && other !== null && typeof other === 'object') {
    expect(Object.keys(one), where).toEqual(Object.keys(other));
    for (const [key, value] of Object.entries(one))
      expectSame(value, (other as Record<string, unknown>)[key], `${where}.${key}`);
  } else expect(one, where).toEqual(other);
}

test.slow();

test('the statements: computed, saved, looked up, sorted, and traced to their data', async ({ page }) => {
  await test.step('the page computes in the browser what Node computes', async () => {
    const [expected] = await Promise.all([inNode(), open(page)]);
    const { name, text } = await exported(page, 'Claims JSON');
    expect(name).toBe('crossover-claims.json');
    const entries = JSON.parse(text) as Entry[];
    expect(entries.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    entries.forEach(({ id, verdict, recomputed, calibrated, variants }, i) => {
      const there = expected[i];
      expect(verdict, id).toBe(there.verdict);
      expectSame(
        { recomputed, calibrated, variants },
        { recomputed: there.recomputed, calibrated: there.calibrated, variants: there.variants },
        id,
      );
    });
    await expect(shown(page)).toHaveText(`${entries.length} statements`);
    const counts = page.getByLabel('Statements by verdict');
    const reproducing = entries.filter(({ verdict }) => verdict === 'reproduces').length;
    await expect(counts).toContainText(`${reproducing}`);
    await expect(finding(page)).toContainText(`${reproducing} of ${entries.length} published statements`);
  });

  await test.step('the table is exported with a line for every figure', async () => {
    const { name, text } = await exported(page, 'Table CSV');
    expect(name).toBe('crossover-claims.csv');
    expect(text.split('\r\n')[0]).toMatch(
      /^id,paper,group,where,statement,figure,unit,published,recomputed,/,
    );
    expect(text).toContain('a-pythia-r,A,correlation,');
  });

  await test.step('the abstract stands with its verdicts, and a claim is one click away', async () => {
    const abstract = page.getByRole('region', { name: /abstract of paper A/ });
    await expect(abstract.locator('ol > li')).toHaveCount(15);
    await expect(page.getByRole('region', { name: 'What holds' }).getByRole('listitem')).not.toHaveCount(0);
    await abstract.getByRole('link', { name: /r −0\.989, here −0\.9886/ }).click();
    await expect(page).toHaveURL(/\/claims\/#claim=a-pythia-r$/);
    const row = rowOf(page, 'a-pythia-r');
    await expect(row).toBeInViewport();
    await expect(row.getByRole('button')).toHaveAttribute('aria-expanded', 'true');
  });

  await test.step('filters narrow the table, and the count says so', async () => {
    await rowOf(page, 'a-pythia-r').getByRole('button').click();
    const all = Number.parseInt(await shown(page).innerText(), 10);
    await page.getByRole('button', { name: /^Show all \d+.*Reproduces by/ }).click();
    expect(await rows(page).count()).toBeGreaterThan(40);
    await page
      .getByRole('group', { name: 'Verdicts' })
      .getByRole('button', { name: /cannot be checked/ })
      .click();
    const unchecked = await rows(page).count();
    expect(unchecked).toBeGreaterThan(0);
    await expect(shown(page)).toContainText(`${unchecked} of ${all} statements`);
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await page.getByLabel('Find a statement').fill('width opt');
    await expect(rowOf(page, 'a-width-opt')).toBeVisible();
    await expect(rowOf(page, 'a-width-bloom')).toHaveCount(0);
    await page.getByLabel('Find a statement').fill('');
    await page.getByRole('combobox', { name: 'Subject' }).selectOption('width');
    await expect(rows(page)).toHaveCount(5);
    await page.getByRole('combobox', { name: 'Subject' }).selectOption('');
    await page.getByRole('combobox', { name: 'Paper' }).selectOption('B');
    await expect(rowOf(page, 'a-pythia-r')).toHaveCount(0);
    expect(await rows(page).count()).toBeGreaterThan(5);
    await page.getByRole('button', { name: 'Clear the filter' }).click();
  });

  await test.step('headings sort the table', async () => {
    await page.getByRole('combobox', { name: 'Order' }).selectOption('place');
    await expect(rows(page).first()).toHaveAttribute('id', 'claim=a-pythia-r');
    const heading = page.getByRole('columnheader', { name: /^Verdict/ });
    await heading.getByRole('button').click();
    await expect(heading).toHaveAttribute('aria-sort', 'ascending');
    await expect(rows(page).first()).toContainText('reproduces');
    await heading.getByRole('button').click();
    await expect(heading).toHaveAttribute('aria-sort', 'descending');
    await expect(rows(page).first()).toContainText('cannot be checked');
    await page.getByRole('combobox', { name: 'Order' }).selectOption('verdict');
  });

  await test.step('from a number to its data and its computation in two clicks', async () => {
    await rowOf(page, 'a-pythia-r').getByRole('button').click();
    const detail = detailOf(page, 'a-pythia-r');
    await expect(detail).toContainText('Pearson correlation over the eight Pythia sizes');
    await expect(detail.getByRole('row', { name: /^with table A/ })).toContainText('−0.9886');
    await expect(detail.getByRole('row', { name: /^As stated/ })).toContainText('−0.9839 ≠');
    await expect(detail).toContainText('equal when rounded to 3 decimals');

    const data = await page.request.get(
      new URL((await detail.getByRole('link', { name: 'Pythia A' }).getAttribute('href'))!, page.url()).href,
    );
    expect(Object.keys((await data.json()) as object)).toContain('pythia_A');

    await detail.getByRole('link', { name: 'Open in Diagnose' }).click();
    await expect(page).toHaveURL(/\/crossover\/#d=/);
    expect(await diagnosed(page)).toMatch(/across Pythia-deduped/);
  });
});

test('a link opens its claim; the demonstrations answer; every value comes again', async ({ page }) => {
  await test.step('a link opens its claim', async () => {
    await open(page, '#claim=a-width-opt');
    await expect(rowOf(page, 'a-width-opt')).toBeInViewport();
    await expect(detailOf(page, 'a-width-opt')).toBeVisible();
  });

  await test.step('shuffled TruthfulQA keeps the width-normalised r', async () => {
    const demo = page.locator('#demo-shuffle');
    await demo.getByRole('button', { name: 'Shuffle', exact: true }).click();
    await expect(demo.getByRole('figure')).toContainText('After one shuffle of TruthfulQA');
    await demo.getByRole('button', { name: 'Shuffle 100 times' }).click();
    await expect(demo.getByRole('heading')).toContainText(
      /After 101 shuffles of TruthfulQA the scores have r −?0\.\d\d, divided by width still \+0\.9\d/,
    );
    await demo.getByLabel('Family to shuffle').selectOption('BLOOM');
    await expect(demo.getByRole('heading')).toContainText('r −0.86 becomes +0.9');
  });

  await test.step('the other demonstrations answer to their controls', async () => {
    const size = page.locator('#demo-size');
    await size.getByLabel('Take size out of both scores').check();
    await expect(size.getByRole('heading')).toContainText('given size, r is −0.04 [−0.77, 0.73]');
    const heldOut = page.locator('#demo-held-out');
    await heldOut.getByRole('button', { name: /^Constant/ }).click();
    await expect(heldOut.getByRole('heading')).toContainText('A constant foretells Llama-2 with 5.9 % error');
    const top = page.locator('#demo-top');
    await expect(top.getByRole('heading')).toContainText('Top 5: ratio 0.10 over one set of models, 0.30');
    await top.getByLabel('With the five later models').check();
    await expect(top.getByRole('heading')).toContainText('Top 5: ratio 0.96');
    const tables = page.locator('#demo-tables');
    await expect(tables.getByRole('row', { name: /correlated at r = −0\.989/ })).toContainText(
      'agrees: −0.9886',
    );
  });

  await test.step('it is live: recomputing gives every value again, and can be cancelled', async () => {
    const notice = page.getByRole('status', { name: 'Notice' });
    await expect(notice).toContainText(/\d+ statements recomputed in this browser in [\d.]+ m?s\./);
    await page.getByRole('button', { name: 'Recompute' }).click();
    await expect(notice).toContainText('Every value is the same as before.', { timeout: 60_000 });
    await page.getByRole('button', { name: 'Recompute' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('button', { name: 'Recompute' })).toBeEnabled();
    await expect(rowOf(page, 'a-pythia-r')).toBeVisible();
  });

  await test.step('a claim of a panel opens in Frontier', async () => {
    await follow(page, 'a-frontier-r');
    await detailOf(page, 'a-frontier-r').getByRole('link', { name: 'Open in Frontier' }).click();
    await expect(page).toHaveURL(/\/frontier\/#d=/);
    await expect(page.getByRole('status', { name: 'Finding' })).toContainText(/GPQA/);
  });
});

test('a link to a claim that does not exist says so, and others lead on from there', async ({
  page,
  context,
}) => {
  await test.step('one to a claim that does not exist says so', async () => {
    await open(page, '#claim=a-none');
    await expect(page.getByRole('alert')).toContainText('There is no claim “a-none”');
  });

  await test.step('a claim of a panel opens in the Atlas', async () => {
    await follow(page, 'a-models');
    const link = detailOf(page, 'a-models').getByRole('link', { name: 'Open in the Atlas' });
    // In a tab of its own: the claims stay computed for the next step.
    const [atlas] = await Promise.all([
      context.waitForEvent('page'),
      link.click({ modifiers: ['ControlOrMeta'] }),
    ]);
    await expect(atlas).toHaveURL(/\/atlas\/#d=/);
    await expect(atlas.getByLabel('Panel')).toHaveValue('published');
    await atlas.close();
  });

  await test.step('from a number to its formula', async () => {
    await follow(page, 'a-pythia-r');
    const detail = detailOf(page, 'a-pythia-r');
    await detail.getByRole('link', { name: 'As published' }).click();
    await expect(page).toHaveURL(/\/methods\/#published-correlation$/);
    await expect(page.locator('#published-correlation-title')).toBeInViewport();
  });
});

test('a file that cannot be read is said, and nothing is made up', async ({ page }) => {
  await page.route('**/claims/inputs.json', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('./claims/');
  await expect(finding(page)).toContainText('claims/inputs.json” could not be read (status 404)');
  await expect(rows(page)).toHaveCount(0);
});
