import { describe, expect, test } from 'vitest';
import { wilsonInterval } from '../../../src/lib/stats/wilson';

describe('wilsonInterval', () => {
  test('gives the published interval of 38 of 40', () => {
    const { share = 0, lo = 0, hi = 0 } = wilsonInterval(38, 40) ?? {};
    expect(share).toBe(0.95);
    expect(lo).toBeCloseTo(0.835, 3);
    expect(hi).toBeCloseTo(0.9862, 3);
  });
  test('solves the equation it comes from: |share − p| = z·√(p(1 − p)/n) at both ends', () => {
    for (const [k, n] of [
      [1, 7],
      [5, 11],
      [17, 25],
      [90, 100],
    ]) {
      const { share = 0, lo = 0, hi = 0 } = wilsonInterval(k, n, 1.96) ?? {};
      for (const p of [lo, hi])
        expect(Math.abs(share - p)).toBeCloseTo(1.96 * Math.sqrt((p * (1 - p)) / n), 12);
    }
  });
  test('stays within 0 and 1, and is undefined without trials', () => {
    expect(wilsonInterval(0, 3)?.lo).toBe(0);
    expect(wilsonInterval(3, 3)?.hi).toBe(1);
    expect(wilsonInterval(0, 0)).toBeNull();
    expect(() => wilsonInterval(4, 3)).toThrow('4 of 3');
  });
});
