import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { openGpu, type Gpu } from '$lib/gpu/device';
import { fitsPermutationKernel, permutationNullOnGpu } from '$lib/gpu/permutationNull';
import {
  NULL_BINS,
  nullDimension,
  permutationNullOnCpu,
  type PermutationJob,
  type PermutationTable,
} from '$lib/stats/permutationNull';

let gpu: Gpu;
beforeAll(async () => {
  const opened = await openGpu();
  if (!opened) throw new Error('these tests need a WebGPU adapter: start Chromium with webgpuFlags');
  gpu = opened;
});
afterAll(() => gpu.close());

/** Scores that rise along the rows, each column with a wobble of its own. */
const table = (
  statistic: 'r' | 'dEff',
  rows: number,
  columns: number,
  stream: number,
  wobble = 1,
): PermutationTable => ({
  statistic,
  rows,
  stream,
  values: Float64Array.from(
    { length: rows * columns },
    (_, i) => (i % rows) / rows + wobble * Math.sin(i * i + stream),
  ),
});
const familiar: PermutationJob = {
  seed: 5,
  draws: 1000,
  tables: [table('r', 12, 2, 1), table('dEff', 8, 5, 2), table('r', 128, 2, 3), table('dEff', 40, 16, 4)],
};

const aTable = fc
  .tuple(
    fc.constantFrom('r' as const, 'dEff' as const),
    fc.integer({ min: 4, max: 40 }),
    fc.integer({ min: 2, max: 7 }),
    fc.integer({ min: 0, max: 0xffffffff }),
  )
  .chain(([statistic, rows, columns, stream]) => {
    const size = rows * (statistic === 'r' ? 2 : columns);
    return fc
      .array(fc.integer({ min: 0, max: 1000 }), { minLength: size, maxLength: size })
      .filter((values) =>
        Array.from({ length: size / rows }, (_, k) => new Set(values.slice(k * rows, (k + 1) * rows))).every(
          (column) => column.size > 1,
        ),
      )
      .map((values) => ({ statistic, rows, stream, values: Float64Array.from(values) }));
  });

/** Draws that stand in `a` more than a bin away from where they stand in `b`, at most. */
function misplaced(a: Uint32Array, b: Uint32Array): number {
  let worst = 0;
  let sum = 0;
  let before = 0;
  for (let bin = 0; bin < a.length; bin++) {
    sum += a[bin];
    const here = before + b[bin];
    worst = Math.max(worst, before - sum, sum - here - (bin + 1 < a.length ? b[bin + 1] : 0));
    before = here;
  }
  return worst;
}

async function expectAgreement(job: PermutationJob): Promise<void> {
  const ours = await permutationNullOnGpu(gpu, job);
  const twin = await permutationNullOnCpu(job);
  let binsAt = 0;
  job.tables.forEach(({ statistic }, t) => {
    expect(Math.abs(ours.reached[t] - twin.reached[t])).toBeLessThanOrEqual(1e-3 * job.draws);
    if (statistic === 'r') return;
    const [mine, its] = [ours, twin].map(({ bins }) => bins.subarray(binsAt, binsAt + NULL_BINS));
    binsAt += NULL_BINS;
    expect(mine.reduce((sum, count) => sum + count, 0)).toBe(job.draws);
    expect(misplaced(mine, its)).toBeLessThanOrEqual(1e-3 * job.draws);
    const [a, b] = [nullDimension(job, ours, t), nullDimension(job, twin, t)];
    expect(Math.abs(a.mean - b.mean)).toBeLessThan(1e-4);
    expect(Math.abs(a.sd - b.sd)).toBeLessThan(1e-4);
  });
}

describe('permutation null on the GPU', () => {
  test('agrees with the CPU twin for every size of table', async () => {
    await expectAgreement(familiar);
    expect((await permutationNullOnGpu(gpu, familiar)).reached[0]).toBeGreaterThan(0);
  });

  test('agrees with the CPU twin on any tables', async () => {
    const job = fc.record({
      seed: fc.integer({ min: 0, max: 0xffffffff }),
      draws: fc.constant(2000),
      tables: fc.array(aTable, { minLength: 1, maxLength: 5 }),
    });
    await fc.assert(fc.asyncProperty(job, expectAgreement), { numRuns: 12 });
  });

  test('counts orders that are as extreme as the observed one, ties included', async () => {
    // Collinear columns of few values: most draws that reach |r| tie with it in exact arithmetic.
    const values = Float64Array.from([
      1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2,
    ]);
    const job = {
      seed: 2,
      draws: 20_000,
      tables: [{ statistic: 'r' as const, rows: 12, stream: 1, values }],
    };
    const twin = await permutationNullOnCpu(job);
    expect(twin.reached[0]).toBeGreaterThan(20);
    expect(await permutationNullOnGpu(gpu, job)).toEqual(twin);
  });

  test('gives the same tallies however the work is cut', async () => {
    const whole = await permutationNullOnGpu(gpu, familiar);
    for (const tuning of [
      { portion: 1_000_000 },
      { workgroupSize: 16, portion: 3e6 },
      { workgroupSize: 50 },
    ]) {
      const cut = await permutationNullOnGpu(gpu, familiar, {}, tuning);
      for (const part of ['reached', 'sum', 'sumOfSquares'] as const) expect(cut[part]).toEqual(whole[part]);
      expect(cut.bins.every((count, bin) => count === whole.bins[bin])).toBe(true);
    }
  });

  test('an abort is heard between two dispatches; an empty job has an empty answer', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const control = { signal: stop.signal, onProgress: () => stop.abort(reason) };
    await expect(permutationNullOnGpu(gpu, familiar, control, { portion: 100_000 })).rejects.toBe(reason);
    expect((await permutationNullOnGpu(gpu, { ...familiar, tables: [] })).reached).toHaveLength(0);
  });

  test('a table that is too large is refused with its limits', async () => {
    const large = { ...familiar, tables: [table('r', 129, 2, 1)] };
    expect(fitsPermutationKernel(large)).toBe(false);
    expect(fitsPermutationKernel(familiar)).toBe(true);
    await expect(permutationNullOnGpu(gpu, large)).rejects.toThrow('up to 128 rows and 16 columns');
  });
});
