import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  HISTOGRAM_SPAN,
  MOST_PROBABILITIES,
  orderStatistics,
  quantileRank,
  summarise,
} from '$lib/stats/histogramQuantile';
import { weightedQuantile } from '$lib/stats/quantile';

const settings = { numRuns: 200 };
/** One zero: an order has no place for two. */
const finite = fc.double({ noNaN: true, min: -1e150, max: 1e150 }).map((value) => value + 0);
/** Smooth, heavy-tailed, and tied as the bootstrap of a few points is. */
const samples = fc.oneof(
  fc.array(finite, { minLength: 1, maxLength: 3000, size: 'max' }),
  fc.array(
    fc.double({ min: -1.5, max: 1.5, noNaN: true }).map((u) => Math.tan(u) ** 9 + 0),
    { minLength: 1, maxLength: 3000, size: 'max' },
  ),
  fc.array(fc.constantFrom(-1, 0.25, 0.25000000000000006, 1, 1e9), {
    minLength: 1,
    maxLength: 3000,
    size: 'max',
  }),
);
const sorted = (values: readonly number[]) => Float64Array.from(values).sort();

describe('orderStatistics', () => {
  test('are what sorting gives, also where several ranks are wanted of one bin', () => {
    fc.assert(
      fc.property(
        samples,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }),
        (v, ps) => {
          const ranks = ps.map((p) => quantileRank(p, v.length));
          const inOrder = sorted(v);
          expect([...orderStatistics(Float64Array.from(v), v.length, ranks)]).toEqual(
            ranks.map((rank) => inOrder[rank - 1]),
          );
        },
      ),
      settings,
    );
  });
  test('leaves the sample as it was, and looks at its first n values only', () => {
    const values = Float64Array.of(5, 1, 4, -9);
    expect([...orderStatistics(values, 3, [3, 1, 2])]).toEqual([5, 1, 4]);
    expect([...values]).toEqual([5, 1, 4, -9]);
  });
  test('quotes an impossible rank', () => {
    expect(() => orderStatistics(Float64Array.of(1, 2), 2, [3])).toThrow('rank 3 of 2');
  });
});

describe('quantileRank', () => {
  test('is the smallest rank that reaches p·n, rounding forgiven', () => {
    expect(quantileRank(0.07, 100)).toBe(7);
    expect(quantileRank(0.025, 1000)).toBe(25);
    expect(quantileRank(0.0251, 1000)).toBe(26);
    expect(quantileRank(0, 10)).toBe(1);
    expect(quantileRank(1, 10)).toBe(10);
  });
  test('is the rule of the weighted quantile', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 0, max: 1000 }), (v, perMille) => {
        const p = perMille / 1000;
        const equal = new Float64Array(v.length).fill(1);
        expect(sorted(v)[quantileRank(p, v.length) - 1]).toBe(weightedQuantile(v, equal, p));
      }),
      settings,
    );
  });
});

describe('summarise', () => {
  test('every value is in one place of the histogram', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 300 }), fc.boolean(), (v, bins, given) => {
        const { histogram, count } = summarise(
          Float64Array.from(v),
          v.length,
          { probabilities: [], bins },
          given ? [-1, 1] : null,
        );
        expect(histogram?.counts).toHaveLength(bins);
        expect(count).toBe(v.length);
        const { below = NaN, above = NaN, counts = new Uint32Array(0) } = histogram ?? {};
        expect(counts.reduce((sum, inBin) => sum + inBin, below + above)).toBe(v.length);
        if (given) expect(below).toBe(v.filter((value) => value < -1).length);
      }),
      settings,
    );
  });
  test('spans all but the outermost values', () => {
    const values = Float64Array.from({ length: 1000 }, (_, i) => (i === 0 ? -1e6 : i));
    const { histogram } = summarise(values, 1000, { probabilities: [], bins: 10 });
    expect(HISTOGRAM_SPAN).toEqual([0.001, 0.999]);
    expect(histogram).toMatchObject({ lo: -1e6, hi: 998, below: 0, above: 1 });
  });
  test('of no value has neither quantiles nor histogram', () => {
    expect(summarise(new Float64Array(3), 0, { probabilities: [0.5], bins: 3 })).toEqual({
      count: 0,
      quantiles: null,
      histogram: null,
    });
  });
  test('quotes what it cannot do', () => {
    const one = Float64Array.of(1);
    expect(() => summarise(one, 1, { probabilities: [-0.1], bins: 3 })).toThrow('p = -0.1');
    expect(() => summarise(one, 1, { probabilities: [], bins: 2.5 })).toThrow('2.5 bins');
    const many = new Array<number>(MOST_PROBABILITIES + 1).fill(0.5);
    expect(() => summarise(one, 1, { probabilities: many, bins: 3 })).toThrow(`${many.length} probabilities`);
  });
});
