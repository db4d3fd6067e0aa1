import { beforeEach, describe, expect, test } from 'vitest';
import { type ByteStore, openByteStore, STORE_NAME } from '../../../../src/lib/models/runtime/byteStore';
import { type FakeCaches, fakeCaches } from './fakeCaches';

const URL_A = 'https://hub.example/a/b/resolve/main/onnx/model.onnx';
const URL_B = 'https://hub.example/a/b/resolve/main/config.json';
const bytes = (...values: number[]) => Uint8Array.from(values);
let fake: FakeCaches;
let store: ByteStore;
beforeEach(() => {
  fake = fakeCaches();
  store = openByteStore(fake.storage);
});

test('what is written is read', async () => {
  expect(await store.read(URL_A)).toBeNull();
  expect(await store.write(URL_A, 'a/b', 'onnx/model.onnx', bytes(1, 2, 3))).toBe(true);
  expect(await store.read(URL_A)).toEqual(bytes(1, 2, 3));
  expect(await store.has(URL_A)).toBe(true);
  expect(await store.has(URL_B)).toBe(false);
});

test('a file of another length than recorded is thrown away', async () => {
  await store.write(URL_A, 'a/b', 'onnx/model.onnx', bytes(1, 2, 3));
  await fake.damage(URL_A, bytes(1, 2));
  expect(await store.read(URL_A)).toBeNull();
  expect(await store.has(URL_A)).toBe(false);
});

test('files are listed by model with their sizes, and removed by model', async () => {
  await store.write(URL_A, 'a/b', 'onnx/model.onnx', bytes(1, 2, 3));
  await store.write(URL_B, 'a/b', 'config.json', bytes(4));
  await store.write(`${URL_B}?x`, 'Größe/模型', 'café.json', bytes(5, 6));
  expect((await store.list()).map(({ model, file, bytes }) => [model, file, bytes])).toEqual([
    ['a/b', 'config.json', 1],
    ['a/b', 'onnx/model.onnx', 3],
    ['Größe/模型', 'café.json', 2],
  ]);
  expect((await store.list())[0].at).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect(await store.remove('a/b')).toBe(4);
  expect((await store.list()).map(({ model }) => model)).toEqual(['Größe/模型']);
  await store.removeAll();
  expect(await store.list()).toEqual([]);
});

describe('where nothing can be stored', () => {
  test('a full disk is told, not thrown', async () => {
    fake.full();
    expect(await store.write(URL_A, 'a/b', 'config.json', bytes(1))).toBe(false);
    expect(await store.read(URL_A)).toBeNull();
  });

  test('a page without a cache stores nothing', async () => {
    const none = openByteStore(undefined);
    expect(await none.write(URL_A, 'a/b', 'config.json', bytes(1))).toBe(false);
    expect(await none.read(URL_A)).toBeNull();
    expect(await none.list()).toEqual([]);
    expect(await none.remove('a/b')).toBe(0);
  });
});

test('the service worker leaves the store alone: it deletes stores whose names begin with “crossover:”', async () => {
  await store.write(URL_A, 'a/b', 'config.json', bytes(1));
  expect(fake.names()).toEqual([STORE_NAME]);
  expect(STORE_NAME.startsWith('crossover:')).toBe(false);
});
