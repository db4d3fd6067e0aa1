/** Quantiles by selection: O(n) on average, no sort of millions of values. Pure; inputs are never changed. */

function checkProbability(name: string, p: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${name}: p = ${p}; give a probability in [0, 1]`);
}

/** A copy to partition. @throws RangeError when empty or holding a NaN, which has no place in an order */
function copyOf(name: string, values: ArrayLike<number>): Float64Array {
  if (values.length === 0) throw new RangeError(`${name}: 0 values; at least 1 is needed`);
  const copy = new Float64Array(values);
  for (let i = 0; i < copy.length; i++)
    if (Number.isNaN(copy[i]))
      throw new RangeError(`${name}: value ${i} is NaN; drop undefined values first`);
  return copy;
}

/** Moves the k-th smallest of a[left..right] to a[k], smaller ones before it, larger ones after (Hoare 1961). */
function select(a: Float64Array, k: number, left = 0, right = a.length - 1): number {
  while (left < right) {
    // Middle element of three as pivot: sorted and reversed input stay linear.
    const low = a[left];
    const mid = a[(left + right) >> 1];
    const high = a[right];
    const pivot = Math.max(Math.min(low, mid), Math.min(Math.max(low, mid), high));
    let i = left;
    let j = right;
    while (i <= j) {
      while (a[i] < pivot) i++;
      while (a[j] > pivot) j--;
      if (i <= j) {
        const kept = a[i];
        a[i++] = a[j];
        a[j--] = kept;
      }
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else break;
  }
  return a[k];
}

/**
 * Several quantiles of one sample, by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996,
 * the default of NumPy and R).
 * @throws RangeError when the sample is empty or holds a NaN, or a p is outside [0, 1]
 */
export function quantiles(values: ArrayLike<number>, ps: readonly number[]): number[] {
  const copy = copyOf('quantile', values);
  return ps.map((p) => {
    checkProbability('quantile', p);
    const at = p * (copy.length - 1);
    const k = Math.floor(at);
    const below = select(copy, k);
    if (at === k) return below;
    let above = Infinity;
    for (let i = k + 1; i < copy.length; i++) if (copy[i] < above) above = copy[i];
    return below + (at - k) * (above - below);
  });
}

/** One quantile; see `quantiles`. */
export const quantile = (values: ArrayLike<number>, p: number): number => quantiles(values, [p])[0];

/**
 * Rounding allowance of a cumulative weight, as a share of the total: multinomial weights are sums of terms like
 * 78/3125, and a sum that reaches 2.5 % exactly must not miss it by the last bit.
 */
const REACHED = 1e-12;

/**
 * Smallest values whose cumulative weight reaches the shares ps of the total weight.
 * @param weights non-negative, same length, any total above 0
 * @throws RangeError when lengths differ, a weight is negative, all are 0, a value is NaN, or a p is outside [0, 1]
 */
export function weightedQuantiles(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  ps: readonly number[],
): number[] {
  for (const p of ps) checkProbability('weightedQuantile', p);
  if (values.length !== weights.length)
    throw new RangeError(`weightedQuantile: ${values.length} values against ${weights.length} weights`);
  const v = copyOf('weightedQuantile', values);
  const w = new Float64Array(weights);
  let total = 0;
  for (let i = 0; i < w.length; i++) {
    if (!(w[i] >= 0)) throw new RangeError(`weightedQuantile: weight ${w[i]} of value ${i}; give 0 or more`);
    total += w[i];
  }
  if (!(total > 0 && total < Infinity))
    throw new RangeError(`weightedQuantile: weights sum to ${total}; the sum must be positive`);

  // Values of no weight are never the answer, not even for p = 0.
  let size = 0;
  for (let i = 0; i < w.length; i++) if (w[i] > 0) swap(v, w, i, size++);
  return ps.map((p) => selectWeighted(v, w, size, (p - REACHED) * total));
}

/** One quantile; see `weightedQuantiles`. */
export const weightedQuantile = (values: ArrayLike<number>, weights: ArrayLike<number>, p: number): number =>
  weightedQuantiles(values, weights, [p])[0];

function swap(v: Float64Array, w: Float64Array, i: number, j: number): void {
  const value = v[i];
  const weight = w[i];
  v[i] = v[j];
  w[i] = w[j];
  v[j] = value;
  w[j] = weight;
}

/** Smallest of the first `size` values whose cumulative weight reaches the target; they are left in another order. */
function selectWeighted(v: Float64Array, w: Float64Array, size: number, target: number): number {
  let before = 0;
  let left = 0;
  let right = size - 1;
  while (left < right) {
    const low = v[left];
    const mid = v[(left + right) >> 1];
    const high = v[right];
    const pivot = Math.max(Math.min(low, mid), Math.min(Math.max(low, mid), high));
    // Three parts, since resampled statistics repeat: below, equal to, above the pivot.
    let less = left;
    let greater = right;
    let lessWeight = 0;
    let equalWeight = 0;
    for (let i = left; i <= greater;) {
      if (v[i] < pivot) {
        lessWeight += w[i];
        swap(v, w, i++, less++);
      } else if (v[i] > pivot) {
        swap(v, w, i, greater--);
      } else {
        equalWeight += w[i++];
      }
    }
    if (less > left && before + lessWeight >= target) right = less - 1;
    else if (before + lessWeight + equalWeight >= target || greater === right) return pivot;
    else {
      before += lessWeight + equalWeight;
      left = greater + 1;
    }
  }
  return v[left];
}
