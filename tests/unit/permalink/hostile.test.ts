import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePermalink } from '../../../src/lib/permalink/decode';
import { encodePermalink } from '../../../src/lib/permalink/encode';
import { PermalinkError } from '../../../src/lib/permalink/error';
import { toWire } from '../../../src/lib/permalink/state';
import type { TableWire } from '../../../src/lib/permalink/wire';
import { linkOf, nimbus, stateOf } from './states';

const good = toWire(stateOf(nimbus)) as TableWire;
const refusal = async (hash: string): Promise<string> => {
  try {
    await decodePermalink(hash);
  } catch (error) {
    expect(error).toBeInstanceOf(PermalinkError);
    return (error as PermalinkError).message;
  }
  throw new Error(`accepted: ${hash.slice(0, 80)}`);
};
const withTable = (table: Partial<Record<keyof TableWire['table'], unknown>>) =>
  linkOf({ ...good, table: { ...good.table, ...table } });
const [pythia] = good.table.models;

describe('a fragment that is no permalink', () => {
  test.each(['', '#', '#intervals', '#x=1', 'd=abc', '#D=abc'])('%j is left alone', async (hash) =>
    expect(await decodePermalink(hash)).toBeNull(),
  );
});

describe('a damaged link', () => {
  test('cut at any length is refused, never read as something else', async () => {
    const { fragment } = await encodePermalink(stateOf(nimbus));
    for (let length = 3; length < fragment.length; length++)
      expect(await refusal(fragment.slice(0, length))).toMatch(/cut short|damaged/);
  });
  test('with one character changed is refused as a link or read as a valid state, nothing else', async () => {
    const { fragment } = await encodePermalink(stateOf(nimbus));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 3, max: fragment.length - 1 }), async (at) => {
        const changed = fragment.slice(0, at) + (fragment[at] === 'A' ? 'B' : 'A') + fragment.slice(at + 1);
        try {
          expect((await decodePermalink(changed))?.v).toBe(1);
        } catch (error) {
          expect(error).toBeInstanceOf(PermalinkError);
        }
      }),
      { numRuns: 150 },
    );
  });
  test('of random text, bytes or JSON never throws anything but a PermalinkError', async () => {
    const garbage = fc.oneof(
      fc.string({ unit: 'binary' }).map((text) => `#d=${text}`),
      fc.uint8Array().map((bytes) => `#d=${Buffer.from(bytes).toString('base64url')}`),
      fc.string().map(linkOf),
      fc.json().map(linkOf),
      fc.object().map((o) => linkOf({ ...good, ...o })),
      fc.jsonValue().map((models) => withTable({ models })),
      fc.jsonValue().map((columns) => withTable({ columns })),
      fc.jsonValue().map((options) => linkOf({ ...good, options })),
    );
    await fc.assert(
      fc.asyncProperty(garbage, async (hash) => {
        try {
          await decodePermalink(hash);
        } catch (error) {
          expect(error).toBeInstanceOf(PermalinkError);
        }
      }),
      { numRuns: 200 },
    );
  });
  test('says what is wrong', async () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    expect(await refusal('#d=')).toContain('holds no data');
    expect(await refusal('#d=%E0%A4%A')).toContain('“%” at character 1');
    expect(await refusal('#d=_____w')).toContain('cannot be inflated');
    expect(await refusal(linkOf('not json'))).toContain('not JSON');
    expect(await refusal(linkOf('"\ud800'))).toContain('not JSON');
    expect(await refusal(linkOf([1]))).toContain('does not hold a diagnosis');
    expect(await refusal(linkOf('['.repeat(200_000)))).toContain('not JSON');
    expect(await refusal(linkOf(deep))).toContain('link');
    expect(await refusal(linkOf(`{"v":${deep}}`))).toContain('link');
    expect(await refusal(linkOf(`{"v":1,"table":${deep},"options":${deep}}`))).toContain('link');
    expect(await refusal('#d=' + 'A'.repeat(1_400_000))).toContain('too large');
  });
  test('of bytes that are not UTF-8 is refused', async () => {
    const { deflateRawSync } = await import('node:zlib');
    const link = `#d=${deflateRawSync(Uint8Array.of(0x22, 0xff, 0x22)).toString('base64url')}`;
    expect(await refusal(link)).toContain('not JSON');
  });
});

describe('a link of another version', () => {
  test('newer: says so', async () => {
    expect(await refusal(linkOf({ v: 2 }))).toBe(
      'The link was made by a newer version of Crossover (format 2, this page reads 1): reload the page, or ask the sender for the table as a file.',
    );
  });
  test.each([{}, { v: 0 }, { v: 1.5 }, { v: '1' }, { v: null }])('%j is unknown', async (json) =>
    expect(await refusal(linkOf(json))).toContain('unknown format version'),
  );
});

describe('a link beyond the limits', () => {
  test('names the place', async () => {
    const refused = async (table: Parameters<typeof withTable>[0]) => refusal(withTable(table));
    expect(await refused({ title: 5 })).toContain('table.title');
    expect(await refused({ models: [[...pythia.slice(0, 4), 101, 40]] })).toContain('table.models.0.4');
    expect(await refused({ models: [[...pythia.slice(0, 4), 50]] })).toContain('a cell for each benchmark');
    expect(await refused({ models: [['x'.repeat(201), ...pythia.slice(1)]] })).toContain('table.models.0.0');
    expect(await refused({ models: [['a', 'b', -1, 0, 50, 40]] })).toContain('table.models.0.2');
    expect(await refused({ models: Array.from({ length: 2001 }, () => pythia) })).toContain('table.models');
    const column = good.table.columns[0];
    const columns = Array.from({ length: 61 }, (_, i) => [`k${i}`, ...column.slice(1)]);
    expect(await refused({ columns, models: [] })).toContain('table.columns');
    expect(await refusal(linkOf({ ...good, options: { seed: -1 } }))).toContain('options.seed');
    expect(await refusal(linkOf({ ...good, options: { draws: 1e12 } }))).toContain('options.draws');
    expect(await refusal(linkOf({ ...good, digest: 'x' }))).toContain('digest');
    const sha = 'a'.repeat(64);
    expect(await refusal(linkOf({ ...good, items: { k: 'x' } }))).toContain('items');
    expect(await refusal(linkOf({ ...good, items: { a: sha, b: sha, c: sha } }))).toContain('items');
    expect((await decodePermalink(linkOf({ ...good, items: { constructor: sha, a: sha } })))?.items).toEqual({
      a: sha,
    });
    expect(await refusal(linkOf({ ...good, panel: { id: 'uniform', family: null } }))).toContain('both');
    expect(await refusal(linkOf({ v: 1, options: {} }))).toContain('neither');
    expect(
      await refusal(linkOf(JSON.stringify({ v: 1, options: {}, panel: { id: '../x', family: null } }))),
    ).toContain('panel.id');
  });
  test('numbers that overflow to infinity are refused', async () => {
    const text = JSON.stringify(good).replace('27.17', '1e999');
    expect(await refusal(linkOf(text))).toContain('table.models.0.4');
  });
  test('does not quote a long value in full', async () => {
    expect((await refusal(withTable({ columns: 'y'.repeat(5000) }))).length).toBeLessThan(400);
  });
});

describe('a hostile link', () => {
  test('a script in a name is text', async () => {
    const name = '<img src=x onerror=alert(1)>';
    const state = await decodePermalink(withTable({ models: [[name, ...pythia.slice(1)]] }));
    if (state?.source.kind !== 'table') throw new Error('expected a table');
    expect(state.source.table.models[0].model).toBe(name);
  });
  test('cannot pass its figures off as a panel’s', async () => {
    const table = { ...good.table, panel: 'uniform' };
    const state = await decodePermalink(linkOf({ ...good, table }));
    if (state?.source.kind !== 'table') throw new Error('expected a table');
    expect(state.source.table.panel).toBeNull();
  });
  test('cannot reach a prototype', async () => {
    const poison = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}';
    const text = JSON.stringify(good)
      .replaceAll('{}', `{${poison}}`)
      .replaceAll(/\{(?="[a-z])/g, `{${poison},`);
    const state = await decodePermalink(linkOf(text));
    expect('polluted' in {}).toBe(false);
    expect('polluted' in (state as object)).toBe(false);
    expect('polluted' in (state?.options.items ?? {})).toBe(false);
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const columns = [[key, ...good.table.columns[0].slice(1)]];
      expect(await refusal(withTable({ columns, models: [] }))).toContain('reserved word');
    }
  });
});
