import { expect, test, type Browser, type Page } from '@playwright/test';
import { openHubBrowser } from './hub/browser';
import { openHubStandIn, OWNER, type HubStandIn } from './hub/standIn';
import { follow, model } from './steerPage';

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

const failure = (page: Page) => page.getByRole('form', { name: 'Choose a model' }).getByRole('alert');
const fromHub = (page: Page) => page.getByRole('radio', { name: 'from a hub' });

async function newPage(baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  return context.newPage();
}

async function load(page: Page, name: string): Promise<void> {
  await page.getByLabel('Hub id').fill(`${OWNER}/${name}`);
  await page.getByRole('button', { name: 'Load', exact: true }).click();
}

test('a hub is asked for the model that was named, once, and no host but a hub for anything', async ({
  baseURL,
}) => {
  const page = await newPage(baseURL);
  await follow(page);
  await expect(model(page)).toContainText(/organism-\dx/, { timeout: 60_000 });
  await fromHub(page).check();

  await test.step('a hub is asked for the model that was named, and for nothing else', async () => {
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
  });

  await test.step('neither a model page nor its worker can reach a host that is no hub', async () => {
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
  });

  await test.step('what was kept is read again without asking', async () => {
    hub.requests.length = 0;
    await page.reload();
    await fromHub(page).check();
    await load(page, 'organism_4x96');
    await expect(model(page)).toContainText('Read from this browser’s store', { timeout: 60_000 });
    expect(hub.requests).toEqual([]);
  });
  await page.context().close();
});

test('what a hub does not give, or gives in part, is told; the next choice loads', async ({ baseURL }) => {
  const page = await newPage(baseURL);
  await test.step('a link of a model on a hub asks nothing before the reader does', async () => {
    hub.requests.length = 0;
    // No other model is loaded first, which none of this needs.
    await follow(page, { kind: 'hub', id: `${OWNER}/missing` });
    await expect(fromHub(page)).toBeChecked();
    await expect(page.getByText('Nothing has been asked of the hub')).toBeVisible();
    expect(hub.requests).toEqual([]);
  });

  await test.step('what is not there, and what is no model, is told', async () => {
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
  });

  await test.step('a slow answer shows its bytes, can be cancelled, and is not kept in part', async () => {
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
  });

  await test.step('a download that breaks off goes on where it stopped', async () => {
    hub.requests.length = 0;
    hub.fail('gpt_neox/onnx/model.onnx', { kind: 'cut', after: 200_000 }, 1);
    await load(page, 'gpt_neox');
    await expect(model(page)).toContainText(`${OWNER}/gpt_neox`, { timeout: 60_000 });
    expect(
      hub.requests.some(({ file, range }) => file.endsWith('.onnx') && /^bytes=[1-9]/.test(range ?? '')),
    ).toBe(true);
  });
  await page.context().close();
});
