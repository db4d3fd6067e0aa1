import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pearson } from '$lib/stats/correlation';
import { permutationTest } from '$lib/stats/permutation';
import { expectClose, families, familiesWith } from './families';

/** Every order, one at a time, with the whole correlation computed anew. */
function bruteForce(x: number[], y: number[]): number {
  const observed = Math.abs(Number(pearson(x, y)));
  const orders = (rest: number[]): number[][] =>
    rest.length === 0
      ? [[]]
      : rest.flatMap((value, i) => orders(rest.filter((_, k) => k !== i)).map((tail) => [value, ...tail]));
  const all = orders(y);
  return all.filter((order) => Math.abs(Number(pearson(x, order))) >= observed - 1e-10).length / all.length;
}

describe('permutationTest', () => {
  test('agrees with the reference for every family, exactly', () => {
    for (const { x, y, expected } of familiesWith('perm_p')) {
      const result = permutationTest(x, y, { seed: 1 });
      expect(result?.exact).toBe(true);
      expectClose(result?.p ?? null, expected);
    }
  });
  test('counts what brute force counts, ties included', () => {
    const small = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(small, (points) => {
        const [x, y] = [points.map((p) => p[0]), points.map((p) => p[1])];
        const result = permutationTest(x, y, { seed: 1 });
        if (pearson(x, y) === null) expect(result).toBeNull();
        else expect(result?.p).toBe(bruteForce(x, y));
      }),
      { numRuns: 60 },
    );
  });
  test('does not change when scores are shifted, scaled or reordered together', () => {
    const { x, y } = families.find((f) => f.family === 'RWKV-4-pile') as (typeof families)[number];
    const p = permutationTest(x, y, { seed: 1 })?.p;
    expect(
      permutationTest(
        x.map((v) => 3 * v - 100),
        y.map((v) => 7 - v / 9),
        { seed: 1 },
      )?.p,
    ).toBe(p);
    expect(permutationTest([...x].reverse(), [...y].reverse(), { seed: 1 })?.p).toBe(p);
  });
  test('nine points are done exactly within a second', () => {
    const x = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const start = performance.now();
    // Monotone and collinear: only the order itself and its reverse reach |r| = 1.
    expect(permutationTest(x, x, { seed: 1 })).toEqual({ p: 2 / 362880, exact: true });
    expect(performance.now() - start).toBeLessThan(1000);
  });
  test('beyond nine it draws: reproducible, and near the t test it approximates', () => {
    const x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    const y = [3, 1, 4, 1.5, 5, 9, 2, 6, 5.3, 3.5, 8, 9.5];
    const result = permutationTest(x, y, { seed: 3, draws: 20_000 });
    expect(result?.exact).toBe(false);
    expect(permutationTest(x, y, { seed: 3, draws: 20_000 })).toEqual(result);
    expect(permutationTest(x, y, { seed: 4, draws: 20_000 })?.p).not.toBe(result?.p);
    // scipy.stats.pearsonr(x, y).pvalue
    expect(Math.abs(Number(result?.p) - 0.024422277445857933)).toBeLessThan(0.01);
  });
  test('a drawn p is never 0', () => {
    const x = Array.from({ length: 12 }, (_, i) => i);
    expect(permutationTest(x, x, { seed: 1, draws: 999 })?.p).toBe(0.001);
  });
  test('undefined and misuse', () => {
    expect(permutationTest([0.1, 0.1, 0.1], [1, 2, 3], { seed: 1 })).toBeNull();
    expect(() => permutationTest([1], [1], { seed: 1 })).toThrow('1 pairs');
    const ten = Array.from({ length: 10 }, (_, i) => i);
    expect(() => permutationTest(ten, ten, { seed: 1, draws: 0 })).toThrow('0 draws');
  });
});
