/** Association of paired samples. Pure; inputs are never changed; undefined is null, not 0. */
import { clamp, isConstant, mean, pairedLength } from './summary';

/** Φ⁻¹(0.975): half-width of a 95 % normal interval in standard errors. */
export const Z_95 = 1.959963984540054;

/**
 * Pearson correlation.
 * @param x, y paired samples, same length n ≥ 2, any units
 * @returns r in [−1, 1], or null when a sample is constant
 * @throws RangeError when the lengths differ or n < 2
 */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  const n = pairedLength('pearson', x, y);
  if (isConstant(x) || isConstant(y)) return null;
  const mx = mean(x);
  const my = mean(y);
  let sxx = 0;
  let syy = 0;
  let sxy = 0;
  for (let i = 0; i < n; i++) {
    const dx = x[i] - mx;
    const dy = y[i] - my;
    sxx += dx * dx;
    syy += dy * dy;
    sxy += dx * dy;
  }
  // √ of each factor, since their product can underflow; the clamp, since rounding can push |r| a hair over 1.
  const scale = Math.sqrt(sxx) * Math.sqrt(syy);
  return scale === 0 ? null : clamp(sxy / scale, -1, 1);
}

/** What a line on z leaves of x, or null when it leaves nothing but rounding. */
function residualOn(z: ArrayLike<number>, x: ArrayLike<number>): Float64Array | null {
  const mz = mean(z);
  const mx = mean(x);
  let szz = 0;
  let szx = 0;
  let sxx = 0;
  for (let i = 0; i < z.length; i++) {
    const dz = z[i] - mz;
    const dx = x[i] - mx;
    szz += dz * dz;
    szx += dz * dx;
    sxx += dx * dx;
  }
  const slope = szx / szz;
  let left = 0;
  const residual = Float64Array.from(x, (value, i) => {
    const e = value - mx - slope * (z[i] - mz);
    left += e * e;
    return e;
  });
  return left <= 1e-24 * sxx ? null : residual;
}

/**
 * Correlation of x and y with the linear effect of z removed from both (Fisher 1924). Computed from the residuals:
 * the usual formula in three correlations loses its digits where they are near 1, which is where it is wanted.
 * @returns null when a sample is constant, or x or y is a line in z
 * @throws RangeError when the lengths differ or n < 3
 */
export function partialCorrelation(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  z: ArrayLike<number>,
): number | null {
  pairedLength('partialCorrelation', x, y, 3);
  pairedLength('partialCorrelation', x, z, 3);
  if (isConstant(x) || isConstant(y) || isConstant(z)) return null;
  const ex = residualOn(z, x);
  const ey = residualOn(z, y);
  return ex && ey ? pearson(ex, ey) : null;
}

/**
 * 95 % Fisher-z interval of a correlation, or of a partial one with `controls` variables removed.
 * @param r in [−1, 1]; at ±1, where z is infinite, the interval is the point [r, r]
 * @returns null when n − 3 − controls ≤ 0
 * @throws RangeError when r is outside [−1, 1]
 */
export function fisherInterval(
  r: number,
  n: number,
  { controls = 0 }: { controls?: number } = {},
): [lo: number, hi: number] | null {
  if (!(Math.abs(r) <= 1)) throw new RangeError(`fisherInterval: r = ${r}; give a correlation in [−1, 1]`);
  const free = n - 3 - controls;
  if (free <= 0) return null;
  const half = Z_95 / Math.sqrt(free);
  const z = Math.atanh(r);
  return [Math.tanh(z - half), Math.tanh(z + half)];
}

/** Ranks 1 … n in the order of the sample; equal values share the mean of their ranks. */
export function ranks(x: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: x.length }, (_, i) => i).sort((i, j) => x[i] - x[j]);
  const out = new Float64Array(x.length);
  for (let first = 0; first < order.length;) {
    let last = first;
    while (last + 1 < order.length && x[order[last + 1]] === x[order[first]]) last++;
    for (let k = first; k <= last; k++) out[order[k]] = (first + last) / 2 + 1;
    first = last + 1;
  }
  return out;
}

/** Spearman rank correlation, with midranks. Null when a sample is constant. @throws RangeError as `pearson` */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  pairedLength('spearman', x, y);
  return pearson(ranks(x), ranks(y));
}

/**
 * Kendall's τ-b. All n(n−1)/2 pairs are compared: families have tens of models, not millions.
 * @returns null when a sample is constant
 * @throws RangeError when the lengths differ or n < 2
 */
export function kendall(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  const n = pairedLength('kendall', x, y);
  let balance = 0;
  let untiedX = 0;
  let untiedY = 0;
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const dx = Math.sign(x[i] - x[j]);
      const dy = Math.sign(y[i] - y[j]);
      balance += dx * dy;
      untiedX += dx * dx;
      untiedY += dy * dy;
    }
  }
  return untiedX === 0 || untiedY === 0 ? null : balance / Math.sqrt(untiedX * untiedY);
}
