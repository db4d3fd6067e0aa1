/** The item noise of a score as a table tells it: from the score's own error or items, the benchmark's, or the user's. */
import type { Benchmark, Score } from '../scores/table';
import type { DiagnosisOptions } from './options';
import { ASSUMED_ITEMS, itemNoise } from './scoreNoise';

export interface TableNoise {
  /** Standard error over test items, points, above 0. */
  sd: number;
  /** Null when unknown. */
  items: number | null;
  /** `sd` rests on an assumed number of items. */
  assumed: boolean;
}

/** @param value the score as it is used, percent */
export function noiseOf(
  score: Score,
  value: number,
  benchmark: Benchmark,
  options: Pick<DiagnosisOptions, 'items'>,
): TableNoise {
  const own = atLeastOne(score.items) ?? atLeastOne(benchmark.items);
  const items = options.items[benchmark.key] ?? own;
  const known = score.se !== null && score.se > 0 && Number.isFinite(score.se) ? score.se : null;
  // A standard error told with the score is that of its own items: with another number of them it scales.
  const told = known !== null && own !== null && items !== null ? known * Math.sqrt(own / items) : known;
  return {
    sd: itemNoise(value, items ?? ASSUMED_ITEMS, benchmark.itemSd, told),
    items,
    assumed: items === null && told === null,
  };
}

const atLeastOne = (items: number | null) => (items !== null && items >= 1 ? items : null);
