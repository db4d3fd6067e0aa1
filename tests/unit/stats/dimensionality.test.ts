import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pearson } from '$lib/stats/correlation';
import { dimensionalityInterval, parallelAnalysis } from '$lib/stats/dimensionality';
import { correlationMatrix, covarianceMatrix, effectiveDimension, symmetricEigen } from '$lib/stats/eigen';
import { openStream } from '$lib/stats/philox';
import { quantile } from '$lib/stats/quantile';
import { variance } from '$lib/stats/summary';
import { expectClose, families, familiesWith } from './families';

const settings = { numRuns: 100 };
const score = fc.integer({ min: 0, max: 1000 }).map((k) => k / 10);
const tables = fc
  .integer({ min: 2, max: 5 })
  .chain((width) =>
    fc.array(fc.array(score, { minLength: width, maxLength: width }), { minLength: 4, maxLength: 12 }),
  );
const pythia = families.find((f) => f.family === 'Pythia-deduped') as (typeof families)[number];

describe('covariance and correlation matrices', () => {
  test('hold the variances and correlations of the columns', () => {
    const covariance = covarianceMatrix(pythia.rows);
    const correlation = correlationMatrix(pythia.rows) ?? [];
    const column = (k: number) => pythia.rows.map((row) => row[k]);
    for (let i = 0; i < 5; i++) {
      expectClose(covariance[i][i], variance(column(i)), 1e-12);
      for (let j = 0; j < 5; j++)
        expectClose(correlation[i][j], Number(pearson(column(i), column(j))), 1e-12);
    }
  });
  test('a constant column has no correlation', () => {
    const rows = [
      [0.1, 1],
      [0.1, 2],
      [0.1, 4],
    ];
    expect(correlationMatrix(rows)).toBeNull();
    expect(covarianceMatrix(rows)[0]).toEqual([0, 0]);
    expect(() => covarianceMatrix([[1, 2], [1]])).toThrow('observation 1 has 1 variables against 2');
    expect(() => covarianceMatrix([[1, 2]])).toThrow('1 observations');
  });
});

describe('effective dimensionality', () => {
  test('agrees with the reference, on all five benchmarks', () => {
    for (const { rows, expected } of familiesWith('d_eff_cov'))
      expectClose(effectiveDimension(covarianceMatrix(rows)), expected);
    for (const { rows, expected } of familiesWith('d_eff_corr'))
      expectClose(effectiveDimension(correlationMatrix(rows) ?? []), expected);
  });
  test('is (Σλ)²/Σλ², between 1 and the number of variables', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const covariance = covarianceMatrix(rows);
        const dEff = effectiveDimension(covariance);
        fc.pre(dEff !== null);
        const { values } = symmetricEigen(covariance);
        const total = values.reduce((a, b) => a + b, 0);
        expectClose(dEff, total ** 2 / values.reduce((a, b) => a + b * b, 0));
        expect(dEff).toBeGreaterThan(1 - 1e-12);
        expect(dEff).toBeLessThan(rows[0].length + 1e-12);
      }),
      settings,
    );
  });
  test('of the identity is its size, of one direction 1, of nothing undefined', () => {
    expect(
      effectiveDimension([
        [2, 0, 0],
        [0, 2, 0],
        [0, 0, 2],
      ]),
    ).toBe(3);
    expect(
      effectiveDimension([
        [1, 2],
        [2, 4],
      ]),
    ).toBe(1);
    expect(
      effectiveDimension([
        [0, 0],
        [0, 0],
      ]),
    ).toBeNull();
  });
});

describe('symmetricEigen', () => {
  test('solves C v = λ v with orthonormal vectors, values descending', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const covariance = covarianceMatrix(rows);
        const { values, vectors } = symmetricEigen(covariance);
        const scale = Math.max(1, values[0]);
        vectors.forEach((v, k) => {
          if (k > 0) expect(values[k]).toBeLessThanOrEqual(values[k - 1]);
          covariance.forEach((row, i) => {
            const product = row.reduce((sum, c, j) => sum + c * v[j], 0);
            expect(Math.abs(product - values[k] * v[i]) / scale).toBeLessThan(1e-10);
          });
          vectors.forEach((u, l) => {
            const dot = u.reduce((sum, c, j) => sum + c * v[j], 0);
            expect(dot).toBeCloseTo(k === l ? 1 : 0, 10);
          });
          expect(Math.max(...v)).toBeCloseTo(Math.max(...v.map(Math.abs)), 10);
        });
      }),
      settings,
    );
  });
  test('known answer: [[2, 1], [1, 2]] has 3 and 1', () => {
    const { values, vectors } = symmetricEigen([
      [2, 1],
      [1, 2],
    ]);
    expect(values[0]).toBeCloseTo(3, 14);
    expect(values[1]).toBeCloseTo(1, 14);
    expect(vectors[0][0]).toBeCloseTo(Math.SQRT1_2, 14);
    expect(vectors[0][1]).toBeCloseTo(Math.SQRT1_2, 14);
  });
  test('misuse', () => {
    expect(() => symmetricEigen([])).toThrow('0 × 0');
    expect(() => symmetricEigen([[1, 2]])).toThrow('a row of 2 in a matrix of 1 rows');
    expect(() =>
      symmetricEigen([
        [1, 2],
        [3, 1],
      ]),
    ).toThrow('3 at (1, 0) against 2');
  });
});

describe('dimensionalityInterval', () => {
  test('brackets d_eff for a family, and is the same for the same seed', () => {
    const once = dimensionalityInterval(pythia.rows, { seed: 1, draws: 1000 });
    expect(dimensionalityInterval(pythia.rows, { seed: 1, draws: 1000 })).toEqual(once);
    expect(dimensionalityInterval(pythia.rows, { seed: 2, draws: 1000 })).not.toEqual(once);
    expectClose(once?.covariance?.dEff ?? null, Number(pythia.reference.d_eff_cov));
    expectClose(once?.correlation?.dEff ?? null, Number(pythia.reference.d_eff_corr));
    for (const part of [once?.covariance, once?.correlation]) {
      expect(part?.lo).toBeGreaterThanOrEqual(1 - 1e-12);
      expect(part?.lo).toBeLessThan(Number(part?.hi));
      expect(part?.hi).toBeLessThanOrEqual(5);
    }
  });
  test('holds the quantiles of d_eff over its own resamples, computed the long way', () => {
    const dEffs: number[][] = [[], []];
    for (let d = 0; d < 300; d++) {
      const random = openStream(8, 5, d);
      const picked = pythia.rows.map(() => pythia.rows[random.nextIndex(8)]);
      [covarianceMatrix(picked), correlationMatrix(picked)].forEach((matrix, k) => {
        const dEff = matrix && effectiveDimension(matrix);
        if (dEff !== null) dEffs[k].push(dEff);
      });
    }
    const parts = dimensionalityInterval(pythia.rows, { seed: 8, draws: 300, stream: 5 });
    [parts?.covariance, parts?.correlation].forEach((part, k) => {
      expectClose(part?.lo ?? null, quantile(dEffs[k], 0.025));
      expectClose(part?.hi ?? null, quantile(dEffs[k], 0.975));
    });
  });
  test('covers a planted d_eff where variables go together, and lies below one of unrelated variables', () => {
    const [n, width, repeats] = [9, 4, 200];
    const covered = (rho: number) => {
      const truth = width / (1 + (width - 1) * rho ** 2);
      let hits = 0;
      for (let i = 0; i < repeats; i++) {
        const random = openStream(11, 7, i);
        const rows = Array.from({ length: n }, () => {
          const shared = Math.sqrt(rho) * random.nextNormal();
          return Array.from({ length: width }, () => shared + Math.sqrt(1 - rho) * random.nextNormal());
        });
        const part = dimensionalityInterval(rows, { seed: i, draws: 200 })?.correlation;
        if (part && part.lo <= truth && truth <= part.hi) hits++;
      }
      return hits / repeats;
    };
    expect(covered(0.9)).toBeGreaterThan(0.85);
    expect(covered(0.6)).toBeGreaterThan(0.85);
    expect(covered(0.3)).toBeLessThan(0.7);
    expect(covered(0)).toBe(0);
  });
  test('narrows when the same observations are given four times', () => {
    const width = (rows: number[][]) => {
      const part = dimensionalityInterval(rows, { seed: 1, draws: 1000 })?.correlation;
      return Number(part?.hi) - Number(part?.lo);
    };
    const four = [...pythia.rows, ...pythia.rows, ...pythia.rows, ...pythia.rows];
    expect(width(four)).toBeLessThan(0.7 * width(pythia.rows));
  });
  test('fewer than four observations, or constant variables, leave it undefined', () => {
    expect(dimensionalityInterval(pythia.rows.slice(0, 3), { seed: 1, draws: 10 })).toBeNull();
    const constant = dimensionalityInterval(
      [
        [1, 2],
        [1, 3],
        [1, 5],
        [1, 4],
      ],
      { seed: 1, draws: 100 },
    );
    expect(constant?.correlation).toBeNull();
    expect(constant?.covariance?.dEff).toBe(1);
    expect(() => dimensionalityInterval(pythia.rows, { seed: 1, draws: 0 })).toThrow('0 draws');
  });
});

describe('parallelAnalysis', () => {
  test('expects of unrelated variables p/(1 + (p − 1)/(n − 1)), more than the family has', () => {
    const chance = parallelAnalysis(pythia.rows, { seed: 1, draws: 4000 });
    // Under permutation E r² = 1/(n − 1), so E‖C‖² = p + p(p − 1)/(n − 1); the mean of the ratio lies a little above.
    const n = 8;
    const expected = 5 / (1 + 4 / (n - 1));
    expect(chance?.dEff).toBeGreaterThan(expected);
    expect(chance?.dEff).toBeLessThan(expected * 1.08);
    expect(chance?.lo).toBeGreaterThan(Number(pythia.reference.d_eff_corr));
    expect(chance?.lo).toBeLessThan(Number(chance?.dEff));
    expect(chance?.hi).toBeGreaterThan(Number(chance?.dEff));
  });
  test('does not see how the columns were paired, and leaves its input alone', () => {
    const before = pythia.rows.map((row) => [...row]);
    const once = parallelAnalysis(pythia.rows, { seed: 1, draws: 200 });
    expect(pythia.rows).toEqual(before);
    expect(parallelAnalysis(pythia.rows, { seed: 1, draws: 200 })).toEqual(once);
  });
  test('is undefined for few observations or a constant variable', () => {
    expect(
      parallelAnalysis(
        [
          [1, 2],
          [2, 1],
          [3, 3],
        ],
        { seed: 1, draws: 10 },
      ),
    ).toBeNull();
    expect(
      parallelAnalysis(
        [
          [1, 2],
          [1, 1],
          [1, 3],
          [1, 5],
        ],
        { seed: 1, draws: 10 },
      ),
    ).toBeNull();
  });
});
