/**
 * Iterated bootstrap of Pearson r: a percentile interval whose nominal level is corrected by its own coverage, estimated by
 * resampling the resamples (Hall, Martin and Schucany 1988). In every resample, whose true r is the sample's, the share of
 * its own resamples below that r tells which percentile intervals would have covered it. An option beside BCa: it costs
 * draws × inner resamples, and of very few points it can only answer with all that was drawn.
 */
import { pearson } from './correlation';
import { orderStatistics, quantileRank } from './histogramQuantile';
import { openStream, type PhiloxStream } from './philox';
import { pacer, type PortionControl } from './portions';
import { STREAM } from './streams';
import { pairedLength } from './summary';

export interface IteratedInterval {
  lo: number;
  hi: number;
  /** Tail left out on either side; 0.025 were no correction needed. */
  tail: number;
  /** True when even the whole range of the draws covers too seldom: the interval is that range. */
  saturated: boolean;
  /** Outer resamples in which r, or every inner r, is undefined. */
  undefinedDraws: number;
}

export interface IteratedOptions {
  seed: number;
  /** Outer resamples, whose percentiles the interval is made of. */
  draws?: number;
  /** Resamples of each of them, which only correct its level. */
  inner?: number;
  /** Coverage wanted, in (0, 1). */
  level?: number;
}

/**
 * @returns null when r is undefined in the sample or in more than half of its resamples
 * @throws RangeError when the lengths differ, n < 3, or an option is out of range; the signal's reason when aborted
 */
export async function iteratedBootstrapR(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { seed, draws = 2000, inner = 500, level = 0.95 }: IteratedOptions,
  { onProgress, signal }: PortionControl = {},
): Promise<IteratedInterval | null> {
  const n = pairedLength('iteratedBootstrapR', x, y, 3);
  const whole = Number.isInteger(draws) && Number.isInteger(inner);
  if (!(whole && draws >= 1 && inner >= 1 && draws * inner <= 0xffffffff))
    throw new RangeError(
      `iteratedBootstrapR: ${draws} draws of ${inner}; give whole numbers, their product a u32`,
    );
  const r = pearson(x, y);
  if (r === null) return null;
  const [outerX, outerY, innerX, innerY] = Array.from({ length: 4 }, () => new Float64Array(n));
  const outer = openStream(seed, STREAM.iteratedBootstrap, 0);
  const again = openStream(seed, STREAM.iteratedBootstrap + 1, 0);
  const values = new Float64Array(draws);
  const shares = new Float64Array(draws);
  let kept = 0;
  const pause = pacer(signal);
  for (let draw = 0; draw < draws; draw++) {
    await pause();
    outer.restart(draw);
    resample(outer, x, y, outerX, outerY);
    const value = pearson(outerX, outerY);
    if (value !== null) {
      let below = 0;
      let defined = 0;
      for (let k = 0; k < inner; k++) {
        again.restart(draw * inner + k);
        resample(again, outerX, outerY, innerX, innerY);
        const inside = pearson(innerX, innerY);
        if (inside === null) continue;
        defined++;
        // Equal but for rounding counts half on either side.
        below += Math.abs(inside - r) <= TIE ? 0.5 : inside < r ? 1 : 0;
      }
      if (defined > 0) {
        values[kept] = value;
        shares[kept++] = below / defined;
      }
    }
    onProgress?.((draw + 1) / draws);
  }
  if (kept < draws / 2) return null;
  const tail = calibratedTail(shares.subarray(0, kept), level);
  const ranks = [quantileRank(tail, kept), kept + 1 - quantileRank(tail, kept)];
  const [lo, hi] = orderStatistics(values, kept, ranks);
  return { lo, hi, tail, saturated: tail === 0, undefinedDraws: draws - kept };
}

const TIE = 1e-10;

/**
 * The largest tail λ for which equal-tailed percentile intervals [λ, 1 − λ] cover in a share `level` of the resamples.
 * Coverage falls as λ grows, so λ falls as the level rises.
 * @param shares in each resample, the share of its own resamples below the value to be covered; at least one
 * @throws RangeError when level is not between 0 and 1
 */
export function calibratedTail(shares: ArrayLike<number>, level: number): number {
  if (!(level > 0 && level < 1))
    throw new RangeError(`calibratedTail: level ${level}; give a share between 0 and 1`);
  // An interval with tail λ covers where min(u, 1 − u) ≥ λ.
  const depth = Float64Array.from(shares, (u) => Math.min(u, 1 - u));
  const missed = Math.floor((1 - level) * depth.length + 1e-9);
  return orderStatistics(depth, depth.length, [missed + 1])[0];
}

function resample(
  random: PhiloxStream,
  fromX: ArrayLike<number>,
  fromY: ArrayLike<number>,
  toX: Float64Array,
  toY: Float64Array,
): void {
  for (let i = 0; i < toX.length; i++) {
    const drawn = random.nextIndex(toX.length);
    toX[i] = fromX[drawn];
    toY[i] = fromY[drawn];
  }
}
