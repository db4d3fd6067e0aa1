/** What a score table is. Plain JSON, so that it can cross a worker, a permalink and an export unchanged. */

/**
 * One benchmark as a column: task, metric and shots together are its identity, and two identities are never one
 * column. A part that the file does not tell is null, "unspecified": usable, and marked.
 */
export interface Benchmark {
  /** Identity as text: `task`, then `/metric` and `/N-shot` where known. `truthfulqa/mc2/0-shot`, `hellaswag`. */
  key: string;
  /** Registry id of the task (`hellaswag`), or a slug of the column's own name. */
  task: string;
  metric: string | null;
  shots: number | null;
  /** Name as a reader says it: `TruthfulQA MC2`. */
  label: string;
  /** Number of test items; null when unknown. */
  items: number | null;
  /** Per-item standard deviation (0…1) of a graded benchmark; null when items are scored 0 or 1. */
  itemSd: number | null;
  /** Score of a model that guesses, in percent; null when there is none. */
  chance: number | null;
}

/** A score in percent. `se` (points) and `items` only where the file gives them: they override the benchmark's. */
export interface Score {
  value: number;
  se: number | null;
  items: number | null;
}

/** What is known about a model beside its scores. Null is not known. */
export interface ModelFacts {
  /** Counted from the shape, billions; and those active per token. */
  totalB: number | null;
  activeB: number | null;
  /** Training tokens, trillions. */
  tokensT: number | null;
  /** Width of the residual stream (d_model), layers, attention heads. */
  width: number | null;
  layers: number | null;
  heads: number | null;
  /** `mixed`, `web`, `curated`, `code`, `multilingual`, `distilled`, `continued-pretraining`, or the file's own word. */
  recipe: string | null;
  /** The family as usually named, over its generations: `Llama` for Llama-1. */
  parent: string | null;
  /** ISO 8601, as far as it is known. */
  released: string | null;
}

export interface ModelRow {
  /** Stable within a table; the identity of a row while its cells are edited. */
  id: string;
  model: string;
  family: string;
  /** Parameters in billions; null when neither told nor guessable: the model is then listed, not used. */
  paramsB: number | null;
  /** By `Benchmark.key`; a blank cell has no entry. */
  scores: Record<string, Score>;
  /** Absent when nothing is known. */
  facts?: ModelFacts;
  /** Taken out by the user. */
  excluded: boolean;
  /** Line in the file it came from, for messages; null for rows made on the page. */
  line: number | null;
}

export interface ScoreTable {
  /** A panel's title, or the name of the file. */
  title: string;
  /** Id of the bundled panel it is an unedited copy of; null for the user's own scores. */
  panel: string | null;
  benchmarks: Benchmark[];
  models: ModelRow[];
}

/** Families of a table in order of appearance, with the number of models that are not excluded. */
export function familiesOf(table: ScoreTable): { family: string; models: number }[] {
  const counts = new Map<string, number>();
  for (const row of table.models)
    counts.set(row.family, (counts.get(row.family) ?? 0) + (row.excluded ? 0 : 1));
  return [...counts].map(([family, models]) => ({ family, models }));
}
