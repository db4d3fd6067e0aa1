/** Which benchmarks a frontier analysis is about. */
import type { Benchmark } from '../scores/table';
import type { FrontierTable } from './model';

/** A request that a table cannot answer: the message says what is missing and what there is. */
export class FrontierError extends Error {
  override readonly name = 'FrontierError';
}

const CUSTOMARY = ['swe_bench_verified', 'gpqa_diamond'] as const;

const modelsWith = (table: FrontierTable, key: string) =>
  table.models.filter((model) => !model.excluded && key in model.scores).length;

/** Columns with most models first, of equal ones in the table's order. */
export function byCoverage(table: FrontierTable): Benchmark[] {
  const counts = new Map(table.benchmarks.map(({ key }) => [key, modelsWith(table, key)]));
  return [...table.benchmarks].sort((a, b) => (counts.get(b.key) ?? 0) - (counts.get(a.key) ?? 0));
}

/** @throws FrontierError for a key that no column has, the same column twice, or a table of fewer than two columns */
export function choosePair(
  table: FrontierTable,
  x: string | null,
  y: string | null,
): { x: Benchmark; y: Benchmark } {
  const named = (key: string) => {
    const found = table.benchmarks.find((one) => one.key === key);
    if (!found)
      throw new FrontierError(
        `No column "${key}"; there are ${table.benchmarks.map((one) => one.key).join(', ') || 'none'}.`,
      );
    return found;
  };
  const wanted = { x: x === null ? null : named(x), y: y === null ? null : named(y) };
  const free = [
    ...CUSTOMARY.flatMap((key) => table.benchmarks.find((one) => one.key === key) ?? []),
    ...byCoverage(table),
  ].filter((one) => one.key !== wanted.x?.key && one.key !== wanted.y?.key);
  // SWE-bench Verified is benchmark 1 and GPQA Diamond benchmark 2, whichever of them is left to choose.
  const chosenX = wanted.x ?? free[0];
  const chosenY = wanted.y ?? free.find((one) => one.key !== chosenX?.key);
  if (!chosenX || !chosenY) throw new FrontierError('Two benchmarks are needed; the table has fewer.');
  if (chosenX.key === chosenY.key)
    throw new FrontierError(`Benchmark 1 and benchmark 2 are both "${chosenX.key}"; choose two.`);
  return { x: chosenX, y: chosenY };
}

/** Fewer models make a column of the matrix pointless. */
const LEAST_IN_MATRIX = 3;
const MOST_IN_MATRIX = 8;

/** Columns of the coupling matrix: as asked for, else those with most models, the pair among them. */
export function matrixColumns(
  table: FrontierTable,
  pair: { x: Benchmark; y: Benchmark },
  asked: readonly string[] | null,
): Benchmark[] {
  if (asked !== null) return table.benchmarks.filter(({ key }) => asked.includes(key));
  const others = byCoverage(table).filter(
    ({ key }) => key !== pair.x.key && key !== pair.y.key && modelsWith(table, key) >= LEAST_IN_MATRIX,
  );
  return [pair.x, pair.y, ...others].slice(0, MOST_IN_MATRIX);
}
