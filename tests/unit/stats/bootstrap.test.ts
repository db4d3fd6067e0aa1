import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceleration, bcaInterval, jackknifeR, percentileInterval } from '$lib/stats/bca';
import { pearson } from '$lib/stats/correlation';
import { exactBootstrap, exactBootstrapR, monteCarloBootstrapR } from '$lib/stats/exactBootstrap';
import { normalCdf } from '$lib/stats/normal';
import { openStream } from '$lib/stats/philox';
import { quantile, weightedQuantile } from '$lib/stats/quantile';
import { expectClose, familiesWith } from './families';

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

/** r of a resample given as counts, by the plain formula on the repeated points. */
const rOfCounts = (x: number[], y: number[]) => (counts: Uint8Array) => {
  const repeat = (sample: number[]) => sample.flatMap((value, i) => new Array<number>(counts[i]).fill(value));
  return pearson(repeat(x), repeat(y));
};

describe('exact bootstrap', () => {
  test('leaves out the degenerate mass of the reference: n^(1−n) when all points differ', () => {
    for (const { x, y, expected } of familiesWith('degenerate_mass')) {
      const { degenerateMass, weights } = exactBootstrapR(x, y);
      expectClose(degenerateMass, x.length ** (1 - x.length), 1e-12);
      // The reference is 1 minus a sum, and carries its rounding.
      expectClose(degenerateMass, expected, 1e-9, 2e-15);
      expectClose(sum(weights) + degenerateMass, 1, 1e-12);
    }
  });
  test('gives the percentile interval of the reference', () => {
    for (const { x, y, expected } of familiesWith('exact_percentile_ci')) {
      const { values, weights } = exactBootstrapR(x, y);
      const interval = percentileInterval(values, weights);
      expected.forEach((bound, k) => expectClose(interval && interval[k], bound));
    }
  });
  test('gives the BCa interval of the reference', () => {
    for (const { x, y, expected } of familiesWith('bca_ci')) {
      const { values, weights } = exactBootstrapR(x, y);
      const interval = bcaInterval(values, weights, Number(pearson(x, y)), jackknifeR(x, y) ?? []);
      expected.forEach((bound, k) => expectClose(interval && interval[k], bound));
    }
  });
  test('the fast path has the distribution of the plain one, equal scores included', () => {
    const coarse = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(fc.array(fc.tuple(coarse, coarse), { minLength: 2, maxLength: 6 }), (points) => {
        const [x, y] = [points.map((p) => p[0] / 10), points.map((p) => p[1] / 10)];
        const fast = exactBootstrapR(x, y);
        const plain = exactBootstrap(x.length, rOfCounts(x, y));
        expect(fast.degenerateMass).toBeCloseTo(plain.degenerateMass, 12);
        expect(fast.values.length).toBe(plain.values.length);
        const rows = ({ values, weights }: typeof fast) =>
          Array.from(values, (value, i) => [Math.round(value * 1e9), weights[i]]).sort(
            (a, b) => a[0] - b[0] || a[1] - b[1],
          );
        const expected = rows(plain);
        rows(fast).forEach(([value, weight], i) => {
          expect(Math.abs(value - expected[i][0])).toBeLessThanOrEqual(1);
          expect(weight).toBeCloseTo(expected[i][1], 12);
        });
      }),
      { numRuns: 60 },
    );
  });
  test('of the mean is what visiting all n^n ordered resamples gives', () => {
    const x = [1, 2, 4, 8];
    const means: number[] = [];
    for (let k = 0; k < 256; k++) means.push((x[k & 3] + x[(k >> 2) & 3] + x[(k >> 4) & 3] + x[k >> 6]) / 4);
    const exact = exactBootstrap(4, (counts) => x.reduce((total, v, i) => total + v * counts[i], 0) / 4);
    expect(exact.values.length).toBe(35);
    for (const value of new Set(means)) {
      const mass = sum(exact.weights.filter((_, i) => exact.values[i] === value));
      expect(mass).toBeCloseTo(means.filter((m) => m === value).length / 256, 14);
    }
  });
  test('two close points among distant ones keep their digits', () => {
    const { values } = exactBootstrapR([1e6, 1e6 + 1e-3, 5e6], [40, 40.001, 20]);
    // A resample of two distinct points lies on a line.
    const onLine = Array.from(values).filter((r) => Math.abs(Math.abs(r) - 1) < 1e-10);
    expect(onLine.length).toBe(6);
  });
  test('ten points have C(19, 10) multisets, visited in a moment', () => {
    const x = [30, 33, 41, 47, 52, 55, 61, 66, 70, 79];
    const y = [45, 44, 42, 43, 40, 39.5, 38, 39, 36, 37];
    let best = Infinity;
    for (let run = 0; run < 5; run++) {
      const start = performance.now();
      exactBootstrapR(x, y);
      best = Math.min(best, performance.now() - start);
    }
    expect(best).toBeLessThan(150);
    const { values, weights } = exactBootstrapR(x, y);
    expect(values.length).toBe(92378 - 10);
    const [lo, hi] = percentileInterval(values, weights) ?? [NaN, NaN];
    expect(lo).toBeLessThan(Number(pearson(x, y)));
    expect(hi).toBeGreaterThan(Number(pearson(x, y)));
  });
  test('misuse', () => {
    const eleven = Array.from({ length: 11 }, (_, i) => i);
    expect(() => exactBootstrapR(eleven, eleven)).toThrow('11 points');
    expect(() => exactBootstrap(0, () => 1)).toThrow('0 points');
    expect(() => exactBootstrapR([1, 2], [1])).toThrow('2 values against 1');
  });
});

describe('drawn bootstrap', () => {
  test('approaches the exact one', () => {
    for (const { family, x, y } of familiesWith('bca_ci')) {
      const exact = exactBootstrapR(x, y);
      const drawn = monteCarloBootstrapR(x, y, { seed: 5, draws: 20_000 });
      for (const t of [-0.98, -0.9, -0.5, 0, 0.5, 0.96, 0.99]) {
        const below = ({ values, weights }: typeof exact) => sum(weights.filter((_, i) => values[i] <= t));
        expect(Math.abs(below(exact) - below(drawn)), `${family} at ${t}`).toBeLessThan(0.018);
      }
      expectClose(sum(drawn.weights) + drawn.degenerateMass, 1, 1e-9);
    }
  });
  test('is the same for the same seed, and holds the correlations of its own resamples', () => {
    const x = [1, 5, 2, 8, 3, 9, 4, 7, 6, 0, 2.5, 3.5];
    const y = [2, 3, 9, 1, 4, 7, 5, 8, 0, 6, 1.5, 2.5];
    const drawn = monteCarloBootstrapR(x, y, { seed: 9, draws: 50, stream: 3 });
    expect(monteCarloBootstrapR(x, y, { seed: 9, draws: 50, stream: 3 })).toEqual(drawn);
    for (let d = 0; d < 50; d++) {
      const random = openStream(9, 3, d);
      const picked = x.map(() => random.nextIndex(12));
      const r = pearson(
        picked.map((i) => x[i]),
        picked.map((i) => y[i]),
      );
      expect(drawn.values[d]).toBeCloseTo(Number(r), 12);
    }
    expect(() => monteCarloBootstrapR(x, y, { seed: 9, draws: 1.5 })).toThrow('1.5 draws');
  });
});

describe('BCa', () => {
  test('without bias and skewness is the percentile interval', () => {
    const values = Float64Array.from({ length: 2001 }, (_, i) => i - 1000);
    const weights = new Float64Array(2001).fill(1);
    const jackknife = [-2, -1, 0, 1, 2];
    expect(acceleration(jackknife)).toBe(0);
    expect(bcaInterval(values, weights, 0, jackknife)).toEqual(percentileInterval(values, weights));
  });
  test('has the textbook levels: for z0 = Φ⁻¹(0.6) and a = 0.05 they are those of the formula', () => {
    const values = Float64Array.from({ length: 100_000 }, (_, i) => i + 0.5);
    const weights = new Float64Array(100_000).fill(1);
    // One far value gives n points the acceleration (n − 2)/(6·√(n(n − 1))).
    const jackknife = [0, 0, 0, 1];
    const a = -2 / (6 * Math.sqrt(12));
    expect(acceleration(jackknife)).toBeCloseTo(a, 14);
    const z0 = 0.2533471031357997;
    const interval = bcaInterval(values, weights, 60_000, jackknife);
    [-1.959963984540054, 1.959963984540054].forEach((z, k) => {
      const level = z0 + (z0 + z) / (1 - a * (z0 + z));
      expect(interval?.[k]).toBeCloseTo(weightedQuantile(values, weights, normalCdf(level)), 0);
    });
  });
  test('counts values that equal the observed one half, rounding allowed for', () => {
    const values = [0, 0.5, 0.5 + 5e-11, 0.5 - 5e-11, 1];
    const interval = bcaInterval(values, [1, 1, 1, 1, 1], 0.5, [1, 1, 1]);
    // z0 = 0 then, and the interval is the percentile one.
    expect(interval).toEqual(percentileInterval(values, [1, 1, 1, 1, 1]));
  });
  test('is undefined when every resample lies on one side, or there is none', () => {
    expect(bcaInterval([1, 2], [1, 1], 0, [1, 2, 3])).toBeNull();
    expect(bcaInterval([], [], 0, [1, 2, 3])).toBeNull();
    expect(percentileInterval([], [])).toBeNull();
  });
  test('a perfect correlation has the point as interval', () => {
    const x = [1, 2, 4, 7, 11];
    const y = x.map((v) => 3 - v / 7);
    const { values, weights } = exactBootstrapR(x, y);
    const [lo, hi] = bcaInterval(values, weights, Number(pearson(x, y)), jackknifeR(x, y) ?? []) ?? [0, 0];
    expect(lo).toBeCloseTo(-1, 12);
    expect(hi).toBeCloseTo(-1, 12);
  });
});

describe('jackknifeR', () => {
  test('leaves each point out in turn', () => {
    const x = [1, 2, 4, 7];
    const y = [2, 1, 5, 3];
    const all = jackknifeR(x, y);
    expect(all?.length).toBe(4);
    expect(all?.[0]).toBe(pearson([2, 4, 7], [1, 5, 3]));
    expect(all?.[3]).toBe(pearson([1, 2, 4], [2, 1, 5]));
  });
  test('is undefined when what is left is constant, or there are fewer than 3 points', () => {
    expect(jackknifeR([1, 1, 5], [1, 2, 3])).toBeNull();
    expect(jackknifeR([1, 2], [1, 2])).toBeNull();
  });
});

test('type-7 and weighted quantiles agree on a large sample', () => {
  const random = openStream(2, 0, 0);
  const values = Float64Array.from({ length: 10_001 }, () => random.nextNormal());
  const equal = new Float64Array(10_001).fill(1);
  for (const p of [0.025, 0.5, 0.975])
    expect(weightedQuantile(values, equal, p)).toBeCloseTo(quantile(values, p), 2);
});
