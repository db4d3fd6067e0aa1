import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clamp, isConstant, mean, median, pairedLength, populationSd, variance } from '$lib/stats/summary';

const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 20 });

describe('summaries', () => {
  test('known answers', () => {
    const x = [2, 4, 4, 4, 5, 5, 7, 9];
    expect(mean(x)).toBe(5);
    expect(populationSd(x)).toBe(2);
    expect(variance(x)).toBeCloseTo(32 / 7, 14);
    expect(median(x)).toBe(4.5);
    expect(median([3, 1, 2])).toBe(2);
  });
  test('variance is half the mean squared difference of two distinct values', () => {
    fc.assert(
      fc.property(values, (x) => {
        let sum = 0;
        for (const a of x) for (const b of x) sum += (a - b) ** 2;
        expect(variance(x)).toBeCloseTo(sum / (2 * x.length * (x.length - 1)), 6);
      }),
      { numRuns: 100 },
    );
  });
  test('the median has as many values below as above, and leaves its input alone', () => {
    fc.assert(
      fc.property(values, (x) => {
        const before = [...x];
        const m = median(x);
        expect(x).toEqual(before);
        expect(x.filter((v) => v < m).length).toBeLessThanOrEqual(x.length / 2);
        expect(x.filter((v) => v > m).length).toBeLessThanOrEqual(x.length / 2);
      }),
      { numRuns: 100 },
    );
  });
  test('a constant sample has no spread, whatever its mean rounds to', () => {
    expect(mean([0.1, 0.1, 0.1])).not.toBe(0.1);
    expect(variance([0.1, 0.1, 0.1])).toBe(0);
    expect(populationSd([0.1, 0.1, 0.1])).toBe(0);
    expect(isConstant([0.1, 0.1, 0.1])).toBe(true);
    expect(isConstant([0.1, 0.1, 0.2])).toBe(false);
  });
  test('clamp moves to the nearer bound', () => {
    expect([clamp(-2, -1, 1), clamp(0.5, -1, 1), clamp(3, -1, 1)]).toEqual([-1, 0.5, 1]);
  });
  test('misuse quotes the sizes', () => {
    expect(() => pairedLength('pearson', [1, 2], [1, 2, 3])).toThrow(
      new RangeError('pearson: 2 values against 3'),
    );
    expect(() => pairedLength('pearson', [1], [1])).toThrow('pearson: 1 pairs; at least 2 are needed');
    expect(() => mean([])).toThrow('0 values');
    expect(() => median([])).toThrow('0 values');
    expect(() => populationSd([])).toThrow('0 values');
    expect(() => variance([1])).toThrow('1 values');
  });
});
