import { describe, expect, test } from 'vitest';
import { eigenstructure } from '$lib/coupling/eigenstructure';
import type { DiagnosedModel } from '$lib/coupling/diagnosis';
import type { Reasons } from '$lib/coupling/reasons';
import type { Eigenstructure } from '$lib/coupling/sections';
import { select } from '$lib/coupling/select';
import { dimensionality } from '$lib/coupling/spectrum';
import { openStream } from '$lib/stats/philox';
import { EIGEN_REFERENCE } from './eigenReference';
import { familyModels, plainBenchmark } from './familyModels';
import { BENCHMARKS, optionsWith, referenceTable } from './tables';

const seed = { seed: 1 };
const keysOf = BENCHMARKS.map(({ key }) => key);
const modelsOf = (family: string) => select(referenceTable(), optionsWith({ family })).models;
const hellaswagAndTruthfulqa = { benchmark1: BENCHMARKS[0], benchmark2: BENCHMARKS[1] };
const toyPair = { benchmark1: plainBenchmark('a'), benchmark2: plainBenchmark('b') };

async function found(
  models: readonly DiagnosedModel[],
  keys: readonly string[],
  pair = toyPair,
): Promise<Eigenstructure> {
  const structure = await eigenstructure(models, keys, pair, seed, {}, {});
  if (structure === null) throw new Error('no structure');
  return structure;
}

describe('the eigenstructure of the reference families', () => {
  test('has the reference’s eigenvalues, vectors and halves', async () => {
    for (const [family, reference] of Object.entries(EIGEN_REFERENCE)) {
      const models = modelsOf(family);
      const { scree, components, halves, n, weak, benchmarks } = await found(
        models,
        keysOf,
        hellaswagAndTruthfulqa,
      );
      expect([n, weak]).toEqual([reference.n, true]);
      expect(benchmarks).toEqual(keysOf);
      expect(scree).toHaveLength(reference.eigenvalues.length);
      scree.forEach(({ value, lo, hi, nullMedian, null95 }, k) => {
        expect(value).toBeCloseTo(reference.eigenvalues[k], 9);
        expect(lo).toBeLessThanOrEqual(hi);
        expect(nullMedian).toBeLessThanOrEqual(null95);
      });
      components[0].loadings.forEach(({ value, lo, hi }, j) => {
        expect(value).toBeCloseTo(reference.first[j], 9);
        expect(lo).toBeLessThanOrEqual(hi);
      });
      reference.second?.forEach((size, j) =>
        expect(Math.abs(components[1].loadings[j].value)).toBeCloseTo(size, 8),
      );
      expect(halves === null).toBe(reference.lower === undefined);
      halves?.lower.loadings.forEach(({ value }, j) =>
        expect(value).toBeCloseTo(Number(reference.lower?.[j]), 8),
      );
      halves?.upper.loadings.forEach(({ value }, j) =>
        expect(value).toBeCloseTo(Number(reference.upper?.[j]), 8),
      );
      expect(dimensionality(models, keysOf, 1, {})?.benchmarks).toEqual(benchmarks);
    }
  });
  test('the middle model of an odd family is in both halves', async () => {
    const models = modelsOf('BLOOM');
    const { halves } = await found(models, keysOf, hellaswagAndTruthfulqa);
    const names = models.map(({ model }) => model);
    expect(halves?.lower.models).toEqual(names.slice(0, 3));
    expect(halves?.upper.models).toEqual(names.slice(2));
  });
  test('repeats with the seed, whatever the order of the models', async () => {
    const models = modelsOf('Pythia-deduped');
    const once = await found(models, keysOf, hellaswagAndTruthfulqa);
    expect(await found([...models].reverse(), keysOf, hellaswagAndTruthfulqa)).toEqual(once);
    expect(once.spread).toHaveLength(200);
    expect(once.spread[0]).toHaveLength(5);
    const other = await eigenstructure(models, keysOf, hellaswagAndTruthfulqa, { seed: 2 }, {}, {});
    expect(other?.scree).not.toEqual(once.scree);
    expect(other?.components.map(({ loadings }) => loadings.map(({ value }) => value))).toEqual(
      once.components.map(({ loadings }) => loadings.map(({ value }) => value)),
    );
  });
});

/** Columns from a rule, with independent noise of standard deviation `sd`. */
function planted(
  n: number,
  rules: Record<string, (t: number, i: number) => number>,
  sd: number,
  noiseSeed = 3,
) {
  const random = openStream(noiseSeed, 1, 0);
  return familyModels(
    Object.fromEntries(
      Object.entries(rules).map(([key, rule]) => [
        key,
        Array.from({ length: n }, (_, i) => rule(i / (n - 1), i) + sd * random.nextNormal()),
      ]),
    ),
  );
}

describe('planted structures', () => {
  test('one direction: one component above chance, all loadings equal in size', async () => {
    const { models, keys } = planted(
      16,
      {
        a: (t) => 30 + 40 * t,
        b: (t) => 60 - 20 * t,
        c: (t) => 20 + 60 * t,
        d: (t) => 10 + 30 * t,
      },
      0.5,
    );
    const { scree, components, weak } = await found(models, keys);
    expect(weak).toBe(false);
    expect(scree[0].lo).toBeGreaterThan(3.9);
    expect(scree[0].value).toBeGreaterThan(scree[0].null95);
    for (const { value, null95 } of scree.slice(1)) expect(value).toBeLessThan(null95);
    [0.5, -0.5, 0.5, 0.5].forEach((expected, j) => {
      const { value, lo, hi } = components[0].loadings[j];
      expect(value).toBeCloseTo(expected, 2);
      expect(hi - lo).toBeLessThan(0.05);
    });
  });
  test('exactly one direction has one component, and no spread of a second', async () => {
    const { models, keys } = familyModels({ a: [10, 20, 40, 50, 70], b: [30, 28, 24, 22, 18] });
    const reasons: Reasons = {};
    const structure = await eigenstructure(models, keys, toyPair, seed, {}, reasons);
    expect(structure?.scree[0]).toMatchObject({ value: 2 });
    expect(structure?.components).toHaveLength(1);
    expect(structure?.spread).toEqual([]);
    expect(structure?.halves?.pTurns).toBe(0);
  });
  test('two blocks: two components, each of its own block, with intervals clear of 0 there only', async () => {
    const { models, keys } = planted(
      40,
      {
        a: (t) => 30 + 40 * t,
        c: (t) => 20 + 40 * t,
        e: (t) => 60 - 40 * t,
        b: (_, i) => 50 + 15 * Math.sin(2.4 * i),
        d: (_, i) => 40 - 15 * Math.sin(2.4 * i),
      },
      3,
    );
    const { scree, components, benchmarks } = await found(models, keys);
    expect(scree.map(({ value, null95 }) => value > null95)).toEqual([true, true, false, false, false]);
    const clear = (k: number) =>
      components[k].loadings.flatMap(({ lo, hi }, j) => (lo * hi > 0 ? [benchmarks[j]] : []));
    expect(clear(0)).toEqual(['a', 'c', 'e']);
    expect(clear(1)).toEqual(['b', 'd']);
    for (const k of [0, 1])
      expect(components[k].loadings.reduce((sum, { value }) => sum + value * value, 0)).toBeCloseTo(1, 10);
  });
  test('unrelated benchmarks: no component above chance', async () => {
    const { models, keys } = planted(30, { a: () => 50, b: () => 50, c: () => 50, d: () => 50 }, 10);
    const { scree } = await found(models, keys);
    for (const { value, null95 } of scree) expect(value).toBeLessThan(null95);
    expect(scree.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(4, 10);
  });
  test('a benchmark that falls and then rises turns; one that falls throughout does not', async () => {
    const rules = {
      a: (t: number) => 20 + 60 * t,
      b: (t: number) => 60 - 30 * Math.min(t, 1 - t),
      c: (t: number) => 10 + 50 * t,
    };
    const turning = planted(12, rules, 0.5);
    const { halves } = await found(turning.models, turning.keys);
    expect(halves?.lower.loadings[1].hi).toBeLessThan(0);
    expect(halves?.upper.loadings[1].lo).toBeGreaterThan(0);
    expect(halves?.pTurns).toBeGreaterThan(0.95);
    for (const half of [halves?.lower, halves?.upper]) expect(half?.loadings[0].lo).toBeGreaterThan(0);
    const falling = planted(12, { ...rules, b: (t) => 60 - 30 * t }, 0.5);
    expect((await found(falling.models, falling.keys)).halves?.pTurns).toBeLessThan(0.05);
  });
});

describe('more benchmarks than models', () => {
  test('give n − 1 components, and list those that most resamples have', async () => {
    const random = openStream(4, 4, 0);
    const { models, keys } = familyModels(
      Object.fromEntries(
        ['a', 'b', ...Array.from({ length: 18 }, (_, k) => `x${k}`)].map((key) => [
          key,
          Array.from({ length: 7 }, (_, i) => 20 + 5 * i + 6 * random.nextNormal()),
        ]),
      ),
    );
    const reasons: Reasons = {};
    const structure = await eigenstructure(models, keys, toyPair, seed, {}, reasons);
    expect(structure?.scree).toHaveLength(6);
    expect(structure?.scree.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(20, 9);
    const listed = structure?.components.length ?? 0;
    expect(listed).toBeGreaterThan(1);
    expect(listed).toBeLessThan(6);
    expect(reasons[`eigenstructure.components.${listed}`]).toContain('most resamples');
    structure?.components.forEach(({ loadings }, k) => {
      const largest = loadings.reduce((a, b) => (Math.abs(b.value) > Math.abs(a.value) ? b : a));
      expect((k === 0 ? loadings[0] : largest).value).toBeGreaterThan(0);
    });
  });
});

describe('what has no structure says why', () => {
  const reasonOf = async (columns: Record<string, (number | null)[]>, pair = toyPair) => {
    const { models, keys } = familyModels(columns);
    const reasons: Reasons = {};
    const structure = await eigenstructure(models, keys, pair, seed, {}, reasons);
    return { structure, reasons };
  };
  test('fewer than four sizes, or one benchmark that varies', async () => {
    const few = await reasonOf({ a: [1, 2, 4], b: [2, 1, 3] });
    expect(few.structure).toBeNull();
    expect(few.reasons.eigenstructure).toContain('4 sizes');
    const flat = await reasonOf({ a: [1, 2, 4, 5], b: [3, 3, 3, 3] });
    expect(flat.reasons.eigenstructure).toContain('fewer than two');
  });
  test('a benchmark that most resamples miss', async () => {
    const rare = await reasonOf({
      a: [1, 2, 4, 5, 7],
      b: [3, 3, 3, 3, 4],
      c: [3, 4, 3, 3, 3],
      d: [9, 9, 8, 9, 9],
    });
    expect(rare.structure).toBeNull();
    expect(rare.reasons.eigenstructure).toContain('most resamples');
  });
  test('halves of fewer than three models, or in which a benchmark of the pair does not vary', async () => {
    const four = await reasonOf({ a: [1, 2, 4, 5], b: [3, 2, 3, 1] });
    expect(four.structure?.n).toBe(4);
    expect(four.structure?.halves).toBeNull();
    expect(four.reasons['eigenstructure.halves']).toContain('three models');
    const still = await reasonOf({ a: [1, 2, 4, 5, 7, 9], b: [3, 3, 3, 2, 3, 1] });
    expect(still.reasons['eigenstructure.halves']).toContain('smaller half');
    const elsewhere = await reasonOf(
      { a: [1, 2, 4, 5, 7, 9], c: [3, 5, 3, 2, 3, 1] },
      { ...toyPair, benchmark2: plainBenchmark('z') },
    );
    expect(elsewhere.reasons['eigenstructure.halves']).toContain('Z does not vary');
  });
  test('stops when told, and tells progress', async () => {
    const { models, keys } = familyModels({ a: [1, 2, 4, 5, 7, 9], b: [3, 2, 3, 1, 5, 4] });
    const stopped = { signal: AbortSignal.abort(new Error('enough')) };
    await expect(eigenstructure(models, keys, toyPair, seed, stopped, {})).rejects.toThrow('enough');
    const told: number[] = [];
    await eigenstructure(models, keys, toyPair, seed, { onProgress: (f) => told.push(f) }, {});
    expect(told.every((f, i) => i === 0 || f >= told[i - 1])).toBe(true);
    expect(told.at(-1)).toBe(1);
  });
});
