/**
 * 95 % percentile interval of resampled values of which some are undefined, or beyond every number. Contract: both kinds are
 * Infinity; the undefined ones are left out, the others stand above all that are finite.
 */
import { orderStatistics, quantileRank } from './histogramQuantile';

export interface ResampledInterval {
  /** A bound is null where it falls among values beyond every number; both are when too few values are defined. */
  lo: number | null;
  hi: number | null;
}

export const INTERVAL_BOUNDS = [0.025, 0.975] as const;

/** With more undefined values than this share an interval would speak of the rest only. */
const MOST_UNDEFINED = 0.05;

export const tooFewDefined = (draws: number, undefinedDraws: number): boolean =>
  draws - undefinedDraws < 2 || undefinedDraws > MOST_UNDEFINED * draws;

/** @param undefinedDraws how many of the values are Infinity because they are undefined */
export function resampledInterval(values: Float64Array, undefinedDraws: number): ResampledInterval {
  const defined = values.length - undefinedDraws;
  if (tooFewDefined(values.length, undefinedDraws)) return { lo: null, hi: null };
  const finite = values.filter(Number.isFinite);
  const [lo, hi] = INTERVAL_BOUNDS.map((p) => {
    const rank = quantileRank(p, defined);
    return rank > finite.length ? null : orderStatistics(finite, finite.length, [rank])[0];
  });
  return { lo, hi };
}
