import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  evaluateTerms,
  polynomialJacobian,
  polynomialRate,
  polynomialTerms,
} from '../../../src/lib/dynamics/library';

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
const monomial = (term: readonly number[], z: readonly number[]) =>
  term.reduce((value, power, k) => value * z[k] ** power, 1);

describe('polynomial library', () => {
  test('degree 1 is the constant and each state, degree 2 adds squares and products in order', () => {
    expect(polynomialTerms(2, 1)).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
    ]);
    expect(polynomialTerms(2, 2).slice(3)).toEqual([
      [2, 0],
      [1, 1],
      [0, 2],
    ]);
  });

  test('has (states + degree choose degree) different terms, none above the degree', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 4 }), (states, degree) => {
        const terms = polynomialTerms(states, degree);
        expect(terms).toHaveLength(Math.round(choose(states + degree, degree)));
        expect(new Set(terms.map(String)).size).toBe(terms.length);
        for (const term of terms)
          expect(term.reduce((sum, power) => sum + power, 0)).toBeLessThanOrEqual(degree);
      }),
      { numRuns: 40 },
    ));

  const system = fc.integer({ min: 1, max: 4 }).chain((states) => {
    const terms = polynomialTerms(states, 2);
    const number = fc.double({ min: -3, max: 3, noNaN: true });
    return fc.record({
      terms: fc.constant(terms),
      z: fc.array(number, { minLength: states, maxLength: states }),
      coefficients: fc.array(
        fc.array(fc.oneof(fc.constant(0), number), { minLength: terms.length, maxLength: terms.length }),
        { minLength: states, maxLength: states },
      ),
    });
  });

  test('evaluated terms and the rate are the monomials themselves', () =>
    fc.assert(
      fc.property(system, ({ terms, z, coefficients }) => {
        const features = evaluateTerms(
          terms,
          z.map((value) => [value, 2 * value]),
        );
        const out = new Float64Array(z.length);
        polynomialRate(terms, coefficients)(Float64Array.from(z), out);
        terms.forEach((term, j) => expect(features[j][0]).toBeCloseTo(monomial(term, z), 9));
        coefficients.forEach((row, k) =>
          expect(out[k]).toBeCloseTo(
            row.reduce((sum, value, j) => sum + value * monomial(terms[j], z), 0),
            9,
          ),
        );
      }),
      { numRuns: 60 },
    ));

  test('the Jacobian is the rate’s change with each state', () =>
    fc.assert(
      fc.property(system, ({ terms, z, coefficients }) => {
        const rate = polynomialRate(terms, coefficients);
        const at = (k: number, step: number) => {
          const out = new Float64Array(z.length);
          rate(
            Float64Array.from(z, (value, i) => value + (i === k ? step : 0)),
            out,
          );
          return out;
        };
        // Central differences are exact for degree 2.
        polynomialJacobian(terms, coefficients, z).forEach((row, i) =>
          row.forEach((value, k) => expect(value).toBeCloseTo((at(k, 0.5)[i] - at(k, -0.5)[i]) / 1, 8)),
        );
      }),
      { numRuns: 60 },
    ));

  test('quotes a number of states or a degree that makes no library', () => {
    expect(() => polynomialTerms(0, 1)).toThrow('0 states');
    expect(() => polynomialTerms(2, 1.5)).toThrow('degree 1.5');
  });
});
