/** Least-squares polynomials of any degree in one variable. Pure. */
import { pairedLength } from '../stats/summary';
import { leastSquares } from './stlsq';

/**
 * Fits y = Σ cₚxᵖ on x centred and scaled to its range, which stays accurate where powers of x themselves do not.
 * @returns the fitted curve
 * @throws RangeError when the lengths differ, there are fewer different x than coefficients, or the degree is no integer from 0
 */
export function polynomialCurve(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  degree: number,
): (x: number) => number {
  pairedLength('polynomialCurve', x, y, 1);
  if (!(Number.isInteger(degree) && degree >= 0))
    throw new RangeError(`polynomialCurve: degree ${degree}; give an integer from 0`);
  const distinct = new Set(Array.from(x));
  if (distinct.size <= degree)
    throw new RangeError(
      `polynomialCurve: ${distinct.size} different x for degree ${degree}; give at least ${degree + 1}`,
    );
  const lo = Math.min(...distinct);
  const hi = Math.max(...distinct);
  const scaled = (value: number) => (hi > lo ? (2 * value - lo - hi) / (hi - lo) : 0);
  const powers = Array.from({ length: degree + 1 }, (_, power) =>
    Array.from(x, (value) => scaled(value) ** power),
  );
  const coefficients = leastSquares(powers, y);
  return (value) => coefficients.reduceRight((sum, coefficient) => sum * scaled(value) + coefficient, 0);
}
