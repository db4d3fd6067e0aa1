/**
 * Which columns of one table answer to the pair of another. Two identities are never one benchmark: another metric or other
 * shots are refused; a part that one side does not tell is used, and marked.
 */
import type { Benchmark } from '../scores/table';

export type Match =
  | { kind: 'same'; benchmark: Benchmark }
  | { kind: 'marked'; benchmark: Benchmark; why: string }
  | { kind: 'refused'; why: string };

/**
 * @param wanted benchmark of the panel
 * @param columns benchmarks of the other table
 * @param whose for the sentences: "your table"
 */
export function matchBenchmark(wanted: Benchmark, columns: readonly Benchmark[], whose: string): Match {
  const same = columns.find(({ key }) => key === wanted.key);
  if (same) return { kind: 'same', benchmark: same };
  const ofTask = columns.filter(({ task }) => task === wanted.task);
  if (ofTask.length === 0)
    return { kind: 'refused', why: `${capital(whose)} has no ${wanted.label} column.` };
  const close = ofTask.find((column) => difference(wanted, column) === null);
  if (close)
    return {
      kind: 'marked',
      benchmark: close,
      why: `${close.label} of ${whose} does not tell its ${untold(wanted, close)}; taken as the panel’s ${identityWords(wanted)}.`,
    };
  const [other] = ofTask;
  return {
    kind: 'refused',
    why: `${capital(whose)} has ${identityWords(other)}, the panel ${identityWords(wanted)}: ${difference(wanted, other)}, so they are not drawn together.`,
  };
}

/** Why two columns of one task are two benchmarks; null when nothing that both tell differs. */
function difference(a: Benchmark, b: Benchmark): string | null {
  if (a.metric !== null && b.metric !== null && a.metric !== b.metric) return 'another metric';
  if (a.shots !== null && b.shots !== null && a.shots !== b.shots) return 'other shots';
  return null;
}

const untold = (a: Benchmark, b: Benchmark): string =>
  [a.metric !== b.metric ? 'metric' : null, a.shots !== b.shots ? 'number of shots' : null]
    .filter((part) => part !== null)
    .join(' and ');

/** `TruthfulQA MC2, 0-shot`; a metric that the label does not say stands after it. */
export function identityWords({ label, metric, shots }: Benchmark): string {
  const told = metric !== null && !label.toLowerCase().includes(metric.toLowerCase()) ? [metric] : [];
  return [label, ...told, ...(shots === null ? [] : [`${shots}-shot`])].join(', ');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
