import { expect, test, type Page } from '@playwright/test';
import { chooseFiles, diagnosed, exported, nimbus, nimbusCsv, open, verdictOf } from './diagnosePage';
import { expectNoSidewaysScroll, expectNoViolation } from './looks';

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** Waits until what stands below the verdict is of the present scores. */
async function deepened(page: Page): Promise<void> {
  await expect(page.locator('#interventions')).toHaveAttribute('aria-busy', 'false');
}

/** Brings a section near, so that it is loaded, and gives it back. */
async function reached(page: Page, name: string) {
  const found = section(page, name);
  await found.scrollIntoViewIfNeeded();
  return found;
}

test('every section answers for a family, and for one model', async ({ page }) => {
  await open(page);
  await deepened(page);

  await test.step('every section is computed from the first family and none is a dead end', async () => {
    await expect(section(page, 'What to do next').getByRole('heading', { level: 3 }).first()).toBeVisible();
    for (const [name, heading] of [
      ['Forecast', /Ten times larger: TruthfulQA MC2 .* by /],
      ['All benchmarks', /pairs? stands? out at q/],
      ['Among other families', /what other families show/],
      ['Recipes', /changes? of recipe with an interval/],
      ['Width', /Given width/],
    ] as const) {
      const found = await reached(page, name);
      await expect(found.getByRole('heading', { name: heading })).toBeVisible();
    }
    const single = await reached(page, 'One model, no family');
    await expect(single.getByRole('button', { name: 'Ask the panel' })).toBeVisible();
  });

  await test.step('the contents line leads to a section and leaves the address alone', async () => {
    const before = page.url();
    await page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'Width' }).click();
    await expect(section(page, 'Width')).toBeFocused();
    await expect(section(page, 'Width')).toBeInViewport();
    expect(page.url()).toBe(before);
  });

  await test.step('cells of the matrix are reached by one Tab and the arrows', async () => {
    const structure = await reached(page, 'All benchmarks');
    const first = structure.getByRole('img', { name: /^HellaSwag and TruthfulQA MC2, r / });
    await first.focus();
    await page.keyboard.press('ArrowDown');
    const second = structure.getByRole('img', { name: /^HellaSwag and ARC-Challenge.*, r / });
    await expect(second).toBeFocused();
    await expect(structure.locator('[data-cell][tabindex="0"]')).toHaveCount(1);
    await structure.getByRole('radio', { name: 'r given size' }).check();
    await expect(structure.getByRole('heading', { name: /^Given size,/ })).toBeVisible();
  });

  await test.step('a family is foretold from others', async () => {
    const forecast = await reached(page, 'Forecast');
    await forecast.getByRole('checkbox', { name: 'OPT', exact: true }).check();
    await forecast.getByRole('button', { name: 'Foretell from 1' }).click();
    const table = forecast.getByRole('region', { name: 'Table of the hold-out' });
    await expect(table.getByRole('row', { name: /TruthfulQA MC2 .* %/ }).first()).toBeVisible();
  });

  await test.step('a model typed into the panel of a normal page is answered too', async () => {
    const single = await reached(page, 'One model, no family');
    await single.getByLabel('Parameters').fill('7B');
    await single.getByLabel(/HellaSwag/).fill('80');
    await single.getByLabel(/TruthfulQA/).fill('45');
    await single.getByLabel(/TruthfulQA/).press('Enter');
    await expect(single.getByRole('status', { name: 'Single model' })).toContainText(
      /rises at the next step/,
    );
  });

  await test.step('the report waits for the sections and holds them', async () => {
    const { text } = await exported(page, 'Report (Markdown)');
    for (const heading of ['What to do next', 'Forecast', 'All pairs of benchmarks', 'Width'])
      expect(text).toContain(`## ${heading}`);
  });

  await test.step('one model leads to the panel, filled in and answered', async () => {
    const { name, text } = nimbusCsv();
    const [header, ...rows] = text.split('\n');
    await chooseFiles(page, { name, text: [header, rows[5]].join('\n') });
    await expect(verdictOf(page)).toContainText(/No verdict|One size/i);
    const single = section(page, 'One model, no family');
    const [, , b1, b2] = nimbus[5];
    await expect(single.getByLabel('Parameters')).toHaveValue('2.8B');
    await expect(single.getByLabel(/HellaSwag/)).toHaveValue(String(b1));
    await expect(single.getByLabel(/TruthfulQA/)).toHaveValue(String(b2));
    await expect(single.getByRole('status', { name: 'Single model' })).toContainText(
      /next step .* probability \d+/,
    );
    await expect(
      single.getByRole('region', { name: 'Table of nearest models' }).getByRole('row'),
    ).toHaveCount(6);

    await single.getByLabel(/HellaSwag/).fill('abc');
    await single.getByRole('button', { name: 'Ask the panel' }).click();
    await expect(single.getByText(/“abc”/)).toBeVisible();
    await expect(single.getByLabel(/HellaSwag/)).toHaveAttribute('aria-invalid', 'true');
  });
});

test('the forecast is changed: method, benchmark, size and equations', async ({ page }) => {
  await open(page);
  await deepened(page);

  await test.step('another method, another benchmark and another size change the forecast', async () => {
    const forecast = await reached(page, 'Forecast');
    const title = forecast.getByRole('heading', { name: /^Ten times larger/ });
    await forecast.getByRole('radio', { name: 'quadratic' }).check();
    await expect(title).toContainText('by quadratic');
    await forecast.getByRole('combobox', { name: 'Benchmark' }).selectOption({ label: 'HellaSwag' });
    await expect(title).toContainText('HellaSwag');

    const slider = forecast.getByRole('slider', { name: 'Larger by' });
    await slider.focus();
    await page.keyboard.press('End');
    await expect(forecast.getByRole('heading', { name: /^30 times larger: HellaSwag/ })).toBeVisible();
    await expect(slider).toHaveAttribute('aria-valuetext', /^30×, 360/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(title).toBeVisible();
  });

  await test.step('the slider over λ shows other equations, and one of them can be taken', async () => {
    await deepened(page);
    const forecast = await reached(page, 'Forecast');
    const slider = forecast.getByRole('slider', { name: /λ/ });
    const before = await slider.getAttribute('aria-valuetext');
    await slider.focus();
    await page.keyboard.press('Home');
    await expect(slider).not.toHaveAttribute('aria-valuetext', before ?? '');
    await expect(forecast.getByText(/^Change of z 1, .* per tenfold size equals/)).toHaveCount(1);
    const take = forecast.getByRole('button', { name: /^Use λ/ });
    await take.click();
    await deepened(page);
    await expect(forecast.getByText(/, chosen$/)).toBeVisible();
    await expect(take).toHaveCount(0);
  });

  await test.step('a system that fits anything foretells only when the reader insists, and is marked', async () => {
    const family = page.getByRole('combobox', { name: 'Family' });
    const falcon = family.locator('option', { hasText: /^Falcon ·/ });
    await family.selectOption(await falcon.getAttribute('value'));
    await deepened(page);
    const forecast = await reached(page, 'Forecast');
    const method = forecast.getByRole('radio', { name: 'sparse system' });
    await expect(method).toHaveCount(0);
    await forecast.getByRole('checkbox', { name: /^Foretell with this system all the same/ }).check();
    await deepened(page);
    await expect(method).toBeVisible();
    await expect(
      forecast.getByRole('row', { name: /sparse system.*so many fit any series/ }).first(),
    ).toBeVisible();
  });
});

test('sections scroll nowhere sideways, and on a phone they have no violation', async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 900 });
  await open(page);
  await deepened(page);
  for (const width of [360, 1440])
    await test.step(`sections scroll nowhere sideways at ${width}`, async () => {
      // A window as tall as the page: everything is near, so everything is loaded.
      await page.setViewportSize({ width, height: 20_000 });
      await expect(section(page, 'Width').getByRole('heading', { name: /Given width/ })).toBeVisible();
      await expect(section(page, 'One model, no family').getByRole('button')).toBeVisible();
      await expectNoSidewaysScroll(page);
      await diagnosed(page);
      if (width === 360) await expectNoViolation(page);
    });
});
