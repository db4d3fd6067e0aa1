/** Task and metric names of lm-evaluation-harness and its relatives → the identity of a benchmark. */
import { recogniseBenchmark, slug, type BenchmarkIdentity } from '../benchmark';
import { knownBenchmark } from '../registry';

/** Metrics that are shares of items; perplexities, BLEU and the like are no scores in percent. */
const SHARES =
  /^(?:acc|acc_norm|acc_bytes|exact_match|em|qem|pqem|quasi_exact_match|mc[12]|truthfulqa_mc[12]|f1|pass@1|pass_at_1|(?:prompt|inst)_level_(?:strict|loose)_acc)$/;
/** Filters that make another score of the same answers; the others are a task's only one. */
const NAMED_FILTERS = new Set(['strict-match', 'flexible-extract']);

export interface HarnessMetric {
  /** Name without its filter. */
  name: string;
  filter: string | null;
  /** Key of the standard error beside it. */
  stderrKey: string;
}

/** A metric key of either generation: `acc_norm,none`, `acc_norm`. Null for what is not a share of items. */
export function harnessMetric(key: string): HarnessMetric | null {
  const [name, filter = null] = key.split(',');
  if (!SHARES.test(name)) return null;
  return { name, filter, stderrKey: filter === null ? `${name}_stderr` : `${name}_stderr,${filter}` };
}

export interface HarnessTask {
  identity: BenchmarkIdentity;
  /** The task is one that the registry knows. */
  known: boolean;
  name: string;
}

/** `harness|arc:challenge|25`, `leaderboard_gpqa`, `truthfulqa_mc2`, `my_task` with one of its metrics. */
export function harnessTask(task: string, metric: HarnessMetric, shots: number | null): HarnessTask {
  const recognised = /(?:^|_)gen(?:$|_)/.test(task) ? null : recogniseBenchmark(task);
  if (recognised === null) {
    const suite = /^[a-z]+\|(.+?)\|(\d+)(?:\|\d+)?$/.exec(task);
    const plain = suite?.[1] ?? task;
    const told = suite ? Number(suite[2]) : shots;
    return {
      identity: { task: slug(plain), metric: metricName(metric), shots: told },
      known: false,
      name: plain,
    };
  }
  const variant = /^(?:truthfulqa_)?(mc[12])$/.exec(metric.name)?.[1];
  return {
    identity: {
      task: recognised.task,
      // A task that names its variant (truthfulqa_mc2) is averaged with `acc`: the variant is what counts.
      metric: variant ?? recognised.metric ?? metricName(metric),
      shots: recognised.shots ?? shots,
    },
    known: true,
    name: knownBenchmark(recognised.task)?.name ?? task,
  };
}

function metricName({ name, filter }: HarnessMetric): string {
  if (filter !== null && NAMED_FILTERS.has(filter)) return filter;
  return name === 'pass_at_1' ? 'pass@1' : name === 'em' ? 'exact_match' : name;
}

/** Subjects of MMLU as older files list them, without a total. */
export function mmluSubject(task: string): string | null {
  return (
    /^(?:harness\|)?hendrycksTest-([a-z_]+)(?:\|\d+)?$/.exec(task)?.[1] ??
    /^(?:lighteval|leaderboard|original)\|mmlu:(?!_average)([a-z_]+)(?:\|\d+)*$/.exec(task)?.[1] ??
    null
  );
}

export const MMLU_SUBJECTS = 57;

/** The model that a results file says it is of; null when it does not. */
export function harnessModel(file: Record<string, unknown>): string | null {
  const config = record(file.config);
  const general = record(file.config_general);
  const args = config.model_args;
  const fields = typeof args === 'string' ? argumentsOf(args) : record(args);
  const named =
    text(file.model_name) ??
    text(fields.pretrained) ??
    text(fields.model) ??
    text(general.model_name) ??
    text(record(general.model_config).model_name) ??
    text(file.model_name_sanitized)?.replace('__', '/') ??
    text(config.model_name) ??
    null;
  if (named === null) return null;
  const revision = text(fields.revision);
  const adapter = text(fields.peft) ?? text(fields.delta);
  return (
    named +
    (adapter === null ? '' : ` + ${adapter.split('/').pop() ?? adapter}`) +
    (revision === null || revision === 'main' || named.includes(revision) ? '' : ` (${revision})`)
  );
}

/** Billions; null when the file does not tell. */
export function harnessSize(file: Record<string, unknown>): number | null {
  const count = record(file.config).model_num_parameters;
  return typeof count === 'number' && count > 1e5 ? count / 1e9 : null;
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

function argumentsOf(args: string): Record<string, string> {
  return Object.fromEntries(
    args
      .split(',')
      .map((part) => part.split('='))
      .filter((pair) => pair.length === 2)
      .map(([name, value]) => [name.trim(), value.trim()]),
  );
}
