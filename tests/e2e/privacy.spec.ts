import { expect, test, type Page } from '@playwright/test';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chooseFiles, diagnosed, exported, nimbusCsv, open, share, verdictOf } from './diagnosePage';

test.use({ serviceWorkers: 'allow' });

/** Paths of all that the service worker keeps. */
async function keptPaths(page: Page): Promise<string[]> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  return page.evaluate(async () => {
    const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(stores.map((store) => store.keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
}

/** Fetches from the page and from each of its workers, against a server on another origin that would answer. */
async function expectOtherOriginsBlocked(page: Page): Promise<void> {
  let hits = 0;
  const other = createServer((_request, response) => {
    hits++;
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('reached');
  });
  await new Promise<void>((ready) => other.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
  try {
    const attempt = (target: string) =>
      fetch(target).then(
        () => 'reached',
        () => 'blocked',
      );
    const workers = page.workers();
    expect(workers.length).toBeGreaterThan(0);
    for (const worker of workers) {
      expect(worker.url()).toMatch(/^blob:/);
      expect(await worker.evaluate(attempt, url)).toBe('blocked');
    }
    expect(await page.evaluate(attempt, url)).toBe('blocked');
    expect(hits).toBe(0);
    // The server does answer who may ask, so it was the policy that blocked.
    expect(await attempt(url)).toBe('reached');
  } finally {
    other.close();
  }
}

test('a whole session on Diagnose keeps to itself', async ({ page, baseURL }) => {
  const requested: string[] = [];
  const elsewhere: string[] = [];
  const complaints: string[] = [];
  const scripts: Promise<string>[] = [];
  const asked: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    requested.push(url.href);
    if (url.protocol.startsWith('http') && url.origin !== new URL(baseURL!).origin)
      elsewhere.push(request.url());
  });
  page.on('response', (response) => {
    asked.push(new URL(response.url()).pathname);
    if (response.url().endsWith('.js')) scripts.push(response.text());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await open(page);

  await test.step('Diagnose asks for no language model and for nothing that runs one', async () => {
    const kept = await keptPaths(page);
    expect(kept.length).toBeGreaterThan(20);
    for (const path of [...asked, ...kept])
      expect(path).not.toMatch(/\/models\/|\.wasm$|\.onnx|models\.worker/);
    // The graph editor and the runtime are in scripts of their own.
    const texts = await Promise.all(scripts);
    expect(texts.length).toBeGreaterThan(5);
    for (const text of texts) expect(text).not.toMatch(/onnxruntime|steering_vector|head_scale/);
  });

  await test.step('no other page loads the claims', () => {
    expect(requested.filter((url) => /claims/i.test(url))).toEqual([]);
  });

  await test.step('a whole session asks no other host for anything and violates no policy', async () => {
    await chooseFiles(page, nimbusCsv());
    await expect(verdictOf(page)).toContainText(/Nimbus/);
    await diagnosed(page);
    await share(page);
    for (const item of ['Diagnosis JSON', 'Table CSV', 'Report (Markdown)']) await exported(page, item);
    expect(elsewhere).toEqual([]);
    expect(complaints).toEqual([]);
  });

  // Last: what the policy blocks is complained of.
  await test.step('neither the page nor its workers can reach another origin', () =>
    expectOtherOriginsBlocked(page));
});
