/**
 * Whether a table's benchmarks are those of a reference panel. Task, metric and shots together are a benchmark: what the table
 * does not tell is taken from the panel and marked; what it tells otherwise is refused, since two identities are never one.
 */
import type { Benchmark, ScoreTable } from '../../scores/table';
import { capitalised, listed } from '../words';

export type BenchmarkMatch =
  | {
      kind: 'used';
      benchmark: Benchmark;
      /** What the table leaves untold, for a reader; null when it tells all that the panel tells. */
      assumed: string | null;
    }
  | { kind: 'refused'; reason: string };

export type PairMatch =
  | { kind: 'used'; benchmark1: Benchmark; benchmark2: Benchmark; assumed: string[] }
  | { kind: 'refused'; reason: string };

/** The panel's column that is the table's benchmark, or a sentence that says why there is none. */
export function matchBenchmark(
  own: Benchmark,
  panel: Pick<ScoreTable, 'title' | 'benchmarks'>,
): BenchmarkMatch {
  const identical = panel.benchmarks.find(({ key }) => key === own.key);
  if (identical) return { kind: 'used', benchmark: identical, assumed: null };
  const ofTask = panel.benchmarks.filter(({ task }) => task === own.task);
  if (ofTask.length === 0)
    return { kind: 'refused', reason: `${own.label} is not among the benchmarks of “${panel.title}”.` };
  const compatible = ofTask.filter((theirs) => differences(own, theirs).length === 0);
  if (compatible.length === 1) {
    const [benchmark] = compatible;
    return { kind: 'used', benchmark, assumed: untold(own, benchmark) };
  }
  if (compatible.length > 1)
    return {
      kind: 'refused',
      reason: `${own.label} does not tell which it is, and “${panel.title}” has ${listed(compatible.map(named))}: name the metric and shots of the column.`,
    };
  const [nearest] = ofTask;
  return {
    kind: 'refused',
    reason: `The table has ${named(own)}, “${panel.title}” has ${listed(ofTask.map(named))}: ${listed(differences(own, nearest))} ${differences(own, nearest).length === 1 ? 'differs' : 'differ'}, so their scores are not compared.`,
  };
}

/** Both benchmarks of a pair. The panel's two must be two. */
export function matchPair(
  own: { benchmark1: Benchmark; benchmark2: Benchmark },
  panel: Pick<ScoreTable, 'title' | 'benchmarks'>,
): PairMatch {
  const first = matchBenchmark(own.benchmark1, panel);
  const second = matchBenchmark(own.benchmark2, panel);
  const refusals = [first, second].flatMap((match) => (match.kind === 'refused' ? [match.reason] : []));
  if (first.kind === 'refused' || second.kind === 'refused')
    return { kind: 'refused', reason: refusals.join(' ') };
  if (first.benchmark === second.benchmark)
    return {
      kind: 'refused',
      reason: `${named(own.benchmark1)} and ${named(own.benchmark2)} would both be ${named(first.benchmark)} of “${panel.title}”.`,
    };
  return {
    kind: 'used',
    benchmark1: first.benchmark,
    benchmark2: second.benchmark,
    assumed: [first.assumed, second.assumed].filter((part) => part !== null),
  };
}

/** Parts that both tell, and tell differently. A part the panel leaves untold is no difference either. */
function differences(own: Benchmark, theirs: Benchmark): string[] {
  const differ = <T>(a: T | null, b: T | null) => a !== null && b !== null && a !== b;
  return [
    ...(differ(own.metric, theirs.metric) ? ['the metric'] : []),
    ...(differ(own.shots, theirs.shots) ? ['the number of shots'] : []),
  ];
}

function untold(own: Benchmark, theirs: Benchmark): string | null {
  const parts: string[] = [];
  const taken: string[] = [];
  if (own.metric === null && theirs.metric !== null) {
    parts.push('metric');
    taken.push(theirs.metric);
  }
  if (own.shots === null && theirs.shots !== null) {
    parts.push('shots');
    taken.push(`${theirs.shots}-shot`);
  }
  // Told here and not in the panel: the panel's column is then the one that is assumed to be the same.
  const missing = [
    ...(theirs.metric === null && own.metric !== null ? ['metric'] : []),
    ...(theirs.shots === null && own.shots !== null ? ['shots'] : []),
  ];
  const words = [
    ...(parts.length > 0 ? [`${listed(parts)} not told, taken as ${listed(taken)}`] : []),
    ...(missing.length > 0 ? [`the panel does not tell ${listed(missing)}`] : []),
  ];
  return words.length === 0 ? null : `${capitalised(own.label)}: ${words.join('; ')}`;
}

/** `TruthfulQA (mc1, 0-shot)`: a benchmark with what is told of it. */
function named({ label, metric, shots }: Benchmark): string {
  const parts = [metric ?? 'metric not told', shots === null ? 'shots not told' : `${shots}-shot`];
  return `${label} (${parts.join(', ')})`;
}
