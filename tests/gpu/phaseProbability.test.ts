import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { phaseProbabilityOnCpu } from '$lib/coupling/phaseProbability';
import { GpuLostError, GpuRefusedError, openGpu, type Gpu } from '$lib/gpu/device';
import type { PhaseJob } from '$lib/gpu/kernel';
import { phaseProbabilityOnGpu } from '$lib/gpu/phaseProbability';

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

type Interval = { delta1: number; delta2: number; sd1: number; sd2: number; stream: number };
const jobOf = (seed: number, draws: number, intervals: Interval[]): PhaseJob => ({
  seed,
  draws,
  delta1: Float64Array.from(intervals, (i) => i.delta1),
  delta2: Float64Array.from(intervals, (i) => i.delta2),
  sd1: Float64Array.from(intervals, (i) => i.sd1),
  sd2: Float64Array.from(intervals, (i) => i.sd2),
  stream: Uint32Array.from(intervals, (i) => i.stream),
});

/** HellaSwag and TruthfulQA steps as families have them, two of them near a band's edge, one falling on benchmark 1. */
const familiar = jobOf(1, 100_000, [
  { delta1: 12.3, delta2: -3.1, sd1: 0.66, sd2: 2.1, stream: 0 },
  { delta1: 6.0, delta2: 0.55, sd1: 0.62, sd2: 2.0, stream: 1 },
  { delta1: 0.4, delta2: 1.9, sd1: 0.6, sd2: 2.0, stream: 7 },
  { delta1: -2.5, delta2: -0.3, sd1: 0.6, sd2: 2.0, stream: 0xffffffff },
]);

const anInterval = fc.record({
  delta1: fc.double({ min: -5, max: 40, noNaN: true }),
  delta2: fc.double({ min: -15, max: 15, noNaN: true }),
  sd1: fc.double({ min: 0.01, max: 3, noNaN: true }),
  sd2: fc.double({ min: 0.01, max: 5, noNaN: true }),
  stream: fc.integer({ min: 0, max: 0xffffffff }),
});
const aJob = fc
  .tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.array(anInterval, { minLength: 1, maxLength: 6 }))
  .map(([seed, intervals]) => jobOf(seed, 20_000, intervals));

describe('phase simulation on the GPU', () => {
  test('names the adapter', () => expect(gpu.adapter).toMatch(/\w/));

  test('counts every draw once and within 1e-3 of the CPU twin', async () => {
    await fc.assert(
      fc.asyncProperty(aJob, async (job) => {
        const ours = await phaseProbabilityOnGpu(gpu, job);
        const twin = await phaseProbabilityOnCpu(job);
        for (let i = 0; i < job.stream.length; i++) {
          expect(ours.tax[i] + ours.transition[i] + ours.bonus[i]).toBe(job.draws);
          for (const phase of ['tax', 'transition', 'bonus'] as const)
            expect(Math.abs(ours[phase][i] - twin[phase][i]) / job.draws).toBeLessThanOrEqual(1e-3);
        }
      }),
      { numRuns: 12 },
    );
  });

  test('agrees with the twin exactly where nothing is random, bands included', async () => {
    const still = { sd1: 0, sd2: 0, stream: 3 };
    const job = jobOf(9, 1000, [
      { delta1: 10, delta2: -1.0000001, ...still },
      { delta1: 10, delta2: -1, ...still },
      { delta1: 10, delta2: 1, ...still },
      { delta1: 10, delta2: 1.0000001, ...still },
    ]);
    const counts = await phaseProbabilityOnGpu(gpu, job);
    expect([...counts.tax]).toEqual([1000, 0, 0, 0]);
    expect([...counts.transition]).toEqual([0, 1000, 1000, 0]);
    expect(counts).toEqual(await phaseProbabilityOnCpu(job));
  });

  test('gives the same counts however the work is cut', async () => {
    const whole = await phaseProbabilityOnGpu(gpu, familiar);
    for (const tuning of [
      { portion: 40_000 },
      { portion: 33_333, workgroupSize: 32 },
      { workgroupSize: 1 },
      { workgroupSize: 256, portion: 1_000_000 },
    ])
      expect(await phaseProbabilityOnGpu(gpu, familiar, {}, tuning)).toEqual(whole);
  });

  test('two jobs at once do not disturb each other', async () => {
    const other = { ...familiar, seed: 2 };
    const alone = [await phaseProbabilityOnGpu(gpu, familiar), await phaseProbabilityOnGpu(gpu, other)];
    const together = await Promise.all([
      phaseProbabilityOnGpu(gpu, familiar, {}, { portion: 50_000 }),
      phaseProbabilityOnGpu(gpu, other, {}, { portion: 70_000 }),
    ]);
    expect(together).toEqual(alone);
    expect(together[0]).not.toEqual(together[1]);
  });

  test('keeps an interval’s counts when another interval leaves', async () => {
    const [, second] = (await phaseProbabilityOnGpu(gpu, familiar)).tax;
    const alone = jobOf(1, 100_000, [{ delta1: 6.0, delta2: 0.55, sd1: 0.62, sd2: 2.0, stream: 1 }]);
    expect((await phaseProbabilityOnGpu(gpu, alone)).tax[0]).toBe(second);
  });

  test('tells its progress up to 1', async () => {
    const told: number[] = [];
    await phaseProbabilityOnGpu(gpu, familiar, { onProgress: (f) => told.push(f) }, { portion: 100_000 });
    expect(told).toEqual([0.25, 0.5, 0.75, 1]);
  });

  test('an abort is heard between two dispatches and rejects with its reason', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    let dispatches = 0;
    const onProgress = () => {
      if (++dispatches === 2) stop.abort(reason);
    };
    const run = phaseProbabilityOnGpu(gpu, familiar, { onProgress, signal: stop.signal }, { portion: 4000 });
    await expect(run).rejects.toBe(reason);
    expect(dispatches).toBe(2);
  });

  test('answers an empty job, and names what is wrong with an impossible one', async () => {
    expect((await phaseProbabilityOnGpu(gpu, jobOf(1, 1000, []))).tax).toHaveLength(0);
    await expect(phaseProbabilityOnGpu(gpu, { ...familiar, draws: 1.5 })).rejects.toThrow('1.5 draws');
    await expect(phaseProbabilityOnGpu(gpu, { ...familiar, sd2: new Float64Array(3) })).rejects.toThrow(
      'arrays of 4, 4, 4, 3, 4',
    );
  });

  test('what the device refuses is a rejection that says why', async () => {
    const run = phaseProbabilityOnGpu(gpu, familiar, {}, { workgroupSize: 100_000 });
    await expect(run).rejects.toThrow(GpuRefusedError);
    await expect(run).rejects.toThrow('the phase simulation’s shader');
  });

  test('a device lost on the way, or before, is a GpuLostError', async () => {
    const doomed = await mustOpen();
    const run = phaseProbabilityOnGpu(
      doomed,
      familiar,
      { onProgress: () => doomed.device.destroy() },
      { portion: 4000 },
    );
    await expect(run).rejects.toThrow(GpuLostError);
    expect(await doomed.lost).toBeInstanceOf(GpuLostError);
    await expect(phaseProbabilityOnGpu(doomed, familiar)).rejects.toThrow(GpuLostError);
  });
});
