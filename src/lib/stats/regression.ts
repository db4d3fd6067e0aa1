/** Straight lines through paired samples. Pure; inputs are never changed; a vertical or undefined line is null. */
import { isConstant, mean, median, pairedLength } from './summary';

export interface LeastSquaresLine {
  n: number;
  slope: number;
  intercept: number;
  /** Residual standard deviation with n − 2, and the errors it implies; null for n = 2. */
  residualSd: number | null;
  seSlope: number | null;
  seIntercept: number | null;
}

/**
 * Ordinary least squares of y on x.
 * @returns null when x is constant
 * @throws RangeError when the lengths differ or n < 2
 */
export function ols(x: ArrayLike<number>, y: ArrayLike<number>): LeastSquaresLine | null {
  const n = pairedLength('ols', x, y);
  if (isConstant(x)) return null;
  const mx = mean(x);
  const my = mean(y);
  let sxx = 0;
  let sxy = 0;
  for (let i = 0; i < n; i++) {
    sxx += (x[i] - mx) ** 2;
    sxy += (x[i] - mx) * (y[i] - my);
  }
  const slope = sxy / sxx;
  const line = { n, slope, intercept: my - slope * mx };
  if (n === 2) return { ...line, residualSd: null, seSlope: null, seIntercept: null };
  let left = 0;
  for (let i = 0; i < n; i++) left += (y[i] - my - slope * (x[i] - mx)) ** 2;
  const residualSd = Math.sqrt(left / (n - 2));
  return {
    ...line,
    residualSd,
    seSlope: residualSd / Math.sqrt(sxx),
    seIntercept: residualSd * Math.sqrt(1 / n + (mx * mx) / sxx),
  };
}

/** @throws RangeError naming the first weight that is not positive and finite */
export function checkWeights(name: string, w: ArrayLike<number>): void {
  for (let i = 0; i < w.length; i++)
    if (!(w[i] > 0 && w[i] < Infinity))
      throw new RangeError(`${name}: weight ${w[i]} of point ${i}; weights are positive and finite (1/σ²)`);
}

export interface WeightedLine {
  slope: number;
  intercept: number;
  /** From the weights alone, taken as 1/σ². */
  seSlope: number;
  /** Weighted sum of squared residuals; n − 2 is expected of it when the weights are right. */
  chi2: number;
}

/**
 * Least-squares line of y on x with known weights w = 1/σ².
 * @returns null when x is constant
 * @throws RangeError when the lengths differ, n < 2, or a weight is not positive
 */
export function weightedLine(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  w: ArrayLike<number>,
): WeightedLine | null {
  const n = pairedLength('weightedLine', x, y);
  pairedLength('weightedLine', x, w);
  checkWeights('weightedLine', w);
  if (isConstant(x)) return null;
  let total = 0;
  let mx = 0;
  let my = 0;
  for (let i = 0; i < n; i++) {
    total += w[i];
    mx += w[i] * x[i];
    my += w[i] * y[i];
  }
  mx /= total;
  my /= total;
  let sxx = 0;
  let sxy = 0;
  for (let i = 0; i < n; i++) {
    sxx += w[i] * (x[i] - mx) ** 2;
    sxy += w[i] * (x[i] - mx) * (y[i] - my);
  }
  const slope = sxy / sxx;
  let chi2 = 0;
  for (let i = 0; i < n; i++) chi2 += w[i] * (y[i] - my - slope * (x[i] - mx)) ** 2;
  return { slope, intercept: my - slope * mx, seSlope: 1 / Math.sqrt(sxx), chi2 };
}

/**
 * Theil–Sen slope: median of the slopes of all pairs of points whose x differ.
 * @returns null when x is constant
 * @throws RangeError when the lengths differ or n < 2
 */
export function theilSen(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  const n = pairedLength('theilSen', x, y);
  const slopes: number[] = [];
  for (let i = 1; i < n; i++)
    for (let j = 0; j < i; j++) if (x[i] !== x[j]) slopes.push((y[i] - y[j]) / (x[i] - x[j]));
  return slopes.length === 0 ? null : median(slopes);
}
