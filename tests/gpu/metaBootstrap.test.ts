import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { familyIntervals } from '$lib/coupling/familyIntervals';
import { metaBootstrapOnCpu, metaIntervals } from '$lib/coupling/metaBootstrap';
import { defaultOptions } from '$lib/coupling/options';
import { GpuLostError, openGpu, type Gpu } from '$lib/gpu/device';
import { fitsGpu, metaBootstrapOnGpu, metaIntervalsOnGpu, MOST_FAMILIES } from '$lib/gpu/metaBootstrap';
import { standardised, type MetaDraws, type MetaJob } from '$lib/gpu/metaBootstrapJob';
import { parsePanel } from '$lib/scores/panels';
import uniform from '../../static/panels/uniform.csv?raw';
import { aMetaJob } from '../unit/coupling/metaJobs';

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

function panelJob(draws: number): MetaJob {
  const { intervals } = familyIntervals(parsePanel('uniform', uniform), defaultOptions());
  const names = [...new Set(intervals.map(({ family }) => family))];
  return {
    seed: 1,
    stream: 5,
    draws,
    family: Uint32Array.from(intervals, ({ family }) => names.indexOf(family)),
    x: Float64Array.from(intervals, ({ logSize }) => logSize),
    gamma: Float64Array.from(intervals, ({ gamma }) => gamma),
    variance: Float64Array.from(intervals, ({ variance }) => variance),
    direction: 1,
  };
}

/** Largest difference of two sets of draws in standardised units, relative beyond 1; Infinity where one has none. */
function differences(
  job: MetaJob,
  ours: MetaDraws,
  twin: MetaDraws,
): Record<'slope' | 'intercept' | 'tau2', number> {
  const { scaleX, scaleY } = standardised(job);
  const largest = (of: 'slope' | 'intercept' | 'tau2', unit: number) =>
    ours[of].reduce((most, value, draw) => {
      const other = twin[of][draw];
      if (value === other) return most;
      return Math.max(most, Math.abs(value - other) / Math.max(unit, Math.abs(other)));
    }, 0);
  return {
    slope: largest('slope', scaleY / scaleX),
    intercept: largest('intercept', scaleY),
    tau2: largest('tau2', scaleY * scaleY),
  };
}

describe('family-cluster bootstrap on the GPU', () => {
  test('gives each draw of its CPU twin to 1e-4, on random families', async () => {
    await fc.assert(
      fc.asyncProperty(aMetaJob(2000, 4), async (job) => {
        const ours = await metaBootstrapOnGpu(gpu, job);
        const twin = await metaBootstrapOnCpu(job);
        expect(ours.undefinedDraws).toBe(twin.undefinedDraws);
        const { slope, intercept, tau2 } = differences(job, ours, twin);
        expect(slope).toBeLessThan(1e-4);
        expect(intercept).toBeLessThan(1e-4);
        expect(tau2).toBeLessThan(1e-4);
      }),
      { numRuns: 25 },
    );
  });

  test('gives the intervals of the uniform panel, the zero among them', async () => {
    const job = panelJob(20_000);
    const ours = await metaIntervalsOnGpu(gpu, job);
    const twin = metaIntervals(await metaBootstrapOnCpu(job));
    expect(ours.undefinedDraws).toBe(twin.undefinedDraws);
    for (const quantity of ['slope', 'intercept', 'tau2', 'zero'] as const)
      for (const bound of ['lo', 'hi'] as const)
        expect(Math.abs(Number(ours[quantity][bound]) - Number(twin[quantity][bound]))).toBeLessThan(1e-4);
    expect(Number(ours.slope.lo)).toBeGreaterThan(0.2);
  });

  test('has no zero where the twin has none', async () => {
    const job: MetaJob = { ...panelJob(2000), direction: -1 };
    const ours = await metaBootstrapOnGpu(gpu, job);
    const twin = await metaBootstrapOnCpu(job);
    const none = ({ zero }: MetaDraws) => zero.filter((value) => value === Infinity).length;
    expect(none(ours)).toBe(none(twin));
    expect(none(ours)).toBeGreaterThan(1990);
  });

  test('finds the intervals of its own draws on the device', async () => {
    await fc.assert(
      fc.asyncProperty(aMetaJob(1000, 4), async (job) => {
        const here = metaIntervals(await metaBootstrapOnGpu(gpu, job));
        expect(await metaIntervalsOnGpu(gpu, job)).toEqual(here);
      }),
      { numRuns: 8 },
    );
  });

  test('gives the same draws however the work is cut', async () => {
    const job = panelJob(2000);
    const whole = await metaBootstrapOnGpu(gpu, job);
    for (const tuning of [
      { portion: 20_000 },
      { portion: 12_345, workgroupSize: 32 },
      { workgroupSize: 128 },
    ])
      expect(await metaBootstrapOnGpu(gpu, job, {}, tuning)).toEqual(whole);
  });

  test('tells its progress, and hears an abort between two dispatches', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const told: number[] = [];
    const onProgress = (fraction: number) => {
      if (told.push(fraction) === 2) stop.abort(reason);
    };
    const run = metaBootstrapOnGpu(
      gpu,
      panelJob(4000),
      { onProgress, signal: stop.signal },
      { portion: 15_000 },
    );
    await expect(run).rejects.toBe(reason);
    expect(told).toEqual([0.25, 0.5]);
  });

  test('takes as many families as it says, and names the CPU for more', async () => {
    const jobOf = (families: number): MetaJob => ({
      seed: 3,
      stream: 1,
      draws: 500,
      family: Uint32Array.from({ length: families }, (_, i) => i),
      x: Float64Array.from({ length: families }, (_, i) => (i % 37) / 10),
      gamma: Float64Array.from({ length: families }, (_, i) => Math.sin(i)),
      variance: new Float64Array(families).fill(0.1),
      direction: 1,
    });
    const most = jobOf(MOST_FAMILIES);
    const { slope } = differences(most, await metaBootstrapOnGpu(gpu, most), await metaBootstrapOnCpu(most));
    expect(slope).toBeLessThan(1e-4);
    const more = jobOf(MOST_FAMILIES + 1);
    expect(fitsGpu(more)).toBe(false);
    await expect(metaBootstrapOnGpu(gpu, more)).rejects.toThrow('use the CPU');
  });

  test('a device lost before is a GpuLostError', async () => {
    const doomed = await mustOpen();
    doomed.device.destroy();
    await doomed.lost;
    await expect(metaBootstrapOnGpu(doomed, panelJob(1000))).rejects.toThrow(GpuLostError);
  });
});
