import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { solvePositive } from '$lib/stats/cholesky';
import { logistic, logisticFit, probabilityOf } from '$lib/stats/logistic';

/** Overlapping classes: a finite maximum exists. */
const x = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5];
const y = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];
const z = x.map((value, i) => Math.cos(5 * i) + value / 10);

describe('logistic', () => {
  test('gives the textbook fit of hours of study on passing', () => {
    const fit = logistic([x], y);
    expect(fit?.intercept).toBeCloseTo(-4.0777, 4);
    expect(fit?.coefficients[0]).toBeCloseTo(1.5046, 4);
    expect(fit?.logLikelihood).toBeCloseTo(-8.02988, 5);
  });

  test('is where the score equations hold, with one predictor and with two', () => {
    for (const predictors of [[x], [x, z]]) {
      const fit = logistic(predictors, y)!;
      const residual = y.map((outcome, i) => {
        const eta = predictors.reduce(
          (sum, column, j) => sum + fit.coefficients[j] * column[i],
          fit.intercept,
        );
        return outcome - 1 / (1 + Math.exp(-eta));
      });
      for (const column of [x.map(() => 1), ...predictors])
        expect(residual.reduce((sum, r, i) => sum + r * column[i], 0)).toBeCloseTo(0, 9);
    }
  });

  test('without a predictor gives the base rate', () => {
    const fit = logistic([], [1, 0, 0, 0])!;
    expect(probabilityOf(fit.intercept)).toBeCloseTo(0.25, 12);
  });

  test('counts a weight as so many copies, and a weight of 0 as none', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 20, maxLength: 20 }), (weights) => {
        const { fit, beta } = logisticFit([x], y);
        const weighted = fit(weights);
        const copies = weights.flatMap((times, i) => Array.from({ length: times }, () => i));
        if (copies.length === 0) {
          expect(weighted).toBeNull();
          return;
        }
        const copied = logistic(
          [copies.map((i) => x[i])],
          copies.map((i) => y[i]),
        );
        if (copied === null || weighted === null) {
          expect(weighted).toBe(copied);
          return;
        }
        expect(beta[1] / copied.coefficients[0]).toBeCloseTo(1, 6);
        expect(weighted).toBeCloseTo(copied.logLikelihood, 8);
      }),
      { numRuns: 60 },
    ));

  test('moves with the units of the predictor', () => {
    const fit = logistic([x], y)!;
    const other = logistic([x.map((value) => 1e6 + 1000 * value)], y)!;
    expect(other.coefficients[0] * 1000).toBeCloseTo(fit.coefficients[0], 6);
  });

  test('has no finite maximum where classes are separated, one is missing, or predictors are collinear', () => {
    expect(logistic([[1, 2, 3, 4]], [0, 0, 1, 1])).toBeNull();
    // Touching at one value: separated but for a tie, and the slope still runs away.
    expect(logistic([[1, 2, 2, 3]], [0, 0, 1, 1])).toBeNull();
    expect(logistic([[1, 2, 3]], [1, 1, 1])).toBeNull();
    expect(logistic([[5, 5, 5]], [0, 1, 0])).toBeNull();
    expect(logistic([x, x.map((value) => 2 * value + 1)], y)).toBeNull();
  });

  test('quotes what is wrong with its input', () => {
    expect(() => logistic([[1, 2]], [0, 1, 1])).toThrow('2 values of a predictor for 3 outcomes');
    expect(() => logistic([[1, 2]], [0, 2])).toThrow('outcome 2 of observation 1');
    expect(() => logistic([[]], [])).toThrow('0 outcomes');
  });

  test('a probability of any log-odds is a number', () => {
    expect([-1e4, 0, 1e4].map(probabilityOf)).toEqual([0, 0.5, 1]);
  });
});

describe('solvePositive', () => {
  test('solves what it multiplied', () =>
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 9, maxLength: 9 }),
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 }),
        (factor, solution) => {
          // FᵀF + 1 is positive definite.
          const a = Float64Array.from({ length: 9 }, (_, at) => {
            const [i, j] = [Math.floor(at / 3), at % 3];
            return [0, 1, 2].reduce((sum, k) => sum + factor[3 * k + i] * factor[3 * k + j], i === j ? 1 : 0);
          });
          const b = Float64Array.from([0, 1, 2], (i) =>
            [0, 1, 2].reduce((sum, j) => sum + a[3 * i + j] * solution[j], 0),
          );
          expect(solvePositive(a, b, 3)).toBe(true);
          solution.forEach((value, i) => expect(b[i]).toBeCloseTo(value, 8));
        },
      ),
    ));

  test('refuses a matrix that is not positive definite', () => {
    expect(solvePositive(Float64Array.of(1, 2, 2, 4), Float64Array.of(1, 1), 2)).toBe(false);
    expect(solvePositive(Float64Array.of(0), Float64Array.of(1), 1)).toBe(false);
  });
});
