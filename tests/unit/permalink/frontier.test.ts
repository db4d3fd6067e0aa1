import fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { defaultFrontierState, LINES, type FrontierState } from '../../../src/lib/frontier/state';
import { decodeAtlas } from '../../../src/lib/permalink/atlas';
import { decodePermalink } from '../../../src/lib/permalink/decode';
import { LENGTH_LIMIT } from '../../../src/lib/permalink/encode';
import { PermalinkError } from '../../../src/lib/permalink/error';
import { decodeFrontier, encodeFrontier } from '../../../src/lib/permalink/frontier';
import { nimbus, row } from './states';

const fragmentOf = (json: unknown) =>
  `#d=${deflateRawSync(Buffer.from(JSON.stringify(json))).toString('base64url')}`;
const through = async (state: FrontierState) => decodeFrontier((await encodeFrontier(state)).fragment);

const name = fc.stringMatching(/^[A-Za-z0-9 ./_-]{0,40}$/);
const key = fc.stringMatching(/^[a-z_]{1,20}(\/[a-z0-9]{1,8})?$/).filter((text) => text !== '__proto__');
const month = fc
  .tuple(fc.integer({ min: 2020, max: 2030 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, of]) => `${year}-${String(of).padStart(2, '0')}`);
const anyState: fc.Arbitrary<FrontierState> = fc.record({
  options: fc.record({
    panel: fc.constantFrom('frontier' as const, 'frontier-wide' as const),
    x: fc.option(key),
    y: fc.option(key),
    values: fc.constantFrom('published' as const, 'elsewhere' as const),
    fit: fc.constantFrom('frozen' as const, 'core' as const, 'all' as const),
    until: fc.option(month),
    matrix: fc.option(fc.array(key, { maxLength: 6 })),
    topK: fc.integer({ min: 5, max: 50 }),
    seed: fc.integer({ min: 0, max: 0xffffffff }),
    draws: fc.integer({ min: 200, max: 100_000 }),
    items: fc.dictionary(
      key.filter((text) => !['constructor', 'prototype'].includes(text)),
      fc.integer({ min: 1, max: 1000 }),
      {
        maxKeys: 4,
        noNullPrototype: true,
      },
    ),
  }),
  line: fc.constantFrom(...LINES),
  lab: fc.option(name),
  user: fc.option(fc.constant(nimbus)),
});

describe('a link of the Frontier page', () => {
  test('gives back every state', () =>
    fc.assert(
      fc.asyncProperty(anyState, async (state) => {
        expect(await through(state)).toEqual(state);
      }),
      { numRuns: 100 },
    ));
  test('missing fields take their defaults', async () =>
    expect(await decodeFrontier(fragmentOf({ v: 1, page: 'frontier' }))).toEqual(defaultFrontierState()));
  test('a release date of a row goes with it', async () => {
    const facts = {
      totalB: null,
      activeB: null,
      tokensT: null,
      width: null,
      layers: null,
      heads: null,
      recipe: null,
      parent: null,
      released: '2026-07',
    };
    const user = { ...nimbus, models: nimbus.models.map((model) => ({ ...model, facts })) };
    expect((await through({ ...defaultFrontierState(), user }))?.user?.models[0].facts?.released).toBe(
      '2026-07',
    );
  });
  test('rows too many for any link are left out, and said so', async () => {
    const models = Array.from({ length: 1900 }, (_, i) =>
      row(i + 1, `m${i}`, `f${i}`, 1 + i, Math.abs(Math.sin(i) * 100), Math.abs(Math.cos(i) * 100)),
    );
    const { fragment, reduced, tooLong } = await encodeFrontier({
      ...defaultFrontierState(),
      user: { ...nimbus, models },
    });
    expect({ reduced, tooLong }).toEqual({ reduced: true, tooLong: false });
    expect(fragment.length).toBeLessThan(LENGTH_LIMIT);
    expect((await decodeFrontier(fragment))?.user).toBeNull();
  });
  test('no other page takes it for its own, and it takes none of theirs', async () => {
    const { fragment } = await encodeFrontier(defaultFrontierState());
    await expect(decodePermalink(fragment)).rejects.toThrow(PermalinkError);
    await expect(decodeAtlas(fragment)).rejects.toThrow(PermalinkError);
    await expect(decodeFrontier(fragmentOf({ v: 1, page: 'atlas' }))).rejects.toThrow(PermalinkError);
    await expect(
      decodeFrontier(fragmentOf({ v: 1, panel: { id: 'uniform', family: null } })),
    ).rejects.toThrow(/Frontier/);
  });
  test('a fragment that is no link is null', async () => {
    expect(await decodeFrontier('')).toBeNull();
    expect(await decodeFrontier('#predictions')).toBeNull();
  });

  const hostile: [string, unknown, RegExp][] = [
    ['an unknown panel', { options: { panel: 'other' } }, /options\.panel/],
    ['draws without end', { options: { draws: 1e9 } }, /options\.draws/],
    ['a date that is none', { options: { until: 'soon' } }, /options\.until/],
    ['a matrix of a thousand columns', { options: { matrix: Array(1000).fill('x') } }, /options\.matrix/],
    ['a line nobody draws', { line: 'cubic' }, /line/],
    ['a lab of ten thousand letters', { lab: 'x'.repeat(10_000) }, /lab/],
    [
      'a score above 100',
      {
        user: {
          title: '',
          columns: [['a', 'a', null, null, 'A', null, null, null]],
          models: [['m', 'f', null, 0, 101]],
        },
      },
      /models/,
    ],
    ['rows that are no table', { user: { models: 3 } }, /./],
  ];
  test.each(hostile)('refuses %s with a sentence', async (_, fields, where) => {
    const decoded = decodeFrontier(fragmentOf({ v: 1, page: 'frontier', ...(fields as object) }));
    await expect(decoded).rejects.toThrow(PermalinkError);
    await expect(decoded).rejects.toThrow(where);
  });
  test('a reserved word is no key of item counts', async () => {
    const json =
      '{"v":1,"page":"frontier","options":{"items":{"__proto__":5,"constructor":5,"gpqa_diamond":198}}}';
    const state = await decodeFrontier(`#d=${deflateRawSync(Buffer.from(json)).toString('base64url')}`);
    expect(Object.entries(state?.options.items ?? {})).toEqual([['gpqa_diamond', 198]]);
  });
});
