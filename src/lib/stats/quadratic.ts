/** Weighted least-squares parabola. Pure; inputs are never changed. */
import { checkWeights } from './regression';
import { pairedLength } from './summary';

/** y = a·x² + b·x + c. */
export interface Quadratic {
  a: number;
  b: number;
  c: number;
}

/**
 * Least-squares parabola with weights 1/σ² (all 1 for the unweighted one). Fitted on polynomials that are orthogonal
 * over the points, which stays accurate where the normal equations do not (x = log10 of a parameter count spans 7 … 12).
 * @returns null when fewer than 3 values of x differ
 * @throws RangeError when the lengths differ, n < 3, or a weight is not positive
 */
export function weightedQuadratic(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  w: ArrayLike<number>,
): Quadratic | null {
  const n = pairedLength('weightedQuadratic', x, y, 3);
  pairedLength('weightedQuadratic', x, w);
  checkWeights('weightedQuadratic', w);
  if (new Set(Array.from(x)).size < 3) return null;

  const average = (value: (i: number) => number): number => {
    let sum = 0;
    let total = 0;
    for (let i = 0; i < n; i++) {
      sum += w[i] * value(i);
      total += w[i];
    }
    return sum / total;
  };
  // P1 = x − centre, P2 = P1² − skew·P1 − spread, orthogonal to each other and to 1 under the weights.
  const centre = average((i) => x[i]);
  const spread = average((i) => (x[i] - centre) ** 2);
  const skew = average((i) => (x[i] - centre) ** 3) / spread;
  const first = (i: number) => x[i] - centre;
  const second = (i: number) => first(i) ** 2 - skew * first(i) - spread;

  const level = average((i) => y[i]);
  const line = average((i) => first(i) * (y[i] - level)) / spread;
  const size = average((i) => second(i) ** 2);
  if (size === 0) return null;
  const bend = average((i) => second(i) * (y[i] - level - line * first(i))) / size;

  const tilt = line - bend * skew;
  return {
    a: bend,
    b: tilt - 2 * bend * centre,
    c: level - bend * spread - tilt * centre + bend * centre * centre,
  };
}
