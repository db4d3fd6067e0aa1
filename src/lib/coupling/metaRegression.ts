/**
 * Random-effects meta-regression: estimates with known sampling variances, explained by a line in x, with a variance τ²
 * between them beyond what sampling explains. Weights 1/(v + τ²); τ² by the DerSimonian–Laird moment for regression
 * (DerSimonian and Laird 1986; Thompson and Sharp 1999): the residual Q of the fit with weights 1/v against its expectation.
 * Pure; inputs are never changed.
 */
import { weightedLine } from '../stats/regression';
import { pairedLength } from '../stats/summary';

export interface MetaRegression {
  n: number;
  intercept: number;
  slope: number;
  /** Variance between estimates beyond their own, in y², ≥ 0. */
  tau2: number;
  /** Weighted squared residuals of the fit without τ²; n − 2 is expected of it when τ² = 0. */
  q: number;
}

/**
 * @param x explains, any units @param y estimates @param variance their sampling variances, positive and finite
 * @returns null when x is constant
 * @throws RangeError when lengths differ, n < 2, or a variance is not positive and finite
 */
export function metaRegression(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  variance: ArrayLike<number>,
): MetaRegression | null {
  const n = pairedLength('metaRegression', x, y);
  pairedLength('metaRegression', x, variance);
  for (let i = 0; i < n; i++)
    if (!(variance[i] > 0 && variance[i] < Infinity))
      throw new RangeError(
        `metaRegression: variance ${variance[i]} of estimate ${i}; variances are positive and finite`,
      );
  const known = Float64Array.from(variance, (v) => 1 / v);
  const fixed = weightedLine(x, y, known);
  if (fixed === null) return null;
  const tau2 = momentTau2(x, known, fixed.chi2);
  const line = weightedLine(
    x,
    y,
    Float64Array.from(variance, (v) => 1 / (v + tau2)),
  );
  return line && { n, intercept: line.intercept, slope: line.slope, tau2, q: fixed.chi2 };
}

/** (Q − (n − 2)) / (Σw − tr[(XᵀWX)⁻¹XᵀW²X]), at least 0; x about its weighted mean makes XᵀWX diagonal. */
function momentTau2(x: ArrayLike<number>, w: Float64Array, q: number): number {
  const n = w.length;
  // Two points have no residual, and the denominator is 0.
  if (n < 3) return 0;
  let total = 0;
  let centre = 0;
  for (let i = 0; i < n; i++) {
    total += w[i];
    centre += w[i] * x[i];
  }
  centre /= total;
  let spread = 0;
  let squares = 0;
  let squaresSpread = 0;
  for (let i = 0; i < n; i++) {
    const d2 = (x[i] - centre) ** 2;
    spread += w[i] * d2;
    squares += w[i] * w[i];
    squaresSpread += w[i] * w[i] * d2;
  }
  const scale = total - squares / total - squaresSpread / spread;
  // What rounding leaves of 0, when all weight is on two points.
  return scale > 1e-12 * total ? Math.max(0, (q - (n - 2)) / scale) : 0;
}
