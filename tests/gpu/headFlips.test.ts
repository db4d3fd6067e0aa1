import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { GpuLostError, openGpu, type Gpu } from '$lib/gpu/device';
import { headFlipsOnGpu } from '$lib/gpu/headFlips';
import { MOMENT, MOMENTS, observedUnit, type HeadFlipsJob } from '$lib/gpu/headFlipsJob';
import { signFlipsOnCpu } from '$lib/models/heads/signFlips';
import { openStream } from '$lib/stats/philox';

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

/** Differences that lean a little, each unit its own way. */
function simulated(units: number, pairs: number, dims: number, stream: number): Float32Array {
  const random = openStream(9, stream, 0);
  return Float32Array.from({ length: units * pairs * dims }, (_, i) => {
    const unit = Math.floor(i / (pairs * dims));
    return random.nextNormal() + (i % dims === unit % dims ? (unit % 5) / 4 : 0);
  });
}
const jobOf = (units: number, pairs1: number, pairs2: number, dims: number, draws: number): HeadFlipsJob => ({
  ...{ seed: 3, draws, kept: Math.min(draws, 50), units, dims },
  first: { pairs: pairs1, stream: 1, values: simulated(units, pairs1, dims, 1) },
  second: { pairs: pairs2, stream: 2, values: simulated(units, pairs2, dims, 2) },
});
const familiar = jobOf(12, 40, 37, 24, 1000);

async function expectAgreement(job: HeadFlipsJob): Promise<void> {
  const ours = await headFlipsOnGpu(gpu, job);
  const twin = await signFlipsOnCpu(job);
  for (const test of ['signal1', 'signal2', 'coupled'] as const)
    ours[test].forEach((count, unit) =>
      expect(Math.abs(count - twin[test][unit])).toBeLessThanOrEqual(Math.max(1, 1e-3 * job.draws)),
    );
  ours.moments.forEach((value, i) => {
    if (Math.abs(value - twin.moments[i]) > 2e-5)
      expect.fail(`moment ${i % MOMENTS}: ${value} against ${twin.moments[i]}`);
  });
}

describe('sign flips on the GPU', () => {
  test('agree with the CPU twin', async () => {
    await expectAgreement(familiar);
    const { signal1, coupled } = await headFlipsOnGpu(gpu, familiar);
    expect(signal1.some((count) => count === 0)).toBe(true);
    expect(coupled.some((count) => count > 100)).toBe(true);
  });

  test('agree with the CPU twin for any shape', async () => {
    const shape = fc.tuple(
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom(2, 3, 31, 32, 33, 129),
      fc.constantFrom(2, 4, 64, 128, 140),
      fc.constantFrom(1, 7, 16, 17, 64),
      fc.integer({ min: 1, max: 400 }),
    );
    await fc.assert(
      fc.asyncProperty(shape, (sizes) => expectAgreement(jobOf(...sizes))),
      { numRuns: 40 },
    );
  });

  test('count a draw that turns no pair around, also where the differences all but cancel', async () => {
    const job = { ...jobOf(1, 3, 2, 1, 64), kept: 64 };
    const { squared1 } = observedUnit(job, 0);
    expect(squared1).toBeLessThan(1e-4);
    const { signal1, moments } = await headFlipsOnGpu(gpu, job);
    const still = Array.from({ length: 64 }, (_, draw) => moments[draw * MOMENTS + MOMENT.uu]);
    expect(still.some((uu) => Math.abs(uu / squared1 - 1) < 1e-2)).toBe(true);
    expect(signal1[0]).toBe(64);
    await expectAgreement(job);
  });

  test('give the same answer however the work is cut', async () => {
    const whole = await headFlipsOnGpu(gpu, familiar);
    for (const tuning of [
      { portion: 1 },
      { workgroupSize: 16 },
      { tileBytes: 30_000 },
      { workgroupSize: 50, portion: 1e6 },
    ])
      expect(await headFlipsOnGpu(gpu, familiar, {}, tuning)).toEqual(whole);
  });

  test('count nothing for a unit with a number that is not finite, and leave the others alone', async () => {
    const values = familiar.first.values.slice();
    values[3 * 40 * 24 + 5] = Number.NaN;
    const broken = { ...familiar, first: { ...familiar.first, values } };
    const [whole, ours] = [await headFlipsOnGpu(gpu, familiar), await headFlipsOnGpu(gpu, broken)];
    expect([ours.signal1[3], ours.signal2[3], ours.coupled[3]]).toEqual([0, 0, 0]);
    expect(ours.moments.every(Number.isFinite)).toBe(true);
    for (const unit of [2, 4]) expect(ours.coupled[unit]).toBe(whole.coupled[unit]);
  });

  test('tell their progress, hear an abort between two dispatches, and say when the device is lost', async () => {
    const told: number[] = [];
    await headFlipsOnGpu(gpu, familiar, { onProgress: (f) => told.push(f) }, { tileBytes: 50_000 });
    expect(told.at(-1)).toBe(1);
    expect([...told].sort((a, b) => a - b)).toEqual(told);
    const stop = new AbortController();
    const reason = new Error('enough');
    const control = { signal: stop.signal, onProgress: () => stop.abort(reason) };
    await expect(headFlipsOnGpu(gpu, familiar, control, { portion: 1 })).rejects.toBe(reason);
    const doomed = await mustOpen();
    const onProgress = () => doomed.device.destroy();
    await expect(headFlipsOnGpu(doomed, familiar, { onProgress }, { portion: 1 })).rejects.toThrow(
      GpuLostError,
    );
  });
});
