import { expect, test } from '@playwright/test';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chooseFiles, diagnosed, exported, nimbusCsv, open, share, verdictOf } from './diagnosePage';

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
