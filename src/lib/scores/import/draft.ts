/** What an import goes through: sources → draft (columns recognised, to be corrected) → result (table, problems). */
import type { FactName } from '../facts';
import type { Benchmark } from '../table';

/** A dropped file or pasted text. */
export interface ImportSource {
  name: string;
  content: Blob | string;
}

/** What a column holds. `of` names the benchmark key that a standard error or item count belongs to; `row` in a long table. */
export type ColumnRole =
  | { kind: 'model' }
  | { kind: 'family' }
  | { kind: 'size' }
  | { kind: 'score'; benchmark: Benchmark; unit: 'percent' | 'fraction' }
  | { kind: 'stderr'; of: string }
  | { kind: 'items'; of: string }
  /** Long tables: the column that names the benchmark, its value, and optionally metric and shots. */
  | { kind: 'benchmark-name' }
  | { kind: 'benchmark-value' }
  | { kind: 'metric-name' }
  | { kind: 'shots' }
  /** Shape, training tokens, recipe …: what is known of the model beside its scores. */
  | { kind: 'fact'; fact: FactName }
  | { kind: 'ignore' };

export interface ColumnDraft {
  header: string;
  /** First few cells, as written. */
  samples: string[];
  role: ColumnRole;
  /** Why the role should be confirmed by the user; null when it is plain. */
  doubt: string | null;
}

/** A place in the input that could not be used, or was read in a way worth knowing. */
export interface ImportProblem {
  source: string;
  /** 1-based line of the file; null when the whole file is meant. */
  line: number | null;
  column: string | null;
  /** The text that is at fault, as written (cut at 80 characters). */
  value: string | null;
  /** `refused`: the file; `skipped`: the row or cell; `note`: used, but look. */
  severity: 'refused' | 'skipped' | 'note';
  /** What is wrong, and what to do about it. */
  message: string;
}

export interface ImportDraft {
  title: string;
  shape: 'wide' | 'long' | 'lm-eval';
  columns: ColumnDraft[];
  rows: number;
  problems: ImportProblem[];
  /** At least one column has a doubt, or no pair of benchmarks was recognised: ask the user. */
  doubtful: boolean;
}

/** The table stays where it was parsed (it can be large); this is what the page shows of it. */
export interface ImportResult {
  title: string;
  benchmarks: Benchmark[];
  families: { family: string; models: number }[];
  rows: number;
  /** At most `PROBLEMS_SHOWN`; `problemCount` is the true number. */
  problems: ImportProblem[];
  problemCount: number;
}

export const PROBLEMS_SHOWN = 200;
