import { expect, test, type Browser, type Page } from '@playwright/test';
import { openHubBrowser } from './hub/browser';
import { openHubStandIn, OWNER, type HubStandIn } from './hub/standIn';

/** One hub and one browser for all: each test has a context of its own. */
let hub: HubStandIn;
let browser: Browser;
test.beforeAll(async () => {
  hub = await openHubStandIn({ secure: true });
  browser = await openHubBrowser(hub);
});
test.afterAll(async () => {
  await browser.close();
  await hub.close();
});
test.slow();

const model = (page: Page) => page.getByRole('status', { name: 'Model', exact: true });
const failure = (page: Page) => page.getByRole('form', { name: 'Choose a model' }).getByRole('alert');

async function open(baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await page.goto('./steer/');
  await expect(model(page)).toContainText(/organism-\dx/, { timeout: 60_000 });
  await page.getByRole('radio', { name: 'from a hub' }).check();
  return page;
}

async function load(page: Page, name: string): Promise<void> {
  await page.getByLabel('Hub id').fill(`${OWNER}/${name}`);
  await page.getByRole('button', { name: 'Load', exact: true }).click();
}

test('a hub is asked for the model that was named, and for nothing else', async ({ baseURL }) => {
  const page = await open(baseURL);
  hub.requests.length = 0;
  await page.getByLabel('Hub id').fill(`${OWNER}/organism_4x96`);
  expect(hub.requests).toEqual([]);
  await page.getByRole('button', { name: 'Load', exact: true }).click();
  await expect(model(page)).toContainText(`${OWNER}/organism_4x96`, { timeout: 60_000 });
  await expect(model(page)).toContainText('bit for bit');
  await expect(model(page)).toContainText('kept in this browser');
  expect(hub.requests.every(({ file }) => file.startsWith('organism_4x96/'))).toBe(true);
  // Once: what was edited was not fetched again.
  expect(hub.requests.filter(({ host, method }) => host === 'store' && method === 'GET')).toHaveLength(1);

  hub.requests.length = 0;
  await page.reload();
  await page.getByRole('radio', { name: 'from a hub' }).check();
  await load(page, 'organism_4x96');
  await expect(model(page)).toContainText('Read from this browser’s store', { timeout: 60_000 });
  expect(hub.requests).toEqual([]);
  await page.context().close();
});

test('a download that breaks off goes on where it stopped', async ({ baseURL }) => {
  const page = await open(baseURL);
  hub.requests.length = 0;
  hub.fail('gpt_neox/onnx/model.onnx', { kind: 'cut', after: 200_000 }, 1);
  await load(page, 'gpt_neox');
  await expect(model(page)).toContainText(`${OWNER}/gpt_neox`, { timeout: 60_000 });
  expect(
    hub.requests.some(({ file, range }) => file.endsWith('.onnx') && /^bytes=[1-9]/.test(range ?? '')),
  ).toBe(true);
  await page.context().close();
});

test('a slow answer shows its bytes, can be cancelled, and is not kept in part', async ({ baseURL }) => {
  const page = await open(baseURL);
  hub.fail('llama/onnx/model.onnx', { kind: 'drip', bytes: 1 << 14, ms: 60 }, 1);
  await load(page, 'llama');
  const loading = page.getByRole('status', { name: 'Loading the model' });
  await expect(loading).toContainText(/MB of [\d.]+ MB/, { timeout: 20_000 });
  await loading.getByRole('button', { name: 'Cancel' }).click();
  await expect(loading).toHaveCount(0);
  const kept = await page.evaluate(async () => {
    const cache = await caches.open('crossover-models');
    return (await cache.keys()).map(({ url }) => url).filter((url) => /llama.*\.onnx/.test(url));
  });
  expect(kept).toEqual([]);
  await load(page, 'organism_4x96');
  await expect(model(page)).toContainText(`${OWNER}/organism_4x96`, { timeout: 60_000 });
  await page.context().close();
});

test('what is not there, and what is no model, is told', async ({ baseURL }) => {
  const page = await open(baseURL);
  await load(page, 'missing');
  await expect(failure(page)).toContainText(/no model|not give|private/i, { timeout: 20_000 });
  hub.fail('gpt2/config.json', { kind: 'status', status: 404 }, 1);
  await load(page, 'gpt2');
  await expect(failure(page)).toContainText(/has no file “config\.json”/, { timeout: 20_000 });
  hub.fail('gpt2/onnx/model.onnx', { kind: 'page' });
  await load(page, 'gpt2');
  await expect(failure(page)).toContainText(/web page/i, { timeout: 20_000 });
  await page.getByLabel('Hub id').fill('not an id');
  await page.getByRole('button', { name: 'Load', exact: true }).click();
  await expect(failure(page)).toContainText('owner/name');
  await page.context().close();
});

test('neither a model page nor its worker can reach a host that is no hub', async ({ baseURL }) => {
  const page = await open(baseURL);
  const attempt = (target: string) =>
    fetch(target, { mode: 'no-cors' }).then(
      () => 'reached',
      () => 'blocked',
    );
  const workers = page.workers().filter((worker) => worker.url().startsWith('blob:'));
  expect(workers.length).toBeGreaterThan(0);
  const other = 'https://example.org/';
  const store = 'https://cas-bridge.xethub.hf.co/stand-in/organism_4x96/resolve/main/config.json';
  expect(await page.evaluate(attempt, other)).toBe('blocked');
  expect(await page.evaluate(attempt, store)).toBe('reached');
  for (const worker of workers) {
    expect(await worker.evaluate(attempt, other)).toBe('blocked');
    expect(await worker.evaluate(attempt, store)).toBe('reached');
  }
  await page.context().close();
});
