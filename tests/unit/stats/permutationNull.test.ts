import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parallelAnalysis } from '$lib/stats/dimensionality';
import { permutationTest } from '$lib/stats/permutation';
import {
  addPermutations,
  noPermutations,
  nullDimension,
  permutationNullOnCpu,
  permutationP,
  type PermutationJob,
  type PermutationTable,
  type PermutationTallies,
} from '$lib/stats/permutationNull';
import { familiesWith } from './families';

const tableOf = (
  statistic: 'r' | 'dEff',
  columns: ArrayLike<number>[],
  stream: number,
): PermutationTable => ({
  statistic,
  rows: columns[0].length,
  values: Float64Array.from(columns.flatMap((column) => Array.from(column))),
  stream,
});

const x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const y = [3, 1, 4, 1.5, 5, 9, 2, 6, 5.3, 3.5, 8, 9.5];
const z = x.map((value) => Math.cos(value * value));
const jobOf = (tables: PermutationTable[], draws = 3000, seed = 3): PermutationJob => ({
  seed,
  draws,
  tables,
});

/** What is not 0, with its place: comparing thousands of empty bins one by one is slow. */
const filled = (values: ArrayLike<number>) =>
  Array.from(values).flatMap((value, at) => (value === 0 ? [] : [[at, value]]));
const plain = ({ reached, sum, sumOfSquares, bins }: PermutationTallies) =>
  [reached, sum, sumOfSquares, bins].map(filled);

describe('permutation null', () => {
  test('counts what the permutation test counts with the same words', async () => {
    const columns = fc
      .integer({ min: 10, max: 20 })
      .chain((n) =>
        fc.tuple(
          ...[0, 1].map(() => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: n, maxLength: n })),
        ),
      )
      .filter((pair) => pair.every((column) => new Set(column).size > 1));
    await fc.assert(
      fc.asyncProperty(columns, fc.integer({ min: 0, max: 0xffffffff }), async ([a, b], seed) => {
        const job = jobOf([tableOf('r', [a, b], 5)], 200, seed);
        const reference = permutationTest(a, b, { seed, draws: 200, stream: 5 });
        expect(permutationP(await permutationNullOnCpu(job), 200)[0]).toBe(reference?.p);
      }),
      { numRuns: 40 },
    );
  });

  test('finds the exact p of a family within its sampling error', async () => {
    for (const { x, y, expected } of familiesWith('perm_p').slice(0, 3)) {
      const job = jobOf([tableOf('r', [x, y], 1)], 20_000);
      const [p] = permutationP(await permutationNullOnCpu(job), job.draws);
      expect(Math.abs(p - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / 20_000) + 1e-4);
    }
  });

  test('has the mean and the range of d_eff that parallel analysis has', async () => {
    const job = jobOf([tableOf('dEff', [x, y, z], 8)], 20_000);
    const ours = nullDimension(job, await permutationNullOnCpu(job), 0);
    const rows = x.map((_, i) => [x[i], y[i], z[i]]);
    const reference = parallelAnalysis(rows, { seed: 3, draws: 20_000, stream: 8 });
    expect(ours.mean).toBeCloseTo(Number(reference?.dEff), 5);
    // A bin is 2.4e-4; in the tails neighbouring order statistics lie about as far apart.
    expect(Math.abs(ours.lo - Number(reference?.lo))).toBeLessThan(1e-3);
    expect(Math.abs(ours.hi - Number(reference?.hi))).toBeLessThan(1e-3);
  });

  test('knows the null of two columns: d_eff = 2/(1 + r²), E r² = 1/(n − 1)', async () => {
    const job = jobOf([tableOf('r', [x, y], 1), tableOf('dEff', [x, y], 2)], 20_000);
    const tallies = await permutationNullOnCpu(job);
    const { mean, sd, lo, hi } = nullDimension(job, tallies, 1);
    // 2·E(1 − r² + r⁴ − …) lies between its first two partial sums; E r⁴ = 3/((n − 1)(n + 1)) for normal columns.
    expect(mean).toBeGreaterThan(2 * (1 - 1 / 11));
    expect(mean).toBeLessThan(2 * (1 - 1 / 11 + 3 / (11 * 13)));
    expect(sd).toBeGreaterThan(0.1);
    expect(lo).toBeLessThan(mean);
    expect(hi).toBeLessThanOrEqual(2);
    expect(tallies.bins.reduce((sum, count) => sum + count, 0)).toBe(20_000);
  });

  test('any ranges of draws add up to the whole', async () => {
    const job = jobOf(
      [tableOf('dEff', [x, y, z], 1), tableOf('r', [y, z], 2), tableOf('dEff', [x, z], 3)],
      500,
    );
    const parts = noPermutations(job);
    for (const [from, to] of [
      [400, 500],
      [0, 1],
      [1, 400],
    ])
      addPermutations(parts, await permutationNullOnCpu(job, {}, { from, to }));
    expect(plain(parts)).toEqual(plain(await permutationNullOnCpu(job)));
  });

  test('does not change when columns are shifted or scaled, nor when another table joins', async () => {
    const alone = await permutationNullOnCpu(jobOf([tableOf('r', [x, y], 4)]));
    const scaled = tableOf('r', [x.map((v) => 100 - 3 * v), y.map((v) => v / 7 + 1e4)], 4);
    const joined = await permutationNullOnCpu(jobOf([tableOf('dEff', [x, y, z], 4), scaled]));
    expect(joined.reached[1]).toBe(alone.reached[0]);
  });

  test('every order of two rows reaches |r| = 1', async () => {
    const tallies = await permutationNullOnCpu(
      jobOf(
        [
          tableOf(
            'r',
            [
              [1, 2],
              [5, 3],
            ],
            4,
          ),
        ],
        100,
      ),
    );
    expect(tallies.reached[0]).toBe(100);
  });

  test('an abort is heard, and an impossible job is named', async () => {
    const stop = new AbortController();
    const run = permutationNullOnCpu(jobOf([tableOf('r', [x, y], 4)], 50_000_000), { signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 5);
    await expect(run).rejects.toThrow('enough');
    const constant = tableOf('dEff', [x, x.map(() => 0.1)], 1);
    await expect(permutationNullOnCpu(jobOf([constant]))).rejects.toThrow('column 1 of table 0 is 0.1');
    await expect(permutationNullOnCpu(jobOf([tableOf('r', [x, y, z], 1)]))).rejects.toThrow(
      '36 values in 12',
    );
    await expect(permutationNullOnCpu(jobOf([], -1))).rejects.toThrow('-1 draws');
    const job = jobOf([tableOf('r', [x, y], 1)], 10);
    const tallies = await permutationNullOnCpu(job);
    expect(() => nullDimension(job, tallies, 0)).toThrow('of r');
  });
});
