/**
 * Constant, line and quadratic in L: weighted least squares. The band is the prediction interval of a new observation,
 * and beside it the terms that the method leaves out: up to the quadratic, the next degree in any case.
 */
import { newScoreSd, twoSided, widening } from '../bands';
import { polynomialFit, type PolynomialFit } from '../orthogonal';
import type { Series } from '../series';
import { single, type Fitted, type Refused } from './method';

const WORDS = ['a mean', 'a line', 'a quadratic'] as const;

function fitPolynomial({ logSize, scores, sd }: Series, degree: 0 | 1 | 2): Fitted | Refused {
  const n = logSize.length;
  const fit = n <= degree ? null : polynomialFit(logSize, scores, sd, degree);
  if (fit === null) return { refused: `${WORDS[degree]} needs ${degree + 1} sizes, and there are ${n}` };
  const { parameters, chi2, at, variance } = fit;
  const leftOut: PolynomialFit[] = [fit];
  for (let more = degree + 1; more <= Math.max(2, degree + 1) && more < n; more++) {
    const next = polynomialFit(logSize, scores, sd, more);
    if (next !== null) leftOut.push(next);
  }
  const own = newScoreSd(sd) ** 2;
  return {
    parameters,
    at,
    band(to, level) {
      const factor = widening(level, chi2, n - parameters);
      if (factor === null) return null;
      const value = at(to);
      const values = leftOut.map((one) => one.at(to));
      const terms = Math.hypot(...values.map((one, i) => (i === 0 ? 0 : one - values[i - 1])));
      const half = Math.hypot(factor * Math.sqrt(variance(to) + own), twoSided(level, Infinity) * terms);
      return [value - half, value + half];
    },
  };
}

export const constant = single('constant', (series) => fitPolynomial(series, 0));
export const line = single('line', (series) => fitPolynomial(series, 1));
export const quadratic = single('quadratic', (series) => fitPolynomial(series, 2));
