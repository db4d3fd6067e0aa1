/**
 * Line through points with known errors in both coordinates: York, Evensen, López Martínez, De Basabe Delgado 2004,
 * "Unified equations for the slope, intercept, and standard errors of the best straight line", with errors of x and y
 * uncorrelated. Symmetric in the axes: swapping x and y gives the same line.
 */
import { ols } from './regression';
import { pairedLength } from './summary';

export interface YorkLine {
  slope: number;
  /** From the given errors alone, evaluated at the adjusted points. */
  se: number;
  intercept: number;
  /** Goodness of fit χ²/(n − 2): near 1 when the errors account for the scatter, above when they do not. */
  chi2PerDof: number;
  iterations: number;
}

const MAX_ITERATIONS = 1000;
const TOLERANCE = 1e-14;

/**
 * @param sx, sy standard errors of x and y, same units; sy > 0, sx ≥ 0
 * @returns null when n < 3 (no scatter to judge by), x is constant (the line is vertical), or the iteration does not
 * settle within 1000 steps (errors that swamp the points)
 * @throws RangeError when the lengths differ or a standard error is out of range
 */
export function york(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  sx: ArrayLike<number>,
  sy: ArrayLike<number>,
): YorkLine | null {
  const n = pairedLength('york', x, y);
  pairedLength('york', x, sx);
  pairedLength('york', y, sy);
  for (let i = 0; i < n; i++) {
    if (!(sx[i] >= 0 && sx[i] < Infinity))
      throw new RangeError(`york: standard error ${sx[i]} of x at point ${i}; give 0 or more`);
    if (!(sy[i] > 0 && sy[i] < Infinity))
      throw new RangeError(`york: standard error ${sy[i]} of y at point ${i}; it must be positive`);
  }
  if (n < 3) return null;
  const start = ols(x, y);
  if (start === null) return null;

  const weight = new Float64Array(n);
  /** Weighted centroid for a slope, the weights 1/(σy² + b²σx²) left in `weight`. */
  const centroid = (slope: number): { cx: number; cy: number } => {
    let total = 0;
    let cx = 0;
    let cy = 0;
    for (let i = 0; i < n; i++) {
      weight[i] = 1 / (sy[i] * sy[i] + slope * slope * sx[i] * sx[i]);
      total += weight[i];
      cx += weight[i] * x[i];
      cy += weight[i] * y[i];
    }
    return { cx: cx / total, cy: cy / total };
  };
  /** Displacement of the adjusted x from the centroid (β of the paper). */
  const adjusted = (i: number, slope: number, u: number, v: number): number =>
    weight[i] * (u * sy[i] * sy[i] + slope * v * sx[i] * sx[i]);

  let slope = start.slope;
  let iterations = 0;
  for (let settled = false; !settled; iterations++) {
    if (iterations === MAX_ITERATIONS) return null;
    const { cx, cy } = centroid(slope);
    let up = 0;
    let across = 0;
    let spread = 0;
    for (let i = 0; i < n; i++) {
      const u = x[i] - cx;
      const v = y[i] - cy;
      const b = adjusted(i, slope, u, v);
      up += weight[i] * b * v;
      across += weight[i] * b * u;
      spread += weight[i] * Math.abs(b * v);
    }
    if (across === 0) return null;
    const next = up / across;
    if (!Number.isFinite(next)) return null;
    // Relative to the terms that are summed, so that a slope of 0 settles too.
    settled = Math.abs(next - slope) <= TOLERANCE * Math.max(Math.abs(next), spread / Math.abs(across));
    slope = next;
  }

  const { cx, cy } = centroid(slope);
  let total = 0;
  let shift = 0;
  let chi2 = 0;
  for (let i = 0; i < n; i++) {
    total += weight[i];
    shift += weight[i] * adjusted(i, slope, x[i] - cx, y[i] - cy);
    chi2 += weight[i] * (y[i] - cy - slope * (x[i] - cx)) ** 2;
  }
  shift /= total;
  let sxx = 0;
  for (let i = 0; i < n; i++) sxx += weight[i] * (adjusted(i, slope, x[i] - cx, y[i] - cy) - shift) ** 2;
  if (sxx === 0) return null;
  return {
    slope,
    se: 1 / Math.sqrt(sxx),
    intercept: cy - slope * cx,
    chi2PerDof: chi2 / (n - 2),
    iterations,
  };
}
