/**
 * The resamples of one standardised sample, and what is kept of them. A sample of few rows has fewer multisets than
 * resamples: those are counted first, and the statistics computed once for each multiset (multisetTally.ts).
 */
import { summarise, type SummaryRequest } from './histogramQuantile';
import { openIndexStream, type IndexStream } from './indexStream';
import { MOST_TALLIED, openMultisetTally, type MultisetTally } from './multisetTally';
import { BOUNDS, relativeVariances, type PairsSummary, type StandardSample } from './pairsJob';

/** Indices drawn together, so that they stay in the nearest cache. */
const TOGETHER = 4096;
/** Fewer resamples are not worth the tables of a tally. */
const LEAST_TALLIED = 2000;

export interface PairsResampler {
  /** Starts with another sample. */
  open(sample: StandardSample): void;
  /** Draws the resamples `from` … `to − 1`; the ranges of a sample adjoin. */
  resample(from: number, to: number): void;
  /** Of all resamples so far, the slope in standard units. Asked once a sample. */
  summary(request: SummaryRequest): PairsSummary;
}

/** Values of one statistic where it is defined, and how often each of them came. */
interface Kept {
  values: Float64Array;
  times: Uint32Array;
  size: number;
}

interface KeptStatistics {
  /** Of the correlation's dimension too, which is defined where r is. */
  r: Kept;
  correlationDimension: Float64Array;
  slope: Kept;
  covarianceDimension: Kept;
}

/** @param draws resamples of a sample at most */
export function openPairsResampler(seed: number, draws: number): PairsResampler {
  const kept = (): Kept => ({ values: new Float64Array(draws), times: new Uint32Array(draws), size: 0 });
  const statistics: KeptStatistics = {
    r: kept(),
    correlationDimension: new Float64Array(draws),
    slope: kept(),
    covarianceDimension: kept(),
  };
  const { r, correlationDimension, slope, covarianceDimension } = statistics;
  let tally: MultisetTally | null = null;
  let stream: IndexStream;
  let sample: StandardSample;

  return {
    open(next) {
      sample = next;
      const n = sample.x.length;
      stream = openIndexStream(seed, sample.stream, n);
      tally = n <= MOST_TALLIED && draws >= LEAST_TALLIED ? openMultisetTally(stream, n) : null;
      r.size = slope.size = covarianceDimension.size = 0;
    },
    resample(from, to) {
      if (tally) tally.add(from, to);
      else addResamples(statistics, sample, stream, from, to);
    },
    summary(request) {
      if (tally) addMultisets(statistics, sample, tally);
      const summaryOf = (
        { size, times }: Kept,
        values: Float64Array,
        bounds: readonly [number, number] | null,
      ) => summarise(values, size, request, bounds, tally ? times : null);
      return {
        r: summaryOf(r, r.values, BOUNDS.r),
        slope: summaryOf(slope, slope.values, null),
        covarianceDimension: summaryOf(covarianceDimension, covarianceDimension.values, BOUNDS.dimension),
        correlationDimension: summaryOf(r, correlationDimension, BOUNDS.dimension),
      };
    },
  };
}

/** Sums are of differences from one of the resample's rows: equal rows add exactly nothing, and close ones keep their digits. */
function addResamples(
  kept: KeptStatistics,
  sample: StandardSample,
  stream: IndexStream,
  from: number,
  to: number,
): void {
  const { x, y } = sample;
  const n = x.length;
  const stride = 4 * Math.ceil(n / 4);
  const together = Math.max(1, Math.floor(TOGETHER / stride));
  const drawn = new Int32Array(stride * together);
  const [weightX, weightY] = relativeVariances(sample);
  for (let first = from; first < to; first += together) {
    const end = Math.min(to, first + together);
    stream.fillResamples(drawn, first, end);
    for (let at = 0; at < stride * (end - first); at += stride) {
      const x0 = x[drawn[at]];
      const y0 = y[drawn[at]];
      let sx = 0;
      let sy = 0;
      let sxx = 0;
      let syy = 0;
      let sxy = 0;
      for (let k = at + 1; k < at + n; k++) {
        const i = drawn[k];
        const dx = x[i] - x0;
        const dy = y[i] - y0;
        sx += dx;
        sy += dy;
        sxx += dx * dx;
        syy += dy * dy;
        sxy += dx * dy;
      }
      keep(kept, 1, n, sx, sy, sxx, syy, sxy, weightX, weightY);
    }
  }
}

function addMultisets(kept: KeptStatistics, sample: StandardSample, tally: MultisetTally): void {
  const { x, y } = sample;
  const n = x.length;
  const { times } = tally;
  const counts = tally.take();
  const [weightX, weightY] = relativeVariances(sample);
  for (let multiset = 0; multiset < counts.length; multiset++) {
    if (counts[multiset] === 0) continue;
    const at = multiset * n;
    let first = 0;
    while (times[at + first] === 0) first++;
    let sx = 0;
    let sy = 0;
    let sxx = 0;
    let syy = 0;
    let sxy = 0;
    for (let i = first + 1; i < n; i++) {
      const weight = times[at + i];
      // A row that was not drawn must not add 0 times infinity, nor make a sum vary.
      if (weight === 0) continue;
      const dx = x[i] - x[first];
      const dy = y[i] - y[first];
      sx += weight * dx;
      sy += weight * dy;
      sxx += weight * dx * dx;
      syy += weight * dy * dy;
      sxy += weight * dx * dy;
    }
    keep(kept, counts[multiset], n, sx, sy, sxx, syy, sxy, weightX, weightY);
  }
}

/** Keeps the statistics of a resample that are defined, from its sums and sums of products. */
function keep(
  { r, correlationDimension, slope, covarianceDimension }: KeptStatistics,
  times: number,
  n: number,
  sx: number,
  sy: number,
  sxx: number,
  syy: number,
  sxy: number,
  weightX: number,
  weightY: number,
): void {
  const xVaries = sxx > 0;
  const yVaries = syy > 0;
  const varianceX = sxx - (sx * sx) / n;
  const varianceY = syy - (sy * sy) / n;
  const covariance = sxy - (sx * sy) / n;
  if (xVaries && yVaries) {
    const value = Math.min(1, Math.max(-1, covariance / (Math.sqrt(varianceX) * Math.sqrt(varianceY))));
    r.values[r.size] = value;
    r.times[r.size] = times;
    correlationDimension[r.size++] = 2 / (1 + value * value);
  }
  if (xVaries) {
    slope.values[slope.size] = covariance / varianceX;
    slope.times[slope.size++] = times;
  }
  if (xVaries || yVaries) {
    const cx = weightX * varianceX;
    const cy = weightY * varianceY;
    const trace = cx + cy;
    covarianceDimension.values[covarianceDimension.size] =
      (trace * trace) / (cx * cx + 2 * weightX * weightY * covariance * covariance + cy * cy);
    covarianceDimension.times[covarianceDimension.size++] = times;
  }
}
