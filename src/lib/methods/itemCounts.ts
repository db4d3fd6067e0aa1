/** The registry’s benchmarks as a table for readers: items, guessing, and the noise of a score of 50 %. */
import { itemNoise } from '$lib/coupling/scoreNoise';
import { whole } from '$lib/coupling/words';
import { KNOWN_BENCHMARKS, type KnownBenchmark } from '$lib/scores/registry';

const ABSENT = '–';

export const itemColumns = ['Benchmark', 'Items', 'Guessing, %', 'σ at 50 %, points'];

/** One row a benchmark; a graded metric, whose noise differs, has a row of its own. */
export const itemRows: string[][] = KNOWN_BENCHMARKS.flatMap((benchmark) => {
  const graded = Object.values(benchmark.metrics ?? {}).flatMap(({ itemSd, inName }) =>
    itemSd === undefined ? [] : [rowOf(benchmark, `${benchmark.name} ${inName ?? ''}`.trim(), itemSd)],
  );
  return [rowOf(benchmark, benchmark.name, null), ...graded];
});

function rowOf({ items, chance }: KnownBenchmark, name: string, itemSd: number | null): string[] {
  return [
    name,
    items === null ? ABSENT : whole(items),
    chance === null ? ABSENT : String(chance),
    items === null ? ABSENT : itemNoise(50, items, itemSd, null).toFixed(2),
  ];
}
