/**
 * Family-cluster bootstrap of a meta-regression: what both sides are asked, what they answer, and the preparation they share.
 * A draw takes as many families as there are, with replacement, each with all its intervals, and fits γ = a + b·x again
 * with τ² of its own. Draw d takes its k-th family from word k of the Philox stream (seed, stream, resample d).
 */
import type { ResampledInterval } from '../stats/resampledInterval';

/** Parallel arrays, one entry per interval. */
export interface MetaJob {
  /** Key and stream of the Philox generator, u32. */
  seed: number;
  stream: number;
  draws: number;
  /** Family of each interval, 0 … F − 1, each of them present. */
  family: Uint32Array;
  /** log10 of the size in billions. */
  x: Float64Array;
  gamma: Float64Array;
  /** Sampling variance of γ, positive. */
  variance: Float64Array;
  /** Sign of the slope whose zero is meant: a draw that slopes the other way has none. */
  direction: 1 | -1;
}

/**
 * One value per draw, in the job's units. Infinity stands above every value: in all four where the draw has no line (one
 * size drawn only), in `zero` also where the line does not reach 0 in the job's direction.
 */
export interface MetaDraws {
  intercept: Float64Array;
  slope: Float64Array;
  tau2: Float64Array;
  /** x at which γ = 0. */
  zero: Float64Array;
  /** Draws without a line. */
  undefinedDraws: number;
}

/** 95 % percentile intervals over the draws that have a line. */
export interface MetaIntervals {
  draws: number;
  undefinedDraws: number;
  intercept: ResampledInterval;
  slope: ResampledInterval;
  tau2: ResampledInterval;
  /** x at which γ = 0; a bound is null where that share of the draws does not reach 0. */
  zero: ResampledInterval;
}

/** Numbers per family in `Standardised.families`. */
export const FAMILY_FIELDS = 10;

/** Squared spread of x, standardised and per weight, below which a draw has one size only. */
export const LEAST_SPREAD = 1e-9;
/** A zero farther off than this, standardised, is put here. */
export const FARTHEST_ZERO = 1e20;
/** Share of a draw's weight below which nothing is left to estimate τ² from. */
export const LEAST_INFORMATION = 1e-6;

/**
 * A job about its centre, in units of the spread of x and of γ; formed in 64 bits, so that 32 bits lose nothing that matters.
 * Per family, with w = 1/variance: count, Σw, w-mean of x and of γ, Σw(x−x̄)², Σw(x−x̄)(γ−γ̄), Σw(γ−γ̄)², Σw²,
 * w²-mean of x, Σw²(x−x̄)². Moments about a family's own mean add up without cancelling.
 */
export interface Standardised {
  intervals: number;
  familyCount: number;
  families: Float64Array;
  x: Float64Array;
  y: Float64Array;
  variance: Float64Array;
  /** Where x = 0 and γ = 0 are on the standardised axes. */
  originX: number;
  originY: number;
  scaleX: number;
  scaleY: number;
}

/**
 * @throws RangeError for no intervals, arrays that differ in length, a family without an interval, or a variance that is
 *   not positive and finite
 */
export function standardised(job: MetaJob): Standardised {
  const { family, variance } = job;
  const intervals = family.length;
  checkMetaJob(job);
  const familyCount = 1 + family.reduce((most, f) => Math.max(most, f), 0);
  const scaleX = Math.sqrt(spreadOf(job.x)) || 1;
  // With the sampling variance in it: values that happen to be equal are not looked at through a microscope.
  const scaleY = Math.sqrt(spreadOf(job.gamma) + meanOf(variance));
  const originX = -meanOf(job.x) / scaleX;
  const originY = -meanOf(job.gamma) / scaleY;
  const x = job.x.map((value) => value / scaleX + originX);
  const y = job.gamma.map((value) => value / scaleY + originY);
  const v = variance.map((value) => value / (scaleY * scaleY));
  const families = new Float64Array(familyCount * FAMILY_FIELDS);
  const add = (f: number, field: number, value: number) => (families[f * FAMILY_FIELDS + field] += value);
  const of = (f: number, field: number) => families[f * FAMILY_FIELDS + field];
  for (let i = 0; i < intervals; i++) {
    const w = 1 / v[i];
    add(family[i], 0, 1);
    add(family[i], 1, w);
    add(family[i], 2, w * x[i]);
    add(family[i], 3, w * y[i]);
    add(family[i], 7, w * w);
    add(family[i], 8, w * w * x[i]);
  }
  for (let f = 0; f < familyCount; f++) {
    if (of(f, 0) === 0)
      throw new RangeError(
        `metaBootstrap: family ${f} of ${familyCount} has no interval; number them closely`,
      );
    families[f * FAMILY_FIELDS + 2] /= of(f, 1);
    families[f * FAMILY_FIELDS + 3] /= of(f, 1);
    families[f * FAMILY_FIELDS + 8] /= of(f, 7);
  }
  for (let i = 0; i < intervals; i++) {
    const f = family[i];
    const w = 1 / v[i];
    const dx = x[i] - of(f, 2);
    const dy = y[i] - of(f, 3);
    add(f, 4, w * dx * dx);
    add(f, 5, w * dx * dy);
    add(f, 6, w * dy * dy);
    add(f, 9, w * w * (x[i] - of(f, 8)) ** 2);
  }
  return { intervals, familyCount, families, x, y, variance: v, originX, originY, scaleX, scaleY };
}

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value / values.length, 0);

/** Squared standard deviation, with n. */
function spreadOf(values: Float64Array): number {
  const centre = meanOf(values);
  return meanOf(values.map((value) => (value - centre) ** 2));
}

function checkMetaJob({ draws, family, x, gamma, variance }: MetaJob): void {
  if (!Number.isInteger(draws) || draws < 1 || draws > 0xffffffff)
    throw new RangeError(`metaBootstrap: ${draws} draws; give an integer from 1 to ${0xffffffff}`);
  const lengths = [family, x, gamma, variance].map(({ length }) => length);
  if (lengths[0] === 0) throw new RangeError('metaBootstrap: 0 intervals; at least 1 is needed');
  if (lengths.some((length) => length !== lengths[0]))
    throw new RangeError(`metaBootstrap: arrays of ${lengths.join(', ')} intervals; they must be as many`);
  for (let i = 0; i < variance.length; i++)
    if (!(variance[i] > 0 && variance[i] < Infinity))
      throw new RangeError(
        `metaBootstrap: variance ${variance[i]} of interval ${i}; variances are positive and finite`,
      );
}
