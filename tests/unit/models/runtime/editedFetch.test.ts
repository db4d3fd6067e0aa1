import { describe, expect, test } from 'vitest';
import {
  createEditedFetch,
  VIRTUAL_HOST,
  VIRTUAL_MODEL,
} from '../../../../src/lib/models/runtime/editedFetch';

const GRAPH = 'onnx/model_q4.onnx';
const url = (path: string) => `${VIRTUAL_HOST}${VIRTUAL_MODEL}/resolve/main/${path}`;
const opened = () => {
  let edits = 0;
  const fetch = createEditedFetch({
    graph: GRAPH,
    edited: () => Promise.resolve(Uint8Array.of(++edits, 20, 30, 40)),
    read: (path) => Promise.resolve(path === 'config.json' ? new TextEncoder().encode('{}') : null),
  });
  return { fetch, edits: () => edits };
};
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

test('the graph comes edited, and is edited once', async () => {
  const { fetch, edits } = opened();
  expect(await bytesOf(await fetch(url(GRAPH)))).toEqual(Uint8Array.of(1, 20, 30, 40));
  const again = await fetch(new URL(url(GRAPH)));
  expect(again.headers.get('content-length')).toBe('4');
  expect(await bytesOf(again)).toEqual(Uint8Array.of(1, 20, 30, 40));
  expect(edits()).toBe(1);
});

test('other files come as they are', async () => {
  const { fetch, edits } = opened();
  expect(await bytesOf(await fetch(url('config.json')))).toEqual(new TextEncoder().encode('{}'));
  expect(edits()).toBe(0);
});

describe('a range', () => {
  test.each([
    ['bytes=0-0', 206, [1], 'bytes 0-0/4'],
    ['bytes=1-2', 206, [20, 30], 'bytes 1-2/4'],
    ['bytes=2-', 206, [30, 40], 'bytes 2-3/4'],
    ['bytes=3-99', 206, [40], 'bytes 3-3/4'],
    ['bytes=4-', 416, [], null],
  ])('%s', async (range, status, bytes, told) => {
    const response = await opened().fetch(url(GRAPH), { headers: new Headers({ range }) });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-range')).toBe(told);
    expect(await bytesOf(response)).toEqual(Uint8Array.from(bytes));
  });
});

test('what is not there, and any other address, is not found: nothing is fetched', async () => {
  const { fetch } = opened();
  for (const other of [
    url('vocab.json'),
    'https://huggingface.co/a/b/resolve/main/config.json',
    '/models/config.json',
  ])
    expect((await fetch(other)).status).toBe(404);
});

test('a part of a larger array is handed over as that part', async () => {
  const fetch = createEditedFetch({
    graph: GRAPH,
    edited: () => Promise.resolve(Uint8Array.of(9, 8, 7, 6).subarray(1, 3)),
    read: () => Promise.resolve(null),
  });
  expect(await bytesOf(await fetch(url(GRAPH)))).toEqual(Uint8Array.of(8, 7));
});
