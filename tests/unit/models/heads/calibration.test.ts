/** How often chance alone is called a finding, whether what is planted is found, and what an interval covers; see docs/heads.md. */
import { describe, expect, test } from 'vitest';
import type { HeadFlipsJob } from '../../../../src/lib/gpu/headFlipsJob';
import { classify, drawsFor } from '../../../../src/lib/models/heads/headClasses';
import { signFlipsOnCpu } from '../../../../src/lib/models/heads/signFlips';
import { unitCouplings } from '../../../../src/lib/models/heads/unitCoupling';
import { along, shuffleLabels, simulate, type Planted } from './simulated';

const RUNS = 200;
const DIMS = 8;
const classesOf = async (job: HeadFlipsJob) => {
  const units = unitCouplings(job, await signFlipsOnCpu(job));
  return classify(units).map((of, i) => ({ ...of, coupling: units[i].coupling }));
};

describe('classes of heads', () => {
  test('label-shuffled data give at most 5 % false discoveries over 200 runs', async () => {
    const strong = new Map<number, Planted>(
      Array.from({ length: 12 }, (_, unit) => [
        unit,
        { first: along(DIMS, 0, 2), second: along(DIMS, 0, 2) },
      ]),
    );
    let coupled = 0;
    let signalled = 0;
    for (let run = 0; run < RUNS; run++) {
      const job = simulate({ units: 12, pairs: [24, 20], dims: DIMS, planted: strong }, run);
      if (run === 0) expect((await classesOf(job)).every((of) => of.class === 'cooperative')).toBe(true);
      const found = await classesOf(shuffleLabels(job, run));
      if (found.some((of) => of.class === 'cooperative' || of.class === 'competing')) coupled++;
      if (found.some(({ qSignal1 }) => qSignal1 !== null && qSignal1 < 0.05)) signalled++;
    }
    expect(coupled / RUNS).toBeLessThanOrEqual(0.05);
    // Every head has the same labels shuffled, so that one unlucky draw makes them all err; 5 % and three standard errors.
    expect(signalled / RUNS).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / RUNS));
  });

  test('strong signals along unrelated directions are neutral, not coupled, in 95 % of the runs', async () => {
    const unrelated = new Map<number, Planted>(
      Array.from({ length: 8 }, (_, unit) => [unit, { first: along(DIMS, 1, 1), second: along(DIMS, 2, 1) }]),
    );
    let wrong = 0;
    let neutral = 0;
    for (let run = 0; run < RUNS; run++) {
      const found = await classesOf(
        simulate({ units: 8, pairs: [24, 24], dims: DIMS, planted: unrelated }, 1000 + run),
      );
      if (found.some((of) => of.class === 'cooperative' || of.class === 'competing')) wrong++;
      neutral += found.filter((of) => of.class === 'neutral').length;
    }
    expect(wrong / RUNS).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / RUNS));
    expect(neutral / (8 * RUNS)).toBeGreaterThan(0.9);
  });

  test('a planted competing head is found, and only that one', async () => {
    const planted = new Map<number, Planted>([
      [13, { first: along(DIMS, 3, 1), second: along(DIMS, 3, -1) }],
      [20, { first: along(DIMS, 1, 1), second: along(DIMS, 2, 1) }],
    ]);
    const job = simulate({ units: 64, pairs: [40, 36], dims: DIMS, planted, draws: drawsFor(64) }, 5);
    const found = await classesOf(job);
    expect(found.flatMap((of, unit) => (of.class === 'competing' ? [unit] : []))).toEqual([13]);
    expect(found.some((of) => of.class === 'cooperative')).toBe(false);
    expect(found[20].class).toBe('neutral');
    expect(found[13].coupling).toBeLessThan(-0.7);
  });

  test('one head among a thousand can be found with the draws that are asked for', () => {
    const best = 1 / (1 + drawsFor(1024));
    expect(best * 1024).toBeLessThan(0.05);
    expect(1024 / 10_001).toBeGreaterThan(0.05);
    expect(drawsFor(16)).toBe(10_000);
  });

  test('a head with numbers that are not finite is apart, and does not touch the others’ q', async () => {
    const job = simulate(
      {
        ...{ units: 6, pairs: [24, 24], dims: DIMS },
        planted: new Map([[1, { first: along(DIMS, 0, 2), second: along(DIMS, 0, 2) }]]),
      },
      6,
    );
    const each = job.first.pairs * DIMS;
    const broken = { ...job, first: { ...job.first, values: job.first.values.slice() } };
    broken.first.values.fill(Number.NaN, 4 * each, 4 * each + 1);
    const without = { ...job, units: 4 };
    for (const block of ['first', 'second'] as const)
      without[block] = { ...job[block], values: job[block].values.slice(0, 4 * each) };
    const found = await classesOf(broken);
    expect(found[4]).toMatchObject({ class: 'nan', q: null, coupling: null });
    expect(found[1].class).toBe('cooperative');
    expect(found.filter((of) => of.q !== null)).toHaveLength(5);
  });
});

describe('the coupling of a head', () => {
  test('has an interval that covers, and a correction that undoes the attenuation', async () => {
    const truth = -0.6;
    const size = 1.2;
    const second = along(DIMS, 0, size * truth);
    second[1] = size * Math.sqrt(1 - truth * truth);
    // Each unit is a study of its own: nothing but chance tells them apart.
    const job = simulate(
      {
        ...{ units: 400, pairs: [24, 24], dims: DIMS, draws: 400, kept: 400, common: 0 },
        planted: new Map(
          Array.from({ length: 400 }, (_, unit) => [unit, { first: along(DIMS, 0, size), second }]),
        ),
      },
      7,
    );
    const couplings = unitCouplings(job, await signFlipsOnCpu(job));
    const mean = (values: (number | null)[]) =>
      values.reduce<number>((sum, x) => sum + (x ?? 0), 0) / values.length;
    const attenuated = mean(couplings.map(({ coupling }) => coupling));
    expect(Math.abs(attenuated)).toBeLessThan(Math.abs(truth) - 0.01);
    expect(mean(couplings.map(({ corrected }) => corrected))).toBeCloseTo(truth, 1);
    const covered = couplings.filter(
      ({ lo, hi }) => lo !== null && hi !== null && lo <= attenuated && attenuated <= hi,
    );
    expect(covered.length / couplings.length).toBeGreaterThan(0.9);
    expect(covered.length / couplings.length).toBeLessThan(0.995);
    expect(mean(couplings.map(({ ceiling }) => ceiling))).toBeCloseTo(attenuated / truth, 1);
  });

  test('is 1 with itself, and undefined where nothing differs', async () => {
    const job = simulate({ units: 2, pairs: [16, 16], dims: DIMS, kept: 100 }, 8);
    job.second.values.set(job.first.values.subarray(0, 16 * DIMS));
    job.first.values.fill(0, 16 * DIMS);
    const [same, nothing] = unitCouplings(job, await signFlipsOnCpu(job));
    expect(same.coupling).toBeCloseTo(1, 12);
    expect(nothing).toMatchObject({ coupling: null, lo: null, pSignal1: 1 });
    expect(classify([same, nothing])[1].class).toBe('no-signal');
  });
});
