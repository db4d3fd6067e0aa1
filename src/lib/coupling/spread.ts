/** What is shown of a resampled distribution: its standard deviation, median and 95 % percentile interval. */
import { quantiles } from '../stats/quantile';
import { variance } from '../stats/summary';

export interface Spread {
  sd: number;
  /** 2.5 % and 97.5 % points. */
  lo: number;
  median: number;
  hi: number;
}

/** @param values 2 or more, finite @throws RangeError for fewer */
export function spreadOf(values: Float64Array): Spread {
  const [lo, median, hi] = quantiles(values, [0.025, 0.5, 0.975]);
  return { sd: Math.sqrt(variance(values)), lo, median, hi };
}
