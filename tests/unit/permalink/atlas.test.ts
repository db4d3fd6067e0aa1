import fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { SORT_KEYS } from '../../../src/lib/atlas/sort';
import { ATLAS_PANELS, defaultAtlas, VIEWS, type AtlasState } from '../../../src/lib/atlas/state';
import { decodeAtlas, encodeAtlas } from '../../../src/lib/permalink/atlas';
import { decodePermalink } from '../../../src/lib/permalink/decode';
import { encodePermalink, LENGTH_LIMIT } from '../../../src/lib/permalink/encode';
import { PermalinkError } from '../../../src/lib/permalink/error';
import { nimbus, row, stateOf } from './states';

const fragmentOf = (json: unknown) =>
  `#d=${deflateRawSync(Buffer.from(JSON.stringify(json))).toString('base64url')}`;
const through = async (state: AtlasState) => decodeAtlas((await encodeAtlas(state)).fragment);

const name = fc.stringMatching(/^[A-Za-z0-9 ./_-]{0,40}$/);
const bound = fc.option(fc.double({ min: 0, max: 1000, noNaN: true, noDefaultInfinity: true }).map(Math.abs));
const bounds = fc.tuple(bound, bound);
const anyState: fc.Arbitrary<AtlasState> = fc.record({
  panel: fc.constantFrom(...ATLAS_PANELS),
  pair: fc.option(fc.tuple(name, name)),
  view: fc.constantFrom(...VIEWS),
  axis: fc.constantFrom('size' as const, 'benchmark1' as const),
  scales: fc.constantFrom('own' as const, 'shared' as const),
  filter: fc.record({
    text: name,
    verdicts: fc.uniqueArray(fc.constantFrom('falls' as const, 'rises' as const, 'undetermined' as const)),
    recipes: fc.array(name, { maxLength: 3 }),
    sizeB: bounds,
    tokensT: bounds,
  }),
  sort: fc.record({ by: fc.constantFrom(...SORT_KEYS), down: fc.boolean() }),
  compare: fc.array(name, { maxLength: 4 }),
  overlay: fc.option(fc.record({ table: fc.constant(nimbus), drawn: fc.option(name) })),
});

describe('a link of the Atlas', () => {
  test('gives back every state', () =>
    fc.assert(
      fc.asyncProperty(anyState, async (state) => {
        expect(await through(state)).toEqual(state);
      }),
      { numRuns: 100 },
    ));
  test('needs no escaping', async () =>
    expect((await encodeAtlas(defaultAtlas())).fragment).toMatch(/^#d=[A-Za-z0-9_-]+$/));
  test('missing fields take their defaults', async () =>
    expect(await decodeAtlas(fragmentOf({ v: 1, page: 'atlas' }))).toEqual(defaultAtlas()));
  test('a table too large for any link is left out, and said so', async () => {
    const models = Array.from({ length: 1900 }, (_, i) =>
      row(i + 1, `m${i}`, `f${i}`, 1 + i, Math.abs(Math.sin(i) * 100), Math.abs(Math.cos(i) * 100)),
    );
    const overlay = { table: { ...nimbus, models }, drawn: 'f1' };
    const { fragment, reduced, tooLong } = await encodeAtlas({
      ...defaultAtlas(),
      overlay,
      compare: ['own/f1', 'OPT'],
    });
    expect({ reduced, tooLong }).toEqual({ reduced: true, tooLong: false });
    expect(fragment.length).toBeLessThan(LENGTH_LIMIT);
    expect(await decodeAtlas(fragment)).toEqual({ ...defaultAtlas(), compare: ['OPT'] });
  });
});

describe('what cannot be used is refused with a sentence', () => {
  const refused = async (json: unknown) =>
    decodeAtlas(fragmentOf(json)).then(
      () => 'read',
      (error: unknown) => (error instanceof PermalinkError ? error.message : `not refused: ${String(error)}`),
    );
  const wire = { v: 1, page: 'atlas' };

  test.each([
    [{ ...wire, v: 2 }, /newer version/],
    [{ ...wire, page: 'frontier' }, /page/],
    [{ ...wire, panel: '../../etc' }, /panel/],
    [{ ...wire, view: 'all' }, /view/],
    [{ ...wire, compare: ['a', 'b', 'c', 'd', 'e'] }, /compare/],
    [{ ...wire, filter: { sizeB: [-1, null] } }, /filter\.sizeB/],
    [{ ...wire, sort: { by: '__proto__', down: false } }, /sort/],
    [{ ...wire, overlay: { table: { title: 'x' } } }, /columns/],
    [{ ...wire, overlay: { table: [] } }, /./],
    [[1], /does not hold/],
  ])('%j', async (json, message) => expect(await refused(json)).toMatch(message));

  test('a link of Diagnose is told apart, and so is one of the Atlas on Diagnose', async () => {
    const { fragment } = await encodePermalink(stateOf(nimbus));
    await expect(decodeAtlas(fragment)).rejects.toThrow(/open it on Diagnose/);
    const ours = await encodeAtlas(defaultAtlas());
    await expect(decodePermalink(ours.fragment)).rejects.toThrow(/another page/);
  });
  test('an anchor is no link', async () => expect(await decodeAtlas('#main')).toBeNull());
  test('damaged text never throws anything else', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200 }), async (text) => {
        await decodeAtlas(`#d=${text}`).catch((error: unknown) =>
          expect(error).toBeInstanceOf(PermalinkError),
        );
      }),
      { numRuns: 100 },
    ));
});
