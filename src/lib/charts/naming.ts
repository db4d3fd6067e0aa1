/** Benchmarks by the names a reader knows: sections hold keys, the table holds labels. */

/** Label of each benchmark by key. */
export type Labels = Readonly<Record<string, string>>;

/** The label; a benchmark that the table does not name keeps its key. */
export const named = (labels: Labels, key: string): string => labels[key] ?? key;

/** Place of a benchmark among `benchmarks`, by key or by label; −1 when it is not there. */
export const placeOf = (benchmarks: readonly string[], key: string, labels: Labels): number =>
  benchmarks.findIndex((b) => b === key || b === labels[key]);
