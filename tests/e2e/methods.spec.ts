import { expect, test } from '@playwright/test';
import { diagnosed, open } from './diagnosePage';

const sections =
  'slope coupling phase verdict critical-scale r dimensionality noise items random-numbers digest panels ' +
  'couplings eigenstructure width dynamics forecast standing recipes single-model population interventions ' +
  'frontier-line labs left-out-lab saturation predictions claims published-physics paper-words ' +
  'bundled-models truth-direction steering-effect head-coupling head-tests head-ablation';

test.describe('with everything that a visit brings', () => {
  test.use({ serviceWorkers: 'allow' });

  test('opens by its own address, complains of nothing and asks no other host', async ({ page, baseURL }) => {
    const complaints: string[] = [];
    const elsewhere: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== new URL(baseURL!).origin) elsewhere.push(request.url());
    });
    await page.goto('./methods/');
    await expect(page.getByRole('heading', { level: 1, name: 'Methods' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Methods', exact: true })).toHaveAttribute(
      'aria-current',
      'page',
    );
    await expect(page.locator('math').first()).toBeVisible();
    // Laid out as mathematics: a numerator stands above its denominator.
    const [above, below] = await page
      .locator('#coupling mfrac')
      .first()
      .evaluate((fraction) => [...fraction.children].map((part) => part.getBoundingClientRect().top));
    expect(above).toBeLessThan(below);
    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);
  });
});

test('each address leads to its section', async ({ page }) => {
  for (const id of sections.split(' ')) {
    await page.goto(`./methods/#${id}`);
    await expect(page.locator(`#${id}-title`)).toBeInViewport();
  }
  await page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'Limits' }).click();
  await expect(page).toHaveURL(/\/methods\/#limits$/);
  await expect(page.getByRole('heading', { name: /^Limits/ })).toBeInViewport();
});

test('is reached from Diagnose and leads back', async ({ page }) => {
  const verdict = await open(page);
  await page.getByRole('link', { name: 'Methods', exact: true }).click();
  await expect(page).toHaveURL(/\/methods\/$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Methods' })).toBeVisible();
  await page.getByRole('link', { name: 'Diagnose', exact: true }).click();
  expect(await diagnosed(page)).toBe(verdict);
});

test('sections of other pages lead to where they are told', async ({ page, context }) => {
  await open(page);
  const link = page
    .getByRole('region', { name: 'Forecast', exact: true })
    .getByRole('link', { name: /^How this is computed: Forecast/ });
  await link.scrollIntoViewIfNeeded();
  const [methods] = await Promise.all([context.waitForEvent('page'), link.click()]);
  await expect(methods).toHaveURL(/\/methods\/#forecast$/);
  await expect(methods.locator('#forecast-title')).toBeInViewport();
  await page.goto('./frontier/');
  await expect(
    page.getByRole('link', { name: /^How this is computed: the seven predictions/ }),
  ).toHaveAttribute('href', /\/methods\/#predictions$/);
});

test('a wide equation scrolls by keyboard on a phone, and the page does not', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('./methods/#slope');
  const box = page.getByRole('group', { name: 'Equation: York’s line' });
  await expect(box).toHaveAttribute('tabindex', '0');
  // A key pressed while the long page is still being laid out is lost.
  await expect(async () => {
    await box.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => box.evaluate((node) => node.scrollLeft), { timeout: 2000 }).toBeGreaterThan(0);
  }).toPass();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test('the BibTeX entry is copied', async ({ page }) => {
  await page.goto('./methods/#cite');
  await page.getByRole('button', { name: 'Copy BibTeX entry' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^@software\{crossover,/);
  await page.getByRole('button', { name: 'Copy BibTeX of the sources' }).click();
  await expect(page.getByText('Copied.')).toHaveCount(2);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^@article\{amin2026a,/);
});

test('panels can be saved from where they are described', async ({ page }) => {
  await page.goto('./methods/#panels');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'uniform.csv' }).click();
  expect((await download).suggestedFilename()).toBe('uniform.csv');
});
