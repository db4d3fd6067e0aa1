import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceSd, itemNoise, ownSd, sharedSd } from '../../../src/lib/coupling/scoreNoise';
import { atChance } from '../../../src/lib/coupling/chance';

describe('item noise', () => {
  test('is binomial for items scored 0 or 1, and s/√n for graded ones', () => {
    expect(itemNoise(60, 10042, null, null)).toBeCloseTo(100 * Math.sqrt((0.6 * 0.4) / 10042), 12);
    expect(itemNoise(60, 817, 0.41, null)).toBeCloseTo(41 / Math.sqrt(817), 12);
  });

  test('is overridden by a told standard error', () => {
    expect(itemNoise(60, 10042, null, 0.7)).toBe(0.7);
    expect(itemNoise(60, 817, 0.41, 0.7)).toBe(0.7);
  });

  test('stops at half an item, at 0 and 100 %, told or not', () => {
    const half = 100 * Math.sqrt(((0.5 / 200) * (1 - 0.5 / 200)) / 200);
    for (const value of [0, 100]) {
      expect(itemNoise(value, 200, null, null)).toBeCloseTo(half, 12);
      expect(itemNoise(value, 200, null, 0)).toBeCloseTo(half, 12);
      expect(itemNoise(value, 200, null, 1e-6)).toBeCloseTo(half, 12);
    }
    expect(itemNoise(50, 200, null, 0)).toBeCloseTo(itemNoise(50, 200, null, null), 12);
  });

  test('is above 0 and finite for every score', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.integer({ min: 1, max: 1e8 }),
        fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        (value, items, itemSd) => {
          const sd = itemNoise(value, items, itemSd, null);
          expect(sd).toBeGreaterThan(0);
          expect(sd).toBeLessThanOrEqual(100);
        },
      ),
    );
  });
});

describe('noise of a difference', () => {
  const settings = (itemCorrelation: number, runSd: number) => ({ itemCorrelation, runSd });

  test('shrinks with ρ and grows with σ_run', () => {
    expect(differenceSd(1.4, 1.5, settings(0, 0))).toBeCloseTo(Math.hypot(1.4, 1.5), 12);
    expect(differenceSd(1.4, 1.4, settings(0.6, 0))).toBeCloseTo(1.4 * Math.sqrt(2 * 0.4), 12);
    expect(differenceSd(1.4, 1.4, settings(0, 2))).toBeCloseTo(Math.sqrt(2 * (1.96 + 4)), 12);
  });

  test('is made of an own part and a shared part', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 5, noNaN: true }),
        fc.double({ min: 0.05, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (a, b, rho, run) => {
          const noise = settings(rho, run);
          const shared = sharedSd(a, noise) - sharedSd(b, noise);
          const variance = ownSd(a, noise) ** 2 + ownSd(b, noise) ** 2 + shared * shared;
          expect(Math.sqrt(variance)).toBeCloseTo(differenceSd(a, b, noise), 9);
        },
      ),
    );
  });
});

describe('chance', () => {
  test('is what guessing scores plus two standard errors, three points at least', () => {
    expect(atChance(27.9, 0.5, 25)).toBe(true);
    expect(atChance(28, 0.5, 25)).toBe(false);
    expect(atChance(30, 3, 25)).toBe(true);
    expect(atChance(2, 3, null)).toBe(false);
  });
});
