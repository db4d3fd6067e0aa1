import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { itemBootstrapOnCpu } from '$lib/coupling/itemBootstrap';
import { packItems } from '$lib/coupling/itemResults';
import { GpuLostError, openGpu, type Gpu } from '$lib/gpu/device';
import { itemBootstrapOnGpu } from '$lib/gpu/itemBootstrap';
import type { ItemBootstrapJob, PackedItems } from '$lib/gpu/itemBootstrapJob';
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

function simulated(items: number, models: number, binary: boolean, seed: number): PackedItems {
  const random = openStream(seed, 0, 0);
  const results = Array.from({ length: models }, (_, model) =>
    Float32Array.from({ length: items }, () => {
      const u = random.nextUniform();
      return binary ? Number(u < 0.2 + (0.6 * model) / models) : u;
    }),
  );
  const names = results.map((_, model) => `model ${model}`);
  return packItems({ benchmark: 'simulated', binary, models: names, items, results, dropped: 0 });
}

const aBenchmark = fc
  .record({
    items: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 200, max: 1200 })),
    models: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(31, 32, 33, 70)),
    binary: fc.boolean(),
    data: fc.integer({ min: 0, max: 1000 }),
    stream: fc.integer({ min: 0, max: 0xffffffff }),
  })
  .map(({ items, models, binary, data, stream }) => ({
    packed: simulated(items, models, binary, data),
    stream,
  }));
const aJob: fc.Arbitrary<ItemBootstrapJob> = fc.record({
  seed: fc.integer({ min: 0, max: 0xffffffff }),
  draws: fc.integer({ min: 0, max: 60 }),
  benchmarks: fc.array(aBenchmark, { minLength: 1, maxLength: 2 }),
});

/** Eight models on the items of HellaSwag and of TruthfulQA MC2. */
const familiar: ItemBootstrapJob = {
  seed: 1,
  draws: 40,
  benchmarks: [
    { packed: simulated(10_042, 8, true, 1), stream: 5 },
    { packed: simulated(817, 8, false, 2), stream: 6 },
  ],
};

describe('paired item bootstrap on the GPU', () => {
  test('gives the totals of its CPU twin, to the last unit', async () => {
    await fc.assert(
      fc.asyncProperty(aJob, async (job) => {
        expect(await itemBootstrapOnGpu(gpu, job)).toEqual(await itemBootstrapOnCpu(job));
      }),
      { numRuns: 25 },
    );
    expect(await itemBootstrapOnGpu(gpu, familiar)).toEqual(await itemBootstrapOnCpu(familiar));
  });

  test('one draw of very many items agrees too, sums near 2^32 included', async () => {
    const results = [new Float32Array(100_000).fill(1)];
    const certain = packItems({
      ...{ benchmark: 'certain', binary: false, models: ['a'], items: 100_000, results, dropped: 0 },
    });
    const job: ItemBootstrapJob = {
      ...{ seed: 3, draws: 1 },
      benchmarks: [
        { packed: simulated(100_000, 32, true, 3), stream: 1 },
        { packed: certain, stream: 2 },
      ],
    };
    const [many, sure] = await itemBootstrapOnGpu(gpu, job, {}, { portion: 20_000 });
    expect([many, sure]).toEqual(await itemBootstrapOnCpu(job));
    expect([...sure]).toEqual([certain.levels * 100_000]);
    expect(sure[0]).toBeGreaterThan(2 ** 32 - 2 ** 17);
  });

  test('gives the same totals however the work is cut', async () => {
    const whole = await itemBootstrapOnGpu(gpu, familiar);
    for (const tuning of [
      { portion: 5000 },
      { portion: 33_333, workgroupSize: 32 },
      { workgroupSize: 1, batchBytes: 500 },
      { workgroupSize: 256, batchBytes: 1 },
    ])
      expect(await itemBootstrapOnGpu(gpu, familiar, {}, tuning)).toEqual(whole);
  });

  test('tells its progress up to 1, and hears an abort between two dispatches', async () => {
    const told: number[] = [];
    await itemBootstrapOnGpu(gpu, familiar, { onProgress: (f) => told.push(f) }, { portion: 100_000 });
    expect(told.at(-1)).toBe(1);
    expect([...told].sort((a, b) => a - b)).toEqual(told);

    const stop = new AbortController();
    const reason = new Error('enough');
    let dispatches = 0;
    const onProgress = () => {
      if (++dispatches === 2) stop.abort(reason);
    };
    const run = itemBootstrapOnGpu(gpu, familiar, { onProgress, signal: stop.signal }, { portion: 10_000 });
    await expect(run).rejects.toBe(reason);
    expect(dispatches).toBe(2);
  });

  test('refuses an impossible job, and says when the device is lost', async () => {
    await expect(itemBootstrapOnGpu(gpu, { ...familiar, draws: -1 })).rejects.toThrow('-1 draws');
    const doomed = await mustOpen();
    const onProgress = () => doomed.device.destroy();
    const run = itemBootstrapOnGpu(doomed, familiar, { onProgress }, { portion: 10_000 });
    await expect(run).rejects.toThrow(GpuLostError);
  });
});
