import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { GpuLostError, openGpu, type Gpu } from '$lib/gpu/device';
import { pairsBootstrapOnGpu } from '$lib/gpu/pairsBootstrap';
import type { DistributionSummary } from '$lib/stats/histogramQuantile';
import { pairsBootstrapOnCpu, type PairsJob } from '$lib/stats/pairsBootstrap';

let gpu: Gpu;
async function mustOpen(): Promise<Gpu> {
  const opened = await openGpu();
  if (!opened) throw new Error('these tests need a WebGPU adapter: start Chromium with webgpuFlags');
  return opened;
}
beforeAll(async () => {
  gpu = await mustOpen();
});
afterAll(() => gpu.close());

type Sample = { rows: [x: number, y: number][]; stream: number };

function jobOf(seed: number, draws: number, samples: Sample[]): PairsJob {
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
    probabilities: [0.025, 0.25, 0.5, 0.75, 0.975],
    bins: 40,
  };
}

/** HellaSwag and TruthfulQA of a family of eight, far from zero and close together. */
const falling: [number, number][] = [
  [27.3, 47.1],
  [30.1, 44.2],
  [40.7, 41.0],
  [47.2, 38.9],
  [53.4, 38.7],
  [60.5, 36.0],
  [63.9, 33.2],
  [67.1, 33.4],
];
const wave = (n: number): [number, number][] =>
  Array.from({ length: n }, (_, i) => [Math.sin(7 * i) * 20 + 50, Math.cos(3 * i) * 3 + 40]);
const familiar = jobOf(1, 4000, [
  { rows: falling, stream: 0 },
  { rows: falling.slice(0, 3), stream: 9 },
  { rows: wave(50), stream: 0xffffffff },
]);

const score = fc.integer({ min: 0, max: 100_000 }).map((thousandths) => thousandths / 1000);
const sample = fc.record({
  rows: fc.array(
    fc.tuple(fc.oneof(score, fc.constantFrom(20, 50)), fc.oneof(score, fc.constantFrom(25, 25.1))),
    { minLength: 2, maxLength: 40 },
  ),
  stream: fc.integer({ min: 0, max: 0xffffffff }),
});
const aJob = fc
  .tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.array(sample, { minLength: 1, maxLength: 3 }))
  .map(([seed, samples]) => jobOf(seed, 400, samples));

const STATISTICS = ['r', 'slope', 'covarianceDimension', 'correlationDimension'] as const;

/** Quantiles of the slope relative to their own size: its unit is any. */
function expectClose(ours: DistributionSummary, twin: DistributionSummary, relative: boolean): void {
  expect(ours.count).toBe(twin.count);
  expect(ours.quantiles === null).toBe(twin.quantiles === null);
  ours.quantiles?.forEach((value, p) => {
    const expected = twin.quantiles?.[p] ?? Infinity;
    const tolerance = 1e-4 * (relative ? Math.max(Math.abs(expected), 1e-4) : 1);
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance);
  });
}

describe('pairs bootstrap on the GPU', () => {
  test('agrees with the twin on any samples, ties and constants included', async () => {
    await fc.assert(
      fc.asyncProperty(aJob, async (job) => {
        const ours = await pairsBootstrapOnGpu(gpu, job);
        const twin = await pairsBootstrapOnCpu(job);
        ours.forEach((of, s) => {
          for (const name of STATISTICS) expectClose(of[name], twin[s][name], name === 'slope');
        });
      }),
      { numRuns: 15 },
    );
  });

  test('histograms have the twin’s counts within 1e-3 of the draws', async () => {
    const ours = await pairsBootstrapOnGpu(gpu, familiar);
    const twin = await pairsBootstrapOnCpu(familiar);
    for (const s of [0, 2])
      for (const name of STATISTICS)
        ours[s][name].histogram?.counts.forEach((count, bin) =>
          expect(Math.abs(count - (twin[s][name].histogram?.counts[bin] ?? Infinity))).toBeLessThanOrEqual(
            20,
          ),
        );
  });

  test('gives the same summaries however the work is cut', async () => {
    const whole = await pairsBootstrapOnGpu(gpu, familiar);
    for (const tuning of [
      { portion: 90_000 },
      { workgroupSize: 4 },
      { workgroupSize: 256, portion: 123_456 },
      { values: 1 },
    ])
      expect(await pairsBootstrapOnGpu(gpu, familiar, {}, tuning)).toEqual(whole);
  });

  test('a sample keeps its resamples when others leave', async () => {
    const [, small] = await pairsBootstrapOnGpu(gpu, familiar);
    const alone = jobOf(1, 4000, [{ rows: falling.slice(0, 3), stream: 9 }]);
    expect(await pairsBootstrapOnGpu(gpu, alone)).toEqual([small]);
  });

  test('does the samples of a whole panel in one call', async () => {
    const job = jobOf(
      3,
      100,
      Array.from({ length: 150 }, (_, s) => ({ rows: wave(3 + s), stream: s })),
    );
    const ours = await pairsBootstrapOnGpu(gpu, job);
    const twin = await pairsBootstrapOnCpu(job);
    expect(ours).toHaveLength(150);
    ours.forEach(({ r }, s) => expectClose(r, twin[s].r, false));
  });

  test('tells its progress up to 1, and hears an abort between two dispatches', async () => {
    const told: number[] = [];
    await pairsBootstrapOnGpu(gpu, familiar, { onProgress: (f) => told.push(f) }, { portion: 100_000 });
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual([...told].sort((a, b) => a - b));

    const stop = new AbortController();
    const reason = new Error('enough');
    let dispatches = 0;
    const onProgress = () => {
      if (++dispatches === 2) stop.abort(reason);
    };
    const run = pairsBootstrapOnGpu(gpu, familiar, { onProgress, signal: stop.signal }, { portion: 30_000 });
    await expect(run).rejects.toBe(reason);
    expect(dispatches).toBe(2);
  });

  test('a lost device is a GpuLostError', async () => {
    const doomed = await mustOpen();
    const onProgress = () => doomed.device.destroy();
    const run = pairsBootstrapOnGpu(doomed, familiar, { onProgress }, { portion: 30_000 });
    await expect(run).rejects.toThrow(GpuLostError);
  });
});
