/**
 * Whether a pair's correlation is one of width (d_model): r given log10 of the width, and the published ratio, both scores
 * divided by d_model/512, beside what the same ratio gives when benchmark 2 is shuffled. A shared divisor correlates any two
 * columns (Pearson 1897), so the ratio is never shown without its null.
 */
import type { ModelFacts } from '../scores/table';
import { fisherInterval, partialCorrelation, pearson } from '../stats/correlation';
import { indexOf, openStream } from '../stats/philox';
import { quantiles } from '../stats/quantile';
import { unknown, type Reasons } from './reasons';
import type { Width } from './sections';
import { STREAM } from './streams';
import { count } from './words';

/** 7! = 5,040 orders are visited one by one; beyond, this many are drawn. */
const EVERY_ORDER_UP_TO = 7;
const DRAWS = 2000;
const LEAST_MODELS = 4;
/** The divisor is the width in units of the smallest Pythia's. */
const UNIT_WIDTH = 512;

export interface WideModel {
  /** Percent, by benchmark key. */
  scores: Record<string, number>;
  facts: ModelFacts | null;
}

/**
 * @param models of a family (one a size) or of any set; those without both scores or a width are left out
 * @param pair keys of benchmark 1 and 2
 * @param options seed of the shuffles; draw d uses resample d of its own stream
 * @returns null with a reason under `width` when fewer than 4 models are left or a benchmark is constant
 */
export function width(
  models: readonly WideModel[],
  pair: readonly [string, string],
  { seed }: { seed: number },
  reasons: Reasons,
): Width | null {
  const known = models.flatMap(({ scores, facts }) => {
    const [b1, b2] = pair.map((key) => (Object.hasOwn(scores, key) ? scores[key] : null));
    const d = facts?.width ?? null;
    return b1 === null || b2 === null || d === null ? [] : [{ b1, b2, d }];
  });
  const n = known.length;
  if (n < LEAST_MODELS)
    return unknown(
      reasons,
      'width',
      `${n === 0 ? 'no model tells its' : n === 1 ? 'one model tells its' : `${count(n)} models tell their`} width (d_model) beside both scores; ${count(LEAST_MODELS)} are needed: fill in a column d_model`,
    );
  const b1 = known.map((model) => model.b1);
  const b2 = known.map((model) => model.b2);
  const per = known.map((model) => UNIT_WIDTH / model.d);
  const r = pearson(b1, b2);
  const published = pearson(times(b1, per), times(b2, per));
  if (r === null || published === null)
    return unknown(reasons, 'width', 'a benchmark has the same score in every model');
  const shuffled = shuffledRatios(b1, b2, per, seed);
  const [lo, median, hi] = quantiles(shuffled, [0.025, 0.5, 0.975]);
  return {
    n,
    r,
    partialGivenWidth: partialGivenWidth(
      b1,
      b2,
      known.map(({ d }) => Math.log10(d)),
      reasons,
    ),
    published: { r: published, shuffledMedian: median, shuffled95: [lo, hi], draws: shuffled.length },
  };
}

function partialGivenWidth(
  b1: number[],
  b2: number[],
  logWidth: number[],
  reasons: Reasons,
): Width['partialGivenWidth'] {
  const path = 'width.partialGivenWidth';
  const value = partialCorrelation(b1, b2, logWidth);
  if (value === null)
    return unknown(
      reasons,
      path,
      logWidth.every((one) => one === logWidth[0])
        ? 'all models have the same width'
        : 'a benchmark is a line in log width, which leaves nothing to correlate',
    );
  if (b1.length < 5) return unknown(reasons, path, 'an interval needs five models whose width is known');
  if (Math.abs(value) === 1) return unknown(reasons, path, 'it is ±1, where Fisher’s z is infinite');
  const interval = fisherInterval(value, b1.length, { controls: 1 });
  return interval && { value, lo: interval[0], hi: interval[1] };
}

const times = (x: readonly number[], by: readonly number[]) => x.map((value, i) => value * by[i]);

/** r of the two ratios for every order of benchmark 2, or for drawn ones; orders without an r are left out. */
function shuffledRatios(b1: number[], b2: number[], per: number[], seed: number): Float64Array {
  const n = b1.length;
  const ratio1 = times(b1, per);
  const found: number[] = [];
  const take = (order: readonly number[]) => {
    const r = pearson(ratio1, times(order, per));
    if (r !== null) found.push(r);
  };
  if (n <= EVERY_ORDER_UP_TO) everyOrder(b2, take);
  else {
    const random = openStream(seed, STREAM.width, 0);
    for (let draw = 0; draw < DRAWS; draw++) {
      random.restart(draw);
      const order = [...b2];
      for (let i = n - 1; i > 0; i--) {
        const j = indexOf(random.nextWord(), i + 1);
        [order[i], order[j]] = [order[j], order[i]];
      }
      take(order);
    }
  }
  return Float64Array.from(found);
}

function everyOrder(values: readonly number[], visit: (order: readonly number[]) => void): void {
  const order = [...values];
  const place = (depth: number): void => {
    if (depth >= order.length - 1) return visit(order);
    for (let k = depth; k < order.length; k++) {
      [order[depth], order[k]] = [order[k], order[depth]];
      place(depth + 1);
      [order[depth], order[k]] = [order[k], order[depth]];
    }
  };
  place(0);
}
