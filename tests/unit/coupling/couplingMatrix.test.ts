import { describe, expect, test } from 'vitest';
import { couplingMatrix, MOST_BENCHMARKS } from '$lib/coupling/couplingMatrix';
import type { Reasons } from '$lib/coupling/reasons';
import type { CouplingMatrix } from '$lib/coupling/sections';
import { select } from '$lib/coupling/select';
import { correlationMatrix, symmetricEigen } from '$lib/stats/eigen';
import { falseDiscoveryRates } from '$lib/stats/falseDiscovery';
import { openStream } from '$lib/stats/philox';
import { familyModels, plainBenchmark } from './familyModels';
import { EIGEN_REFERENCE } from './eigenReference';
import { BENCHMARKS, GOLDEN, HELLASWAG, optionsWith, referenceTable, TRUTHFULQA } from './tables';

/** The reference table, its benchmarks in the reference's order. */
async function ofFamily(family: string): Promise<CouplingMatrix> {
  const table = referenceTable();
  const { models } = select(table, optionsWith({ family }));
  const found = await couplingMatrix(models, table, optionsWith({}), {}, {});
  if (found === null) throw new Error(family);
  return found;
}
const random = (seed: number) => openStream(seed, 0, 0);

describe('the coupling matrix of the reference families', () => {
  test('holds the reference’s p, q, partial r and smallest eigenvalue', async () => {
    for (const [family, reference] of Object.entries(EIGEN_REFERENCE)) {
      const found = await ofFamily(family);
      expect(found.benchmarks).toEqual(BENCHMARKS.map(({ key }) => key));
      expect(found.pairs).toHaveLength(10);
      expect(found.permutations).toBeNull();
      found.pairs.forEach(({ n, p, q, partial }, i) => {
        expect(n).toBe(reference.n);
        expect(p).toBeCloseTo(reference.p[i], 10);
        expect(q).toBeCloseTo(reference.q[i], 10);
        if (reference.partial) expect(partial?.value).toBeCloseTo(reference.partial[i], 8);
      });
      if (reference.smallest !== undefined)
        expect(found.smallestEigenvalue).toBeCloseTo(reference.smallest, 10);
      expect(found.positiveSemiDefinite).toBe(true);
    }
  });
  test('agrees on the pair with the diagnosis: r, partial interval and slope', async () => {
    let slopes = 0;
    for (const [family, golden] of Object.entries(GOLDEN)) {
      if (golden.n < 4) continue;
      const [pair] = (await ofFamily(family)).pairs;
      expect(pair.benchmarks).toEqual([HELLASWAG, TRUTHFULQA]);
      expect(pair.r).toBeCloseTo(Number(golden.pearson), 10);
      if (golden.perm_p !== undefined && golden.n <= 9) expect(pair.p).toBeCloseTo(golden.perm_p, 10);
      if (golden.n >= 5) {
        expect(pair.partial?.lo).toBeCloseTo(Number(golden.partial_ci?.[0]), 8);
        expect(pair.partial?.hi).toBeCloseTo(Number(golden.partial_ci?.[1]), 8);
      }
      if (golden.york === undefined) continue;
      slopes++;
      expect(pair.slope?.value).toBeCloseTo(golden.york.slope, 8);
      expect(pair.slope?.lo).toBeCloseTo(golden.york.lo, 7);
      expect(pair.slope?.hi).toBeCloseTo(golden.york.hi, 7);
    }
    expect(slopes).toBeGreaterThan(3);
  });
  test('does not depend on the order of the models', async () => {
    const table = referenceTable();
    const { models } = select(table, optionsWith({ family: 'Pythia-deduped' }));
    const reversed = [...models].reverse();
    expect(await couplingMatrix(reversed, table, optionsWith({}), {}, {})).toEqual(
      await ofFamily('Pythia-deduped'),
    );
  });
});

describe('scores that are missing', () => {
  test('leave each pair the models that have both, and can make a matrix of no correlations', async () => {
    // A rises with B, B with C, and A falls as C rises: each over four models of its own.
    const up = [20, 30, 40, 50];
    const down = [50, 40.5, 30, 20];
    const none = up.map(() => null);
    const { models, table } = familyModels({
      a: [...up, ...none, ...up],
      b: [...up.map((v) => v + 0.1 * (v % 7)), ...up, ...none],
      c: [...none, ...up.map((v) => v + 0.1 * (v % 7)), ...down],
    });
    const found = await couplingMatrix(models, table, optionsWith({}), {}, {});
    expect(found?.pairs.map(({ n }) => n)).toEqual([4, 4, 4]);
    const [ab, ac, bc] = (found?.pairs ?? []).map(({ r }) => Number(r));
    expect([ab > 0.99, ac < -0.99, bc > 0.99]).toEqual([true, true, true]);
    const determinant = 1 + 2 * ab * ac * bc - ab * ab - ac * ac - bc * bc;
    expect(determinant).toBeLessThan(0);
    expect(found?.positiveSemiDefinite).toBe(false);
    const { values } = symmetricEigen([
      [1, ab, ac],
      [ab, 1, bc],
      [ac, bc, 1],
    ]);
    expect(found?.smallestEigenvalue).toBeCloseTo(values[2], 12);
    expect(found?.smallestEigenvalue).toBeLessThan(-0.9);
  });
  test('or that do not vary are null with a reason, and leave definiteness open', async () => {
    const { models, table } = familyModels({
      a: [20, 30, 40, 50, 61],
      b: [5, 5, 5, 5, 5],
      c: [30, 20, null, null, null],
      d: [null, null, null, null, null],
    });
    const reasons: Reasons = {};
    const found = await couplingMatrix(models, table, optionsWith({}), {}, reasons);
    expect(found?.benchmarks).toEqual(['a', 'b', 'c']);
    expect(found?.pairs.map(({ n, r, p, q }) => [n, r, p, q])).toEqual([
      [5, null, null, null],
      [2, null, null, null],
      [2, null, null, null],
    ]);
    expect(reasons['couplings.pairs.0.r']).toContain('same score');
    expect(reasons['couplings.pairs.1.q']).toContain('two of its models have both');
    expect(reasons['couplings.pairs.1.slope']).toContain('three are needed');
    expect(found?.smallestEigenvalue).toBeNull();
    expect(reasons['couplings.positiveSemiDefinite']).toContain('3 of the 3 pairs');
    found?.pairs.forEach((pair, i) => {
      for (const part of ['r', 'p', 'q', 'partial', 'slope'] as const)
        if (pair[part] === null) expect(reasons).toHaveProperty([`couplings.pairs.${i}.${part}`]);
    });
  });
});

describe('many benchmarks', () => {
  const next = random(5);
  const trend = Array.from({ length: 12 }, (_, i) => 30 + 3 * i);
  const columns: Record<string, number[]> = {};
  for (let k = 0; k < 8; k++)
    columns[`b${k}`] = trend.map((v) => (k < 4 ? v + next.nextNormal() : 50 + 5 * next.nextNormal()));
  const { models, table, keys } = familyModels(columns);

  test('have the q of all pairs together, and drawn p that tell how many were drawn', async () => {
    const told: number[] = [];
    const control = { onProgress: (f: number) => told.push(f) };
    const found = await couplingMatrix(models, table, optionsWith({}), control, {});
    const pairs = found?.pairs ?? [];
    expect(pairs).toHaveLength(28);
    expect(found?.permutations).toBeGreaterThanOrEqual(1000);
    expect(pairs.map(({ q }) => q)).toEqual(falseDiscoveryRates(pairs.map(({ p }) => p)));
    expect(pairs.map(({ partial }) => partial?.q)).toEqual(
      falseDiscoveryRates(pairs.map(({ partial }) => Number(partial?.p))),
    );
    const planted = pairs.filter(({ benchmarks }) => benchmarks.every((key) => key < 'b4'));
    expect(planted).toHaveLength(6);
    for (const { q, slope } of planted) {
      expect(q).toBeLessThan(0.001);
      expect(slope?.lo).toBeLessThan(1);
      expect(slope?.hi).toBeGreaterThan(1);
    }
    const rows = models.map(({ scores }) => keys.map((key) => scores[key]));
    expect(found?.smallestEigenvalue).toBeCloseTo(
      symmetricEigen(correlationMatrix(rows) ?? []).values[7],
      10,
    );
    expect(told.every((f, i) => i === 0 || f >= told[i - 1])).toBe(true);
    expect(told.at(-1)).toBe(1);
  });
  test('the slope carries the noise of each score as the table tells it', async () => {
    const first = async (se: number | null) => {
      const told = structuredClone(table);
      for (const row of told.models) row.scores.b0.se = se;
      const found = await couplingMatrix(models, told, optionsWith({ runSd: 0.01 }), {}, {});
      const slope = found?.pairs[0].slope;
      return Number(slope?.hi) - Number(slope?.lo);
    };
    expect(await first(4)).toBeGreaterThan(1.5 * (await first(null)));
  });
  test('stop when told, and are refused beyond what can be read', async () => {
    const control = { signal: AbortSignal.abort(new Error('enough')) };
    await expect(couplingMatrix(models, table, optionsWith({}), control, {})).rejects.toThrow('enough');
    const wide = familyModels(
      Object.fromEntries(Array.from({ length: MOST_BENCHMARKS + 1 }, (_, k) => [`x${k}`, [1, 2, 3 + k]])),
    );
    const reasons: Reasons = {};
    expect(await couplingMatrix(wide.models, wide.table, optionsWith({}), {}, reasons)).toBeNull();
    expect(reasons.couplings).toContain('61 benchmarks');
  });
  test('need three sizes and two benchmarks', async () => {
    const reasons: Reasons = {};
    expect(await couplingMatrix(models.slice(0, 2), table, optionsWith({}), {}, reasons)).toBeNull();
    expect(reasons.couplings).toContain('three sizes');
    const one = { ...table, benchmarks: [plainBenchmark('b0')] };
    expect(await couplingMatrix(models, one, optionsWith({}), {}, reasons)).toBeNull();
    expect(reasons.couplings).toContain('one benchmark');
  });
});
