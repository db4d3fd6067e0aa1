import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Trajectory } from '../../../src/lib/dynamics/forecast';
import { SINGLE_METHODS } from '../../../src/lib/dynamics/methods/all';
import { isRefused, type Fitted, type Method } from '../../../src/lib/dynamics/methods/method';
import { logistic } from '../../../src/lib/dynamics/methods/logistic';
import { persistence, rateOfSteps } from '../../../src/lib/dynamics/methods/persistence';
import { constant, line, quadratic } from '../../../src/lib/dynamics/methods/polynomial';
import { polynomialFit } from '../../../src/lib/dynamics/orthogonal';
import { weightedLine } from '../../../src/lib/stats/regression';
import { weightedQuadratic } from '../../../src/lib/stats/quadratic';

const SIZES = Float64Array.from([0.07, 0.16, 0.41, 1, 1.4, 2.8, 6.9, 12], Math.log10);
const FALLING = [47.2, 44.1, 41, 38.9, 38.6, 35.6, 34.4, 33];
const TARGET = SIZES[7] + 1;

const series = (scores: ArrayLike<number>, sd: ArrayLike<number> | number, floor = 0): Trajectory => ({
  benchmarks: ['b'],
  logSize: SIZES.slice(0, scores.length),
  scores: [Float64Array.from(scores)],
  sd: [typeof sd === 'number' ? new Float64Array(scores.length).fill(sd) : Float64Array.from(sd)],
  floors: [floor],
});

function fitted(method: Method, trajectory: Trajectory): Fitted {
  const [fit] = method.fit(trajectory);
  if (isRefused(fit)) throw new Error(fit.refused);
  return fit;
}

const halfAt = (fit: Fitted, at: number, level: 0.8 | 0.95): number => {
  const band = fit.band(at, level);
  if (band === null) throw new Error('no band');
  return (band[1] - band[0]) / 2;
};

describe('polynomials', () => {
  // NumPy: least squares on a Vandermonde matrix; SciPy: t quantile times √(s²(1 + a(AᵀA)⁻¹aᵀ)).
  const REFERENCE = [
    {
      method: line,
      at: 26.257789918667854,
      half80: 1.3074650902812857,
      half95: 2.222079564846103,
      next: 29.50867275331973,
    },
    {
      method: quadratic,
      at: 29.50867275331973,
      half80: 2.164710040663314,
      half95: 3.7703262084719666,
      next: 27.41956686563385,
    },
  ];
  test('give the textbook prediction interval, and the next term beside it', () => {
    for (const { method, at, half80, half95, next } of REFERENCE) {
      // So little noise is told that the scatter speaks.
      const fit = fitted(method, series(FALLING, 0.05));
      expect(fit.at(TARGET)).toBeCloseTo(at, 9);
      expect(halfAt(fit, TARGET, 0.8)).toBeCloseTo(Math.hypot(half80, 1.2815515655446004 * (next - at)), 9);
      expect(halfAt(fit, TARGET, 0.95)).toBeCloseTo(Math.hypot(half95, 1.959963984540054 * (next - at)), 9);
    }
  });

  test('trust the told noise where the scatter is below it', () => {
    const straight = Array.from(SIZES, (size) => 40 + 5 * size);
    const fit = fitted(line, series(straight, 2));
    const { variance } = polynomialFit(SIZES, straight, new Float64Array(8).fill(2), 1) ?? {
      variance: () => NaN,
    };
    expect(halfAt(fit, TARGET, 0.95)).toBeCloseTo(1.959963984540054 * Math.sqrt(variance(TARGET) + 4), 9);
  });

  test('are the weighted line and parabola of the stats room', () => {
    const noise = fc.array(fc.double({ min: 0.2, max: 4, noNaN: true }), { minLength: 8, maxLength: 8 });
    const scores = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(scores, noise, (y, sd) => {
        const weights = sd.map((one) => 1 / one ** 2);
        const straight = weightedLine(SIZES, y, weights);
        const bent = weightedQuadratic(SIZES, y, weights);
        const first = polynomialFit(SIZES, y, sd, 1);
        const second = polynomialFit(SIZES, y, sd, 2);
        expect(first?.at(2)).toBeCloseTo((straight?.intercept ?? NaN) + 2 * (straight?.slope ?? NaN), 7);
        expect(first?.chi2).toBeCloseTo(straight?.chi2 ?? NaN, 6);
        expect(second?.at(2)).toBeCloseTo(4 * (bent?.a ?? NaN) + 2 * (bent?.b ?? NaN) + (bent?.c ?? NaN), 6);
      }),
      { numRuns: 100 },
    );
  });

  test('refuse what they have too few sizes for, and have no band without a spare one', () => {
    expect(quadratic.fit(series(FALLING.slice(0, 2), 1))[0]).toEqual({
      refused: 'a quadratic needs 3 sizes, and there are 2',
    });
    expect(fitted(line, series(FALLING.slice(0, 2), 1)).band(1, 0.8)).toBeNull();
    expect(fitted(constant, series([40], 1)).band(1, 0.95)).toBeNull();
  });
});

describe('persistence', () => {
  test('says the last score, and widens from the noise of two scores by the steps', () => {
    const fit = fitted(persistence, series([30, 40], 1));
    const distance = SIZES[1] - SIZES[0];
    expect(fit.at(TARGET)).toBe(40);
    expect(
      rateOfSteps({
        logSize: SIZES.slice(0, 2),
        scores: Float64Array.of(30, 40),
        sd: Float64Array.of(1, 1),
        floor: 0,
      }),
    ).toBeCloseTo(10 / distance, 12);
    // One step: t with 1 degree of freedom, 3.0777 at 80 %.
    expect(halfAt(fit, SIZES[1], 0.8)).toBeCloseTo(1.2815515655446004 * Math.SQRT2, 9);
    expect(halfAt(fit, SIZES[1] + distance, 0.8)).toBeCloseTo(
      Math.hypot(1.2815515655446004 * Math.SQRT2, 3.077683537175253 * 10),
      8,
    );
  });
});

describe('logistic', () => {
  const RISING = [27.1, 30.3, 36, 44.9, 48.2, 56, 64.5, 70.1];
  const NOISE = [0.44, 0.46, 0.48, 0.5, 0.5, 0.5, 0.48, 0.46];
  test('settles where the gradient is 0 (scipy.optimize.root)', () => {
    const fit = fitted(logistic, series(RISING, NOISE, 25));
    expect(fit.at(TARGET)).toBeCloseTo(90.88181914320043, 8);
    expect(fit.at(0)).toBeCloseTo(43.583600315002826, 8);
  });

  test('gives back a curve it made, falling or rising, whatever the floor', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -2, max: 2, noNaN: true }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        fc.constantFrom(0, 25, 50),
        (a, b, floor) => {
          const curve = (size: number) => floor + (100 - floor) / (1 + Math.exp(-(a + b * size)));
          const fit = fitted(logistic, series(Array.from(SIZES, curve), 1, floor));
          expect(fit.at(TARGET)).toBeCloseTo(curve(TARGET), 5);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('says so where no score is above guessing, or a step has no steepness', () => {
    expect(logistic.fit(series([24, 23.5, 24.8, 24.2], 1, 25))[0]).toEqual({
      refused: 'no score is above guessing (25 %)',
    });
    const [step] = logistic.fit(series([0, 0, 0, 0, 100, 100, 100, 100], 1));
    expect(isRefused(step) && step.refused).toMatch(/no logistic curve settles/);
  });
});

describe('all methods', () => {
  const scores = fc.array(fc.double({ min: 20, max: 80, noNaN: true }), { minLength: 4, maxLength: 8 });

  test('nest their bands about the value, wider further out', () => {
    fc.assert(
      fc.property(scores, fc.constantFrom(...SINGLE_METHODS), (y, method) => {
        const [fit] = method.fit(series(y, 1));
        if (isRefused(fit)) return;
        const last = SIZES[y.length - 1];
        const inner = fit.band(last + 1, 0.8);
        const outer = fit.band(last + 1, 0.95);
        if (inner === null || outer === null) throw new Error('no band');
        expect(outer[0]).toBeLessThanOrEqual(inner[0]);
        expect(inner[0]).toBeLessThan(fit.at(last + 1));
        expect(inner[1]).toBeLessThanOrEqual(outer[1]);
        if (method.id !== 'logistic')
          expect(halfAt(fit, last + 1, 0.8)).toBeGreaterThanOrEqual(halfAt(fit, last, 0.8) - 1e-9);
      }),
      { numRuns: 150 },
    );
  });

  test('do not care for the unit of scores, but the logistic, which has a scale', () => {
    const free = SINGLE_METHODS.filter(({ id }) => id !== 'logistic');
    fc.assert(
      fc.property(
        scores,
        fc.constantFrom(...free),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (y, method, scale) => {
          fc.pre(Math.abs(scale) > 0.1);
          const own = fitted(method, series(y, 1));
          const other = fitted(
            method,
            series(
              y.map((score) => 7 + scale * score),
              Math.abs(scale),
            ),
          );
          expect(other.at(TARGET)).toBeCloseTo(7 + scale * own.at(TARGET), 5);
          for (const level of [0.8, 0.95] as const)
            expect(halfAt(other, TARGET, level) / Math.abs(scale)).toBeCloseTo(halfAt(own, TARGET, level), 5);
        },
      ),
      { numRuns: 150 },
    );
  });
});
