import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { falseDiscoveryRates } from '$lib/stats/falseDiscovery';

const ps = fc.array(
  fc.option(
    fc.integer({ min: 0, max: 20 }).map((k) => k / 20),
    { nil: null },
  ),
  { maxLength: 30 },
);

describe('falseDiscoveryRates', () => {
  test('known answer: the fifteen p of Benjamini and Hochberg 1995 call four at 0.05', () => {
    const published = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    const qs = falseDiscoveryRates(published).map(Number);
    expect(qs.filter((q) => q <= 0.05)).toHaveLength(4);
    // Adjusted by hand: 0.0095·15/4, and the fifth to seventh pulled down by the seventh, 0.0298·15/7.
    expect(qs[3]).toBeCloseTo(0.035625, 12);
    expect(qs[4]).toBeCloseTo(0.0603, 12);
    expect(qs[5]).toBeCloseTo((0.0298 * 15) / 7, 12);
    expect(qs[14]).toBe(1);
  });
  test('calls at every level what stepping up calls', () => {
    fc.assert(
      fc.property(ps, fc.double({ min: 0.001, max: 1, noNaN: true }), (some, level) => {
        const known = some.filter((p) => p !== null).sort((a, b) => a - b);
        const m = known.length;
        // The second way, as first published: the largest k with p₍ₖ₎ ≤ k/m·level; all p up to that one are called.
        let bound = -1;
        known.forEach((p, k) => {
          if (p * m <= level * (k + 1) * (1 + 1e-12)) bound = p;
        });
        falseDiscoveryRates(some).forEach((q, i) => {
          const p = some[i];
          expect(q === null).toBe(p === null);
          if (p !== null && q !== null) {
            expect(q <= level * (1 + 1e-12)).toBe(p <= bound);
            expect(q).toBeGreaterThanOrEqual(p);
          }
        });
      }),
      { numRuns: 200 },
    );
  });
  test('does not count what was not tested, and gives ties one q, in any order', () => {
    expect(falseDiscoveryRates([0.02, null, 0.02, 0.5])).toEqual([0.03, null, 0.03, 0.5]);
    expect(falseDiscoveryRates([0.5, 0.02, null, 0.02])).toEqual([0.5, 0.03, null, 0.03]);
    expect(falseDiscoveryRates([null])).toEqual([null]);
    expect(falseDiscoveryRates([])).toEqual([]);
  });
  test('misuse', () => {
    expect(() => falseDiscoveryRates([0.1, 1.2])).toThrow('p 1.2 of test 1');
    expect(() => falseDiscoveryRates([NaN])).toThrow('p NaN of test 0');
  });
});
