import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultOptions } from '../../../src/lib/coupling/options';
import { decodePermalink } from '../../../src/lib/permalink/decode';
import { COMFORTABLE_LENGTH, encodePermalink, LENGTH_LIMIT } from '../../../src/lib/permalink/encode';
import { toWire, type PermalinkState } from '../../../src/lib/permalink/state';
import type { Benchmark, ScoreTable } from '../../../src/lib/scores/table';
import { anyState, hellaswag, nimbus, row, score, stateOf, truthfulqa } from './states';

const DIGEST = '0123456789abcdef'.repeat(4);

async function through(state: PermalinkState) {
  return decodePermalink((await encodePermalink(state)).fragment);
}

/** `size` models in each of `families`, scores that do not compress. */
function large(families: number, size: number, extra: number): ScoreTable {
  const more: Benchmark[] = Array.from({ length: extra }, (_, i) => ({
    ...hellaswag,
    key: `extra-${i}`,
    task: `extra-${i}`,
  }));
  const noise = (k: number) => Math.abs(Math.sin(k * 12.9898) * 100);
  const models = Array.from({ length: families * size }, (_, i) => {
    const made = row(i + 1, `m${i}`, `family ${i % families}`, 0.1 * (i + 1), noise(i), noise(i + 0.5));
    for (const [j, { key }] of more.entries())
      Object.assign(made.scores, { [key]: score(noise(i + j / 100)) });
    return made;
  });
  return { ...nimbus, benchmarks: [hellaswag, truthfulqa, ...more], models };
}
const chosen = { family: 'family 3', benchmark1: hellaswag.key, benchmark2: truthfulqa.key };

describe('a permalink', () => {
  test('gives back every table and all options, to the last bit', () =>
    fc.assert(
      fc.asyncProperty(anyState, async (state) => {
        expect(await through(state)).toEqual(state);
      }),
      { numRuns: 150 },
    ));
  test('is a fragment that needs no escaping', async () => {
    const { fragment } = await encodePermalink(stateOf(nimbus));
    expect(fragment).toMatch(/^#d=[A-Za-z0-9_-]+$/);
  });
  test('row ids and lines stay on the page, excluded rows stay excluded', async () => {
    const models = nimbus.models.map((r, i) => ({ ...r, id: `x${i}`, line: i + 2, excluded: i === 1 }));
    const back = await through(stateOf({ ...nimbus, models }));
    const expected = nimbus.models.map((r, i) => ({ ...r, excluded: i === 1 }));
    expect(back?.source).toEqual({ kind: 'table', table: { ...nimbus, models: expected } });
  });
  test('digests of item results go along, and nothing is written where there are none', async () => {
    const items = { [nimbus.benchmarks[0].key]: DIGEST, [nimbus.benchmarks[1].key]: DIGEST };
    const back = await through({ ...stateOf(nimbus), items });
    expect(back?.items).toEqual(items);
    expect(toWire(stateOf(nimbus))).not.toHaveProperty('items');
  });
  test('of a panel carries its name, not its scores', async () => {
    const state: PermalinkState = {
      v: 1,
      source: { kind: 'panel', panel: 'uniform', family: 'Pythia' },
      options: { ...defaultOptions(), family: 'Pythia' },
      digest: DIGEST,
      items: null,
    };
    expect(await through(state)).toEqual(state);
    const asTable = {
      ...stateOf({ ...nimbus, panel: 'uniform' }, { family: 'Pythia' }),
      digest: DIGEST,
    };
    expect(await through(asTable)).toEqual(state);
    expect((await encodePermalink(asTable)).fragment.length).toBeLessThan(500);
  });
  test('controls and directional overrides in names are removed, in table and options alike', async () => {
    const dirty = 'Nim\u0000bus\u202e\u2028\u0085';
    const table = { ...nimbus, models: nimbus.models.map((r) => ({ ...r, family: dirty })) };
    const back = await through(stateOf(table, { family: dirty }));
    expect(back?.options.family).toBe('Nimbus');
    expect(back?.source).toEqual({ kind: 'table', table: nimbus });
  });
  test('a long name is cut, never in the middle of a character', async () => {
    const model = 'x'.repeat(199) + '😀';
    const back = await through(stateOf({ ...nimbus, models: [{ ...nimbus.models[0], model }] }));
    if (back?.source.kind !== 'table') throw new Error('expected a table');
    expect(back.source.table.models[0].model).toBe('x'.repeat(199));
  });
  test('values that no link can carry are refused when it is made', async () => {
    const withScore = (value: number) => {
      const models = [{ ...nimbus.models[0], scores: { [hellaswag.key]: score(value) } }];
      return encodePermalink(stateOf({ ...nimbus, models }));
    };
    await expect(withScore(NaN)).rejects.toThrow('No link can carry NaN');
    await expect(withScore(100.5)).rejects.toThrow('table.models.0.4');
    await expect(encodePermalink(stateOf({ ...nimbus, benchmarks: [hellaswag, hellaswag] }))).rejects.toThrow(
      'Expected every benchmark key once',
    );
  });
});

describe('a large table', () => {
  test('is carried whole while the link is comfortable', async () => {
    const { fragment, reduced } = await encodePermalink(stateOf(large(5, 8, 0), chosen));
    expect(reduced).toBe(false);
    expect(fragment.length).toBeLessThanOrEqual(COMFORTABLE_LENGTH);
  });
  test('goes with its chosen family, every column, and keeps its digest', async () => {
    const table = large(60, 8, 4);
    const state = { ...stateOf(table, chosen), digest: DIGEST };
    expect((await encodePermalink(state)).reduced).toBe(true);
    const back = await through(state);
    if (back?.source.kind !== 'table') throw new Error('expected a table');
    expect(back.source.table.models.map((m) => m.model)).toEqual(
      table.models.filter((m) => m.family === 'family 3').map((m) => m.model),
    );
    expect(back.source.table.benchmarks).toEqual(table.benchmarks);
    expect(back.digest).toBe(DIGEST);
  });
  test('goes with its two columns where that is not enough, and then without a digest', async () => {
    const back = await through({ ...stateOf(large(60, 40, 40), chosen), digest: DIGEST });
    if (back?.source.kind !== 'table') throw new Error('expected a table');
    expect(back.source.table.benchmarks).toEqual([hellaswag, truthfulqa]);
    expect(back.source.table.models).toHaveLength(40);
    expect(back.digest).toBeNull();
  });
  test('with no family chosen goes with the first', async () => {
    const back = await through(stateOf(large(60, 8, 4)));
    if (back?.source.kind !== 'table') throw new Error('expected a table');
    expect(new Set(back.source.table.models.map((m) => m.family))).toEqual(new Set(['family 0']));
    expect(back.source.table.benchmarks).toHaveLength(6);
  });
  test('that is still too long is offered no link', async () => {
    const link = await encodePermalink(stateOf(large(1, 1500, 0), { ...chosen, family: 'family 0' }));
    expect(link).toEqual({ fragment: '', reduced: false, tooLong: true });
    const beyond = await encodePermalink(stateOf(large(1, 2001, 0), { ...chosen, family: 'family 0' }));
    expect(beyond.tooLong).toBe(true);
  });
  test('a link may be long, up to the limit', async () => {
    const { fragment, tooLong } = await encodePermalink(stateOf(large(1, 600, 0)));
    expect(tooLong).toBe(false);
    expect(fragment.length).toBeGreaterThan(COMFORTABLE_LENGTH);
    expect(fragment.length).toBeLessThanOrEqual(LENGTH_LIMIT);
  });
});
