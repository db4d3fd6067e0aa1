/** Results of single test items: what a benchmark's score is the mean of. Never uploaded, never in a link. */

/** One benchmark's items, aligned between models by the hash of their document. */
export interface ItemTable {
  /** `Benchmark.key`. */
  benchmark: string;
  /** Number of items, shared by all models. */
  items: number;
  models: string[];
  /** models × items, row by model; 0/1 results as 0 or 1, graded ones 0…1; NaN where that model has no result for the item. */
  results: Float32Array;
  /** Every result is 0 or 1. */
  binary: boolean;
}
