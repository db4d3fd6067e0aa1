import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fiellerSet, localCoupling, publishedReading } from '../../../src/lib/coupling/localCoupling';
import { phaseOf } from '../../../src/lib/coupling/phase';

const Z = 1.959963984540054;
const difference = fc.double({ min: -40, max: 40, noNaN: true });
const sd = fc.double({ min: 0.05, max: 5, noNaN: true });

/** Whether a ratio is refused at 5 %, straight from the definition of the test. */
const refused = (gamma: number, d1: number, d2: number, s1: number, s2: number) =>
  Math.abs(d2 - gamma * d1) / Math.hypot(s2, gamma * s1) > Z;

describe('Fieller set', () => {
  test('holds exactly the ratios that the test does not refuse', () => {
    const gammas = Array.from({ length: 401 }, (_, i) => Math.tan(((i - 200) / 201) * (Math.PI / 2)));
    fc.assert(
      fc.property(difference, difference, sd, sd, (d1, d2, s1, s2) => {
        const { kind, lo, hi } = fiellerSet(d1, d2, s1, s2);
        for (const gamma of gammas) {
          // At an edge itself rounding decides.
          if (
            lo !== null &&
            hi !== null &&
            [lo, hi].some((edge) => Math.abs(gamma - edge) < 1e-6 * (1 + Math.abs(edge)))
          )
            continue;
          const inside =
            kind === 'all' || lo === null || hi === null
              ? true
              : kind === 'bounded'
                ? gamma > lo && gamma < hi
                : gamma < lo || gamma > hi;
          expect(inside).toBe(!refused(gamma, d1, d2, s1, s2));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('is each of its three kinds', () => {
    expect(fiellerSet(10, -3, 0.5, 1).kind).toBe('bounded');
    expect(fiellerSet(0.5, 9, 1, 1).kind).toBe('complement');
    expect(fiellerSet(0.1, 0.1, 1, 1)).toEqual({ kind: 'all', lo: null, hi: null });
  });

  test('is everything, not infinite, where an edge goes to infinity', () => {
    expect(fiellerSet(Z, 3, 1, 1)).toEqual({ kind: 'all', lo: null, hi: null });
  });

  test('always holds γ itself when bounded', () => {
    fc.assert(
      fc.property(difference, difference, sd, sd, (d1, d2, s1, s2) => {
        const { gamma, fieller } = localCoupling(d1, d2, s1, s2);
        if (gamma === null || fieller.kind !== 'bounded') return;
        expect(gamma).toBeGreaterThanOrEqual(Number(fieller.lo));
        expect(gamma).toBeLessThanOrEqual(Number(fieller.hi));
      }),
    );
  });
});

describe('local coupling', () => {
  test('is undefined, not infinite, when benchmark 1 does not change', () => {
    expect(localCoupling(0, -3, 1, 1)).toMatchObject({ gamma: null, se: null });
    expect(localCoupling(0.1 + 0.2 - 0.3, -3, 1, 1).gamma).toBeNull();
  });

  test('has the delta-method error', () => {
    const { gamma, se } = localCoupling(8, -2, 0.6, 2);
    expect(gamma).toBe(-0.25);
    expect(se).toBeCloseTo(Math.sqrt(4 + 0.0625 * 0.36) / 8, 14);
  });
});

describe('reading of the papers', () => {
  test('skips |ΔB1| ≤ 0.5, whichever way, and bands the bare ratio at the larger model', () => {
    expect(publishedReading(0.5, 9, 7)).toBeNull();
    expect(publishedReading(-0.5, 9, 7)).toBeNull();
    expect(publishedReading(2, -1, 7)).toEqual({ gamma: -0.5, atB: 7, phase: 'tax' });
    expect(publishedReading(-2, -1, 7)?.phase).toBe('bonus');
    expect(publishedReading(10, 1, 7)?.phase).toBe('transition');
  });
});

describe('phase', () => {
  const shares = (pTax: number, pTransition: number, pBonus: number) => ({ pTax, pTransition, pBonus });

  test('is named from 95 % on, and leans below', () => {
    expect(phaseOf(5, shares(0.95, 0.05, 0))).toEqual({ phase: 'tax', leaning: null });
    expect(phaseOf(5, shares(0.9499, 0.05, 0.0001))).toEqual({ phase: 'undetermined', leaning: 'tax' });
    expect(phaseOf(5, shares(0.02, 0.98, 0))).toEqual({ phase: 'transition', leaning: null });
    expect(phaseOf(5, shares(0, 0.04, 0.96))).toEqual({ phase: 'bonus', leaning: null });
  });

  test('does not exist unless benchmark 1 rises', () => {
    expect(phaseOf(0, shares(1, 0, 0))).toEqual({ phase: 'undefined-ratio', leaning: null });
    expect(phaseOf(-2, shares(1, 0, 0))).toEqual({ phase: 'b1-falls', leaning: null });
  });
});
