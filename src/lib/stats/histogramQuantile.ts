/**
 * Summary of a simulated distribution: order statistics and a histogram, by counting into bins rather than by sorting
 * millions of values. Twin of shaders/quantiles.wgsl: the same quantile rule, the same histogram bounds. Undefined values
 * (a degenerate resample) are left out by the caller.
 */
import { weightedQuantiles } from './quantile';

/** What is wanted of each distribution. */
export interface SummaryRequest {
  /** Of the quantiles, each in [0, 1]; at most `MOST_PROBABILITIES`. */
  probabilities: readonly number[];
  /** Bins of the histogram, 1 … `MOST_BINS`. */
  bins: number;
}

/** Equal bins from lo to hi, the last one closed. */
export interface Histogram {
  lo: number;
  hi: number;
  counts: Uint32Array;
  /** Values outside [lo, hi]. */
  below: number;
  above: number;
}

export interface DistributionSummary {
  /** Values that are defined. */
  count: number;
  /** One per wanted probability; null when no value is defined. */
  quantiles: Float64Array | null;
  histogram: Histogram | null;
}

/** What the device has room for beside the two bounds of a histogram. */
export const MOST_PROBABILITIES = 6;
export const MOST_BINS = 510;
/** A histogram without given bounds spans these quantiles: a ratio's few wild values would leave it one bin. */
export const HISTOGRAM_SPAN = [0.001, 0.999] as const;

/**
 * Rounding allowance of p·n: 0.07 · 100 is a bit more than 7, and means rank 7. The same share as in `weightedQuantile`.
 */
export const RANK_ALLOWANCE = 1e-12;

/** Rank, from 1, of the p-quantile of n values: the smallest k with k ≥ p·n, at least 1. */
export const quantileRank = (p: number, n: number): number =>
  Math.max(1, Math.ceil(Math.max(0, p - RANK_ALLOWANCE) * n));

/** @throws RangeError for a probability outside [0, 1], too many of them, or a number of bins outside 1 … `MOST_BINS` */
export function checkSummaryRequest(name: string, { probabilities, bins }: SummaryRequest): void {
  if (probabilities.length > MOST_PROBABILITIES)
    throw new RangeError(
      `${name}: ${probabilities.length} probabilities; give at most ${MOST_PROBABILITIES}`,
    );
  for (const p of probabilities)
    if (!(p >= 0 && p <= 1)) throw new RangeError(`${name}: p = ${p}; give a probability in [0, 1]`);
  if (!Number.isInteger(bins) || bins < 1 || bins > MOST_BINS)
    throw new RangeError(`${name}: ${bins} bins; give an integer from 1 to ${MOST_BINS}`);
}

/** Bins of a refinement: values per bin fit a cache, bins too. */
const FINE = 2048;
/** So few values are sorted. */
const FEW = 64;

/** Scratch of one thread, grown when a longer sample comes. */
const counts = new Uint32Array(FINE);
let gathered = new Float64Array(0);
/** Where the next value of a bin goes in `gathered`; UNWANTED for a bin that holds no wanted rank. */
const place = new Int32Array(FINE);
const UNWANTED = -1;

/**
 * The k-th smallest values (k from 1), exactly. Values fall into bins between the smallest and the largest; the bins that
 * hold a wanted rank are gathered and looked at again, until they hold a few values or equal ones.
 * @param values finite; only the first n are looked at
 * @throws RangeError when a rank is outside 1 … n
 */
export function orderStatistics(values: Float64Array, n: number, ranks: readonly number[]): Float64Array {
  for (const rank of ranks)
    if (!(Number.isInteger(rank) && rank >= 1 && rank <= n))
      throw new RangeError(`orderStatistics: rank ${rank} of ${n} values`);
  const found = new Float64Array(ranks.length);
  const [lo, hi] = extent(values, n);
  if (lo === hi) return found.fill(lo);
  const scale = countFine(values, n, lo, hi);
  if (scale === 0) {
    const inOrder = values.slice(0, n).sort();
    return found.map((_, i) => inOrder[ranks[i] - 1]);
  }

  place.fill(UNWANTED);
  const ascending = ranks.map((_, i) => i).sort((i, j) => ranks[i] - ranks[j]);
  const wanted: { first: number; size: number; rank: number }[] = [];
  let bin = 0;
  let before = 0;
  let total = 0;
  for (const i of ascending) {
    while (before + counts[bin] < ranks[i]) before += counts[bin++];
    if (place[bin] === UNWANTED) {
      place[bin] = total;
      total += counts[bin];
    }
    wanted[i] = { first: place[bin], size: counts[bin], rank: ranks[i] - before };
  }
  if (gathered.length < total) gathered = new Float64Array(total);
  for (let v = 0; v < n; v++) {
    const to = fineBin(values[v], lo, scale);
    if (place[to] !== UNWANTED) gathered[place[to]++] = values[v];
  }
  return found.map((_, i) => {
    const { first, size, rank } = wanted[i];
    return selectFrom(gathered.subarray(first, first + size), rank);
  });
}

/** The k-th smallest of `some`, which is left in another order. */
function selectFrom(some: Float64Array, k: number): number {
  while (some.length > FEW) {
    const [lo, hi] = extent(some, some.length);
    if (lo === hi) return lo;
    const scale = countFine(some, some.length, lo, hi);
    if (scale === 0) break;
    let bin = 0;
    while (counts[bin] < k) k -= counts[bin++];
    // Values a few bits apart may share a bin for ever.
    if (counts[bin] === some.length) break;
    // The bin's values are moved to the front, the others behind: two ranks may ask for the same bin.
    let kept = 0;
    for (let v = 0; v < some.length; v++) {
      const value = some[v];
      if (fineBin(value, lo, scale) !== bin) continue;
      some[v] = some[kept];
      some[kept++] = value;
    }
    some = some.subarray(0, kept);
  }
  return some.sort()[k - 1];
}

/** Never decreasing in `value`, also as rounded. */
const fineBin = (value: number, lo: number, scale: number): number =>
  Math.min(FINE - 1, ((value - lo) * scale) | 0);

/** Counts the bins of values between lo < hi. @returns bins per unit; 0 when the spread or its reciprocal overflows */
function countFine(values: Float64Array, n: number, lo: number, hi: number): number {
  const scale = FINE / (hi - lo);
  if (!(scale > 0 && scale < Infinity)) return 0;
  counts.fill(0);
  for (let i = 0; i < n; i++) counts[fineBin(values[i], lo, scale)]++;
  return scale;
}

function extent(values: Float64Array, n: number): [lo: number, hi: number] {
  let lo = values[0];
  let hi = lo;
  for (let i = 1; i < n; i++) {
    const value = values[i];
    if (value < lo) lo = value;
    else if (value > hi) hi = value;
  }
  return [lo, hi];
}

/**
 * Quantiles and histogram of the first n values.
 * @param values finite
 * @param bounds of the histogram; without them it spans the `HISTOGRAM_SPAN` quantiles
 * @param times how often each value came, 1 or more; without them once
 * @throws RangeError as `checkSummaryRequest`
 */
export function summarise(
  values: Float64Array,
  n: number,
  request: SummaryRequest,
  bounds: readonly [lo: number, hi: number] | null = null,
  times: Uint32Array | null = null,
): DistributionSummary {
  checkSummaryRequest('summarise', request);
  if (n === 0) return { count: 0, quantiles: null, histogram: null };
  const ps = [...request.probabilities, ...(bounds ? [] : HISTOGRAM_SPAN)];
  const wanted = request.probabilities.length;
  let count = n;
  let found: Float64Array;
  if (times === null)
    found = orderStatistics(
      values,
      n,
      ps.map((p) => quantileRank(p, n)),
    );
  else {
    const weights = times.subarray(0, n);
    count = weights.reduce((sum, time) => sum + time, 0);
    found = Float64Array.from(weightedQuantiles(values.subarray(0, n), weights, ps));
  }
  const [lo, hi] = bounds ?? [found[wanted], found[wanted + 1]];
  return {
    count,
    quantiles: found.slice(0, wanted),
    histogram: histogramOf(values, n, times, lo, hi, request.bins),
  };
}

function histogramOf(
  values: Float64Array,
  n: number,
  times: Uint32Array | null,
  lo: number,
  hi: number,
  bins: number,
): Histogram {
  const binned = new Uint32Array(bins);
  const scale = hi > lo ? bins / (hi - lo) : 0;
  let below = 0;
  let above = 0;
  for (let i = 0; i < n; i++) {
    const value = values[i];
    const time = times === null ? 1 : times[i];
    if (value < lo) below += time;
    else if (value > hi) above += time;
    else binned[Math.min(bins - 1, ((value - lo) * scale) | 0)] += time;
  }
  return { lo, hi, counts: binned, below, above };
}
