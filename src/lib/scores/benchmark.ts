/** Identity of a benchmark (task, metric, shots), its key, its label, and how it is recognised in a name. */
import { compact, knownBenchmark, KNOWN_METRICS, SPELLINGS } from './registry';
import type { Benchmark } from './table';

export interface BenchmarkIdentity {
  task: string;
  /** Null where the source does not tell: "unspecified". */
  metric: string | null;
  shots: number | null;
}

/** `task`, then `/metric` and `/N-shot` where known: `truthfulqa/mc2/0-shot`. */
export function benchmarkKey({ task, metric, shots }: BenchmarkIdentity): string {
  return task + (metric === null ? '' : `/${metric}`) + (shots === null ? '' : `/${shots}-shot`);
}

/** The identity that a key spells. A key without a task is its own task. */
export function identityFromKey(key: string): BenchmarkIdentity {
  const [task, ...rest] = key.split('/');
  const shots = rest.map((part) => /^(\d+)-shot$/.exec(part)).find((match) => match !== null);
  const metric = rest.filter((part) => part !== '' && !/^\d+-shot$/.test(part)).join('/');
  return { task, metric: metric === '' ? null : metric, shots: shots ? Number(shots[1]) : null };
}

/**
 * A benchmark with what the registry knows of it. For an unknown task `items` and `chance` are null; `name` is then its
 * label (default: the task). An `itemSd` of null means items scored 0 or 1, which for a graded benchmark of unknown
 * spread is the cautious bound.
 */
export function benchmarkFrom(identity: BenchmarkIdentity, name?: string): Benchmark {
  const { task, metric, shots } = identity;
  const entry = knownBenchmark(task);
  const ofMetric = metric === null ? undefined : entry?.metrics?.[metric];
  const base = entry?.name ?? name ?? task;
  return {
    key: benchmarkKey(identity),
    task,
    metric,
    shots,
    label: ofMetric?.inName ? `${base} ${ofMetric.inName}` : base,
    items: (ofMetric?.items === undefined ? entry?.items : ofMetric.items) ?? null,
    itemSd: ofMetric?.itemSd ?? null,
    chance: (ofMetric?.chance === undefined ? entry?.chance : ofMetric.chance) ?? null,
  };
}

/** The same benchmarks, their labels made longer (metric, then shots) only where two would read alike. */
export function withDistinctLabels(benchmarks: readonly Benchmark[]): Benchmark[] {
  const alike = new Map<string, Benchmark[]>();
  for (const benchmark of benchmarks)
    alike.set(benchmark.label, [...(alike.get(benchmark.label) ?? []), benchmark]);
  return benchmarks.map((benchmark) => {
    const group = alike.get(benchmark.label) ?? [];
    if (group.length < 2) return benchmark;
    const parts: string[] = [];
    const metric = benchmark.metric ?? 'metric not stated';
    if (new Set(group.map((one) => one.metric)).size > 1) parts.push(metric);
    if (new Set(group.map((one) => one.shots)).size > 1)
      parts.push(benchmark.shots === null ? 'shots not stated' : `${benchmark.shots}-shot`);
    return { ...benchmark, label: `${benchmark.label} (${parts.join(', ') || benchmark.key})` };
  });
}

/** A task id for a benchmark the registry does not know: `My Bench (v2)` → `my_bench_v2`. */
export function slug(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu);
  return (words ?? ['column']).join('_').slice(0, 60);
}

/** A longer text is prose, whatever words are in it. */
const LONGEST_NAME = 120;

/** The metric that a text names (`acc_norm,none`, `MC2`); null when it names none. */
export function recogniseMetric(text: string): string | null {
  if (text.length > LONGEST_NAME) return null;
  const reading = readWords(text);
  return reading.task === null && reading.unexplained === 0 ? reading.metric : null;
}

/** The number of shots that a text tells, in any of the usual ways; null when it does not. */
export function recogniseShots(text: string): number | null {
  return text.length > LONGEST_NAME ? null : takeShots(text).shots;
}

/**
 * The benchmark that a column header, task name or cell names. Every word must be accounted for, so that
 * `mmlu_abstract_algebra` or `HellaSwag rank` is not taken for the benchmark itself.
 * @param context text that may name the task when `text` names only a metric: a title above the table
 */
export function recogniseBenchmark(text: string, context?: string): BenchmarkIdentity | null {
  if (text.length > LONGEST_NAME) return null;
  const suite =
    /^(?:harness|leaderboard|lighteval|original|helm|community|custom)\|([^|]+)\|(\d+)(?:\|\d+)?$/.exec(
      text.trim().toLowerCase(),
    );
  if (suite) {
    const inner = recogniseBenchmark(suite[1].replace(/:_average$/, ''));
    return inner && { ...inner, shots: Number(suite[2]) };
  }
  const { rest, shots } = takeShots(text);
  const { task, metric, unexplained } = readWords(rest);
  if (unexplained > 0) return null;
  if (task !== null) return { task, metric: withoutNameOnly(task, metric), shots };
  if (metric === null || context === undefined) return null;
  const titled = recogniseInSentence(context);
  return titled && { task: titled.task, metric, shots: shots ?? titled.shots };
}

/** The one benchmark that a sentence mentions; null for none, or for several different ones. */
export function recogniseInSentence(sentence: string): BenchmarkIdentity | null {
  const { rest, shots } = takeShots(sentence.slice(0, 400));
  const { task, tasks, metric } = readWords(rest);
  return task !== null && tasks === 1 ? { task, metric, shots } : null;
}

/** MC1 and MC2 are scored by `acc` in a results file: the variant is the metric then. */
const withoutNameOnly = (task: string, metric: string | null) =>
  task === 'truthfulqa' && metric === 'acc' ? null : metric;

const METRIC_SPELLINGS = new Map(
  Object.entries(KNOWN_METRICS).flatMap(([metric, spellings]) =>
    spellings.map((spelling) => [spelling, metric]),
  ),
);

/** Words that may stand beside a benchmark's name without changing what it is. */
const NEUTRAL = new Set(
  (
    'accuracy score scores scored percent percentage pct result results task leaderboard harness lm eval evals lmeval evaluation ' +
    'test val validation dev set split open llm none benchmark bench average avg mean higher is better multiple choice mc ' +
    'fewshot few the in of on all overall total macro official reported correct value resolved resolve rate xl raw n/a'
  ).split(' '),
);

/** Longest first, so that "mmlu pro" is not read as MMLU and a stray word. */
const LONGEST = 7;

interface Reading {
  task: string | null;
  tasks: number;
  metric: string | null;
  unexplained: number;
}

function readWords(text: string): Reading {
  const words = text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\+/g, ' plus ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const found = new Set<string>();
  const metrics: string[] = [];
  let variant: string | null = null;
  let unexplained = 0;
  for (let i = 0; i < words.length;) {
    const match = longestAt(words, i);
    if (match.kind === 'task') {
      found.add(match.task);
      variant ??= match.metric;
    } else if (match.kind === 'metric') metrics.push(match.metric);
    else if (match.kind === 'unknown') unexplained++;
    i += match.length;
  }
  if (found.size > 1) unexplained++;
  // An explicit variant in the name ("truthfulqa_mc2 acc") outranks the way it is averaged.
  const named = [...new Set(variant === null ? metrics : [variant])];
  const metric = named.length === 0 ? null : named.join('+');
  const [task = null] = found;
  const scored = named.some((one) => one === 'mc1' || one === 'mc2')
    ? (named.find((one) => one === 'mc1' || one === 'mc2') ?? metric)
    : metric;
  return { task, tasks: found.size, metric: scored, unexplained };
}

type Match =
  | { kind: 'task'; task: string; metric: string | null; length: number }
  | { kind: 'metric'; metric: string; length: number }
  | { kind: 'neutral' | 'unknown'; length: number };

function longestAt(words: string[], start: number): Match {
  for (let length = Math.min(LONGEST, words.length - start); length > 0; length--) {
    const joined = compact(words.slice(start, start + length).join(''));
    const spelled = SPELLINGS.get(joined);
    if (spelled) return { kind: 'task', ...spelled, length };
    const metric = METRIC_SPELLINGS.get(joined);
    if (metric) return { kind: 'metric', metric, length };
  }
  return { kind: NEUTRAL.has(words[start]) ? 'neutral' : 'unknown', length: 1 };
}

const WORD_NUMBERS: Record<string, number> = { zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5, ten: 10 };

/** Takes what tells the shots out of a text: "10-shot", "25 shots", "zero-shot", "num_fewshot=5", "(10)" at the end. */
function takeShots(text: string): { rest: string; shots: number | null } {
  const plain = text.toLowerCase().replace(/_/g, ' ');
  const patterns = [
    /(?<![\d.])(\d{1,3})\s*-?\s*shots?(?!\p{L})/u,
    /(?<!\p{L})(zero|one|two|three|four|five|ten)\s*-?\s*shots?(?!\p{L})/u,
    /(?<!\p{L})(?:n|num)?\s*-?\s*(?:few\s*-?\s*)?shots?\s*[=:\s]\s*(\d{1,3})(?![\d.])/u,
    /\((\d{1,2})\)\s*$/,
  ];
  for (const pattern of patterns) {
    const match = pattern.exec(plain);
    if (match) {
      const shots = WORD_NUMBERS[match[1]] ?? Number(match[1]);
      return { rest: plain.replace(match[0], ' '), shots };
    }
  }
  return { rest: plain.replace(/(?<!\p{L})few\s*-?\s*shots?(?!\p{L})/u, ' '), shots: null };
}
