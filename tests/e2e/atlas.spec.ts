import { expect, test, type Page } from '@playwright/test';
import { chooseFiles, diagnosed, exported, nimbusCsv, share } from './diagnosePage';
import { expectNoSidewaysScroll } from './looks';

const finding = (page: Page) => page.getByRole('status', { name: 'Finding' });
const shown = (page: Page) => page.getByRole('status', { name: 'Families shown' });
const cards = (page: Page) => page.getByRole('article');
const cardOf = (page: Page, family: string) =>
  cards(page).filter({ has: page.getByRole('link', { name: new RegExp(`^${family}:`) }) });

/** Opens the Atlas and waits for its families; what they say together is still computed. */
async function openFamilies(page: Page, fragment = ''): Promise<void> {
  await page.goto(`./atlas/${fragment}`);
  // On a software GPU and a busy machine it takes its time.
  await expect(cards(page)).toHaveCount(37, { timeout: 45_000 });
}

/** Opens the Atlas and waits for its families and their population. */
async function open(page: Page): Promise<void> {
  await openFamilies(page);
  await expect(finding(page)).toHaveAttribute('aria-busy', 'false', { timeout: 45_000 });
}

test.slow();

test('the families are filtered, sorted, compared, and computed for another pair and panel', async ({
  page,
}) => {
  await open(page);

  await test.step('all families stand with their verdicts, and what they say together', async () => {
    await expect(finding(page)).toContainText('TruthfulQA MC2 falls in four of 37 families');
    await expect(finding(page)).toContainText(/passes zero at 1\.5 B/);
    await expect(cardOf(page, 'Pythia-deduped')).toContainText('falls');
    await expect(cardOf(page, 'Pythia-deduped')).toContainText('−0.30 [−0.38, −0.22]');
    await expect(page.getByText('Amber', { exact: true })).toBeVisible();
  });

  await test.step('filters narrow what is shown, and the count says so', async () => {
    await page.getByRole('button', { name: /^▼ falls|^falls/ }).click();
    await expect(cards(page)).toHaveCount(4);
    await expect(shown(page)).toContainText('4 of 37 families');
    await page.getByLabel('Sizes from').selectOption('30');
    await expect(cards(page)).toHaveCount(1);
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect(cards(page)).toHaveCount(37);
    await page.getByLabel('Find a family or model').fill('opt-66b');
    await expect(cards(page)).toHaveCount(1);
    await page.getByRole('button', { name: 'Clear the filter' }).click();
  });

  await test.step('recipes and tokens come from the panel', async () => {
    await page.getByLabel('Recipe').selectOption('curated');
    await expect(cardOf(page, 'SmolLM')).toBeVisible();
    await expect(cardOf(page, 'OPT')).toHaveCount(0);
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await page.getByLabel('Tokens from').selectOption('10');
    await expect(cardOf(page, 'Llama-3.1')).toBeVisible();
    await expect(cardOf(page, 'Pythia-deduped')).toHaveCount(0);
    await page.getByRole('button', { name: 'Clear the filter' }).click();
  });

  await test.step('the table sorts by its headings and sets the published N_c beside the data', async () => {
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    const rows = page.getByRole('region', { name: 'Table of families' }).locator('tbody tr');
    await expect(rows.filter({ hasText: 'Pythia-deduped' })).toContainText('3.5 B [2.9, 13.4]');
    await expect(rows.filter({ hasText: 'Pythia-deduped' })).toContainText('none in range');
    await page.getByRole('button', { name: /^points per point/ }).click();
    await expect(rows.first()).toContainText('StarCoderBase');
    const heading = page.getByRole('columnheader', { name: /points per point/ });
    await expect(heading).toHaveAttribute('aria-sort', 'ascending');
    await page.getByRole('button', { name: /^points per point/ }).click();
    await expect(heading).toHaveAttribute('aria-sort', 'descending');
    await page.getByLabel('Order').selectOption('verdict');
    await page.getByRole('button', { name: 'Families', exact: true }).click();
  });

  await test.step('two to four families are compared on the same axes', async () => {
    await page.getByLabel('Compare Pythia-deduped').check();
    await page.getByLabel('Compare Qwen2', { exact: true }).check();
    await expect(page.getByRole('figure', { name: 'Pythia-deduped falls and Qwen2 rises' })).toBeVisible();
    await page.getByLabel('Compare OPT').check();
    await page.getByLabel('Compare Llama-2').check();
    await expect(page.getByLabel('Compare BLOOM')).toBeDisabled();
    await page.getByRole('button', { name: 'Remove OPT from the comparison' }).click();
    await expect(page.getByLabel('Compare BLOOM')).toBeEnabled();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
  });

  await test.step('the population view draws every interval and is exported', async () => {
    await page.getByRole('button', { name: 'Population', exact: true }).click();
    await expect(
      page.getByRole('figure', { name: 'Local coupling rises with size and passes zero at 1.5 B' }),
    ).toBeVisible();
    const first = page.locator('[data-rank="0"]').first();
    await first.focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('[data-rank="1"]').first()).toBeFocused();
    await expect(page.getByText('level of HellaSwag', { exact: true }).first()).toBeVisible();

    const { name, text } = await exported(page, 'Population JSON');
    expect(name).toBe('crossover-population-uniform.json');
    const population = JSON.parse(text);
    expect(population.schema).toBe('crossover.population/1');
    expect(population).toMatchObject({ n: 83, familyCount: 36 });
    expect(population.slope).toBeCloseTo(0.4396, 4);
    expect(population.families.find((f: { family: string }) => f.family === 'OPT').verdict).toBe('falls');
    await page.getByRole('button', { name: 'Families', exact: true }).click();
  });

  await test.step('another pair of benchmarks is computed for every family', async () => {
    await page.getByRole('combobox', { name: 'Benchmark 2' }).selectOption({ label: 'WinoGrande' });
    await expect(finding(page)).toContainText(/^WinoGrande rises in/);
  });

  // A panel is opened with its own HellaSwag and TruthfulQA, whatever the pair before.
  await test.step('the published panel is the paper’s 16 families', async () => {
    await page.getByLabel('Panel').selectOption('published');
    await expect(finding(page)).toContainText('63 rows as released, 61 distinct models in 16 families');
    await expect(cardOf(page, 'Pythia')).toContainText('published Nc: 3.5 B');
    await expect(shown(page)).toContainText(/of 12 families, \d of 4 without a step/);
    await expect(cardOf(page, 'Qwen2.5')).toContainText('does not tell its variant');
  });
});

test('the Atlas is reached from Diagnose, shared with a phone, and leads back to Diagnose', async ({
  page,
  browser,
}) => {
  await test.step('the page is reached from the header and says which page it is', async () => {
    await page.goto('./');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Atlas' }).click();
    await expect(cards(page)).toHaveCount(37);
    await expect(page.getByRole('link', { name: 'Atlas' })).toHaveAttribute('aria-current', 'page');
  });

  const context = await browser.newContext({ permissions: [], viewport: { width: 360, height: 780 } });
  const phone = await context.newPage();
  await test.step('a link carries the panel, the pair, filters, order, comparison and view', async () => {
    await page.getByRole('button', { name: /^▼ falls|^falls/ }).click();
    await page.getByLabel('Order').selectOption('family');
    await page.getByLabel('Compare OPT').check();
    await page.getByLabel('Compare Pythia-deduped').check();
    await page.getByLabel('Horizontal axis').selectOption('benchmark1');
    const link = await share(page);

    // A change takes the link out of the address.
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect(page).toHaveURL(/\/atlas\/$/);

    await phone.goto(link);
    await expect(cards(phone)).toHaveCount(4);
    await expect(cards(phone).first()).toContainText('Cerebras-GPT');
    await expect(phone.getByLabel('Horizontal axis')).toHaveValue('benchmark1');
    await expect(phone.getByRole('figure', { name: 'OPT falls and Pythia-deduped falls' })).toBeVisible();
  });

  await test.step('a phone shows every view without sideways scroll', async () => {
    await phone.getByRole('button', { name: 'Clear the filter' }).click();
    await expect(finding(phone)).toHaveAttribute('aria-busy', 'false', { timeout: 45_000 });
    await phone.getByLabel('Compare BLOOM').check();
    for (const view of ['Families', 'Table', 'Population']) {
      await phone.getByRole('button', { name: view, exact: true }).click();
      await expectNoSidewaysScroll(phone);
    }
  });
  await context.close();

  await test.step('a card opens the same family, with the same verdict, on Diagnose', async () => {
    await cardOf(page, 'Qwen1.5').getByRole('link').click();
    await expect(page).toHaveURL(/\/crossover\/#d=/);
    expect(await diagnosed(page)).toMatch(/turns down across Qwen1\.5/);
    await expect(page.getByRole('combobox', { name: 'Family' })).toHaveValue('Qwen1.5');
  });
});

test('a damaged link is refused; the reader’s table is laid over the panel and shared', async ({
  page,
  browser,
}) => {
  await test.step('a link that cannot be used is refused with a sentence, and the Atlas stands', async () => {
    await openFamilies(page, '#d=AAAA');
    await expect(page.getByRole('alert')).toContainText(/cut short or damaged/);
    await expect(cards(page)).toHaveCount(37);
    await page.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click();
  });

  await test.step('a table of another identity is refused, naming both', async () => {
    const { text } = nimbusCsv();
    await chooseFiles(page, { name: 'mc1.csv', text: text.replace('truthfulqa/mc2', 'truthfulqa/mc1') });
    await expect(page.getByRole('alert')).toContainText(/TruthfulQA MC1.*TruthfulQA MC2.*another metric/);
    await expect(cards(page)).toHaveCount(37);
  });

  await test.step('the reader’s table is laid over the panel, shared, and opened elsewhere', async () => {
    await chooseFiles(page, nimbusCsv());
    await expect(cards(page)).toHaveCount(38);
    await expect(cards(page).first()).toContainText('Nimbus');
    await expect(cards(page).first()).toContainText('−0.30 [−0.38, −0.22]');
    await expect(page.getByRole('region', { name: 'Your table' })).toContainText('1 family of yours');
    const link = await share(page);

    const context = await browser.newContext({ permissions: [] });
    const elsewhere = await context.newPage();
    await elsewhere.goto(link);
    await expect(cards(elsewhere)).toHaveCount(38);
    await context.close();

    await cards(page).first().getByRole('link').click();
    expect(await diagnosed(page)).toMatch(/across Nimbus: −0\.30/);
  });
});
