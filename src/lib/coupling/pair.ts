/** Which family of a table, and which two of its benchmarks, a diagnosis is about. */
import { familiesOf, type Benchmark, type ModelRow, type ScoreTable } from '../scores/table';
import { DiagnosisError } from './diagnosisError';
import type { DiagnosisOptions } from './options';
import { count, listed } from './words';

const NAMED = 5;
/** The first few names, and how many more. */
function someOf(names: string[]): string {
  const rest = names.length - NAMED;
  return listed(rest > 0 ? [...names.slice(0, NAMED), `${count(rest)} more`] : names);
}

/** The family asked for, else the first of the table. @throws DiagnosisError when there is none of that name */
export function chosenFamily(table: ScoreTable, family: string | null): string {
  const names = familiesOf(table).map((entry) => entry.family);
  if (names.length === 0)
    throw new DiagnosisError(
      'The table has no models.',
      'Drop a file with a row for each model: name, size and two scores.',
    );
  if (family === null) return names[0];
  if (!names.includes(family))
    throw new DiagnosisError(
      `The table has no family “${family}”.`,
      `Choose one of its families: ${someOf(names)}.`,
    );
  return family;
}

export const rowsOf = (table: ScoreTable, family: string): ModelRow[] =>
  table.models.filter((row) => row.family === family);

export interface Pair {
  benchmark1: Benchmark;
  benchmark2: Benchmark;
}

/**
 * The two benchmarks asked for. What is not asked for is HellaSwag and TruthfulQA where the family has scores on them, else
 * the first columns with scores.
 * @throws DiagnosisError when a key is unknown, both are the same, or there are fewer than two benchmarks
 */
export function chosenPair(
  { benchmarks }: ScoreTable,
  rows: readonly ModelRow[],
  options: Pick<DiagnosisOptions, 'benchmark1' | 'benchmark2'>,
): Pair {
  if (benchmarks.length < 2)
    throw new DiagnosisError(
      benchmarks.length === 0
        ? 'The table has no benchmark.'
        : `The table has one benchmark, ${benchmarks[0].label}.`,
      'Coupling needs two: add a column with the scores of another.',
    );
  const named = (key: string | null) => (key === null ? null : withKey(benchmarks, key));
  const asked1 = named(options.benchmark1);
  const asked2 = named(options.benchmark2);
  if (asked1 !== null && asked1 === asked2)
    throw new DiagnosisError(
      `Benchmark 1 and benchmark 2 are both ${asked1.label}.`,
      'Choose two different benchmarks.',
    );
  const scored = (benchmark: Benchmark) =>
    rows.filter((row) => !row.excluded && row.scores[benchmark.key] !== undefined).length >= 2;
  // Columns with scores of the family first; within each group the order of the table.
  const inOrder = [...benchmarks.filter(scored), ...benchmarks.filter((benchmark) => !scored(benchmark))];
  const pick = (task: string, taken: Benchmark | null, keep: string | null) => {
    const free = inOrder.filter((benchmark) => benchmark !== taken);
    return (
      free.find((benchmark) => benchmark.task === task && scored(benchmark)) ??
      free.find((benchmark) => benchmark.task !== keep) ??
      free[0]
    );
  };
  const benchmark1 = asked1 ?? pick('hellaswag', asked2, asked2 === null ? 'truthfulqa' : null);
  const benchmark2 = asked2 ?? pick('truthfulqa', benchmark1, null);
  return { benchmark1, benchmark2 };
}

function withKey(benchmarks: readonly Benchmark[], key: string): Benchmark {
  const found = benchmarks.find((benchmark) => benchmark.key === key);
  if (found) return found;
  throw new DiagnosisError(
    `The table has no benchmark “${key}”.`,
    `Choose among ${someOf(benchmarks.map((benchmark) => benchmark.label))}.`,
  );
}
