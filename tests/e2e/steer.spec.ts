import { expect, test } from '@playwright/test';
import { exported, share } from './diagnosePage';
import { expectBothLooks } from './looks';
import { conductOf } from './pageConduct';
import { card, finding, follow, group, measured, model, open } from './steerPage';

test.slow();

test('a first visit loads a bundled model, proves the edit, and steers beside its controls', async ({
  page,
}) => {
  const { elsewhere, complaints } = conductOf(page);
  await page.goto('./steer/');
  await measured(page);
  await expect(finding(page)).toContainText(/organism-4x96 at layer \d for truth raises P\(true\) from/);
  await expect(finding(page)).toContainText('more than any control of equal length');
  await expect(model(page)).toContainText('every logit of');
  await expect(model(page)).toContainText('bit for bit');
  await expect(model(page)).toContainText('A vector moves the stream by itself');

  await test.step('without WebGPU a model runs in wasm, and the device says why', async () => {
    const device = page.getByLabel('Device');
    await expect(device.locator('option', { hasText: 'webgpu' })).toBeDisabled();
    await expect(device).toHaveValue('wasm');
  });

  await expect(group(page, 'Steered').getByText(/./).first()).toBeVisible();
  const unsteered = await group(page, 'Unsteered').locator('.text').innerText();
  expect(unsteered.length).toBeGreaterThan(20);

  await expect(card(page, 'Dose and response').getByRole('figure')).toBeVisible();
  await card(page, /^Truthfulness and reasoning/).scrollIntoViewIfNeeded();
  await expect(card(page, /^Truthfulness and reasoning/).getByRole('figure')).toBeVisible({
    timeout: 60_000,
  });
  await card(page, /^Layers/).scrollIntoViewIfNeeded();
  await expect(card(page, /^Layers/).getByRole('figure')).toBeVisible({ timeout: 60_000 });
  expect(elsewhere).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a reader tries texts, pairs and prompts of their own, then clears what is kept and brings a model', async ({
  page,
  context,
}) => {
  await test.step('a second tab loads beside the first', async () => {
    const second = await context.newPage();
    await Promise.all([open(page), open(second)]);
    await second.close();
  });

  const slider = page.getByRole('slider', { name: 'Strength' });
  const temperature = page.getByLabel('Temperature');
  await test.step('at strength 0 all sides are one text', async () => {
    await temperature.fill('0.7');
    await temperature.press('Tab');
    await slider.focus();
    for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowLeft');
    await expect(slider).toHaveAttribute('aria-valuetext', '0.00');
    await expect(group(page, 'Steered')).toContainText('The same text as unsteered', { timeout: 60_000 });
    await expect(group(page, 'Control')).toContainText('The same text as unsteered', { timeout: 60_000 });
    const text = (name: string) => group(page, name).locator('.text').innerText();
    expect(await text('Steered')).toBe(await text('Unsteered'));
    expect(await text('Control')).toBe(await text('Unsteered'));
  });

  await test.step('two unsteered sampled runs differ; the published rule says its phases', async () => {
    const published = card(page, 'As published');
    await published.getByRole('button', { name: 'Sample twice' }).click();
    await expect(published).toContainText('The two differ, and nothing was steered', { timeout: 60_000 });
    await expect(published).toContainText('the same again, token for token');
    await published.getByRole('button', { name: 'Run the published rule' }).click();
    await expect(published).toContainText(/RMS norm is/, { timeout: 60_000 });
    await expect(published.getByRole('row')).toHaveCount(11);
  });
  await temperature.fill('0');
  await temperature.press('Tab');
  await slider.focus();
  for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');

  const direction = card(page, 'The direction');
  await test.step('pairs of the reader’s; a faulty row is named', async () => {
    await direction.getByRole('button', { name: 'Edit the pairs' }).click();
    const edit = direction.getByRole('textbox');
    const pairs = await edit.inputValue();
    await edit.fill('template,true,false\nThe capital of France is Paris.,Paris,Rome');
    await direction.getByRole('button', { name: 'Use these pairs' }).click();
    await expect(direction.getByRole('alert')).toContainText(/Line 2.*no place for the object/);
    await expect(direction.getByRole('alert')).toContainText('Nothing was changed');
    await edit.fill(pairs.split('\n').slice(0, 40).join('\n'));
    await direction.getByRole('button', { name: 'Use these pairs' }).click();
    await expect(direction.getByRole('heading', { name: '39 pairs' })).toBeVisible();
    await measured(page);
    await expect(direction).toContainText(/AUC/);
  });

  const many = card(page, 'Many prompts');
  await test.step('prompts of the reader’s; a faulty row is named', async () => {
    await many
      .getByLabel(/^Your prompts/)
      .fill('prompt,right,wrong\nThe capital of Spain is,Madrid,Rome\n,a,b');
    await many.getByRole('button', { name: 'Use these prompts' }).click();
    await expect(many.getByRole('alert')).toContainText(/Row 3.*blank/);
    await many.getByRole('button', { name: 'Write 1 text' }).click();
    await expect(many).toContainText('A changed text is not a corrected one', { timeout: 60_000 });
    await expect(many.getByRole('row')).toHaveCount(2);
  });
  await many.getByRole('button', { name: 'Use the built-in ones' }).click();
  await direction.getByRole('button', { name: 'Use the built-in pairs' }).click();

  await test.step('what is kept can be removed', async () => {
    await page.getByText(/^Kept in this browser/).click();
    const remove = page.getByRole('button', { name: /^Remove organism-3x32/ });
    await remove.click();
    await expect(remove).toHaveCount(0);
  });

  await test.step('a folder is loaded, or says what it lacks', async () => {
    await page.getByRole('radio', { name: 'from a folder' }).check();
    await page.getByLabel('Model folder').setInputFiles('tests/fixtures/onnx/organism_4x96');
    await page.getByRole('button', { name: 'Load', exact: true }).click();
    await expect(model(page)).toContainText('organism_4x96', { timeout: 30_000 });
    await expect(model(page)).toContainText('Read from your folder');
    await page.getByLabel('Model folder').setInputFiles('tests/fixtures/reference');
    await page.getByRole('button', { name: 'Load', exact: true }).click();
    await expect(page.getByRole('form', { name: 'Choose a model' }).getByRole('alert')).toContainText(
      /no onnx file|config\.json/,
    );
  });
});

test('results and vectors go out and come in; a phone that follows the link computes them again', async ({
  page,
  browser,
}) => {
  await open(page);
  await page.getByLabel('Layer in use').selectOption('2');
  await measured(page);
  await test.step('results', async () => {
    const { text } = await exported(page, 'Results JSON');
    const results = JSON.parse(text) as {
      schema: string;
      layer: number;
      selfCheck: { zeroVector: number };
      points: { alpha: number; vector: string; pTrue: number }[];
    };
    expect(results.schema).toBe('crossover.steer/1');
    expect(results.layer).toBe(2);
    expect(results.selfCheck.zeroVector).toBe(0);
    expect(new Set(results.points.map(({ vector }) => vector))).toEqual(
      new Set(['truth', 'shuffled', 'random', 'negative']),
    );
  });
  const link = await share(page);
  const found = await finding(page).innerText();

  await test.step('a vector goes out and comes in; one of another width is refused with both widths', async () => {
    const { text } = await exported(page, 'Vector JSON');
    const file = JSON.parse(text) as { schema: string; hidden: number; unit: number[] };
    expect(file.schema).toBe('crossover.vector/1');
    const vectorFile = page.getByLabel('Vector file');
    const give = (name: string, body: string) =>
      vectorFile.setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(body) });
    await give('mine.json', text);
    await expect(card(page, 'The direction')).toContainText('From the file mine.json');
    await measured(page);
    const wide = { ...file, hidden: 128, unit: [...file.unit, ...Array<number>(128 - file.hidden).fill(0)] };
    await give('wide.json', JSON.stringify(wide));
    await expect(card(page, 'The direction').getByRole('alert')).toContainText(
      `128 numbers and this model’s residual stream ${file.hidden}`,
    );
    const gguf = await exported(page, 'Vector GGUF');
    expect(gguf.name).toMatch(/\.gguf$/);
    expect(gguf.text.slice(0, 4)).toBe('GGUF');
  });
  await page.close();

  const context = await browser.newContext({ viewport: { width: 360, height: 780 } });
  const phone = await context.newPage();
  await test.step('a link that another reader computes again', async () => {
    await phone.goto(link);
    await measured(phone);
    await expect(phone.getByLabel('Layer in use')).toHaveValue('2');
    expect(await finding(phone).innerText()).toBe(found);
  });
  await test.step('a phone shows everything without sideways scroll, and no violation', async () => {
    await card(phone, /^Layers/).scrollIntoViewIfNeeded();
    await expect(card(phone, /^Layers/).getByRole('figure')).toBeVisible({ timeout: 60_000 });
    await expectBothLooks(phone);
  });
  await context.close();
});

test.describe('with what is kept for later', () => {
  test.use({ serviceWorkers: 'allow' });

  test('the network may go after the first visit', async ({ page, context }) => {
    await follow(page);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await expect(page.getByText(/ready without a network/i)).toBeVisible({ timeout: 60_000 });
    await context.setOffline(true);
    // A first visit's model again, which is not the one of the link; then that one.
    await page.reload();
    await expect(model(page)).toContainText('Read from this browser’s store', { timeout: 60_000 });
    await expect(model(page)).toContainText('organism-4x96');
    await page.getByLabel('Bundled model').selectOption({ index: 0 });
    await page.getByRole('button', { name: 'Load', exact: true }).click();
    await expect(model(page)).toContainText('organism-3x32', { timeout: 60_000 });
    await measured(page);
  });
});
