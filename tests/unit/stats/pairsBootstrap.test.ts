import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactBootstrapR, monteCarloBootstrapR } from '$lib/stats/exactBootstrap';
import { covarianceMatrix, effectiveDimension } from '$lib/stats/eigen';
import { quantileRank } from '$lib/stats/histogramQuantile';
import { pairsBootstrapOnCpu, type PairsJob } from '$lib/stats/pairsBootstrap';
import { openStream } from '$lib/stats/philox';
import { weightedQuantile } from '$lib/stats/quantile';
import { ols } from '$lib/stats/regression';

type Rows = [x: number, y: number][];

function jobOf(samples: { rows: Rows; stream: number }[], seed = 1, draws = 300): PairsJob {
  const rows = samples.flatMap((sample) => sample.rows);
  const offset = [0];
  for (const sample of samples) offset.push(offset[offset.length - 1] + sample.rows.length);
  return {
    seed,
    draws,
    x: Float64Array.from(rows, ([x]) => x),
    y: Float64Array.from(rows, ([, y]) => y),
    offset: Uint32Array.from(offset),
    stream: Uint32Array.from(samples, ({ stream }) => stream),
    probabilities: [0.025, 0.5, 0.975],
    bins: 20,
  };
}

const falling: Rows = [
  [27.3, 47.1],
  [30.1, 44.2],
  [40.7, 41.0],
  [47.2, 38.9],
  [53.4, 38.7],
  [60.5, 36.0],
  [63.9, 33.2],
  [67.1, 33.4],
];
/** Scores with one decimal: ties come up, and differences are never a matter of rounding. */
const score = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10);
const someRows = fc.array(fc.tuple(score, score), { minLength: 2, maxLength: 20 });
const u32 = fc.integer({ min: 0, max: 0xffffffff });

/** The definition, resample by resample, with the plain statistics. */
function slowly(rows: Rows, seed: number, stream: number, draws: number) {
  const random = openStream(seed, stream, 0);
  const slope: number[] = [];
  const dimension: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    random.restart(draw);
    const drawn = rows.map(() => rows[random.nextIndex(rows.length)]);
    const line = ols(
      drawn.map(([x]) => x),
      drawn.map(([, y]) => y),
    );
    if (line) slope.push(line.slope);
    const varies = drawn.some(([x, y]) => x !== drawn[0][0] || y !== drawn[0][1]);
    const of = varies ? effectiveDimension(covarianceMatrix(drawn)) : null;
    if (of !== null) dimension.push(of);
  }
  return { slope: slope.sort((a, b) => a - b), dimension: dimension.sort((a, b) => a - b) };
}

function expectQuantiles(
  found: Float64Array | null,
  inOrder: ArrayLike<number>,
  probabilities: readonly number[],
) {
  if (inOrder.length === 0) return expect(found).toBeNull();
  probabilities.forEach((p, i) => {
    const expected = inOrder[quantileRank(p, inOrder.length) - 1];
    const error = Math.abs((found?.[i] ?? NaN) - expected);
    // Data are taken to 48 bits.
    expect(error).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
  });
}

describe('pairs bootstrap', () => {
  test('draws the resamples of the bootstrap of r, and gives their r', async () => {
    await fc.assert(
      fc.asyncProperty(someRows, u32, u32, async (rows, seed, stream) => {
        const job = jobOf([{ rows, stream }], seed);
        const [{ r }] = await pairsBootstrapOnCpu(job);
        const other = monteCarloBootstrapR(job.x, job.y, { seed, stream, draws: job.draws });
        expect(r.count).toBe(other.values.length);
        expectQuantiles(r.quantiles, other.values.sort(), job.probabilities);
      }),
      { numRuns: 60 },
    );
  });

  test('gives slope and dimensionality as the definition does, in the units of the data', async () => {
    await fc.assert(
      fc.asyncProperty(someRows, u32, async (rows, stream) => {
        const job = jobOf([{ rows, stream }], 5, 100);
        const [{ slope, covarianceDimension }] = await pairsBootstrapOnCpu(job);
        const expected = slowly(rows, 5, stream, 100);
        expect(slope.count).toBe(expected.slope.length);
        expect(covarianceDimension.count).toBe(expected.dimension.length);
        expectQuantiles(slope.quantiles, expected.slope, job.probabilities);
        expectQuantiles(covarianceDimension.quantiles, expected.dimension, job.probabilities);
      }),
      { numRuns: 60 },
    );
  });

  test('many resamples of few rows, which are counted by multiset, have the statistics of each by itself', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(score, score), { minLength: 2, maxLength: 9 }),
        u32,
        async (rows, stream) => {
          const job = jobOf([{ rows, stream }], 5, 2500);
          const [{ r, slope, covarianceDimension }] = await pairsBootstrapOnCpu(job);
          const expected = slowly(rows, 5, stream, 2500);
          expect(slope.count).toBe(expected.slope.length);
          expect(covarianceDimension.count).toBe(expected.dimension.length);
          expectQuantiles(slope.quantiles, expected.slope, job.probabilities);
          expectQuantiles(covarianceDimension.quantiles, expected.dimension, job.probabilities);
          const other = monteCarloBootstrapR(job.x, job.y, { seed: 5, stream, draws: 2500 });
          expect(r.count).toBe(other.values.length);
          expectQuantiles(r.quantiles, other.values.sort(), job.probabilities);
          expect(r.histogram?.counts.reduce((sum, count) => sum + count, 0) ?? 0).toBe(r.count);
        },
      ),
      { numRuns: 12 },
    );
  });

  test('comes to the exact bootstrap of a small family', async () => {
    const draws = 40_000;
    const [{ r, correlationDimension }] = await pairsBootstrapOnCpu(
      jobOf([{ rows: falling, stream: 3 }], 1, draws),
    );
    const exact = exactBootstrapR(
      falling.map(([x]) => x),
      falling.map(([, y]) => y),
    );
    expect(1 - r.count / draws).toBeCloseTo(exact.degenerateMass, 3);
    [0.025, 0.5, 0.975].forEach((p, i) =>
      expect(r.quantiles?.[i]).toBeCloseTo(weightedQuantile(exact.values, exact.weights, p), 2),
    );
    // d_eff = 2/(1 + r²) falls as |r| rises, and here every r is negative.
    const [, median] = r.quantiles ?? [];
    expect(correlationDimension.quantiles?.[1]).toBeCloseTo(2 / (1 + median ** 2), 2);
    expect(r.histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(r.count);
  });

  test('can be shared out by samples', async () => {
    const job = jobOf([
      { rows: falling, stream: 0 },
      { rows: falling.slice(0, 3), stream: 7 },
      { rows: falling.slice(2), stream: 0xffffffff },
    ]);
    const whole = await pairsBootstrapOnCpu(job);
    const parts = await Promise.all([
      pairsBootstrapOnCpu(job, {}, { from: 0, to: 1 }),
      pairsBootstrapOnCpu(job, {}, { from: 1, to: 3 }),
    ]);
    expect(parts.flat()).toEqual(whole);
    expect(whole[1]).toEqual(
      (await pairsBootstrapOnCpu(jobOf([{ rows: falling.slice(0, 3), stream: 7 }])))[0],
    );
  });

  test('in other units the slope changes by their ratio and r not at all', async () => {
    const scaled: Rows = falling.map(([x, y]) => [1000 * x + 5e5, y / 4 - 3]);
    const [was] = await pairsBootstrapOnCpu(jobOf([{ rows: falling, stream: 0 }]));
    const [is] = await pairsBootstrapOnCpu(jobOf([{ rows: scaled, stream: 0 }]));
    was.slope.quantiles?.forEach((q, i) => expect((is.slope.quantiles?.[i] ?? NaN) * 4000).toBeCloseTo(q, 8));
    was.r.quantiles?.forEach((q, i) => expect(is.r.quantiles?.[i]).toBeCloseTo(q, 8));
  });

  test('a constant variable leaves undefined what it must', async () => {
    const flat: Rows = falling.map(([x]) => [x, 0.1]);
    const [{ r, slope, covarianceDimension }] = await pairsBootstrapOnCpu(jobOf([{ rows: flat, stream: 0 }]));
    expect(r).toEqual({ count: 0, quantiles: null, histogram: null });
    expect([...(slope.quantiles ?? [])]).toEqual([0, 0, 0]);
    expect([...(covarianceDimension.quantiles ?? [])]).toEqual([1, 1, 1]);
    const upright: Rows = falling.map(([, y]) => [0.1, y]);
    const [other] = await pairsBootstrapOnCpu(jobOf([{ rows: upright, stream: 0 }]));
    expect(other.slope).toEqual({ count: 0, quantiles: null, histogram: null });
  });

  test('a spread too small to be squared counts as none', async () => {
    const rows: Rows = [
      [0, 1],
      [5e-324, 2],
      [0, 4],
    ];
    const [{ r, slope, covarianceDimension }] = await pairsBootstrapOnCpu(jobOf([{ rows, stream: 0 }]));
    expect([r.count, slope.count]).toEqual([0, 0]);
    expect([...(covarianceDimension.quantiles ?? [])]).toEqual([1, 1, 1]);
  });

  test('tells its progress up to 1, and an abort rejects with its reason', async () => {
    const told: number[] = [];
    const job = jobOf(
      [
        { rows: falling, stream: 0 },
        { rows: falling, stream: 1 },
      ],
      1,
      50_000,
    );
    await pairsBootstrapOnCpu(job, { onProgress: (fraction) => told.push(fraction) });
    expect(told.length).toBeGreaterThan(2);
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    const stop = new AbortController();
    const reason = new Error('enough');
    const run = pairsBootstrapOnCpu(job, { signal: stop.signal, onProgress: () => stop.abort(reason) });
    await expect(run).rejects.toBe(reason);
  });

  test('quotes what is wrong with a job', async () => {
    const job = jobOf([{ rows: falling, stream: 0 }]);
    const wrong = (change: Partial<PairsJob>) => expect(pairsBootstrapOnCpu({ ...job, ...change })).rejects;
    await wrong({ draws: 0 }).toThrow('0 draws');
    await wrong({ y: job.y.subarray(1) }).toThrow('8 values against 7');
    await wrong({ offset: Uint32Array.of(0) }).toThrow('1 offsets for 1 samples');
    await wrong({ offset: Uint32Array.of(0, 9) }).toThrow('sample 0 has rows 0 to 9 of 8');
    await wrong({ offset: Uint32Array.of(3, 4) }).toThrow('rows 3 to 4');
    await wrong({ x: job.x.map((x, i) => (i === 2 ? NaN : x)) }).toThrow('row 2 is (NaN, 41)');
    await wrong({ y: job.y.map(() => 1e300) }).toThrow('row 0 is (27.3, 1e+300)');
  });
});
