import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ols, theilSen, weightedLine } from '$lib/stats/regression';
import { weightedQuadratic } from '$lib/stats/quadratic';
import { york } from '$lib/stats/york';
import { expectClose, families, familiesWith } from './families';

const settings = { numRuns: 150 };
const score = fc.integer({ min: 0, max: 1000 }).map((k) => k / 10);
const error = fc.integer({ min: 1, max: 40 }).map((k) => k / 10);
const points = fc.array(fc.tuple(score, score, error, error), { minLength: 3, maxLength: 12 });
const columns = (rows: number[][]) => [0, 1, 2, 3].map((k) => rows.map((row) => row[k]));
const inverseSquares = (s: number[]) => s.map((v) => 1 / (v * v));

describe('ols', () => {
  test('agrees with the reference for every family', () => {
    for (const { x, y, expected } of familiesWith('ols_slope'))
      expectClose(ols(x, y)?.slope ?? null, expected);
  });
  test('has the errors of a worked example (Anscombe I: 0.5001 ± 0.1179, 3.0001 ± 1.1247, s = 1.2366)', () => {
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    const line = ols(x, y);
    expect(line?.slope).toBeCloseTo(0.5000909, 7);
    expect(line?.intercept).toBeCloseTo(3.0000909, 7);
    expect(line?.seSlope).toBeCloseTo(0.1179055, 7);
    expect(line?.seIntercept).toBeCloseTo(1.1247468, 7);
    expect(line?.residualSd).toBeCloseTo(1.2366033, 7);
  });
  test('leaves residuals that sum to zero and are orthogonal to x', () => {
    fc.assert(
      fc.property(points, (rows) => {
        const [x, y] = columns(rows);
        const line = ols(x, y);
        fc.pre(line !== null);
        const e = y.map((v, i) => v - Number(line?.intercept) - Number(line?.slope) * x[i]);
        expect(e.reduce((sum, v) => sum + v, 0)).toBeCloseTo(0, 6);
        expect(e.reduce((sum, v, i) => sum + v * x[i], 0)).toBeCloseTo(0, 3);
      }),
      settings,
    );
  });
  test('two points have a line without errors; a vertical one is undefined', () => {
    expect(ols([1, 3], [2, 8])).toEqual({
      n: 2,
      slope: 3,
      intercept: -1,
      residualSd: null,
      seSlope: null,
      seIntercept: null,
    });
    expect(ols([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull();
    expect(() => ols([1, 2], [1])).toThrow('ols: 2 values against 1');
  });
});

describe('weightedLine', () => {
  test('with equal weights is the ordinary line, and χ² its residual sum of squares', () => {
    for (const { x, y, models } of families.filter((f) => f.models.length > 2)) {
      const w = models.map(() => 4);
      const weighted = weightedLine(x, y, w);
      const plain = ols(x, y);
      expectClose(weighted?.slope ?? null, Number(plain?.slope));
      expectClose(weighted?.intercept ?? null, Number(plain?.intercept));
      expectClose(weighted?.chi2 ?? null, 4 * Number(plain?.residualSd) ** 2 * (x.length - 2), 1e-8);
    }
  });
  test('a point of double weight counts as two points', () => {
    const once = weightedLine([1, 2, 4, 7], [3, 1, 5, 6], [1, 2, 1, 1]);
    const twice = weightedLine([1, 2, 2, 4, 7], [3, 1, 1, 5, 6], [1, 1, 1, 1, 1]);
    expectClose(once?.slope ?? null, Number(twice?.slope), 1e-13);
    expectClose(once?.seSlope ?? null, Number(twice?.seSlope), 1e-13);
    expectClose(once?.chi2 ?? null, Number(twice?.chi2), 1e-13);
  });
  test('the error of the slope is what moving each y by its σ does to it', () => {
    const x = [1, 2, 4, 7];
    const y = [3, 1, 5, 6];
    const s = [0.5, 1, 2, 0.7];
    const slope = (values: number[]) => Number(weightedLine(x, values, inverseSquares(s))?.slope);
    const propagated = Math.sqrt(
      s.reduce((sum, si, i) => sum + (slope(y.map((v, k) => (k === i ? v + si : v))) - slope(y)) ** 2, 0),
    );
    expectClose(weightedLine(x, y, inverseSquares(s))?.seSlope ?? null, propagated, 1e-12);
  });
  test('undefined and misuse', () => {
    expect(weightedLine([2, 2], [1, 5], [1, 1])).toBeNull();
    expect(() => weightedLine([1, 2], [1, 2], [1, 0])).toThrow('weight 0 of point 1');
  });
});

describe('theilSen', () => {
  test('agrees with the reference for every family', () => {
    for (const { x, y, expected } of familiesWith('theil_sen')) expectClose(theilSen(x, y), expected);
  });
  test('takes no notice of one wild point among many, and skips pairs with equal x', () => {
    const x = [0, 1, 2, 3, 4, 5, 6];
    expect(
      theilSen(
        x,
        x.map((v) => (v === 3 ? 1000 : 2 * v)),
      ),
    ).toBe(2);
    expect(theilSen([1, 1, 2], [0, 50, 3])).toBe((3 - 47) / 2);
    expect(theilSen([1, 1], [0, 50])).toBeNull();
  });
});

describe('york', () => {
  /** σ of HellaSwag (10042 items scored 0 or 1) and of TruthfulQA MC2 (817 graded items of SD 0.41), in points. */
  const errors = (x: number[]) => ({
    sx: x.map((v) => 100 * Math.sqrt(((v / 100) * (1 - v / 100)) / 10042)),
    sy: x.map(() => (100 * 0.41) / Math.sqrt(817)),
  });

  test('agrees with the reference for every family', () => {
    for (const { x, y, expected } of familiesWith('york')) {
      const { sx, sy } = errors(x);
      const line = york(x, y, sx, sy);
      expectClose(line?.slope ?? null, expected.slope);
      expectClose(line?.se ?? null, expected.se);
      expectClose(line?.chi2PerDof ?? null, expected.chi2_nu);
    }
  });
  test("gives York's own answer for Pearson's data with York's weights: slope −0.4805, intercept 5.4799", () => {
    const x = [0, 0.9, 1.8, 2.6, 3.3, 4.4, 5.2, 6.1, 6.5, 7.4];
    const y = [5.9, 5.4, 4.4, 4.6, 3.5, 3.7, 2.8, 2.8, 2.4, 1.5];
    const wx = [1000, 1000, 500, 800, 200, 80, 60, 20, 1.8, 1];
    const wy = [1, 1.8, 4, 8, 20, 20, 70, 70, 100, 500];
    const sd = (w: number[]) => w.map((v) => 1 / Math.sqrt(v));
    const line = york(x, y, sd(wx), sd(wy));
    expect(line?.slope).toBeCloseTo(-0.480533407, 8);
    expect(line?.intercept).toBeCloseTo(5.479910224, 8);
    expect(line?.se).toBeCloseTo(0.057985009, 8);
    expect(line?.chi2PerDof).toBeCloseTo(11.8663531941 / 8, 9);
  });
  test('without errors in x is the weighted line', () => {
    const x = [1, 2, 4, 7];
    const y = [3, 1, 5, 6];
    const sy = [0.5, 1, 2, 0.7];
    const line = york(x, y, [0, 0, 0, 0], sy);
    const weighted = weightedLine(x, y, inverseSquares(sy));
    expectClose(line?.slope ?? null, Number(weighted?.slope), 1e-12);
    expectClose(line?.se ?? null, Number(weighted?.seSlope), 1e-12);
    expectClose(line?.chi2PerDof ?? null, Number(weighted?.chi2) / 2, 1e-12);
  });
  test('is a minimum of the weighted squared distance, and the same line with the axes swapped', () => {
    let settled = 0;
    fc.assert(
      fc.property(points, (rows) => {
        const [x, noise, sx, sy] = columns(rows);
        const y = x.map((v, i) => 0.7 * v + noise[i] / 10);
        const line = york(x, y, sx, sy);
        fc.pre(line !== null && new Set(x).size > 2 && Math.max(...x) - Math.min(...x) > 20);
        settled++;
        const chi2 = (slope: number) => {
          const w = x.map((_, i) => 1 / (sy[i] ** 2 + slope ** 2 * sx[i] ** 2));
          const total = w.reduce((sum, v) => sum + v, 0);
          const level = w.reduce((sum, v, i) => sum + v * (y[i] - slope * x[i]), 0) / total;
          return w.reduce((sum, v, i) => sum + v * (y[i] - slope * x[i] - level) ** 2, 0);
        };
        const { slope = NaN, chi2PerDof = NaN } = line ?? {};
        expectClose(chi2(slope), chi2PerDof * (x.length - 2), 1e-9, 1e-9);
        for (const step of [-1e-3, 1e-3])
          expect(chi2(slope + step)).toBeGreaterThanOrEqual(chi2(slope) - 1e-9);
        const swapped = york(y, x, sy, sx);
        expectClose(swapped && 1 / swapped.slope, slope, 1e-6);
      }),
      settings,
    );
    expect(settled).toBeGreaterThan(50);
  });
  test('undefined and misuse', () => {
    expect(york([1, 2], [1, 2], [1, 1], [1, 1])).toBeNull();
    expect(york([3, 3, 3], [1, 2, 3], [1, 1, 1], [1, 1, 1])).toBeNull();
    expect(york([1, 2, 3], [5, 5, 5], [1, 1, 1], [1, 1, 1])?.slope).toBe(0);
    expect(() => york([1, 2, 3], [1, 2, 3], [1, 1, 1], [1, 0, 1])).toThrow(
      'standard error 0 of y at point 1',
    );
    expect(() => york([1, 2, 3], [1, 2, 3], [1, -1, 1], [1, 1, 1])).toThrow(
      'standard error -1 of x at point 1',
    );
  });
});

describe('weightedQuadratic', () => {
  test('recovers a parabola far from the origin, whatever the weights', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 700, max: 1250 }), { minLength: 3, maxLength: 12 }),
        fc.array(error, { minLength: 12, maxLength: 12 }),
        (grid, s) => {
          const x = grid.map((k) => k / 100);
          const y = x.map((v) => 4.5 * v * v - 86 * v + 447);
          const fit = weightedQuadratic(x, y, inverseSquares(s.slice(0, x.length)));
          const vertex = -Number(fit?.b) / (2 * Number(fit?.a));
          for (const v of x)
            expectClose(
              Number(fit?.a) * v * v + Number(fit?.b) * v + Number(fit?.c),
              4.5 * v * v - 86 * v + 447,
              0,
              1e-6,
            );
          fc.pre(Math.max(...x) - Math.min(...x) > 1);
          expect(vertex).toBeCloseTo(86 / 9, 3);
        },
      ),
      settings,
    );
  });
  test('leaves residuals orthogonal to 1, x and x² under the weights', () => {
    for (const { logSize, y } of families.filter((f) => f.models.length > 3)) {
      const w = y.map((_, i) => 1 + i);
      const fit = weightedQuadratic(logSize, y, w);
      const e = y.map(
        (v, i) => v - Number(fit?.a) * logSize[i] ** 2 - Number(fit?.b) * logSize[i] - Number(fit?.c),
      );
      for (const power of [0, 1, 2])
        expect(e.reduce((sum, v, i) => sum + w[i] * v * logSize[i] ** power, 0)).toBeCloseTo(0, 8);
    }
  });
  test('undefined and misuse', () => {
    expect(weightedQuadratic([1, 2, 2, 1], [1, 2, 3, 4], [1, 1, 1, 1])).toBeNull();
    expect(() => weightedQuadratic([1, 2], [1, 2], [1, 1])).toThrow('2 pairs; at least 3');
    expect(() => weightedQuadratic([1, 2, 3], [1, 2, 3], [1, NaN, 1])).toThrow('weight NaN of point 1');
  });
});
