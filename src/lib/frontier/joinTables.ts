/**
 * The reader's rows beside a panel's: which of the reader's columns is which of the panel's. Contract: two identities of a
 * benchmark are never one column, but a panel that states neither metric nor shots of a task can be compared with one column
 * of that task; such a match is listed as assumed.
 */
import type { Benchmark } from '../scores/table';
import { labsByName } from './labByName';
import type { FrontierTable } from './model';

export interface AssumedMatch {
  /** The reader's column, and the panel's that it is compared with. */
  key: string;
  with: string;
}

export interface JoinedTable extends FrontierTable {
  assumed: AssumedMatch[];
}

/** A subset that is often left unsaid: GPQA without a subset is customarily Diamond. */
const CUSTOMARY: Readonly<Record<string, string>> = { gpqa: 'gpqa_diamond' };

/**
 * Panel and user rows as one table: the panel's columns first, then those that only the user has. A user's model whose family is
 * no lab of the panel joins the lab that names its models alike.
 */
export function joinTables(panel: FrontierTable | null, user: FrontierTable | null): JoinedTable {
  if (panel === null || user === null) {
    const only = panel ?? user;
    return only === null
      ? { title: '', panel: null, benchmarks: [], models: [], assumed: [] }
      : { ...only, assumed: [] };
  }
  const assumed: AssumedMatch[] = [];
  const renamed = new Map<string, string>();
  for (const benchmark of user.benchmarks) {
    const match = matchIn(panel.benchmarks, user.benchmarks, benchmark);
    if (match === null) continue;
    renamed.set(benchmark.key, match);
    if (match !== benchmark.key) assumed.push({ key: benchmark.key, with: match });
  }
  const known = new Set(panel.models.map(({ lab }) => lab));
  const labOf = labsByName(panel.models);
  const models = user.models.map((model) => ({
    ...model,
    // A family guessed from a name ("Claude Opus") is no lab; one that the panel has is.
    lab: known.has(model.lab) ? model.lab : (labOf(model.model) ?? model.lab),
    scores: Object.fromEntries(
      Object.entries(model.scores).map(([key, score]) => {
        const items = score.items ?? user.benchmarks.find((one) => one.key === key)?.items ?? null;
        return [renamed.get(key) ?? key, { ...score, items }];
      }),
    ),
  }));
  return {
    title: panel.title,
    panel: panel.panel,
    benchmarks: [...panel.benchmarks, ...user.benchmarks.filter(({ key }) => !renamed.has(key))],
    models: [...panel.models, ...models],
    assumed,
  };
}

function matchIn(panel: readonly Benchmark[], user: readonly Benchmark[], one: Benchmark): string | null {
  if (panel.some(({ key }) => key === one.key)) return one.key;
  const task = panel.some((other) => other.task === one.task) ? one.task : (CUSTOMARY[one.task] ?? one.task);
  const plain = panel.find((other) => other.task === task && other.metric === null && other.shots === null);
  // Two of the reader's columns cannot both be the panel's one.
  const rivals = user.filter((other) => other.task === one.task || CUSTOMARY[other.task] === one.task);
  return plain && rivals.length === 1 && !user.some(({ key }) => key === plain.key) ? plain.key : null;
}
