import { expect, test, type Page } from '@playwright/test';
import { chooseFiles, drop, evaluationRecord, exported, share, type TestFile } from './diagnosePage';
import { expectNoSidewaysScroll } from './looks';

const finding = (page: Page) => page.getByRole('status', { name: 'Finding' });
const residual = (page: Page) => page.getByRole('status', { name: 'Residual' });
const yours = (page: Page) => page.getByRole('region', { name: /of yours$/ });
const prediction = (page: Page, id: number) => page.getByRole('listitem', { name: `Prediction ${id}` });
const scatter = (page: Page) => page.getByRole('region', { name: 'Scatter of models' });

/** Opens the page and waits for its line. */
async function open(page: Page, fragment = ''): Promise<void> {
  await page.goto(`./frontier/${fragment}`);
  await computed(page);
}
async function computed(page: Page): Promise<void> {
  await expect(finding(page)).toHaveAttribute('aria-busy', 'false');
  await expect(finding(page)).toContainText(' = ');
}

/** Held-out rows as a spreadsheet of another country writes them. */
const heldOut: TestFile = {
  name: 'held out.csv',
  text: [
    '\uFEFFModell;Labor;Release date;SWE-bench Verified (%);GPQA-Diamond, pass@1;Bemerkung',
    'Gemini 4 Pro;Google;2026-07;85,3 %;93,9 %;',
    'Gemini 4 Flash;Google;2026-08;81,0 %;92,0%;"klein; schnell"',
    'Nimbus X;Nimbus Labs;2026-09;79,0 %;55,0 %;',
    'Ohne Wert;Nimbus Labs;2026-09;n/a;55,0 %;',
  ].join('\r\n'),
};

test('the published line is read, saved and shared with a phone', async ({ page, browser }) => {
  await test.step('the page is reached from the header', async () => {
    await page.goto('./');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Frontier' }).click();
    await computed(page);
    await expect(page.getByRole('link', { name: 'Frontier' })).toHaveAttribute('aria-current', 'page');
  });

  await test.step('the published line stands, with its band, labs, hold-outs and predictions', async () => {
    await expect(finding(page)).toContainText('GPQA Diamond rises 0.51 [0.34, 0.69] points per point');
    await expect(finding(page)).toContainText('GPQA Diamond = 46.4 + 0.513 · SWE-bench Verified');
    await expect(finding(page)).toContainText('r = 0.7235');
    await expect(page.getByRole('combobox', { name: 'Benchmark 1' })).toHaveValue('swe_bench_verified');
    await expect(page.getByRole('combobox', { name: 'Benchmark 2' })).toHaveValue('gpqa_diamond');
    await expect(scatter(page).locator('[data-model]')).toHaveCount(39);
    await expect(page.getByRole('figure', { name: /Anthropic below/ })).toBeVisible();
    await expect(page.getByText(/errs by 9\.20 ± 2\.38 points/)).toBeVisible();
    await expect(
      page.getByRole('heading', { name: 'Eigenstructure: not enough data (n = 4)' }),
    ).toBeVisible();
    await expect(prediction(page, 1)).toContainText('fail zone');
    await expect(prediction(page, 3)).toContainText('not enough data');
    await expect(prediction(page, 5)).toContainText('pass zone');
    await expect(page.locator('main')).not.toContainText(/excursion|\btax\b/i);
  });

  await test.step('the three files say what the page says', async () => {
    const json = await exported(page, 'Frontier JSON');
    expect(json.name).toBe('crossover-frontier-swe-bench-verified-gpqa-diamond.json');
    const read = JSON.parse(json.text);
    expect(read.schema).toBe('crossover.frontier/1');
    expect(read.line.slope).toBeCloseTo(0.51308, 5);
    expect(read.predictions.map(({ state }: { state: string }) => state)).toHaveLength(7);
    const csv = await exported(page, 'Table CSV');
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(40);
    const report = await exported(page, 'Report (Markdown)');
    expect(report.text).toContain('46.4 + 0.513');
  });

  await test.step('points and cells are reached by arrow keys', async () => {
    const points = scatter(page).locator('[data-model]');
    await points.first().focus();
    await page.keyboard.press('ArrowRight');
    await expect(points.nth(1)).toBeFocused();
    await expect(points.nth(1)).toHaveAttribute(
      'aria-label',
      /h = .*\[.*\]: (within the scatter|(above|below) the band)/,
    );
  });

  await test.step('values reported elsewhere change the line, and the rows say so', async () => {
    await expect(page.getByText('26 disputed values')).toBeVisible();
    await page.getByRole('radio', { name: 'reported elsewhere' }).check();
    await expect(finding(page)).not.toContainText('46.4 + 0.513');
    await expect(finding(page)).toContainText('unverified');
    await expect(page.getByLabel(/DeepSeek-V3.*as published: 75\.9/)).toHaveCount(1);
  });

  // No clipboard, no storage, a narrow screen.
  const context = await browser.newContext({ permissions: [], viewport: { width: 360, height: 780 } });
  const phone = await context.newPage();
  await test.step('a link carries options and rows, and is followed when pasted', async () => {
    await page.getByLabel('Path of').selectOption('Anthropic');
    await chooseFiles(page, heldOut);
    await expect(yours(page)).toContainText('Nimbus X');
    await computed(page);
    const link = await share(page);
    const line = await finding(page).innerText();

    // A change takes the link out of the address.
    await page.getByRole('radio', { name: 'published', exact: true }).check();
    await expect(page).toHaveURL(/\/frontier\/$/);
    await page.close();

    await phone.goto(link);
    await computed(phone);
    expect(await finding(phone).innerText()).toBe(line);
    await expect(yours(phone)).toContainText('Nimbus X');
    await expect(phone.getByLabel('Path of')).toHaveValue('Anthropic');

    await phone.evaluate(() => (location.hash = '#d=AAAA'));
    await expect(phone.getByRole('alert')).toContainText(/cut short or damaged/);
    await expect(yours(phone)).toContainText('Nimbus X');
  });

  await test.step('a phone shows the page without sideways scroll', async () => {
    await chooseFiles(phone, heldOut);
    await expect(phone.getByRole('status', { name: 'Notice' })).toContainText('Read 4 models');
    await expect(yours(phone)).toContainText('Nimbus X');
    await phone.getByText('5 lines through the same models').click();
    await phone.getByText('26 disputed values').click();
    await expectNoSidewaysScroll(phone);
  });
  await context.close();
});

test('the months go by as the reader wishes; other lines, another pair and the wide panel', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page);
  const play = page.getByRole('button', { name: 'Play' });
  await test.step('with reduced motion nothing runs', () => expect(play).toHaveCount(0));

  await test.step('the date slider hides later releases, and the line follows', async () => {
    const slider = page.getByRole('slider', { name: 'Releases' });
    await slider.focus();
    await page.keyboard.press('Home');
    await expect(finding(page)).toContainText('No line of GPQA Diamond');
    // The one model is drawn at once, and stays when the answer without a line stands.
    await expect(finding(page)).toHaveAttribute('aria-busy', 'false');
    await expect(scatter(page).locator('[data-model]')).toHaveCount(1);
    await expect(page.getByRole('figure', { name: /^1 model with both scores, no line/ })).toBeVisible();
    for (let i = 0; i < 9; i++) await page.getByRole('button', { name: 'A month later' }).click();
    await expect(slider).toHaveAttribute('aria-valuetext', 'to February 2025');
    await computed(page);
    await expect(finding(page)).toContainText('releases to February 2025');
    await page.keyboard.press('End');
    await slider.press('End');
    await expect(finding(page)).toContainText('46.4 + 0.513');
  });

  await test.step('the animation runs through the months', async () => {
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await play.click();
    const slider = page.getByRole('slider', { name: 'Releases' });
    await expect(slider).toHaveAttribute('aria-valuetext', /^to /);
    const early = Number(await slider.inputValue());
    await expect.poll(async () => Number(await slider.inputValue())).toBeGreaterThan(early);
    await page.getByRole('button', { name: 'Pause' }).click();
    await slider.press('End');
  });

  await test.step('other lines, another pair and the wide panel', async () => {
    await page.getByLabel('Line', { exact: true }).selectOption('Theil–Sen');
    await expect(scatter(page)).toContainText('Theil–Sen line 53.1 + 0.451');
    await page.getByRole('button', { name: 'Swap the benchmarks' }).click();
    await expect(finding(page)).toContainText('SWE-bench Verified rises');
    await page.getByLabel('Panel').selectOption('frontier-wide');
    await expect(finding(page)).toContainText('Across 79 models');
    await page.getByRole('combobox', { name: 'Benchmark 2' }).selectOption('hle');
    await expect(finding(page)).toContainText('HLE = ');
    await expect(page.getByRole('figure', { name: /component/i })).toBeVisible();
  });
});

test('a damaged link is refused; models come by file, by paste, as records and by hand', async ({ page }) => {
  await test.step('a link that cannot be used is refused with a sentence, and the panel stands', async () => {
    await open(page, '#d=AAAA');
    await expect(page.getByRole('alert')).toContainText(/cut short or damaged/);
    await expect(finding(page)).toContainText('46.4 + 0.513');
  });

  await test.step('a file that is none is refused in the import problems', async () => {
    await chooseFiles(page, { name: 'broken.json', text: '{"a": ' });
    await expect(page.getByRole('region', { name: 'Import problems' })).toBeVisible();
    await expect(finding(page)).toContainText('0.513');
  });

  await test.step('held-out rows in a messy file join the panel, its predictions too', async () => {
    await expect(prediction(page, 4)).toContainText('not enough data');
    await drop(page, heldOut);
    await expect(page.getByRole('status', { name: 'Notice' })).toContainText('Read 4 models');
    await computed(page);
    await expect(yours(page)).toContainText('Gemini 4 Pro');
    await expect(yours(page)).toContainText('Google');
    await expect(yours(page)).toContainText('h = +3.8');
    await expect(yours(page)).toContainText('1 model without both scores');
    await expect(finding(page)).toContainText('your gpqa_diamond/pass@1 with GPQA Diamond');
    // The line is that of the frozen rows still.
    await expect(finding(page)).toContainText('46.4 + 0.513');
    await expect(prediction(page, 4)).toContainText('pass zone');
    await yours(page)
      .getByRole('button', { name: /Nimbus X/ })
      .first()
      .click();
    await expect(page.getByRole('region', { name: 'Playbook for Nimbus X' })).toContainText('below the band');
    await page.getByRole('button', { name: 'Remove all' }).click();
  });

  await test.step('pasted rows are read as a file is', async () => {
    await page
      .getByLabel('Paste scores')
      .fill('model\tlab\tSWE-bench Verified\tGPQA Diamond\nA1\tAcme\t70\t80\nA2\tAcme\t75\t85');
    await page.getByRole('button', { name: 'Read pasted scores' }).click();
    await expect(yours(page)).toContainText('A1');
    await expect(yours(page)).toContainText('Acme');
    await page.getByRole('button', { name: 'Remove all' }).click();
  });

  await test.step('evaluation records join the panel under their developers; a broken one is named', async () => {
    const scores = { 'SWE-bench Verified': 0.79, 'GPQA Diamond': 0.55 };
    const broken = evaluationRecord('Nimbus Z', 'Nimbus Labs', scores);
    await drop(
      page,
      evaluationRecord('Nimbus X', 'Nimbus Labs', scores),
      evaluationRecord('Gemini 4 Pro', 'Google', { 'SWE-bench Verified': 0.853, 'GPQA Diamond': 0.939 }),
      { ...broken, text: broken.text.replaceAll('score_details', 'details') },
    );
    await expect(page.getByRole('status', { name: 'Notice' })).toContainText('Read 2 models');
    await computed(page);
    await expect(yours(page)).toContainText('Nimbus Labs');
    await expect(yours(page)).toContainText('Google');
    await expect(yours(page)).toContainText('h = +3.8');
    const problems = page.getByRole('region', { name: 'Import problems' });
    await expect(problems).toContainText('Nimbus Z.json');
    await expect(problems).toContainText('evaluation_results[0] has no score_details');
    await page.getByRole('button', { name: 'Remove all' }).click();
  });

  await test.step('a model is typed, read at once, added, taken for the playbook, undone', async () => {
    await page.getByLabel('Model name').fill('My model');
    await page.getByLabel('SWE-bench Verified score, %').fill('78,5');
    await page.getByLabel('GPQA Diamond score, %').fill('60');
    await expect(residual(page)).toContainText('h = −26.7 [−44.4, −8.9]');
    await expect(residual(page)).toContainText('outside the 95 % prediction band');
    await page.getByLabel('GPQA Diamond score, %').fill('88');
    await expect(residual(page)).toContainText('h = +1.3');
    await expect(residual(page)).toContainText('within the scatter');
    await page.getByLabel('GPQA Diamond score, %').fill('188');
    await expect(page.getByRole('button', { name: 'Add to the panel' })).toBeDisabled();
    await page.getByLabel('GPQA Diamond score, %').fill('88');
    await page.getByLabel('Lab', { exact: true }).fill('Google');
    await page.getByLabel('Release date').fill('2026-07');
    await page.getByRole('button', { name: 'Add to the panel' }).click();
    await expect(yours(page)).toContainText('My model');
    await expect(yours(page)).toContainText('h = +1.3');
    const playbook = page.getByRole('region', { name: 'Playbook for My model' });
    await expect(playbook).toContainText('published, |h| > 5');
    await expect(playbook).toContainText('calibrated, 95 % prediction interval leaves 0 out');
    await expect(playbook).toContainText('from Gemini 3.1 Pro to My model');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(yours(page)).toHaveCount(0);
    await page.keyboard.press('Control+Shift+z');
    await expect(yours(page)).toContainText('My model');
  });
});
