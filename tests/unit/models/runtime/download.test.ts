/** Downloads from a hub on this machine, with each way in which a network fails. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { download, type DownloadOptions, sizeOf } from '../../../../src/lib/models/runtime/download';
import type { DownloadError } from '../../../../src/lib/models/runtime/errors';
import { addressOf } from '../../../../src/lib/models/runtime/source';
import { type HubStandIn, openHubStandIn } from '../../../e2e/hub/standIn';

const MODEL = 'organism_4x96';
const GRAPH = 'onnx/model.onnx';
const expected = new Uint8Array(
  readFileSync(new URL(`../../../fixtures/onnx/${MODEL}/${GRAPH}`, import.meta.url)),
);
let hub: HubStandIn;
beforeEach(async () => {
  hub = await openHubStandIn();
});
afterEach(() => hub.close());

const address = (file: string, id = `stand-in/${MODEL}`) =>
  addressOf({ kind: 'hub', id, host: hub.host }, file);
const at = (file = GRAPH) => `${MODEL}/${file}`;
/** Without the waits between two tries. */
const get = (file = GRAPH, options: Partial<DownloadOptions> = {}, id?: string) =>
  download(address(file, id), { file, wait: () => Promise.resolve(), ...options });
const same = (bytes: Uint8Array) => Buffer.compare(bytes, expected) === 0;
const failure = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason as DownloadError,
  );
  if (!error) throw new Error('nothing went wrong');
  return error;
};

test('follows the redirect to where large files lie, and tells bytes', async () => {
  const told: [number, number | null][] = [];
  expect(same(await get(GRAPH, { onBytes: (...args) => told.push(args) }))).toBe(true);
  expect(hub.requests.map(({ host }) => host)).toEqual(['hub', 'store']);
  expect(told[0]).toEqual([0, expected.length]);
  expect(told.at(-1)).toEqual([expected.length, expected.length]);
  expect(told.map(([loaded]) => loaded)).toEqual(told.map(([loaded]) => loaded).sort((a, b) => a - b));
});

test('tells a size before anything is downloaded', async () => {
  expect(await sizeOf(address(GRAPH), { file: GRAPH })).toBe(expected.length);
  expect(hub.requests.every(({ range }) => range === 'bytes=0-0')).toBe(true);
  hub.ignoreRanges();
  expect(await sizeOf(address(GRAPH), { file: GRAPH })).toBe(expected.length);
  expect((await failure(sizeOf(address('onnx/model_q4.onnx'), { file: 'onnx/model_q4.onnx' }))).reason).toBe(
    'not-found',
  );
});

describe('a broken connection', () => {
  test('is taken up where it broke', async () => {
    hub.fail(at(), { kind: 'cut', after: 1_000_000 }, 2);
    expect(same(await get())).toBe(true);
    const ranges = hub.requests.filter(({ host }) => host === 'store').map(({ range }) => range);
    expect(ranges[0]).toBeNull();
    expect(ranges[1]).toMatch(/^bytes=\d{3,}-$/);
    expect(ranges).toHaveLength(3);
  });

  test('is not to be told from a host that says itself that this is all there is', async () => {
    hub.fail(at(), { kind: 'short', after: 1_000_000 });
    expect(await get()).toHaveLength(1_000_000);
  });

  test('begun anew where the host knows no ranges', async () => {
    hub.ignoreRanges();
    hub.fail(at(), { kind: 'cut', after: 1_000_000 }, 1);
    expect(same(await get())).toBe(true);
  });

  test('a silent one is given up and taken up', async () => {
    hub.fail(at(), { kind: 'silent', after: 500_000 }, 1);
    expect(same(await get(GRAPH, { silence: 150 }))).toBe(true);
  });

  test('a busy host is asked again', async () => {
    hub.fail(at(), { kind: 'status', status: 503 }, 2);
    expect(same(await get())).toBe(true);
  });

  test('a slow one is waited for', async () => {
    hub.fail(at(), { kind: 'slow', ms: 200 });
    expect(same(await get())).toBe(true);
  });

  test('that breaks every time is told with how far it came', async () => {
    hub.fail(at(), { kind: 'cut', after: 1000 });
    const error = await failure(get());
    expect(error).toMatchObject({ name: 'DownloadError', reason: 'truncated' });
    expect(error.message).toMatch(/broke off after [\d,]+ bytes of 2,908,074/);
  });
});

describe('refused with what to check', () => {
  test('a file that is not there', async () => {
    const error = await failure(get('onnx/model_q4.onnx'));
    expect(error).toMatchObject({ name: 'DownloadError', reason: 'not-found' });
    expect(error.message).toContain('no file “onnx/model_q4.onnx”');
    expect(error.message).toContain(new URL(hub.host).host);
    expect(hub.requests).toHaveLength(1);
  });

  test('a model that is not there, or private', async () => {
    const error = await failure(get(GRAPH, {}, 'nobody/nothing'));
    expect(error.reason).toBe('not-allowed');
    expect(error.message).toContain('open it as a folder');
  });

  test('a web page in place of the file', async () => {
    hub.fail(at(), { kind: 'page' });
    expect((await failure(get())).reason).toBe('web-page');
  });

  test.each([
    ['<!DOCTYPE html><title>', 'web-page'],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:00', 'pointer'],
    ['', 'empty'],
  ])('%j in its bytes, whatever its type says', async (text, reason) => {
    const fetch = () => Promise.resolve(new Response(text));
    expect((await failure(get(GRAPH, { fetch }))).reason).toBe(reason);
  });

  test('no connection at all', async () => {
    const fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    const error = await failure(get(GRAPH, { fetch }));
    expect(error.reason).toBe('unreachable');
    expect(error.message).toContain('cannot be reached');
  });
});

describe('cancelled', () => {
  test('before it began', async () => {
    const reason = new Error('no longer wanted');
    await expect(get(GRAPH, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(hub.requests).toEqual([]);
  });

  test('on the way', async () => {
    hub.fail(at(), { kind: 'silent', after: 1000 });
    const controller = new AbortController();
    const reason = new Error('no longer wanted');
    const onBytes = (loaded: number) => {
      if (loaded) controller.abort(reason);
    };
    await expect(get(GRAPH, { signal: controller.signal, onBytes })).rejects.toBe(reason);
  });
});

test('a compressed answer is longer than its header says', async () => {
  const body = new Uint8Array(1000).fill(32);
  const fetch = () => Promise.resolve(new Response(body, { headers: { 'content-length': '10' } }));
  expect(await get('config.json', { fetch })).toEqual(body);
});
