import { expect, test } from '@playwright/test';
import { diagnosed, open } from './diagnosePage';
import { expectNoSidewaysScroll } from './looks';

const sections =
  'slope coupling phase verdict critical-scale r dimensionality noise items random-numbers digest panels ' +
  'couplings eigenstructure width dynamics forecast standing recipes single-model population interventions ' +
  'frontier-line labs left-out-lab saturation predictions claims published-physics paper-words ' +
  'bundled-models truth-direction steering-effect head-coupling head-tests head-ablation';

test.describe('with everything that a visit brings', () => {
  test.use({ serviceWorkers: 'allow' });

  test('the page is opened, looked up, copied from and read on a phone', async ({ page, baseURL }) => {
    const complaints: string[] = [];
    const elsewhere: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== new URL(baseURL!).origin) elsewhere.push(request.url());
    });
    await test.step('opens by its own address, complains of nothing and asks no other host', async () => {
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

    await test.step('each address leads to its section', async () => {
      for (const id of sections.split(' ')) {
        await page.goto(`./methods/#${id}`);
        await expect(page.locator(`#${id}-title`)).toBeInViewport();
      }
      await page
        .getByRole('navigation', { name: 'On this page' })
        .getByRole('link', { name: 'Limits' })
        .click();
      await expect(page).toHaveURL(/\/methods\/#limits$/);
      await expect(page.getByRole('heading', { name: /^Limits/ })).toBeInViewport();
    });

    await test.step('the BibTeX entry is copied', async () => {
      await page.goto('./methods/#cite');
      await page.getByRole('button', { name: 'Copy BibTeX entry' }).click();
      await expect(page.getByText('Copied.')).toBeVisible();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^@software\{crossover,/);
      await page.getByRole('button', { name: 'Copy BibTeX of the sources' }).click();
      await expect(page.getByText('Copied.')).toHaveCount(2);
      expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^@article\{amin2026a,/);
    });

    await test.step('panels can be saved from where they are described', async () => {
      await page.goto('./methods/#panels');
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: 'uniform.csv' }).click();
      expect((await download).suggestedFilename()).toBe('uniform.csv');
    });

    await test.step('a wide equation scrolls by keyboard on a phone, and the page does not', async () => {
      await page.setViewportSize({ width: 360, height: 780 });
      await page.goto('./methods/#slope');
      const box = page.getByRole('group', { name: 'Equation: York’s line' });
      await expect(box).toHaveAttribute('tabindex', '0');
      // A key pressed while the long page is still being laid out is lost.
      await expect(async () => {
        await box.focus();
        await page.keyboard.press('ArrowRight');
        await expect
          .poll(() => box.evaluate((node) => node.scrollLeft), { timeout: 2000 })
          .toBeGreaterThan(0);
      }).toPass();
      await expectNoSidewaysScroll(page);
    });
  });
});

test('other pages lead to Methods, and it leads back', async ({ page, context }) => {
  const verdict = await open(page);

  await test.step('sections of Diagnose lead to where they are told', async () => {
    const link = page
      .getByRole('region', { name: 'Forecast', exact: true })
      .getByRole('link', { name: /^How this is computed: Forecast/ });
    await link.scrollIntoViewIfNeeded();
    const [methods] = await Promise.all([context.waitForEvent('page'), link.click()]);
    await expect(methods).toHaveURL(/\/methods\/#forecast$/);
    await expect(methods.locator('#forecast-title')).toBeInViewport();
    await methods.close();
  });

  await test.step('is reached from Diagnose and leads back', async () => {
    await page.getByRole('link', { name: 'Methods', exact: true }).click();
    await expect(page).toHaveURL(/\/methods\/$/);
    await expect(page.getByRole('heading', { level: 1, name: 'Methods' })).toBeVisible();
    await page.getByRole('link', { name: 'Diagnose', exact: true }).click();
    expect(await diagnosed(page)).toBe(verdict);
  });

  await test.step('sections of Frontier lead to where they are told', async () => {
    await page.goto('./frontier/');
    await expect(
      page.getByRole('link', { name: /^How this is computed: the seven predictions/ }),
    ).toHaveAttribute('href', /\/methods\/#predictions$/);
  });
});
