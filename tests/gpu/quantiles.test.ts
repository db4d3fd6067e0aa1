import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { readBack, withBuffers } from '$lib/gpu/buffers';
import { openGpu, type Gpu } from '$lib/gpu/device';
import type { KernelControl } from '$lib/gpu/kernel';
import {
  orderKey,
  quantilesOnGpu,
  UNDEFINED_KEY,
  valueOfKey,
  type QuantileTuning,
  type Segment,
} from '$lib/gpu/quantiles';
import { summarise, type SummaryRequest } from '$lib/stats/histogramQuantile';

let gpu: Gpu;
beforeAll(async () => {
  const opened = await openGpu();
  if (!opened) throw new Error('these tests need a WebGPU adapter: start Chromium with webgpuFlags');
  gpu = opened;
});
afterAll(() => gpu.close());

type Values = (number | null)[];
type Bounds = Segment['bounds'];

const keysOf = (values: Values) =>
  Uint32Array.from(values, (value) => (value === null ? UNDEFINED_KEY : orderKey(value)));

function onGpu(
  samples: Values[],
  request: SummaryRequest,
  bounds: Bounds = null,
  control: KernelControl = {},
  tuning: QuantileTuning = {},
) {
  let first = 0;
  const segments = samples.map(({ length }) => {
    first += length;
    return { first: first - length, length, bounds };
  });
  return withBuffers(gpu, async (scope) => {
    const { keys } = await scope.storage('keys', { keys: keysOf(samples.flat()) });
    return quantilesOnGpu(gpu, keys, segments, request, control, tuning);
  });
}

function onCpu(values: Values, request: SummaryRequest, bounds: Bounds = null) {
  const defined = Float64Array.from(values.filter((value) => value !== null));
  return summarise(defined, defined.length, request, bounds);
}

const widest = Math.fround(1e37);
/** Subnormal numbers are left out: a device may take them for 0. */
const f32 = fc
  .float({ noNaN: true, min: -widest, max: widest })
  .map((value) => (Math.abs(value) < 1e-37 ? 0 : value));
const someValues = fc.oneof(
  fc.array(fc.option(f32, { freq: 5 }), { maxLength: 300 }),
  // Many ties, as a bootstrap of few points has.
  fc.array(fc.constantFrom(-1, -0.5, 0, 0.25, 1, null), { maxLength: 300 }),
);
const request: SummaryRequest = { probabilities: [0, 0.025, 0.5, 0.07, 0.975, 1], bins: 20 };

describe('order keys', () => {
  test('ascend as the values do, and give them back', () => {
    fc.assert(
      fc.property(f32, f32, (a, b) => {
        expect(valueOfKey(orderKey(a))).toBe(a);
        expect(Math.sign(orderKey(a) - orderKey(b))).toBe(Math.sign(a - b));
        expect(orderKey(a)).toBeLessThan(UNDEFINED_KEY);
      }),
      { numRuns: 200 },
    );
  });
});

describe('quantiles on the GPU', () => {
  test('are the order statistics of the twin, exactly, in any number of segments', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someValues, { minLength: 1, maxLength: 5 }), async (samples) => {
        const ours = await onGpu(samples, request);
        samples.forEach((values, s) => {
          const twin = onCpu(values, request);
          expect(ours[s].count).toBe(twin.count);
          expect(ours[s].quantiles).toEqual(twin.quantiles);
          if (ours[s].histogram === null) return expect(twin.histogram).toBeNull();
          const { lo, hi, below, above, counts } = ours[s].histogram;
          expect([lo, hi, below, above]).toEqual([
            twin.histogram?.lo,
            twin.histogram?.hi,
            twin.histogram?.below,
            twin.histogram?.above,
          ]);
          expect(below + above + counts.reduce((sum, count) => sum + count, 0)).toBe(twin.count);
        });
      }),
      { numRuns: 15 },
    );
  });

  test('a histogram with given bounds has the counts of the twin', async () => {
    const values = Array.from({ length: 10_000 }, (_, i) => Math.fround(Math.sin(i) * 1.2));
    const [ours] = await onGpu([values], request, [-1, 1]);
    const twin = onCpu(values, request, [-1, 1]);
    expect(ours.quantiles).toEqual(twin.quantiles);
    expect(ours.histogram?.below).toBe(twin.histogram?.below);
    expect(ours.histogram?.above).toBe(twin.histogram?.above);
    ours.histogram?.counts.forEach((count, bin) =>
      expect(Math.abs(count - (twin.histogram?.counts[bin] ?? 0))).toBeLessThanOrEqual(10),
    );
  });

  test('do not depend on the portion or the workgroup size', async () => {
    const samples = [3, 7, 11].map((step) =>
      Array.from({ length: 3000 }, (_, i) => (i % 997 === 0 ? null : Math.fround(Math.sin(step * i) ** 3))),
    );
    const whole = await onGpu(samples, request);
    for (const tuning of [{ portion: 1 }, { workgroupSize: 4 }, { workgroupSize: 32, portion: 6000 }])
      expect(await onGpu(samples, request, null, {}, tuning)).toEqual(whole);
  });

  test('a segment without any defined value has none', async () => {
    const [none, empty, one] = await onGpu([[null, null], [], [4]], request);
    expect(none).toEqual({ count: 0, quantiles: null, histogram: null });
    expect(empty).toEqual(none);
    expect(one.quantiles).toEqual(new Float64Array(6).fill(4));
    expect(one.histogram).toMatchObject({ lo: 4, hi: 4, below: 0, above: 0 });
    expect(one.histogram?.counts[0]).toBe(1);
  });

  test('an abort is heard between two portions', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const told: number[] = [];
    const onProgress = (fraction: number) => {
      told.push(fraction);
      stop.abort(reason);
    };
    const samples = [[1], [2], [3]];
    const run = onGpu(samples, request, null, { onProgress, signal: stop.signal }, { portion: 1 });
    await expect(run).rejects.toBe(reason);
    expect(told).toEqual([1 / 3]);
  });

  test('say what is wrong with a request', async () => {
    await expect(onGpu([[1]], { probabilities: [1.2], bins: 4 })).rejects.toThrow('p = 1.2');
    await expect(onGpu([[1]], { probabilities: [0.5], bins: 0 })).rejects.toThrow('0 bins');
  });
});

test('buffers are given back when a scope ends', async () => {
  const kept = await withBuffers(gpu, async (scope) => {
    const { some } = await scope.storage('some words', { some: Uint32Array.of(1, 2, 3) });
    expect([...new Uint32Array(await readBack(gpu, 'some words', some))]).toEqual([1, 2, 3]);
    return some;
  });
  await expect(readBack(gpu, 'destroyed words', kept)).rejects.toThrow('destroyed words');
});
