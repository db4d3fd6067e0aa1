import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { midpointDifferences } from '../../../src/lib/dynamics/differences';
import { integrate } from '../../../src/lib/dynamics/integrate';
import { evaluateTerms, polynomialTerms } from '../../../src/lib/dynamics/library';
import { leastSquares, sparseRegression, stlsq } from '../../../src/lib/dynamics/stlsq';
import { lorenz } from './trajectories';

const options = { lambda: 0.05, ridge: 0.05, refit: false };

/** States of a system at equal steps: [state][time]. */
function simulated(
  rate: (z: Float64Array, out: Float64Array) => void,
  start: number[],
  step: number,
  n: number,
) {
  const time = Float64Array.from({ length: n }, (_, i) => i * step);
  const { states } = integrate((_, z, out) => rate(z, out), 0, start, time, {
    relative: 1e-11,
    absolute: 1e-11,
    maxSteps: 1e6,
  });
  return { time, states: start.map((_, k) => Float64Array.from(states, (z) => z[k])) };
}

/** Exponents to coefficients of the terms that stayed. */
function found(terms: number[][], coefficients: ArrayLike<number>): Record<string, number> {
  return Object.fromEntries(
    terms
      .map((term, j): [string, number] => [term.join(''), coefficients[j]])
      .filter(([, value]) => value !== 0),
  );
}

function expectCoefficients(
  actual: Record<string, number>,
  expected: Record<string, number>,
  within: number,
) {
  expect(Object.keys(actual).sort()).toEqual(Object.keys(expected).sort());
  for (const [term, value] of Object.entries(expected))
    expect(Math.abs(actual[term] - value), `${term}: ${actual[term]}`).toBeLessThan(within);
}

describe('STLSQ on systems with known equations', () => {
  // The settings of pysindy's feature overview: 10 time units at 0.002 from (−8, 8, 27), threshold 0.1, ridge 0.05, degree 2.
  const { time, states } = simulated(lorenz, [-8, 8, 27], 0.002, 5000);
  const terms = polynomialTerms(3, 2);
  const truth: Record<string, number>[] = [
    { '100': -10, '010': 10 },
    { '100': 28, '010': -1, '101': -1 },
    { '001': -8 / 3, '110': 1 },
  ];

  test('Lorenz from exact derivatives: the seven terms, coefficients to 0.001', () => {
    const rates = states.map(() => new Float64Array(time.length));
    time.forEach((_, i) => {
      const out = new Float64Array(3);
      lorenz(
        Float64Array.from(states, (state) => state[i]),
        out,
      );
      out.forEach((value, k) => (rates[k][i] = value));
    });
    const regress = sparseRegression(evaluateTerms(terms, states));
    rates.forEach((rate, k) =>
      expectCoefficients(found(terms, regress(rate, { ...options, lambda: 0.1 })), truth[k], 1e-3),
    );
  });

  test('Lorenz from differences: the terms pysindy prints, as near the truth as it (27.992, −0.999)', () => {
    const { at, rate } = midpointDifferences(time, states);
    const regress = sparseRegression(evaluateTerms(terms, at));
    rate.forEach((response, k) =>
      expectCoefficients(found(terms, regress(response, { ...options, lambda: 0.1 })), truth[k], 0.01),
    );
  });

  // Brunton, Proctor & Kutz 2016, and pysindy's notebook of that paper: 25 time units at 0.01 from (2, 0), degree 5, threshold
  // 0.05; it prints −0.100, 2.000, −2.000, −0.100.
  test('damped linear oscillator: four terms among 21, to 0.001', () => {
    const run = simulated(([x, y], out) => out.set([-0.1 * x + 2 * y, -2 * x - 0.1 * y]), [2, 0], 0.01, 2500);
    const { at, rate } = midpointDifferences(run.time, run.states);
    const library = polynomialTerms(2, 5);
    const regress = sparseRegression(evaluateTerms(library, at));
    expectCoefficients(found(library, regress(rate[0], options)), { '10': -0.1, '01': 2 }, 1e-3);
    expectCoefficients(found(library, regress(rate[1], options)), { '10': -2, '01': -0.1 }, 1e-3);
  });

  test('damped cubic oscillator: four terms among 21, to 0.002', () => {
    const run = simulated(
      ([x, y], out) => out.set([-0.1 * x ** 3 + 2 * y ** 3, -2 * x ** 3 - 0.1 * y ** 3]),
      [2, 0],
      0.01,
      2500,
    );
    const { at, rate } = midpointDifferences(run.time, run.states);
    const library = polynomialTerms(2, 5);
    const regress = sparseRegression(evaluateTerms(library, at));
    expectCoefficients(found(library, regress(rate[0], options)), { '30': -0.1, '03': 2 }, 2e-3);
    expectCoefficients(found(library, regress(rate[1], options)), { '30': -2, '03': -0.1 }, 2e-3);
  });
});

describe('STLSQ', () => {
  // Orthogonal columns with sum of squares 4.
  const features = [
    [1, 1, 1, 1],
    [1, -1, 1, -1],
    [1, 1, -1, -1],
  ].map((column) => Float64Array.from(column));
  const response = Float64Array.of(6, 2, 5, 1); // 3.5, 2, 0.5

  test('with orthogonal terms a ridge coefficient is the moment over 4 + ridge', () => {
    const fitted = stlsq(features, response, { lambda: 0, ridge: 1, refit: false });
    [14, 8, 2].forEach((moment, j) => expect(fitted[j]).toBeCloseTo(moment / 5, 12));
  });

  test('drops what is below the threshold, and refits without penalty on demand', () => {
    expect(stlsq(features, response, { lambda: 1, ridge: 1, refit: false })[2]).toBe(0);
    const refitted = stlsq(features, response, { lambda: 1, ridge: 1, refit: true });
    [3.5, 2, 0].forEach((value, j) => expect(refitted[j]).toBeCloseTo(value, 12));
    expect(Array.from(stlsq(features, response, { lambda: 9, ridge: 1, refit: true }))).toEqual([0, 0, 0]);
  });

  test('keeps no coefficient below λ', () => {
    const value = fc.double({ min: -5, max: 5, noNaN: true });
    const column = fc.array(value, { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(column, { minLength: 3, maxLength: 8 }),
        column,
        fc.double({ min: 0, max: 3, noNaN: true }),
        (columns, y, lambda) => {
          const fitted = stlsq(
            columns.map((one) => Float64Array.from(one)),
            Float64Array.from(y),
            { lambda, ridge: 0.05, refit: false },
          );
          for (const one of fitted) expect(one === 0 || Math.abs(one) >= lambda).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('collinear terms without a penalty share the coefficient: the smallest solution', () => {
    const twin = [features[0], features[0]];
    const fitted = stlsq(twin, Float64Array.of(2, 2, 2, 2), { lambda: 0, ridge: 0, refit: false });
    fitted.forEach((value) => expect(value).toBeCloseTo(1, 12));
    expect(leastSquares(twin, [2, 2, 2, 2])[0]).toBeCloseTo(1, 12);
  });

  test('quotes what cannot be', () => {
    expect(() => stlsq(features, response, { lambda: -1, ridge: 0, refit: false })).toThrow('lambda -1');
    expect(() => stlsq(features, response.slice(1), { lambda: 0, ridge: 0, refit: false })).toThrow(
      '3 rates against 4',
    );
    expect(() => sparseRegression([features[0], new Float64Array(2)])).toThrow('2 values against 4');
  });
});

describe('midpoint differences', () => {
  test('are exact for a parabola at unequal steps', () => {
    const time = [0, 1, 3, 3.5];
    const { rate } = midpointDifferences(time, [time.map((t) => 2 * t * t - t)]);
    rate[0].forEach((value, i) => expect(value).toBeCloseTo(2 * (time[i] + time[i + 1]) - 1, 12));
  });

  test('ask for ascending times and equal lengths', () => {
    expect(() => midpointDifferences([0, 0], [[1, 2]])).toThrow('time 0 after 0');
    expect(() => midpointDifferences([0, 1], [[1, 2, 3]])).toThrow('3 values of state 0 at 2 times');
  });
});
