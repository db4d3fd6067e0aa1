/** Means over prompts with percentile bootstrap intervals; all columns see the same resamples, so their differences are paired. */
import { openIndexStream } from '../../stats/indexStream';
import { quantiles } from '../../stats/quantile';
import { mean } from '../../stats/summary';

export interface MeanInterval {
  value: number;
  lo: number;
  hi: number;
}

export interface MeanResampler {
  n: number;
  draws: number;
  /** Mean of each resample. */
  means(values: ArrayLike<number>): Float64Array;
  /** Mean with its 95 % interval. */
  interval(values: ArrayLike<number>): MeanInterval;
}

/**
 * Percentile bootstrap (Efron 1979) of means of n values.
 * @param stream Philox stream of the resamples
 * @throws RangeError without values or with fewer than 2 draws; an interval's values must be finite
 */
export function openMeanResampler(n: number, seed: number, stream: number, draws: number): MeanResampler {
  if (!(Number.isInteger(draws) && draws >= 2))
    throw new RangeError(`openMeanResampler: ${draws} draws; give 2 or more`);
  const stride = 4 * Math.ceil(n / 4);
  const drawn = new Int32Array(stride * draws);
  openIndexStream(seed, stream, n).fillResamples(drawn, 0, draws);
  function means(values: ArrayLike<number>): Float64Array {
    if (values.length !== n)
      throw new RangeError(`resampled means: ${values.length} values for ${n} prompts`);
    const out = new Float64Array(draws);
    for (let draw = 0; draw < draws; draw++) {
      let sum = 0;
      const from = draw * stride;
      for (let k = from; k < from + n; k++) sum += values[drawn[k]];
      out[draw] = sum / n;
    }
    return out;
  }
  return {
    n,
    draws,
    means,
    interval(values) {
      const [lo, hi] = quantiles(means(values), [0.025, 0.975]);
      return { value: mean(values), lo, hi };
    },
  };
}
