/** What is said of a vector at one strength: means over prompts with intervals, and differences from the unsteered model. */
import type { MeanInterval, MeanResampler } from './resampledMeans';
import type { ItemScores } from './scoreItems';

/** By item; several vectors of one kind are averaged item by item first. */
export interface OutcomeColumns {
  /** Probability of the whole right answer. */
  pTrue: Float64Array;
  /** ln P(right) − ln P(wrong), nats. */
  margin: Float64Array;
  /** 1 where greedy decoding gives the right answer. */
  accuracy: Float64Array;
  /** 1 where the right answer is likelier than the wrong one, 1/2 for equals. */
  prefersTrue: Float64Array;
  kl: Float64Array;
}

export interface Outcomes {
  pTrue: MeanInterval;
  margin: MeanInterval;
  /** Change of the margin from the unsteered model, each prompt against itself. */
  deltaLogOdds: MeanInterval;
  accuracy: MeanInterval;
  prefersTrue: MeanInterval;
  klPerToken: MeanInterval;
}

export function columnsOf({ logRight, logWrong, greedy, kl }: ItemScores): OutcomeColumns {
  const margin = logRight.map((log, i) => log - logWrong[i]);
  return {
    pTrue: logRight.map((log) => Math.exp(log)),
    margin,
    accuracy: Float64Array.from(greedy),
    prefersTrue: margin.map((m) => (Math.sign(m) + 1) / 2),
    kl,
  };
}

/** @throws RangeError for an empty list */
export function averagedColumns(list: readonly OutcomeColumns[]): OutcomeColumns {
  if (list.length === 0) throw new RangeError('averagedColumns: 0 vectors; give at least one');
  if (list.length === 1) return list[0];
  const average = (name: keyof OutcomeColumns) =>
    list[0][name].map((_, i) => list.reduce((sum, columns) => sum + columns[name][i], 0) / list.length);
  return {
    pTrue: average('pTrue'),
    margin: average('margin'),
    accuracy: average('accuracy'),
    prefersTrue: average('prefersTrue'),
    kl: average('kl'),
  };
}

export function outcomesOf(
  columns: OutcomeColumns,
  unsteered: OutcomeColumns,
  { interval }: MeanResampler,
): Outcomes {
  return {
    pTrue: interval(columns.pTrue),
    margin: interval(columns.margin),
    deltaLogOdds: interval(columns.margin.map((m, i) => m - unsteered.margin[i])),
    accuracy: interval(columns.accuracy),
    prefersTrue: interval(columns.prefersTrue),
    klPerToken: interval(columns.kl),
  };
}
