import { expect, test } from '@playwright/test';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chooseFiles, diagnosed, exported, nimbusCsv, open, share, verdictOf } from './diagnosePage';

test.use({ serviceWorkers: 'allow' });

test('a whole session asks no other host for anything and violates no policy', async ({ page, baseURL }) => {
  const elsewhere: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== new URL(baseURL!).origin)
      elsewhere.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await open(page);
  await chooseFiles(page, nimbusCsv());
  await expect(verdictOf(page)).toContainText(/Nimbus/);
  await diagnosed(page);
  await share(page);
  for (const item of ['Diagnosis JSON', 'Table CSV', 'Report (Markdown)']) await exported(page, item);
  expect(elsewhere).toEqual([]);
  expect(complaints).toEqual([]);
});

test('neither the page nor its workers can reach another origin', async ({ page }) => {
  let hits = 0;
  const other = createServer((_request, response) => {
    hits++;
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('reached');
  });
  await new Promise<void>((ready) => other.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
  try {
    await open(page);
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
});

test('Diagnose asks for no language model and for nothing that runs one', async ({ page }) => {
  const scripts: Promise<string>[] = [];
  const asked: string[] = [];
  page.on('response', (response) => {
    asked.push(new URL(response.url()).pathname);
    if (response.url().endsWith('.js')) scripts.push(response.text());
  });
  await open(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const kept = await page.evaluate(async () => {
    const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(stores.map((store) => store.keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept.length).toBeGreaterThan(20);
  for (const path of [...asked, ...kept])
    expect(path).not.toMatch(/\/models\/|\.wasm$|\.onnx|models\.worker/);
  // The graph editor and the runtime are in scripts of their own.
  const texts = await Promise.all(scripts);
  expect(texts.length).toBeGreaterThan(5);
  for (const text of texts) expect(text).not.toMatch(/onnxruntime|steering_vector|head_scale/);
});
