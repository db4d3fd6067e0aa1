import { mean, pairedLength } from '../stats/summary';

/**
 * mean|predicted − observed| / mean(observed), the error measure of the published fits.
 * @returns null when the observed mean is 0: the measure is undefined
 * @throws RangeError when the lengths differ or there are no values
 */
export function relativeError(predicted: ArrayLike<number>, observed: ArrayLike<number>): number | null {
  pairedLength('relativeError', predicted, observed, 1);
  const level = mean(observed);
  return level === 0
    ? null
    : mean(Array.from(observed, (value, i) => Math.abs(predicted[i] - value))) / level;
}

/**
 * The error of each benchmark's path and their mean.
 * @param predicted, observed [benchmark][model]
 * @returns empty and null when a path ends early (the system diverges) or an observed mean is 0
 */
export function relativeErrors(
  predicted: readonly ArrayLike<number>[],
  observed: readonly ArrayLike<number>[],
): { relativeErrors: number[]; relativeError: number | null } {
  const each = observed.map((values, k) =>
    predicted[k].length === values.length ? relativeError(predicted[k], values) : null,
  );
  const known = each.filter((error) => error !== null);
  return known.length < each.length
    ? { relativeErrors: [], relativeError: null }
    : { relativeErrors: known, relativeError: mean(known) };
}
