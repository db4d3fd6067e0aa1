import { expect, test } from '@playwright/test';
import { ablation, cells, finding, visit } from './headsPage';
import { conductOf } from './pageConduct';

test.slow();

test('a first visit scans a bundled model on this page; a head is chosen by keyboard and ablated', async ({
  page,
}) => {
  const { elsewhere, complaints } = conductOf(page);
  await visit(page);
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
  expect(elsewhere).toEqual([]);
  expect(complaints).toEqual([]);
});
