import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantile, quantiles, weightedQuantile } from '$lib/stats/quantile';
import { openStream } from '$lib/stats/philox';
import { median } from '$lib/stats/summary';

const settings = { numRuns: 200 };
const probability = fc.double({ min: 0, max: 1, noNaN: true });
const coarse = fc.integer({ min: -5, max: 5 });
const samples = fc.oneof(
  fc.array(coarse, { minLength: 1, maxLength: 40 }),
  fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), {
    minLength: 1,
    maxLength: 40,
  }),
);

describe('quantile', () => {
  test('is what sorting and interpolating gives', () => {
    fc.assert(
      fc.property(samples, fc.array(probability, { minLength: 1, maxLength: 4 }), (values, ps) => {
        const before = [...values];
        const sorted = [...values].sort((a, b) => a - b);
        const expected = ps.map((p) => {
          const at = p * (sorted.length - 1);
          const k = Math.floor(at);
          return at === k ? sorted[k] : sorted[k] + (at - k) * (sorted[k + 1] - sorted[k]);
        });
        // −0 and 0 are one value.
        expect(quantiles(values, ps).map((q) => q + 0)).toEqual(expected.map((q) => q + 0));
        expect(values).toEqual(before);
      }),
      settings,
    );
  });
  test('has the ends and the median where they belong', () => {
    const x = [9, 1, 4, 4, 7, 2];
    expect([quantile(x, 0), quantile(x, 0.5), quantile(x, 1)]).toEqual([1, median(x), 9]);
    expect(quantile([1, 2, 3, 4], 0.025)).toBeCloseTo(1.075, 14);
  });
  test('half a million values, sorted, constant or random, take no quadratic time', () => {
    const n = 500_000;
    const random = openStream(1, 0, 0);
    const start = performance.now();
    expect(
      quantile(
        Float64Array.from({ length: n }, (_, i) => i),
        0.5,
      ),
    ).toBe((n - 1) / 2);
    expect(quantile(new Float64Array(n).fill(3), 0.975)).toBe(3);
    const uniform = Float64Array.from({ length: n }, () => random.nextUniform());
    expect(quantile(uniform, 0.25)).toBeCloseTo(0.25, 2);
    expect(performance.now() - start).toBeLessThan(3000);
  });
  test('misuse', () => {
    expect(() => quantile([], 0.5)).toThrow('0 values');
    expect(() => quantile([1, NaN], 0.5)).toThrow('value 1 is NaN');
    expect(() => quantile([1], 1.5)).toThrow('p = 1.5');
  });
});

describe('weightedQuantile', () => {
  test('is the first value, in order, at which the cumulative weight reaches the share', () => {
    const weighted = fc.array(fc.tuple(coarse, fc.integer({ min: 0, max: 20 })), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(weighted, fc.integer({ min: 0, max: 40 }), (rows, fortieths) => {
        const total = rows.reduce((sum, [, w]) => sum + w, 0);
        fc.pre(total > 0);
        const sorted = rows.filter(([, w]) => w > 0).sort((a, b) => a[0] - b[0]);
        let cumulative = 0;
        // Whole numbers throughout, so that reaching exactly is exact.
        const expected = sorted.find(([, w]) => (cumulative += w) * 40 >= fortieths * total);
        const [values, weights] = [rows.map((r) => r[0]), rows.map((r) => r[1])];
        expect(weightedQuantile(values, weights, fortieths / 40) + 0).toBe((expected?.[0] ?? NaN) + 0);
      }),
      settings,
    );
  });
  test('depends neither on the order of the values nor on the scale of the weights', () => {
    const values = [3, 1, 2, 5, 4];
    const weights = [0.2, 0.1, 0.4, 0.05, 0.25];
    for (const p of [0, 0.1, 0.3, 0.5, 0.7, 0.71, 0.975, 1]) {
      const q = weightedQuantile(values, weights, p);
      expect(weightedQuantile([...values].reverse(), [...weights].reverse(), p)).toBe(q);
      expect(
        weightedQuantile(
          values,
          weights.map((w) => w * 1e-30),
          p,
        ),
      ).toBe(q);
    }
  });
  test('a share that is reached exactly is reached, in spite of rounding', () => {
    // 0.1 + 0.2 exceeds 0.3 in doubles, 0.7 + 0.1 falls short of 0.8.
    expect(weightedQuantile([1, 2, 3], [0.7, 0.1, 0.2], 0.8)).toBe(2);
    expect(weightedQuantile([1, 2, 3], [0.1, 0.2, 0.7], 0.3)).toBe(2);
  });
  test('misuse', () => {
    expect(() => weightedQuantile([1, 2], [1], 0.5)).toThrow('2 values against 1 weights');
    expect(() => weightedQuantile([1, 2], [1, -1], 0.5)).toThrow('weight -1 of value 1');
    expect(() => weightedQuantile([1, 2], [0, 0], 0.5)).toThrow('weights sum to 0');
    expect(() => weightedQuantile([], [], 0.5)).toThrow('0 values');
  });
});
