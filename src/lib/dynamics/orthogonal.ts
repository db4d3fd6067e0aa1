/**
 * Weighted least-squares polynomial on polynomials that are orthogonal over the points (Forsythe 1957): value, its variance
 * and χ² come without a matrix, and stay accurate for sizes that lie close together.
 */
export interface PolynomialFit {
  parameters: number;
  at(x: number): number;
  /** Variance of the fitted value at x, the weights taken as 1/σ². */
  variance(x: number): number;
  /** Weighted sum of squared residuals; n − parameters is expected of it when the weights are right. */
  chi2: number;
}

/** What is left of a polynomial at points it is meant to be 0 at, beside its size there before. */
const VANISHED = 1e-18;

/**
 * @param x distinct or not, y values, sd their standard errors, same length
 * @param degree 0 for the mean, 1 for a line, 2 for a parabola
 * @returns null when fewer than degree + 1 values of x differ
 */
export function polynomialFit(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  sd: ArrayLike<number>,
  degree: number,
): PolynomialFit | null {
  const n = x.length;
  const weight = Float64Array.from(sd, (one) => 1 / (one * one));
  /** P(k+1) = (x − shift k)·P(k) − ratio k·P(k−1). */
  const shift: number[] = [];
  const ratio: number[] = [];
  const size: number[] = [];
  const coefficient: number[] = [];
  const left = Float64Array.from(y);
  let before = new Float64Array(n);
  let now = new Float64Array(n).fill(1);
  for (let k = 0; k <= degree; k++) {
    let sum = 0;
    let moment = 0;
    let along = 0;
    let largest = 0;
    for (let i = 0; i < n; i++) {
      sum += weight[i] * now[i] * now[i];
      moment += weight[i] * now[i] * now[i] * x[i];
      along += weight[i] * now[i] * left[i];
      largest = Math.max(largest, weight[i]);
    }
    if (!(sum > VANISHED * largest)) return null;
    size.push(sum);
    coefficient.push(along / sum);
    shift.push(moment / sum);
    ratio.push(k === 0 ? 0 : sum / size[k - 1]);
    const next = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      left[i] -= coefficient[k] * now[i];
      next[i] = (x[i] - shift[k]) * now[i] - ratio[k] * before[i];
    }
    before = now;
    now = next;
  }
  let chi2 = 0;
  for (let i = 0; i < n; i++) chi2 += weight[i] * left[i] * left[i];

  function sumAt(at: number, term: (k: number, value: number) => number): number {
    let previous = 0;
    let value = 1;
    let sum = 0;
    for (let k = 0; k <= degree; k++) {
      sum += term(k, value);
      [previous, value] = [value, (at - shift[k]) * value - ratio[k] * previous];
    }
    return sum;
  }
  return {
    parameters: degree + 1,
    at: (at) => sumAt(at, (k, value) => coefficient[k] * value),
    variance: (at) => sumAt(at, (k, value) => (value * value) / size[k]),
    chi2,
  };
}
