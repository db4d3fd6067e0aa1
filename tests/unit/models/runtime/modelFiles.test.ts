/** A model’s files by way of store, hub and folder: fetched once, kept whole, given up when damaged. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openByteStore } from '../../../../src/lib/models/runtime/byteStore';
import { type FilesContext, openModelFiles } from '../../../../src/lib/models/runtime/modelFiles';
import {
  addressOf,
  folderSource,
  type HubSource,
  hubSource,
} from '../../../../src/lib/models/runtime/source';
import { readWeights } from '../../../../src/lib/models/runtime/weights';
import { type HubStandIn, openHubStandIn } from '../../../e2e/hub/standIn';
import { type FakeCaches, fakeCaches } from './fakeCaches';

const fixture = (path: string) =>
  new Uint8Array(readFileSync(new URL(`../../../fixtures/onnx/${path}`, import.meta.url)));
const GRAPH = 'onnx/model.onnx';
/** Element by element a comparison of megabytes takes seconds. */
const same = (a: Uint8Array | null, b: Uint8Array | null) => !!a && !!b && Buffer.compare(a, b) === 0;
let hub: HubStandIn;
let fake: FakeCaches;
let context: FilesContext;
beforeEach(async () => {
  hub = await openHubStandIn();
  fake = fakeCaches();
  context = { store: openByteStore(fake.storage) };
});
afterEach(() => hub.close());
const source = (name = 'organism_4x96'): HubSource => hubSource(`stand-in/${name}`, undefined, hub.host);
const control = () => ({
  stages: [] as string[],
  signal: new AbortController().signal,
  onProgress(_: number, stage: string) {
    this.stages.push(stage);
  },
});

test('a file is fetched once, and comes from the store to whoever opens the model next', async () => {
  const first = openModelFiles(source(), context);
  expect(same(await first.read(GRAPH), fixture(`organism_4x96/${GRAPH}`))).toBe(true);
  await first.read(GRAPH);
  expect(first.reads()).toEqual([{ path: GRAPH, bytes: 2_908_074, from: 'network', kept: true }]);
  const asked = hub.requests.length;
  const second = openModelFiles(source(), context);
  await second.read(GRAPH);
  expect(second.reads()[0].from).toBe('store');
  expect(hub.requests).toHaveLength(asked);
});

test('an optional file may be missing; any other is told', async () => {
  const files = openModelFiles(source(), context);
  expect(await files.read('chat_template.json', { optional: true })).toBeNull();
  await expect(files.read('vocab.json')).rejects.toThrow('no file “vocab.json”');
  expect(await context.store.list()).toEqual([]);
});

test('a download that broke off is not stored, and the next one succeeds', async () => {
  hub.fail(`organism_4x96/${GRAPH}`, { kind: 'status', status: 410 }, 1);
  const files = openModelFiles(source(), context);
  await expect(files.read(GRAPH)).rejects.toThrow('has no file');
  expect(await context.store.list()).toEqual([]);
  expect(await files.read(GRAPH)).toHaveLength(2_908_074);
});

test('two who want one file at once share its download', async () => {
  let last: Promise<unknown> = Promise.resolve();
  const locks = {
    request: (_: string, __: unknown, work: () => Promise<unknown>) => (last = last.then(work, work)),
  } as unknown as LockManager;
  const [one, other] = [1, 2].map(() => openModelFiles(source(), { ...context, locks }));
  const [a, b] = await Promise.all([one.read(GRAPH), other.read(GRAPH)]);
  expect(same(a, b)).toBe(true);
  expect(hub.requests.filter(({ host }) => host === 'store')).toHaveLength(1);
  expect(other.reads()[0].from).toBe('store');
});

test('what cannot be stored is kept in memory', async () => {
  fake.full();
  const files = openModelFiles(source(), context);
  await files.read(GRAPH);
  expect(files.reads()[0].kept).toBe(false);
  const asked = hub.requests.length;
  expect(await files.read(GRAPH)).toHaveLength(2_908_074);
  expect(hub.requests).toHaveLength(asked);
});

describe('weights', () => {
  test('beside the graph are read with it', async () => {
    const files = openModelFiles(source('llama_fused'), context);
    const watch = control();
    const { path, bytes } = await readWeights(source('llama_fused'), files, 'q4', watch);
    expect(path).toBe('onnx/model_q4.onnx');
    expect(same(bytes, fixture('llama_fused/onnx/model_q4.onnx'))).toBe(true);
    expect(files.reads().map(({ path, bytes }) => [path, bytes])).toEqual([
      ['onnx/model_q4.onnx', 36_675],
      ['onnx/model_q4.onnx_data', 157_976],
    ]);
    expect(watch.stages.at(-1)).toBe('Downloading onnx/model_q4.onnx_data: 0.2 MB of 0.2 MB');
  });

  test.each([
    ['llama_fused', 'onnx/model.onnx_data', 900_000, 'is cut off: 900,000 bytes where the graph needs'],
    ['organism_4x96', GRAPH, 1_000_000, 'byte'],
  ])('of %s in a file %s that ends too early are fetched anew', async (name, file, after, message) => {
    hub.fail(`${name}/${file}`, { kind: 'short', after }, 1);
    const files = openModelFiles(source(name), context);
    await expect(readWeights(source(name), files, 'fp32', control())).rejects.toThrow(message);
    expect(await context.store.has(addressOf(source(name), file))).toBe(false);
    await readWeights(source(name), files, 'fp32', control());
  });
});

describe('a folder', () => {
  const file = (path: string, from: string) => {
    const made = new File([fixture(from)], path.split('/').at(-1) ?? '');
    Object.defineProperty(made, 'webkitRelativePath', { value: path });
    return made;
  };
  const GPT2 = 'my model/model.onnx';

  test('has its files by their paths in it', async () => {
    const chosen = folderSource([
      file('my model/config.json', 'gpt2/config.json'),
      file(GPT2, 'gpt2/onnx/model.onnx'),
    ]);
    expect(chosen.name).toBe('my model');
    const files = openModelFiles(chosen, context);
    expect(await files.read('config.json')).toEqual(fixture('gpt2/config.json'));
    expect(await files.read('generation_config.json', { optional: true })).toBeNull();
    await expect(files.read('tokenizer.json')).rejects.toThrow('“my model” has no file “tokenizer.json”');
    // Beside config.json, as onnxruntime-genai writes it.
    expect((await readWeights(chosen, files, 'fp32', control())).path).toBe('model.onnx');
    await expect(readWeights(chosen, files, 'q4', control())).rejects.toThrow(
      'has no “onnx/model_q4.onnx”. It has model.onnx: choose the format of one of these',
    );
    expect(await context.store.list()).toEqual([]);
  });

  test('without files is refused', () => {
    expect(() => folderSource([])).toThrow('the folder is empty');
  });
});

describe('an id on a hub', () => {
  test.each([
    ['onnx-community/Qwen3-0.6B-ONNX', 'onnx-community/Qwen3-0.6B-ONNX'],
    [' Xenova/gpt2/ ', 'Xenova/gpt2'],
    ['https://huggingface.co/Xenova/gpt2/tree/main/onnx', 'Xenova/gpt2'],
  ])('%j is %s', (typed, id) => expect(hubSource(typed)).toEqual({ kind: 'hub', id }));

  test.each(['gpt2', '', 'a/b/c', '../etc/passwd', 'a/..', 'a b/c', 'https://evil.example'])(
    '%j is none',
    (typed) => expect(() => hubSource(typed)).toThrow('is no model’s id'),
  );

  test('stands in the address with its revision', () => {
    expect(addressOf(hubSource('a/b', 'refs/pr/1'), 'onnx/model.onnx')).toBe(
      'https://huggingface.co/a/b/resolve/refs%2Fpr%2F1/onnx/model.onnx',
    );
    expect(() => hubSource('a/b', 'ma in')).toThrow('is no revision');
  });

  test('a model of the site lies below its base, in one edition', () => {
    const bundled = {
      kind: 'bundled',
      id: 'tiny',
      base: 'https://x.example/site/models/',
      edition: 'ab1',
    } as const;
    expect(addressOf(bundled, 'config.json')).toBe(
      'https://x.example/site/models/tiny/config.json?edition=ab1',
    );
  });
});
