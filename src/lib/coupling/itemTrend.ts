/**
 * Slope, turns and verdict of every draw of a paired item bootstrap. A draw's noise comes on top of that of the observed
 * scores, hence legs of half the usual height (see turns.ts), here in standard errors of the very pair of models.
 */
import type { ItemTotals, PackedItems } from '../gpu/itemBootstrapJob';
import type { KernelControl } from '../gpu/kernel';
import { FINE_BINS } from '../gpu/turnsJob';
import { inPortions } from '../stats/portions';
import { weightedLine } from '../stats/regression';
import { york } from '../stats/york';
import { spreadOf, type Spread } from './spread';
import { binOf, LEG, type TurnTally } from './turns';

/** What the draws are judged by: the family's sizes, and its noise as observed, which all draws share. */
export interface ItemFamily {
  /** log10 of the sizes, strictly ascending, one per model. */
  logSize: Float64Array;
  /** Own noise of each score, points, above 0: the weights of the errors-in-variables line. */
  own1: Float64Array;
  own2: Float64Array;
  /** models × models: standard error of the paired difference of two scores of benchmark 2, points. */
  differenceSe2: Float64Array;
}

/** Of three sizes or more. Counts are draws. */
export interface ItemTrend {
  /** Errors-in-variables slope of benchmark 2 on benchmark 1, points per point; null when too few draws have one. */
  slope: Spread | null;
  below0: number;
  above0: number;
  /** Draws whose line is vertical or does not settle. */
  undefinedSlope: number;
  /** Weighted line of benchmark 2 on log10 size: points per tenfold size. */
  perDecade: Spread;
  up: TurnTally;
  down: TurnTally;
  /**
   * What each draw says by itself: a turn, else the side of 0 on which its slope lies; `undetermined` when it turns both
   * ways, or its slope is 0 or undefined. They add up to all draws.
   */
  verdicts: { turnsUp: number; turnsDown: number; falls: number; rises: number; undetermined: number };
}

/** Lines fitted between two looks at the clock: a few ms of work. */
const PORTION = 256;
/** With fewer draws that have a slope its interval would speak of those only. */
const LEAST_DEFINED = 0.95;

/** Percent per unit of a total. */
export const percentPer = ({ levels, items }: PackedItems): number => 100 / (levels * items);

/**
 * Trend of every draw.
 * @param totals, packed as for `tallyItems`, of 3 sizes or more
 * @throws RangeError when the sizes are equal; the signal’s reason
 */
export async function tallyTrend(
  totals: ItemTotals,
  packed: readonly PackedItems[],
  { logSize, own1, own2, differenceSe2 }: ItemFamily,
  draws: number,
  control: KernelControl,
): Promise<ItemTrend> {
  const n = logSize.length;
  const [percent1, percent2] = packed.map(percentPer);
  const perLogSize = FINE_BINS / (logSize[n - 1] - logSize[0]);
  const decadeWeights = slopeWeights(logSize, own2);
  const up: TurnTally = { count: 0, bins: new Uint32Array(FINE_BINS) };
  const down: TurnTally = { count: 0, bins: new Uint32Array(FINE_BINS) };
  const verdicts = { turnsUp: 0, turnsDown: 0, falls: 0, rises: 0, undetermined: 0 };
  const slopes = new Float64Array(draws);
  const decades = new Float64Array(draws);
  const b1 = new Float64Array(n);
  const b2 = new Float64Array(n);
  let defined = 0;
  let below0 = 0;
  let above0 = 0;

  /** Whether b2, times `sign`, has both legs above the model `at`. */
  const turnsAt = (at: number, sign: 1 | -1): boolean =>
    at > 0 &&
    at < n - 1 &&
    sign * (b2[0] - b2[at]) > LEG * differenceSe2[at] &&
    sign * (b2[n - 1] - b2[at]) > LEG * differenceSe2[(n - 1) * n + at];
  const tally = (into: TurnTally, at: number) => {
    into.count++;
    into.bins[binOf(logSize, b2, at, perLogSize)]++;
  };

  await inPortions({ from: 0, to: draws }, PORTION, control, (from, to) => {
    for (let draw = from; draw < to; draw++) {
      let lowest = 0;
      let highest = 0;
      let perDecade = 0;
      for (let i = 0; i < n; i++) {
        b1[i] = totals[0][draw * n + i] * percent1;
        b2[i] = totals[1][draw * n + i] * percent2;
        perDecade += decadeWeights[i] * b2[i];
        if (b2[i] < b2[lowest]) lowest = i;
        if (b2[i] > b2[highest]) highest = i;
      }
      decades[draw] = perDecade;
      const slope = york(b1, b2, own1, own2)?.slope ?? null;
      if (slope !== null) {
        slopes[defined++] = slope;
        if (slope < 0) below0++;
        if (slope > 0) above0++;
      }
      const turnsUp = turnsAt(lowest, 1);
      const turnsDown = turnsAt(highest, -1);
      if (turnsUp) tally(up, lowest);
      if (turnsDown) tally(down, highest);
      if (turnsUp !== turnsDown) verdicts[turnsUp ? 'turnsUp' : 'turnsDown']++;
      else if (turnsUp || slope === null || slope === 0) verdicts.undetermined++;
      else verdicts[slope < 0 ? 'falls' : 'rises']++;
    }
  });
  return {
    slope: defined < Math.max(2, LEAST_DEFINED * draws) ? null : spreadOf(slopes.subarray(0, defined)),
    below0,
    above0,
    undefinedSlope: draws - defined,
    perDecade: spreadOf(decades),
    up,
    down,
    verdicts,
  };
}

/** Weights that make of scores the slope of their weighted line on log size: the slope is linear in the scores. */
function slopeWeights(logSize: Float64Array, own: Float64Array): Float64Array {
  const weights = own.map((sd) => 1 / (sd * sd));
  return logSize.map((_, i) => {
    const unit = Float64Array.from(logSize, (__, j) => Number(i === j));
    const line = weightedLine(logSize, unit, weights);
    if (line === null)
      throw new RangeError(`tallyTrend: all sizes are 10^${logSize[0]} B; a trend needs several`);
    return line.slope;
  });
}
