import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openGpu, type Gpu } from '$lib/gpu/device';
import { headCosinesOnGpu } from '$lib/gpu/headCosines';
import type { HeadCosinesJob } from '$lib/gpu/headCosinesJob';
import { pairCosinesOnCpu } from '$lib/models/heads/pairCosines';
import { openStream } from '$lib/stats/philox';

let gpu: Gpu;
beforeAll(async () => {
  const opened = await openGpu();
  if (!opened) throw new Error('these tests need a WebGPU adapter: start Chromium with webgpuFlags');
  gpu = opened;
});
afterAll(() => gpu.close());

function jobOf(units: number, rows1: number, rows2: number, dims: number): HeadCosinesJob {
  const random = openStream(4, 0, 0);
  const outputs = (rows: number, sign: number) =>
    Float32Array.from({ length: units * rows * dims }, (_, i) => {
      const unit = Math.floor(i / (rows * dims));
      return random.nextNormal() + sign * (unit % 4);
    });
  return {
    ...{ units, dims, bound: -0.5 },
    first: { rows: rows1, values: outputs(rows1, 1) },
    second: { rows: rows2, values: outputs(rows2, -1) },
  };
}
const familiar = jobOf(9, 16, 16, 24);

describe('pairwise cosines on the GPU', () => {
  test.each([
    [9, 16, 16, 24],
    [3, 70, 5, 1],
    [5, 1, 33, 67],
  ])('agree with the CPU twin: %i units, %i and %i rows of %i', async (units, rows1, rows2, dims) => {
    const job = jobOf(units, rows1, rows2, dims);
    const ours = await headCosinesOnGpu(gpu, job);
    const twin = await pairCosinesOnCpu(job);
    ours.mean.forEach((value, unit) => expect(value).toBeCloseTo(twin.mean[unit], 5));
    ours.below.forEach((count, unit) => expect(Math.abs(count - twin.below[unit])).toBeLessThanOrEqual(1));
    expect(ours.below.some((count) => count > 0)).toBe(true);
  });

  test('give the same answer however the work is cut', async () => {
    const whole = await headCosinesOnGpu(gpu, familiar);
    for (const tuning of [{ portion: 500 }, { workgroupSize: 16 }, { tileBytes: 4000 }])
      expect(await headCosinesOnGpu(gpu, familiar, {}, tuning)).toEqual(whole);
  });

  test('are undefined for a unit with an output that is not finite or has no length', async () => {
    const values = familiar.second.values.slice();
    values[2 * 16 * 24] = Number.POSITIVE_INFINITY;
    values.fill(0, 5 * 16 * 24, 5 * 16 * 24 + 24);
    const job = { ...familiar, second: { rows: 16, values } };
    const [ours, twin] = [await headCosinesOnGpu(gpu, job), await pairCosinesOnCpu(job)];
    for (const { below, mean } of [ours, twin]) {
      expect([...mean].flatMap((value, unit) => (Number.isNaN(value) ? [unit] : []))).toEqual([2, 5]);
      expect([below[2], below[5]]).toEqual([0, 0]);
    }
  });
});
