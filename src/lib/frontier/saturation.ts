/**
 * Whether a benchmark still tells the best models apart. Contract: reliability of the top k is the share of their variance that
 * is not item noise, R = max(0, 1 − mean(σ²)/Var); saturated when its upper 90 % bound is below one half, or the median score is
 * above 95 % of the ceiling. The published ratio of two ranges stands beside it, under both definitions that are in use.
 */
import { openStream } from '../stats/philox';
import { quantiles } from '../stats/quantile';
import { mean, median, variance } from '../stats/summary';
import type { Benchmark } from '../scores/table';
import { cellValue, type FrontierTable, type Values } from './model';
import { cellNoise } from './points';
import type { Sampling } from './sampling';
import { STREAM } from './streams';

export interface RatedModel {
  model: string;
  value: number;
  se: number;
}

export type SaturationState = 'saturated' | 'tells models apart' | 'undetermined' | 'not enough data';

export interface Saturation {
  benchmark: string;
  /** Models with a score, and how many of them are at the top. */
  n: number;
  k: number;
  /** Null when fewer than `LEAST_FOR_RELIABILITY` models are at the top, with `words`. */
  reliability: number | null;
  /** 90 % bootstrap bounds over the models at the top. */
  lo: number | null;
  hi: number | null;
  /** Range of the top k, points, and the range expected of k models that are all equally good. */
  spread: number | null;
  spreadOfEquals: number | null;
  median: number | null;
  /** The item count is not known and an assumed one was used. */
  assumedItems: boolean;
  state: SaturationState;
  words: string;
}

/** Fewer models at the top say nothing of a variance. */
export const LEAST_FOR_RELIABILITY = 5;
const CEILING = 100;
const NEAR_CEILING = 0.95;

export function ratedModels(
  table: FrontierTable,
  benchmark: Benchmark,
  values: Values,
  items: Readonly<Record<string, number>>,
): RatedModel[] {
  return table.models.flatMap((model) => {
    const value = cellValue(model, benchmark.key, values);
    if (model.excluded || value === null) return [];
    return [{ model: model.model, value, se: cellNoise(model, benchmark, value, items) }];
  });
}

/** The k models with the highest scores; of equal scores the earlier in the table first. */
export const topOf = <T extends { value: number }>(models: readonly T[], k: number): T[] =>
  models
    .map((model, at) => ({ model, at }))
    .sort((a, b) => b.model.value - a.model.value || a.at - b.at)
    .slice(0, k)
    .map(({ model }) => model);

/** 1 − mean(σ²)/Var, 0 where noise exceeds the variance; null when the scores do not vary. */
export function reliabilityOf(models: readonly { value: number; se: number }[]): number | null {
  const spread = variance(models.map(({ value }) => value));
  return spread > 0 ? Math.max(0, 1 - mean(models.map(({ se }) => se * se)) / spread) : null;
}

/** Range expected of k equally good models with noise σ: σ·∫ (1 − Φᵏ − (1 − Φ)ᵏ), by the trapezoid rule. */
export function rangeOfEquals(k: number, sd: number): number {
  if (k < 2) return 0;
  const [reach, steps] = [9, 900];
  const step = (2 * reach) / steps;
  let below = 0;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const at = -reach + i * step;
    // Φ is summed along: its density is smooth, and the step is small beside it.
    below += (step * (density(at) + 4 * density(at + step / 2) + density(at + step))) / 6;
    sum += step * (1 - below ** k - (1 - below) ** k);
  }
  return sd * sum;
}

const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/**
 * @param topK models at the top
 * @param index of the benchmark, so that each draws its own words
 */
export function saturation(
  table: FrontierTable,
  benchmark: Benchmark,
  { values, items, topK, seed, draws }: SaturationSettings,
  index = 0,
): Saturation {
  const rated = ratedModels(table, benchmark, values, items);
  const top = topOf(rated, topK);
  const base = {
    benchmark: benchmark.key,
    n: rated.length,
    k: top.length,
    assumedItems: benchmark.items === null && items[benchmark.key] === undefined,
  };
  const reliability = top.length < LEAST_FOR_RELIABILITY ? null : reliabilityOf(top);
  if (top.length < LEAST_FOR_RELIABILITY || reliability === null)
    return {
      ...base,
      reliability: null,
      lo: null,
      hi: null,
      spread: null,
      spreadOfEquals: null,
      median: null,
      state: 'not enough data',
      words:
        top.length < LEAST_FOR_RELIABILITY
          ? `not enough data (n = ${rated.length})`
          : 'all models at the top have the same score',
    };
  const [lo, hi] = bootstrapped(top, { seed, draws }, index);
  const middle = median(top.map(({ value }) => value));
  const nearCeiling = middle > NEAR_CEILING * CEILING;
  const state: SaturationState =
    nearCeiling || hi < 0.5 ? 'saturated' : lo > 0.5 ? 'tells models apart' : 'undetermined';
  return {
    ...base,
    reliability,
    lo,
    hi,
    spread: top[0].value - top[top.length - 1].value,
    spreadOfEquals: rangeOfEquals(top.length, Math.sqrt(mean(top.map(({ se }) => se * se)))),
    median: middle,
    state,
    words: nearCeiling
      ? 'the median of the top is above 95 % of the ceiling'
      : state === 'saturated'
        ? 'at most half of the differences at the top are more than item noise'
        : state === 'tells models apart'
          ? 'most of the differences at the top are more than item noise'
          : 'too few models to say how much of the differences is item noise',
  };
}

export interface SaturationSettings extends Sampling {
  values: Values;
  items: Readonly<Record<string, number>>;
  topK: number;
}

/** 90 % percentile bounds over resampled models. A resample's variance is too small by (k − 1)/k on average: it is put right. */
function bootstrapped(
  top: readonly RatedModel[],
  { seed, draws }: Sampling,
  index: number,
): [number, number] {
  const k = top.length;
  const random = openStream(seed, STREAM.saturation + index, 0);
  const found: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    random.restart(draw);
    let [sum, squares, noise] = [0, 0, 0];
    for (let i = 0; i < k; i++) {
      const { value, se } = top[random.nextIndex(k)];
      // Centred on the first score: sums of squares of numbers near 80 would lose digits.
      const from = value - top[0].value;
      sum += from;
      squares += from * from;
      noise += se * se;
    }
    const spread = ((squares - (sum * sum) / k) / (k - 1)) * (k / (k - 1));
    found.push(spread > 0 ? Math.max(0, 1 - noise / k / spread) : 0);
  }
  const [lo, hi] = quantiles(found, [0.05, 0.95]);
  return [lo, hi];
}

export interface PublishedRatio {
  /** Ranges of benchmark 1 and benchmark 2 over the same k models, the best by benchmark 1. */
  sameSet: { k: number; spreadX: number; spreadY: number; ratio: number | null } | null;
  /** Ranges over the best k of each benchmark. */
  ownSets: { k: number; spreadX: number; spreadY: number; ratio: number | null } | null;
}

/** Number of models in the published ratio, and its threshold for moving on to another benchmark. */
export const PUBLISHED_TOP = 5;
export const PUBLISHED_ROTATION = 0.2;

/** The published saturation ratio σ of a pair, range over range; null with fewer than k models. */
export function publishedRatio(
  points: readonly { x: number; y: number }[],
  k = PUBLISHED_TOP,
): PublishedRatio {
  if (points.length < k) return { sameSet: null, ownSets: null };
  const byX = topOf(
    points.map((point) => ({ ...point, value: point.x })),
    k,
  );
  const byY = topOf(
    points.map((point) => ({ ...point, value: point.y })),
    k,
  );
  const range = (values: number[]) => Math.max(...values) - Math.min(...values);
  const ratio = (spreadX: number, spreadY: number) => ({
    k,
    spreadX,
    spreadY,
    ratio: spreadY > 0 ? spreadX / spreadY : null,
  });
  const spreadX = range(byX.map(({ x }) => x));
  return {
    sameSet: ratio(spreadX, range(byX.map(({ y }) => y))),
    ownSets: ratio(spreadX, range(byY.map(({ y }) => y))),
  };
}
