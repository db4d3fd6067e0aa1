import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cpuBackend } from '../../../src/lib/coupling/backend';
import {
  detectableDelta2,
  pairedWords,
  settlingOf,
  settlingWords,
  type NoisyStep,
} from '../../../src/lib/coupling/detectable';
import { diagnose } from '../../../src/lib/coupling/diagnose';
import type { Interval } from '../../../src/lib/coupling/diagnosis';
import { phaseProbabilityOnCpu } from '../../../src/lib/coupling/phaseProbability';
import { phaseShares } from '../../../src/lib/coupling/phaseShares';
import { differenceSd } from '../../../src/lib/coupling/scoreNoise';
import { optionsWith, referenceTable } from './tables';

const NOISE = { itemCorrelation: 0, runSd: 0 };

/** A step of the usual benchmarks, undetermined whatever its scores say. */
function step(delta1: number, delta2: number, noise = NOISE): NoisyStep {
  const sd1 = [0.48, 0.47] as const;
  const sd2 = [1.43, 1.43] as const;
  return {
    ...{ delta1, delta2, sd1, sd2, phase: 'undetermined' },
    se1: differenceSd(...sd1, noise),
    se2: differenceSd(...sd2, noise),
  };
}
const settling = (given: NoisyStep, noise = NOISE) => {
  const found = settlingOf(given, [10042, 817], noise, 'intervals.0', {});
  if (found === null) throw new Error('the step is undetermined');
  return found;
};
const certainty = ({ delta1, delta2 }: NoisyStep, se1: number, se2: number) => {
  const { pTax, pTransition, pBonus } = phaseShares(delta1, delta2, se1, se2);
  return Math.max(pTax, pTransition, pBonus);
};

describe('phaseShares', () => {
  test('are the limit of the simulation', async () => {
    const cases = [
      [4.2, -3.2, 0.65, 2.03],
      [1.1, 0.2, 0.65, 2.03],
      [0.3, 1.5, 0.9, 0.2],
      [6, 0.1, 0.3, 0.1],
    ];
    const column = (i: number) => Float64Array.from(cases, (values) => values[i]);
    const draws = 400_000;
    const counts = await phaseProbabilityOnCpu({
      ...{ seed: 7, draws, delta1: column(0), delta2: column(1), sd1: column(2), sd2: column(3) },
      stream: Uint32Array.from(cases, (_, i) => i),
    });
    cases.forEach(([d1, d2, se1, se2], i) => {
      const shares = phaseShares(d1, d2, se1, se2);
      expect(Math.abs(shares.pTax - counts.tax[i] / draws)).toBeLessThan(0.004);
      expect(Math.abs(shares.pBonus - counts.bonus[i] / draws)).toBeLessThan(0.004);
    });
  });
});

describe('what settles a step', () => {
  test('at the number of items it names the phase is settled, and with a little less it is not', () =>
    fc.assert(
      fc.property(
        fc.double({ min: 1.5, max: 14, noNaN: true }),
        fc.double({ min: -4, max: 4, noNaN: true }),
        (delta1, delta2) => {
          const given = step(delta1, delta2);
          fc.pre(certainty(given, given.se1, given.se2) < 0.95);
          const { itemsTimes, itemsOf } = settling(given);
          if (itemsTimes === null) return;
          const at = (times: number) => {
            const root = Math.sqrt(times);
            return certainty(
              given,
              itemsOf === 'benchmark2' ? given.se1 : given.se1 / root,
              itemsOf === 'benchmark1' ? given.se2 : given.se2 / root,
            );
          };
          expect(at(itemsTimes)).toBeGreaterThanOrEqual(0.95);
          expect(at(itemsTimes * 0.99)).toBeLessThan(0.95);
        },
      ),
      { numRuns: 60 },
    ));

  test('asks for items of the benchmark that has few, where that is enough', () => {
    expect(settling(step(10, -2.5)).itemsOf).toBe('benchmark2');
    const few1 = { ...step(6, -5), sd1: [4, 4] as const, se1: 4 * Math.SQRT2, sd2: [0.1, 0.1] as const };
    const noisy1 = { ...few1, se2: 0.1 * Math.SQRT2 };
    expect(settlingOf(noisy1, [100, 10_000], NOISE, '', {})?.itemsOf).toBe('benchmark1');
  });

  test('run noise is not lessened by items, and a ratio on the edge by nothing: both say so', () => {
    const noise = { itemCorrelation: 0, runSd: 3 };
    expect(settling(step(5, -2, noise), noise).itemsTimes).toBeNull();
    const reasons: Record<string, string> = {};
    const edge = settlingOf(step(5, 0.5), [10042, 817], NOISE, 'intervals.3', reasons);
    expect(edge?.itemsTimes).toBeNull();
    expect(reasons['intervals.3.settle.itemsTimes']).toContain('1,000');
  });

  test('paired items are asked by their own noise, and not when they are assumed already', () => {
    const given = step(8, -3.4);
    const paired = { itemCorrelation: 0.6, runSd: 0 };
    const then = step(8, -3.4, paired);
    expect(certainty(given, given.se1, given.se2)).toBeLessThan(0.95);
    expect(certainty(then, then.se1, then.se2)).toBeGreaterThan(0.95);
    expect(settling(given).withRho06).toBe(true);
    expect(settling(then, paired).withRho06).toBe(false);
    expect(settling(step(8, -1)).withRho06).toBe(false);
  });

  test('the least change of benchmark 2 that is detectable is just settled, with either sign', () => {
    const { delta1, se1, se2 } = step(8, -1);
    const least = detectableDelta2({ delta1, se1, se2 });
    expect(phaseShares(delta1, Number(least), se1, se2).pBonus).toBeCloseTo(0.95, 3);
    expect(phaseShares(delta1, -Number(least), se1, se2).pTax).toBeCloseTo(0.95, 3);
    expect(phaseShares(delta1, 0.9 * Number(least), se1, se2).pBonus).toBeLessThan(0.95);
  });

  test('when benchmark 1 hardly rises, no change of benchmark 2 is detectable', () => {
    const reasons: Record<string, string> = {};
    const found = settlingOf(step(0.3, 2), [null, null], NOISE, 'intervals.1', reasons);
    expect(found?.detectableDelta2).toBeNull();
    expect(reasons['intervals.1.settle.detectableDelta2']).toContain('benchmark 1');
  });

  test('a settled step, and one without a phase, need nothing', () => {
    for (const phase of ['tax', 'b1-falls', 'undefined-ratio'] as const)
      expect(settlingOf({ ...step(8, -8), phase }, [1, 1], NOISE, '', {})).toBeNull();
  });
});

describe('in words', () => {
  const labels = { benchmark1: 'HellaSwag', benchmark2: 'TruthfulQA MC2' };
  const words = { itemsTimes: 9.234, itemsOf: 'benchmark2', withRho06: false, detectableDelta2: 1 } as const;

  test('a multiple is rounded up: with fewer items it would not be settled', () => {
    expect(settlingWords(words, labels)).toBe('9.3× the TruthfulQA MC2 items would settle it');
    expect(settlingWords({ ...words, itemsTimes: 1.001, itemsOf: 'both' }, labels)).toMatch(
      /^1\.1× the items of both/,
    );
    expect(settlingWords({ ...words, itemsTimes: 431 }, labels)).toMatch(/^440×/);
    expect(settlingWords({ ...words, withRho06: true }, labels)).toMatch(/or paired items would settle it/);
    expect(settlingWords({ ...words, itemsTimes: null, itemsOf: null }, labels)).toMatch(
      /not settled by 1,000×/,
    );
  });

  test('a family is counted with paired items', async () => {
    const options = optionsWith({ family: 'Pythia-deduped' });
    const { intervals } = await diagnose(referenceTable(), options, cpuBackend());
    const paired = await diagnose(referenceTable(), { ...options, itemCorrelation: 0.6 }, cpuBackend());
    const settled = paired.intervals.filter(({ phase }) => /tax|transition|bonus/.test(phase)).length;
    const counts = ['none', 'one', 'two', 'three', 'four'];
    expect(pairedWords(intervals, options)).toContain(`(ρ ≈ 0.6) ${counts[settled]} of the seven steps`);
    expect(pairedWords(paired.intervals, paired.options)).toBeNull();
  });

  test('of one step is spoken in the singular', () => {
    const step = { phase: 'undetermined', settle: null } as Pick<Interval, 'phase' | 'settle'>;
    expect(pairedWords([step], NOISE)).toMatch(/the one step would not be settled either\.$/);
    expect(pairedWords([step, step], NOISE)).toMatch(/none of the two steps would be settled either\.$/);
  });

  test('nothing is said of a family without phases', () => {
    const none = { phase: 'b1-falls', settle: null } as Pick<Interval, 'phase' | 'settle'>;
    expect(pairedWords([none], NOISE)).toBeNull();
  });
});
