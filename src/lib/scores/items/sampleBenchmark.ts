/** Which benchmark a task, metric and filter of a samples log are, and which of a task's metrics is the customary one. */
import { benchmarkFrom, benchmarkKey, type BenchmarkIdentity } from '../benchmark';
import { harnessTask } from '../import/harnessTask';
import { knownBenchmark } from '../registry';
import type { Benchmark } from '../table';

/** A column of results in one file. */
export interface SampleColumn {
  task: string;
  metric: string;
  filter: string | null;
  shots: number | null;
}

/** The harness's word for it; older versions write none. */
const NO_FILTER = 'none';

/**
 * Benchmarks of columns, in their order. Filters of one metric, which score the same answers in different ways, are kept
 * apart; where some files tell the shots of a benchmark and others do not, and those that do agree, it is one benchmark.
 */
export function benchmarksOf(columns: readonly SampleColumn[]): Benchmark[] {
  const told = columns.map((column) => {
    const metric = { name: column.metric, filter: column.filter, stderrKey: '' };
    return harnessTask(column.task, metric, column.shots);
  });
  const plain = told.map(({ identity }) => benchmarkKey({ ...identity, shots: null }));
  const filters = new Map<string, Set<string>>();
  plain.forEach((key, i) =>
    filters.set(
      key,
      (filters.get(key) ?? new Set()).add(`${columns[i].metric},${columns[i].filter ?? NO_FILTER}`),
    ),
  );
  const identities = told.map(({ identity }, i): BenchmarkIdentity => {
    const { metric, filter } = columns[i];
    const several = (filters.get(plain[i])?.size ?? 0) > 1;
    // As the harness itself writes a metric with its filter.
    return several && (filter ?? NO_FILTER) !== NO_FILTER
      ? { ...identity, metric: `${metric},${filter}`.replaceAll('/', '-') }
      : identity;
  });
  const shots = new Map<string, Set<number>>();
  for (const identity of identities)
    if (identity.shots !== null) {
      const key = benchmarkKey({ ...identity, shots: null });
      shots.set(key, (shots.get(key) ?? new Set()).add(identity.shots));
    }
  return identities.map((identity, i) => {
    const agreed = shots.get(benchmarkKey({ ...identity, shots: null }));
    const only = agreed?.size === 1 ? [...agreed][0] : null;
    return benchmarkFrom({ ...identity, shots: identity.shots ?? only }, told[i].name);
  });
}

const CUSTOMARY = ['acc_norm', 'acc', 'exact_match', 'strict-match', 'f1'];

/** Keys of the customary metric of each task (and shots); the first in order where none is known. */
export function usualKeys(benchmarks: readonly Benchmark[]): Set<string> {
  const byTask = new Map<string, Benchmark[]>();
  for (const benchmark of benchmarks) {
    const task = benchmarkKey({ ...benchmark, metric: null });
    byTask.set(task, [...(byTask.get(task) ?? []), benchmark]);
  }
  const usual = new Set<string>();
  for (const group of byTask.values()) {
    const known = knownBenchmark(group[0].task);
    const wanted = known?.preferred ?? (known ? 'acc' : null);
    const named = (metric: string) => group.find((one) => one.metric?.split(',')[0] === metric);
    const byName = [wanted, ...CUSTOMARY].map((metric) => (metric === null ? undefined : named(metric)));
    usual.add((byName.find((one) => one !== undefined) ?? group[0]).key);
  }
  return usual;
}
