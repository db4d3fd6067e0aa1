import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { turnsOf, turnsOnCpu } from '$lib/coupling/turns';
import { openGpu, type Gpu } from '$lib/gpu/device';
import { turnsOnGpu } from '$lib/gpu/turns';
import { FINE_BINS, type TurningLine, type TurnsJob } from '$lib/gpu/turnsJob';

let gpu: Gpu;
beforeAll(async () => {
  const opened = await openGpu();
  if (!opened) throw new Error('these tests need a WebGPU adapter: start Chromium with webgpuFlags');
  gpu = opened;
});
afterAll(() => gpu.close());

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const aLine: fc.Arbitrary<TurningLine> = fc.integer({ min: 3, max: 11 }).chain((n) => {
  const column = (value: fc.Arbitrary<number>) =>
    fc.array(value, { minLength: n, maxLength: n }).map((values) => Float64Array.from(values));
  return fc.record({
    logSize: column(number(0.1, 1)).map((steps) => {
      let at = -1;
      return steps.map((step) => (at += step));
    }),
    b2: column(number(35, 45)),
    own: column(number(0.2, 3)),
    shared: fc.oneof(fc.constant(new Float64Array(n)), column(number(0.1, 3))),
    leg: number(0, 4),
    stream: fc.integer({ min: 0, max: 0xffffffff }),
  });
});

/** A valley and a hill, with and without noise that all share. */
const familiar: TurnsJob = {
  seed: 3,
  draws: 20_000,
  lines: [
    [46, 44, 41, 43, 45],
    [40, 43, 46, 44, 45],
  ].map((b2, i) => ({
    logSize: Float64Array.of(-1, -0.5, 0, 0.5, 1),
    b2: Float64Array.from(b2),
    own: new Float64Array(5).fill(1.43),
    shared: new Float64Array(5).fill(i),
    leg: 1.98,
    stream: 0x10000 + i,
  })),
};

/**
 * Draws that stand in `a` more than a bin away from where they stand in `b`, at most: the largest difference of the
 * cumulative counts when one of them is moved by a bin either way.
 */
function misplaced(a: Uint32Array, b: Uint32Array): number {
  let worst = 0;
  let sum = 0;
  let before = 0;
  for (let bin = 0; bin < FINE_BINS; bin++) {
    sum += a[bin];
    const here = before + b[bin];
    const after = here + (bin + 1 < FINE_BINS ? b[bin + 1] : 0);
    worst = Math.max(worst, before - sum, sum - after);
    before = here;
  }
  return worst;
}

describe('critical-scale simulation on the GPU', () => {
  test('agrees with the CPU twin: counts within 1e-3 of the draws, vertices within a bin', async () => {
    const job = fc.record({
      seed: fc.integer({ min: 0, max: 0xffffffff }),
      draws: fc.constant(10_000),
      lines: fc.array(aLine, { minLength: 1, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(job, async (some) => {
        const ours = await turnsOnGpu(gpu, some);
        const twin = await turnsOnCpu(some);
        for (let i = 0; i < some.lines.length; i++)
          for (const way of ['up', 'down'] as const) {
            const [mine, its] = [turnsOf(ours, i)[way], turnsOf(twin, i)[way]];
            expect(Math.abs(mine.count - its.count)).toBeLessThanOrEqual(1e-3 * some.draws);
            expect(misplaced(mine.bins, its.bins)).toBeLessThanOrEqual(1e-3 * some.draws);
          }
      }),
      { numRuns: 12 },
    );
  });

  test('finds what the twin finds in familiar shapes', async () => {
    const ours = await turnsOnGpu(gpu, familiar);
    expect(turnsOf(ours, 0).up.count).toBeGreaterThan(2000);
    expect(turnsOf(ours, 1).down.count).toBeGreaterThan(500);
  });

  test('agrees exactly where nothing is random', async () => {
    const still = {
      ...familiar,
      draws: 100,
      lines: familiar.lines.map((line) => ({
        ...line,
        own: new Float64Array(5),
        shared: new Float64Array(5),
        leg: 0,
      })),
    };
    const ours = await turnsOnGpu(gpu, still);
    const twin = await turnsOnCpu(still);
    for (const i of [0, 1]) {
      expect(turnsOf(ours, i).up.count).toBe(turnsOf(twin, i).up.count);
      expect(turnsOf(ours, i).down.count).toBe(turnsOf(twin, i).down.count);
    }
  });

  test('gives the same tallies however the work is cut', async () => {
    const whole = await turnsOnGpu(gpu, familiar);
    for (const tuning of [{ portion: 30_000 }, { workgroupSize: 1 }, { workgroupSize: 256, portion: 7777 }]) {
      const cut = await turnsOnGpu(gpu, familiar, {}, tuning);
      for (const way of ['up', 'down'] as const)
        expect(cut[way].every((count, bin) => count === whole[way][bin])).toBe(true);
    }
  });

  test('an abort is heard between two dispatches; an empty job has an empty answer', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const control = { signal: stop.signal, onProgress: () => stop.abort(reason) };
    await expect(turnsOnGpu(gpu, familiar, control, { portion: 1000 })).rejects.toBe(reason);
    expect((await turnsOnGpu(gpu, { ...familiar, lines: [] })).up).toHaveLength(0);
    await expect(turnsOnGpu(gpu, { ...familiar, draws: 1.5 })).rejects.toThrow('1.5 draws');
  });
});
