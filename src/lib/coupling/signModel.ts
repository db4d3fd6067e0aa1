/**
 * Sign models across families: the probability that benchmark 2 rises over an interval, from the interval's size or from its
 * level on benchmark 1, each alone, by logistic regression. What is read off is where it is 50 %, with an interval from
 * resampling whole families, and how well the predictor tells rises from falls (AUC).
 */
import type { KernelControl } from '../gpu/kernel';
import { auc } from '../stats/auc';
import { logistic, logisticFit } from '../stats/logistic';
import { indexOf, philox4x32 } from '../stats/philox';
import { pacer } from '../stats/portions';
import { resampledInterval, type ResampledInterval } from '../stats/resampledInterval';

/** Parallel arrays, one entry per interval. */
export interface Signs {
  /** Family of each interval, 0 … `families` − 1, each of them present. */
  family: Uint32Array;
  families: number;
  /** 1 where benchmark 2 rises, else 0. */
  rises: Uint8Array;
}

export interface SignModel {
  intercept: number;
  /** Log-odds per unit of the predictor. */
  slope: number;
  /** Predictor value at which a rise has probability ½; null when the slope is 0. */
  half: number | null;
  interval: ResampledInterval;
  auc: number;
}

export interface SignResampling {
  seed: number;
  stream: number;
  /** Every draw is an iterative fit; 2,000 put a 95 % bound within half a percent of its share. */
  draws: number;
}

/** Draws between two looks at the clock: a few ms of work. */
const PORTION = 64;

/**
 * @param predictor one value per interval
 * @returns null when there is no finite maximum: the signs are all equal, or separated by the predictor
 * @throws the signal's reason when aborted
 */
export async function signModel(
  predictor: Float64Array,
  signs: Signs,
  resampling: SignResampling,
  control: KernelControl = {},
): Promise<SignModel | null> {
  const fitted = logistic([predictor], signs.rises);
  const area = auc(predictor, signs.rises);
  if (fitted === null || area === null) return null;
  const {
    intercept,
    coefficients: [slope],
  } = fitted;
  const half = slope === 0 ? null : -intercept / slope;
  const { halves, undefinedDraws } = await resampledHalves(predictor, signs, slope, resampling, control);
  return { intercept, slope, half, interval: resampledInterval(halves, undefinedDraws), auc: area };
}

/**
 * The 50 % point of every draw of families; Infinity where the draw has no finite maximum (counted), and where its slope has
 * the other sign, so that it has no such point in the direction meant.
 */
async function resampledHalves(
  predictor: Float64Array,
  { family, families, rises }: Signs,
  direction: number,
  { seed, stream, draws }: SignResampling,
  { onProgress, signal }: KernelControl,
): Promise<{ halves: Float64Array; undefinedDraws: number }> {
  const times = new Uint32Array(families);
  const weights = new Uint32Array(family.length);
  const words = new Uint32Array(4);
  const { fit, beta } = logisticFit([predictor], rises);
  const halves = new Float64Array(draws);
  let undefinedDraws = 0;
  const pause = pacer(signal);
  for (let draw = 0; draw < draws; draw++) {
    if (draw % PORTION === 0) {
      await pause();
      onProgress?.(draw / draws);
    }
    times.fill(0);
    for (let k = 0; k < families; k++) {
      if (k % 4 === 0) philox4x32(words, k / 4, draw, stream, 0, seed, 0);
      times[indexOf(words[k % 4], families)]++;
    }
    for (let i = 0; i < weights.length; i++) weights[i] = times[family[i]];
    const found = fit(weights) !== null;
    if (!found) undefinedDraws++;
    halves[draw] = found && beta[1] * direction > 0 ? -beta[0] / beta[1] : Infinity;
  }
  onProgress?.(1);
  return { halves, undefinedDraws };
}
