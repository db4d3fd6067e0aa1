/** 95 % intervals from a bootstrap distribution. Pure; undefined is null. */
import { Z_95, pearson } from './correlation';
import { normalCdf, normalQuantile } from './normal';
import { weightedQuantile } from './quantile';
import { pairedLength } from './summary';

/** Statistics this close count as equal. */
const TIE = 1e-10;

/** 2.5 % and 97.5 % points: smallest value whose cumulative weight reaches p. Null for an empty distribution. */
export function percentileInterval(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
): [lo: number, hi: number] | null {
  if (values.length === 0) return null;
  return [weightedQuantile(values, weights, 0.025), weightedQuantile(values, weights, 0.975)];
}

/** Acceleration from leave-one-out values (Efron 1987): a sixth of their skewness; 0 when they are all equal. */
export function acceleration(jackknife: ArrayLike<number>): number {
  const n = jackknife.length;
  let centre = 0;
  for (let i = 0; i < n; i++) centre += jackknife[i] / n;
  let squares = 0;
  let cubes = 0;
  for (let i = 0; i < n; i++) {
    const d = centre - jackknife[i];
    squares += d * d;
    cubes += d * d * d;
  }
  // Leave-one-out values that differ by rounding alone have no skewness to speak of.
  return squares <= n * TIE * TIE ? 0 : cubes / (6 * squares ** 1.5);
}

/**
 * Bias-corrected and accelerated interval (Efron 1987), with z0 = Φ⁻¹(P(t* < t) + ½·P(t* = t)), ties within 1e-10.
 * @param values, weights the bootstrap distribution, degenerate resamples left out
 * @param observed the statistic of the sample itself
 * @param jackknife the statistic with each point left out
 * @returns null for an empty distribution, or when it lies wholly on one side of the observed value (z0 is infinite)
 */
export function bcaInterval(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  observed: number,
  jackknife: ArrayLike<number>,
): [lo: number, hi: number] | null {
  const n = pairedLength('bcaInterval', values, weights, 0);
  let total = 0;
  let below = 0;
  for (let i = 0; i < n; i++) {
    total += weights[i];
    const d = values[i] - observed;
    if (Math.abs(d) <= TIE) below += weights[i] / 2;
    else if (d < 0) below += weights[i];
  }
  if (!(total > 0)) return null;
  const z0 = normalQuantile(Math.min(1, below / total));
  if (!Number.isFinite(z0)) return null;
  const a = acceleration(jackknife);
  const level = (z: number): number | null => {
    const shifted = z0 + z;
    const stretch = 1 - a * shifted;
    // Past its pole the transformation folds back and is no longer a correction.
    return stretch > 0 ? normalCdf(z0 + shifted / stretch) : null;
  };
  const lo = level(-Z_95);
  const hi = level(Z_95);
  if (lo === null || hi === null) return null;
  return [weightedQuantile(values, weights, lo), weightedQuantile(values, weights, hi)];
}

/**
 * Pearson r with each point left out.
 * @returns null when one of them is undefined (the rest of a sample is constant) or n < 3
 * @throws RangeError when the lengths differ
 */
export function jackknifeR(x: ArrayLike<number>, y: ArrayLike<number>): Float64Array | null {
  const n = pairedLength('jackknifeR', x, y);
  if (n < 3) return null;
  const out = new Float64Array(n);
  for (let left = 0; left < n; left++) {
    const others = (sample: ArrayLike<number>) => Array.from(sample).filter((_, i) => i !== left);
    const r = pearson(others(x), others(y));
    if (r === null) return null;
    out[left] = r;
  }
  return out;
}
