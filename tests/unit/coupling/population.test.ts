import { describe, expect, test } from 'vitest';
import { DiagnosisError } from '$lib/coupling/diagnosisError';
import { population, type Population } from '$lib/coupling/population';
import { POPULATION, relativeError, uniformPanel } from './panel';
import { optionsWith, QUICK, referenceTable, smallTable } from './tables';

/** Paths of all nulls of a result. */
function nulls(value: unknown, path = ''): string[] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, entry]) => nulls(entry, path === '' ? key : `${path}.${key}`));
}

function expectReasons(found: Population): void {
  const { reasons, input: _input, ...rest } = found;
  for (const path of nulls(rest)) {
    const parts = path.split('.');
    const told = parts.some((_, i) => parts.slice(0, i + 1).join('.') in reasons);
    // A family's bounds go with its slope, and with its reason.
    expect(told || /^families\.\d+\.(lo|hi)$/.test(path), `no reason for ${path}`).toBe(true);
  }
  expect(JSON.parse(JSON.stringify(found))).toEqual(found);
}

describe('population', () => {
  test('gives the reference on the uniform panel, with a reason for every null', async () => {
    const told: number[] = [];
    const found = await population(uniformPanel(), optionsWith(QUICK), { onProgress: (f) => told.push(f) });
    const reference = POPULATION;
    expect(found.n).toBe(reference.n);
    expect(found.familyCount).toBe(reference.families);
    for (const [actual, expected] of [
      [found.intercept, reference.intercept],
      [found.slope, reference.slope],
      [found.tau2, reference.tau2],
      [found.zeroB.value, reference.zero_b],
      [found.auc.size, reference.auc.log10N],
      [found.auc.level, reference.auc.hellaswag],
    ] as const)
      expect(relativeError(actual, expected)).toBeLessThan(1e-9);
    for (const [actual, expected] of [
      [found.logisticSize.halfB, reference.logistic_size.half_b],
      [found.logisticSize.slope, reference.logistic_size.slope],
      [found.logisticLevel.half, reference.logistic_hellaswag.half],
      [found.logisticLevel.slope, reference.logistic_hellaswag.slope],
    ] as const)
      expect(relativeError(actual, expected)).toBeLessThan(1e-6);
    expect([found.rises.below.rises, found.rises.below.n]).toEqual(reference.below_3_5b);
    expect([found.rises.above.rises, found.rises.above.n]).toEqual(reference.above_3_5b);
    const [lo, hi] = found.slopeInterval!;
    expect(lo).toBeGreaterThan(0.2);
    expect(hi).toBeLessThan(0.7);
    expect(found.zeroB.lo).toBeLessThan(reference.zero_b);
    expect(found.zeroB.hi).toBeGreaterThan(reference.zero_b);
    expect(found.families.reduce((sum, { intervals }) => sum + intervals, 0)).toBe(reference.n);
    expect(told.every((f, i) => i === 0 || f >= told[i - 1])).toBe(true);
    expect(told.at(-1)).toBe(1);
    expectReasons(found);
  });

  test('the draws may be made elsewhere', async () => {
    const asked: number[] = [];
    const nothing = { lo: null, hi: null };
    const found = await population(referenceTable(), optionsWith(QUICK), {}, async ({ draws, family }) => {
      asked.push(draws, new Set(family).size);
      return {
        draws,
        undefinedDraws: 0,
        intercept: nothing,
        slope: { lo: 1, hi: 2 },
        tau2: nothing,
        zero: nothing,
      };
    });
    expect(asked).toEqual([1000, found.familyCount]);
    expect(found.slopeInterval).toEqual([1, 2]);
    expect(found.reasons.interceptInterval).toContain('draws');
  });

  test('of one family has a line and no interval', async () => {
    const found = await population(
      smallTable([
        [1, 30, 45],
        [3, 45, 41],
        [9, 60, 42],
        [30, 70, 46],
      ]),
      optionsWith(QUICK),
    );
    expect(found.slope).toBeGreaterThan(0);
    expect(found.slopeInterval).toBeNull();
    expect(found.zeroB.value).toBeGreaterThan(1);
    expect(found.predictors).toEqual([]);
    expect(found.predictorsWithTokens).toBeNull();
    expectReasons(found);
  });

  test('of families without an interval is all null, and says why', async () => {
    const found = await population(
      smallTable([
        [1, 30, 45],
        [3, 30.5, 41],
      ]),
      optionsWith(QUICK),
    );
    expect(found.n).toBe(0);
    expect(found.slope).toBeNull();
    expect(found.reasons.slope).toContain('two sizes');
    expect(found.reasons['families.0.intervals']).toContain('1 point');
    expectReasons(found);
  });

  test('of a table with one benchmark is refused with what to do', async () => {
    const table = smallTable([[1, 30, 45]]);
    const one = { ...table, benchmarks: table.benchmarks.slice(0, 1) };
    await expect(population(one, optionsWith(QUICK))).rejects.toThrow(DiagnosisError);
  });
});
