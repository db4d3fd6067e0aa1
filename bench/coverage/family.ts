/** True scores of a designed family, one noisy table of it, and the line that the app's own selection makes of that table. */
import type { Line } from '../../src/lib/coupling/line';
import { defaultOptions } from '../../src/lib/coupling/options';
import { itemNoise, type NoiseSettings } from '../../src/lib/coupling/scoreNoise';
import { select } from '../../src/lib/coupling/select';
import type { Benchmark, ScoreTable } from '../../src/lib/scores/table';
import type { PhiloxStream } from '../../src/lib/stats/philox';
import { clamp } from '../../src/lib/stats/summary';
import { B2_ITEM_SD, ITEMS, placesOf, SIZES, type Trend } from './design';

const HELLASWAG: Benchmark = {
  key: 'hellaswag/acc_norm/10-shot',
  task: 'hellaswag',
  metric: 'acc_norm',
  shots: 10,
  label: 'HellaSwag',
  items: ITEMS.b1,
  itemSd: null,
  chance: 25,
};
const TRUTHFULQA: Benchmark = {
  key: 'truthfulqa/mc2/0-shot',
  task: 'truthfulqa',
  metric: 'mc2',
  shots: 0,
  label: 'TruthfulQA MC2',
  items: ITEMS.b2,
  itemSd: B2_ITEM_SD,
  chance: null,
};

export interface DesignedFamily {
  n: number;
  /** True scores in percent, by size. */
  b1: Float64Array;
  b2: Float64Array;
  /** True item noise of each score, points. */
  sd1: Float64Array;
  sd2: Float64Array;
  /** Filled by each replicate. */
  table: ScoreTable;
}

/** @param items2 items of benchmark 2 */
export function designedFamily(trend: Trend, n: number, items2 = ITEMS.b2): DesignedFamily {
  const b1 = Float64Array.from(placesOf(n), trend.b1);
  const b2 = Float64Array.from(placesOf(n), trend.b2);
  const models = SIZES[n].map((paramsB, i) => ({
    id: `m${i}`,
    model: `Designed ${paramsB}B`,
    family: 'Designed',
    paramsB,
    scores: {
      [HELLASWAG.key]: { value: b1[i], se: null, items: null },
      [TRUTHFULQA.key]: { value: b2[i], se: null, items: null },
    },
    excluded: false,
    line: null,
  }));
  return {
    n,
    b1,
    b2,
    sd1: b1.map((score) => itemNoise(score, ITEMS.b1, null, null)),
    sd2: b2.map((score) => itemNoise(score, items2, B2_ITEM_SD, null)),
    table: {
      title: 'Designed',
      panel: null,
      benchmarks: [HELLASWAG, { ...TRUTHFULQA, items: items2 }],
      models,
    },
  };
}

const OPTIONS = defaultOptions();

/** The line of the scores that are in the table now. */
export const lineNow = ({ table }: DesignedFamily, told: NoiseSettings): Line =>
  select(table, { ...OPTIONS, ...told }).line;

/** The line of the true scores. */
export function trueLine(family: DesignedFamily, told: NoiseSettings): Line {
  putScores(family, family.b1, family.b2);
  return lineNow(family, told);
}

/** The scores that are in the table now. */
export function scoresNow({ table }: DesignedFamily): { b1: Float64Array; b2: Float64Array } {
  const column = (key: string) => Float64Array.from(table.models, ({ scores }) => scores[key].value);
  return { b1: column(HELLASWAG.key), b2: column(TRUTHFULQA.key) };
}

/** Writes scores into the table, kept within 0 … 100 %. */
export function putScores({ table }: DesignedFamily, b1: Float64Array, b2: Float64Array): void {
  table.models.forEach(({ scores }, i) => {
    scores[HELLASWAG.key].value = clamp(b1[i], 0, 100);
    scores[TRUTHFULQA.key].value = clamp(b2[i], 0, 100);
  });
}

/**
 * Scores of one replicate by the correlated-normal model: per benchmark, a part of the item noise that all models share, a
 * part of each model's own, and a training run of each model's own.
 */
export function drawScores(family: DesignedFamily, truth: NoiseSettings, random: PhiloxStream): void {
  const { b1, b2, sd1, sd2 } = family;
  putScores(family, noisy(b1, sd1, truth, random), noisy(b2, sd2, truth, random));
}

function noisy(
  scores: Float64Array,
  sd: Float64Array,
  { itemCorrelation, runSd }: NoiseSettings,
  random: PhiloxStream,
): Float64Array {
  const common = Math.sqrt(itemCorrelation) * random.nextNormal();
  const own = Math.sqrt(1 - itemCorrelation);
  return scores.map(
    (score, i) => score + sd[i] * (common + own * random.nextNormal()) + runSd * random.nextNormal(),
  );
}
