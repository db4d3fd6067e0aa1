import { describe, expect, test } from 'vitest';
import type { PhaseJob } from '../../../src/lib/gpu/kernel';
import { phaseProbabilityOnCpu } from '../../../src/lib/coupling/phaseProbability';
import { normalCdf } from '../../../src/lib/stats/normal';
import { openStream } from '../../../src/lib/stats/philox';

const job = (changes: Partial<PhaseJob> = {}): PhaseJob => ({
  seed: 7,
  draws: 40_000,
  delta1: Float64Array.of(4.2, 9.9, -3, 0),
  delta2: Float64Array.of(-3.2, -3.4, 2, 0),
  sd1: Float64Array.of(0.6, 0.7, 0.7, 0.5),
  sd2: Float64Array.of(2, 2, 2, 2),
  stream: Uint32Array.of(0, 1, 2, 3),
  ...changes,
});

describe('phase simulation on the CPU', () => {
  test('counts every draw once', async () => {
    const { tax, transition, bonus } = await phaseProbabilityOnCpu(job());
    for (let i = 0; i < 4; i++) expect(tax[i] + transition[i] + bonus[i]).toBe(40_000);
  });

  test('takes draw d of interval i from words 0 and 1 of resample d, stream i', async () => {
    const one = job({ draws: 3000 });
    const { tax, bonus } = await phaseProbabilityOnCpu(one);
    for (let i = 0; i < 4; i++) {
      let expectedTax = 0;
      let expectedBonus = 0;
      const random = openStream(one.seed, one.stream[i], 0);
      for (let draw = 0; draw < one.draws; draw++) {
        random.restart(draw);
        const d1 = one.delta1[i] + one.sd1[i] * random.nextNormal();
        const d2 = one.delta2[i] + one.sd2[i] * random.nextNormal();
        if (d2 / d1 < -0.1) expectedTax++;
        if (d2 / d1 > 0.1) expectedBonus++;
      }
      expect([tax[i], bonus[i]]).toEqual([expectedTax, expectedBonus]);
    }
  });

  test('agrees with the normal distribution where ΔB1 has no noise', async () => {
    const { tax, bonus } = await phaseProbabilityOnCpu(
      job({
        draws: 100_000,
        delta1: Float64Array.of(5),
        delta2: Float64Array.of(-1),
        sd1: Float64Array.of(0),
        sd2: Float64Array.of(2),
        stream: Uint32Array.of(0),
      }),
    );
    expect(tax[0] / 100_000).toBeCloseTo(normalCdf((-0.5 + 1) / 2), 2);
    expect(bonus[0] / 100_000).toBeCloseTo(1 - normalCdf((0.5 + 1) / 2), 2);
  });

  test('gives an interval the same draws whatever the others are', async () => {
    const all = await phaseProbabilityOnCpu(job());
    const second = await phaseProbabilityOnCpu(
      job({
        delta1: Float64Array.of(9.9),
        delta2: Float64Array.of(-3.4),
        sd1: Float64Array.of(0.7),
        sd2: Float64Array.of(2),
        stream: Uint32Array.of(1),
      }),
    );
    expect(second.tax[0]).toBe(all.tax[1]);
    expect(second.bonus[0]).toBe(all.bonus[1]);
  });

  test('tells progress, ascending to 1, and hears a cancel on the way', async () => {
    const told: number[] = [];
    await phaseProbabilityOnCpu(job(), { onProgress: (fraction) => told.push(fraction) });
    expect(told.at(-1)).toBe(1);
    expect([...told].sort((a, b) => a - b)).toEqual(told);

    const controller = new AbortController();
    const long = phaseProbabilityOnCpu(job({ draws: 50_000_000 }), { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await expect(long).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('refuses arrays of unequal length', async () => {
    await expect(phaseProbabilityOnCpu(job({ sd1: Float64Array.of(1) }))).rejects.toThrow(
      '1 values of sd1 for 4 intervals',
    );
  });
});
