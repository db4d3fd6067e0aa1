/** Summaries of one sample, and the check that two samples are paired. Pure; inputs are never changed. */

/**
 * The common length of paired samples.
 * @param name of the caller, for the message
 * @throws RangeError when the lengths differ or fewer than `least` pairs are given
 */
export function pairedLength(name: string, x: ArrayLike<number>, y: ArrayLike<number>, least = 2): number {
  if (x.length !== y.length) throw new RangeError(`${name}: ${x.length} values against ${y.length}`);
  if (x.length < least) throw new RangeError(`${name}: ${x.length} pairs; at least ${least} are needed`);
  return x.length;
}

/** `value` moved to the nearer bound when it lies outside [lo, hi]. */
export const clamp = (value: number, lo: number, hi: number): number => Math.min(hi, Math.max(lo, value));

/** @throws RangeError for an empty sample */
export function mean(x: ArrayLike<number>): number {
  if (x.length === 0) throw new RangeError('mean: 0 values; at least 1 is needed');
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i];
  return sum / x.length;
}

/** Sum of squared deviations from the mean, in two passes; exactly 0 for a constant sample. */
function squaredDeviations(x: ArrayLike<number>): number {
  if (isConstant(x)) return 0;
  const centre = mean(x);
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] - centre) ** 2;
  return sum;
}

/**
 * All values equal. Asked before any division by a spread: the mean of three 0.1 is not 0.1 in doubles, so a sum of
 * squares cannot tell.
 */
export function isConstant(x: ArrayLike<number>): boolean {
  for (let i = 1; i < x.length; i++) if (x[i] !== x[0]) return false;
  return true;
}

/** Sample variance with n − 1. @throws RangeError for fewer than 2 values */
export function variance(x: ArrayLike<number>): number {
  if (x.length < 2) throw new RangeError(`variance: ${x.length} values; at least 2 are needed`);
  return squaredDeviations(x) / (x.length - 1);
}

/** Standard deviation with n. @throws RangeError for an empty sample */
export function populationSd(x: ArrayLike<number>): number {
  if (x.length === 0) throw new RangeError('populationSd: 0 values; at least 1 is needed');
  return Math.sqrt(squaredDeviations(x) / x.length);
}

/** Middle value, or the mean of the two middle ones. @throws RangeError for an empty sample */
export function median(x: ArrayLike<number>): number {
  if (x.length === 0) throw new RangeError('median: 0 values; at least 1 is needed');
  const sorted = Float64Array.from(x).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
