/**
 * What a frontier model is here: scores on several benchmarks, a lab instead of a family, a release date instead of a size.
 * Contract: a published figure that other reports contradict keeps its published value and carries the other one with its
 * source; which of the two is used is one switch for all models. Plain JSON; scores in percent.
 */
import type { Benchmark } from '../scores/table';

/**
 * `frozen`: the rows that the published line is fitted to; `post-cutoff`: published later by the same authors; `sourced`:
 * rows of the wide panel; `user`: brought by the reader.
 */
export type Subset = 'frozen' | 'post-cutoff' | 'sourced' | 'user';

/** Published values as they are, or what is reported elsewhere where a cell is disputed. */
export type Values = 'published' | 'elsewhere';

export interface FrontierScore {
  /** Percent. */
  value: number;
  /** Points; overrides the noise that the items imply. */
  se: number | null;
  /** Test items; overrides the benchmark's. */
  items: number | null;
  /** Another report contradicts the value. */
  disputed: boolean;
  /** What that report has; null when it has no figure for this cell. */
  elsewhere: number | null;
  /** Where the other value is reported: unverified. */
  elsewhereSource: string | null;
}

export interface FrontierModel {
  /** Unique within a frontier table. */
  id: string;
  model: string;
  lab: string;
  /** ISO 8601, as far as it is known. */
  released: string | null;
  subset: Subset;
  /** Counted by the paper among its core, verified rows. */
  core: boolean;
  /** Taken out by the user, or of no use to any statistic. */
  excluded: boolean;
  /** By benchmark key; a cell that is not known has no entry. */
  scores: Record<string, FrontierScore>;
  source: string | null;
  note: string | null;
}

export interface FrontierTable {
  title: string;
  /** Id of the bundled panel; null for the reader's own table. */
  panel: string | null;
  benchmarks: Benchmark[];
  models: FrontierModel[];
}

/**
 * The value of a cell under a choice of values. `elsewhere` replaces a disputed value by the reported one, and leaves the
 * cell empty where the dispute comes without a figure: a value known to be another model's is not a measurement.
 * @returns percent, or null for an empty cell
 */
export function cellValue(model: FrontierModel, key: string, values: Values): number | null {
  const score = model.scores[key];
  if (score === undefined) return null;
  return values === 'elsewhere' && score.disputed ? score.elsewhere : score.value;
}

/** Whether any of these cells is disputed. */
export const isDisputed = (model: FrontierModel, keys: readonly string[]): boolean =>
  keys.some((key) => model.scores[key]?.disputed === true);
