/** The pairs bootstrap: what is asked and what is answered, of the GPU side and of its CPU twin, and the sample that both resample. */
import { checkSummaryRequest, type DistributionSummary, type SummaryRequest } from './histogramQuantile';
import { isConstant, mean, populationSd } from './summary';

export interface PairsJob extends SummaryRequest {
  /** Key of the Philox generator, u32. */
  seed: number;
  /** Resamples of each sample, 1 … `MOST_DRAWS`. */
  draws: number;
  /** Rows of all samples, one sample after another, in any units. */
  x: Float64Array;
  y: Float64Array;
  /** Sample s has the rows offset[s] … offset[s + 1] − 1, 2 … `MOST_ROWS` of them: one entry more than there are samples. */
  offset: Uint32Array;
  /** Random stream of each sample: it keeps its resamples when others come or go. */
  stream: Uint32Array;
}

/** Of one sample. What a resample leaves undefined is missing from the statistic's `count`. */
export interface PairsSummary {
  /** Undefined where all x or all y of the resample are equal. */
  r: DistributionSummary;
  /** In units of y per unit of x. Undefined where all x are equal. */
  slope: DistributionSummary;
  /** d_eff of the covariance matrix, 1 … 2. Undefined where all x and all y are equal. */
  covarianceDimension: DistributionSummary;
  /** d_eff of the correlation matrix, 1 … 2. Undefined where r is. */
  correlationDimension: DistributionSummary;
}

/** The four statistics of a resample are kept side by side on a device: 64 MB. */
export const MOST_DRAWS = 1 << 22;
/** An index is made of two 16-bit halves. */
export const MOST_ROWS = 65_535;

/** Squares of larger values would overflow. */
const LARGEST = 1e150;

/** Histogram bounds of what is bounded; a slope's span is its quantiles'. */
export const BOUNDS = { r: [-1, 1], dimension: [1, 2] } as const;

/**
 * A sample centred and scaled in f64. Values are sums of two f32, `high` + `low`, so that both sides resample the very same
 * numbers and agree on which of them are equal.
 */
export interface StandardSample {
  x: Float64Array;
  y: Float64Array;
  /** Population standard deviations, 0 for a constant. */
  sdX: number;
  sdY: number;
  stream: number;
}

/** @throws RangeError naming what is wrong with the job */
export function checkPairsJob(job: PairsJob): void {
  const { draws, x, y, offset, stream } = job;
  if (!Number.isInteger(draws) || draws < 1 || draws > MOST_DRAWS)
    throw new RangeError(`pairsBootstrap: ${draws} draws; give an integer from 1 to ${MOST_DRAWS}`);
  if (x.length !== y.length) throw new RangeError(`pairsBootstrap: ${x.length} values against ${y.length}`);
  if (offset.length !== stream.length + 1)
    throw new RangeError(
      `pairsBootstrap: ${offset.length} offsets for ${stream.length} samples; give one more`,
    );
  for (let s = 0; s < stream.length; s++) {
    const rows = offset[s + 1] - offset[s];
    if (rows < 2 || rows > MOST_ROWS || offset[s + 1] > x.length)
      throw new RangeError(
        `pairsBootstrap: sample ${s} has rows ${offset[s]} to ${offset[s + 1]} of ${x.length}; give 2 to ${MOST_ROWS} rows`,
      );
  }
  for (let i = 0; i < x.length; i++)
    if (!(Math.abs(x[i]) <= LARGEST && Math.abs(y[i]) <= LARGEST))
      throw new RangeError(
        `pairsBootstrap: row ${i} is (${x[i]}, ${y[i]}); leave out rows that are incomplete or beyond ±${LARGEST}`,
      );
  checkSummaryRequest('pairsBootstrap', job);
}

function standardised(values: Float64Array): { z: Float64Array; sd: number } {
  // Asked first: the mean of three 0.1 is not 0.1, and rounding would be blown up to a spread of 1.
  if (isConstant(values)) return { z: new Float64Array(values.length), sd: 0 };
  const centre = mean(values);
  const sd = populationSd(values);
  // A spread whose square vanishes is none.
  if (sd === 0) return { z: new Float64Array(values.length), sd: 0 };
  const z = values.map((value) => {
    const scaled = (value - centre) / sd;
    const high = Math.fround(scaled);
    return high + Math.fround(scaled - high);
  });
  return { z, sd };
}

/** Sample s as both sides resample it. */
export function standardSample({ x, y, offset, stream }: PairsJob, s: number): StandardSample {
  const ofX = standardised(x.subarray(offset[s], offset[s + 1]));
  const ofY = standardised(y.subarray(offset[s], offset[s + 1]));
  return { x: ofX.z, y: ofY.z, sdX: ofX.sd, sdY: ofY.sd, stream: stream[s] };
}

/** Squared scales of x and y, the larger one 1: what the covariance matrix has and the correlation matrix has not. */
export function relativeVariances({ sdX, sdY }: StandardSample): [ofX: number, ofY: number] {
  const largest = Math.max(sdX, sdY) || 1;
  return [(sdX / largest) ** 2, (sdY / largest) ** 2];
}

/** The distribution of the values times a factor ≥ 0. */
export function rescaled(summary: DistributionSummary, factor: number): DistributionSummary {
  const { quantiles, histogram } = summary;
  return {
    ...summary,
    quantiles: quantiles && quantiles.map((value) => value * factor),
    histogram: histogram && { ...histogram, lo: histogram.lo * factor, hi: histogram.hi * factor },
  };
}
