/**
 * Results files of lm-evaluation-harness (https://github.com/EleutherAI/lm-evaluation-harness) and of tools that write
 * the same shape: one file a model, `results.<task>.<metric>,<filter>` or the older `results.<task>.<metric>`.
 * Fractions become percents; standard errors, sample counts and shots are taken where the file has them.
 */
import { benchmarkFrom, benchmarkKey, recogniseBenchmark, type BenchmarkIdentity } from '../benchmark';
import { knownBenchmark } from '../registry';
import type { Benchmark } from '../table';
import type { ColumnRole } from './draft';
import type { Grid } from './grid';
import {
  harnessMetric,
  harnessModel,
  harnessSize,
  harnessTask,
  mmluSubject,
  MMLU_SUBJECTS,
} from './harnessTask';
import { isObject, type JsonObject } from './json';
import type { ProblemLog } from './problems';

export interface HarnessScore {
  benchmark: Benchmark;
  /** Percent and points. */
  value: number;
  se: number | null;
  items: number | null;
}

export interface HarnessRun {
  source: string;
  model: string;
  paramsB: number | null;
  scores: Map<string, HarnessScore>;
}

/** A results file has `results` by task, each with a share of items in it, and tasks or fields that only such files have. */
export function isHarnessFile(document: unknown): document is JsonObject {
  if (!isObject(document) || !isObject(document.results)) return false;
  const tasks = Object.entries(document.results).filter(
    ([, task]) => isObject(task) && Object.keys(task).some((key) => harnessMetric(key) !== null),
  );
  return (
    tasks.length > 0 &&
    (FIELDS.some((field) => field in document) || tasks.some(([task]) => recogniseBenchmark(task) !== null))
  );
}

const FIELDS = ['config', 'configs', 'versions', 'config_general', 'n-shot', 'model_source', 'git_hash'];

/** A line of a per-sample log, which is no results file. */
export const isHarnessSample = (document: unknown): boolean =>
  isObject(document) && 'doc_id' in document && ('resps' in document || 'filtered_resps' in document);

/** One results file → the scores of one model. */
export function readHarnessFile(file: JsonObject, source: string, log: ProblemLog): HarnessRun {
  const results = file.results as JsonObject;
  const model = harnessModel(file);
  if (model === null) log.note({ source }, 'The file does not name its model; the name of the file is used.');
  const run: HarnessRun = {
    source,
    model: model ?? source.replace(/\.jsonl?$/i, ''),
    paramsB: harnessSize(file),
    scores: new Map(),
  };
  const within = subtasks(file, results);
  const subjects: HarnessScore[] = [];
  let hidden = 0;
  for (const [task, metrics] of Object.entries(results)) {
    if (!isObject(metrics) || task === 'all') continue;
    if (within.has(task)) hidden++;
    else if (mmluSubject(task) !== null)
      subjects.push(...scoresOf(file, task, onlyAccuracy(metrics), log, source).slice(0, 1));
    else for (const score of scoresOf(file, task, metrics, log, source)) add(run, score);
  }
  if (hidden > 0)
    log.note({ source }, `${hidden} subtasks are not listed: the file has the totals of their groups.`);
  addMmlu(run, subjects, log);
  if (run.scores.size === 0)
    log.skip(
      { source },
      'The file has no score that is a share of items (accuracy, exact match and the like).',
    );
  return run;
}

/** MMLU is reported as plain accuracy; older files give a normalised one beside it. */
const onlyAccuracy = (metrics: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(metrics).filter(([key]) => /^acc(?:_stderr)?(?:,|$)/.test(key)));

function add(run: HarnessRun, score: HarnessScore): void {
  if (!run.scores.has(score.benchmark.key)) run.scores.set(score.benchmark.key, score);
}

/** Every usable metric of a task, the customary one first. */
function scoresOf(
  file: JsonObject,
  task: string,
  metrics: JsonObject,
  log: ProblemLog,
  source: string,
): HarnessScore[] {
  const shots = shotsOf(file, task);
  const scores: HarnessScore[] = [];
  for (const [key, raw] of Object.entries(metrics)) {
    const metric = harnessMetric(key);
    if (metric === null) continue;
    const { identity, known, name } = harnessTask(task, metric, shots);
    const value = percent(raw);
    if (value === null) {
      if (raw !== 'N/A' && raw !== null)
        log.skip({ source, column: task, value: String(raw) }, `${key} is not a score between 0 and 1.`);
      continue;
    }
    const se = metrics[metric.stderrKey];
    scores.push({
      benchmark: benchmarkFrom(identity, name),
      value,
      se:
        typeof se === 'number' && Number.isFinite(se) && se > 0
          ? tidy(se * (Number(raw) > 1 ? 1 : 100))
          : null,
      items: countsInstructions(identity) ? null : itemsOf(file, task, source, log),
    });
    if (!known && scores.length > 1) return [preferred(scores)];
  }
  return scores.sort((a, b) => rank(a) - rank(b));
}

/** Of an unknown task one metric is enough; several would be columns that nobody asked for. */
const preferred = (scores: HarnessScore[]) =>
  scores.find((score) => score.benchmark.metric === 'acc_norm') ?? scores[0];

const rank = ({ benchmark }: HarnessScore) =>
  benchmark.metric === (knownBenchmark(benchmark.task)?.preferred ?? 'acc') ? 0 : 1;

const countsInstructions = ({ metric }: BenchmarkIdentity) =>
  metric !== null && metric.startsWith('inst_level');

/** Harness metrics are fractions; a few tasks of older versions wrote percents. */
function percent(raw: unknown): number | null {
  if (typeof raw !== 'number' || !Number.isFinite(raw) || raw < 0 || raw > 100) return null;
  return tidy(raw <= 1 ? raw * 100 : raw);
}

/** 0.29 × 100 is 28.999999999999996: the digits beyond a double's certainty go. */
const tidy = (value: number) => Number(value.toPrecision(14));

function shotsOf(file: JsonObject, task: string): number | null {
  const told = member(file['n-shot'], task);
  const configured = member(member(file.configs, task), 'num_fewshot');
  const group = member(file.group_subtasks, task);
  // Totals of groups are often written as 0-shot, whatever their subtasks were.
  if (Array.isArray(group) && group.length > 0) {
    const inner = new Set(group.map((sub) => shotsOf(file, String(sub))));
    if (inner.size === 1) return [...inner][0];
  }
  for (const shots of [told, configured, member(file.config, 'num_fewshot')])
    if (typeof shots === 'number' && Number.isInteger(shots) && shots >= 0) return shots;
  return null;
}

function itemsOf(file: JsonObject, task: string, source: string, log: ProblemLog): number | null {
  const { effective, original } = sampleCount(file, task, 0);
  if (effective !== null) {
    if (original !== null && effective < original)
      log.note({ source, column: task }, `Only ${effective} of ${original} items were scored.`);
    return effective;
  }
  const limit = member(file.config, 'limit');
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1) return null;
  log.note({ source, column: task }, `The run was limited to ${limit} items a task.`);
  return limit;
}

function sampleCount(
  file: JsonObject,
  task: string,
  depth: number,
): { effective: number | null; original: number | null } {
  const counts = member(file['n-samples'], task);
  const effective = member(counts, 'effective');
  const original = member(counts, 'original');
  if (typeof effective === 'number' && effective >= 1)
    return { effective, original: typeof original === 'number' ? original : null };
  const group = member(file.group_subtasks, task);
  if (!Array.isArray(group) || group.length === 0 || depth > 4) return { effective: null, original: null };
  const parts = group.map((sub) => sampleCount(file, String(sub), depth + 1));
  const total = (pick: 'effective' | 'original') =>
    parts.every((part) => part[pick] !== null)
      ? parts.reduce((sum, part) => sum + (part[pick] ?? 0), 0)
      : null;
  return { effective: total('effective'), original: total('original') };
}

/** Tasks that a known group in the same file sums up. */
function subtasks(file: JsonObject, results: JsonObject): Set<string> {
  const groups = isObject(file.group_subtasks) ? file.group_subtasks : {};
  const hidden = new Set<string>();
  const hide = (group: string, depth: number) => {
    const inner = groups[group];
    if (!Array.isArray(inner) || depth > 4) return;
    for (const sub of inner.map(String)) {
      hidden.add(sub);
      hide(sub, depth + 1);
    }
  };
  for (const group of Object.keys(groups)) {
    const metrics = results[group];
    if (isObject(metrics) && Object.keys(metrics).some((key) => harnessMetric(key) !== null)) hide(group, 0);
  }
  // A total over everything ("leaderboard") must not hide the benchmarks in it.
  for (const task of hidden) {
    const asked = harnessTask(task, { name: 'acc', filter: null, stderrKey: '' }, null);
    const parent = Object.keys(groups).find((group) => (groups[group] as unknown[])?.includes?.(task));
    const parentKnown =
      parent !== undefined && harnessTask(parent, { name: 'acc', filter: null, stderrKey: '' }, null).known;
    if (asked.known && !parentKnown) hidden.delete(task);
  }
  return hidden;
}

/** Older files list MMLU by subject: its score is the mean over all 57, as the leaderboards of the time took it. */
function addMmlu(run: HarnessRun, subjects: HarnessScore[], log: ProblemLog): void {
  if (subjects.length === 0) return;
  const { source } = run;
  if (subjects.length !== MMLU_SUBJECTS) {
    log.note(
      { source },
      `${subjects.length} MMLU subjects of ${MMLU_SUBJECTS}: without the others there is no MMLU score.`,
    );
    return;
  }
  const shots = new Set(subjects.map((score) => score.benchmark.shots));
  const errors = subjects.map((score) => score.se);
  const se = errors.every((error) => error !== null)
    ? Math.sqrt(errors.reduce<number>((sum, error) => sum + (error ?? 0) ** 2, 0)) / MMLU_SUBJECTS
    : null;
  const identity = { task: 'mmlu', metric: 'acc', shots: shots.size === 1 ? [...shots][0] : null };
  const value = subjects.reduce((sum, score) => sum + score.value, 0) / MMLU_SUBJECTS;
  add(run, {
    benchmark: benchmarkFrom(identity),
    value: tidy(value),
    se: se === null ? null : tidy(se),
    items: null,
  });
  log.note({ source }, 'MMLU is the mean of its 57 subjects.');
}

const member = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

/** Runs → one row a model. Files of the same model with other tasks are one row; a task that comes twice is listed. */
export function gridOfRuns(runs: readonly HarnessRun[], log: ProblemLog): Grid {
  const models = new Map<string, HarnessRun>();
  for (const run of runs) {
    const before = models.get(run.model);
    if (!before) {
      models.set(run.model, { ...run, scores: new Map(run.scores) });
      continue;
    }
    for (const [key, score] of run.scores) {
      if (before.scores.has(key))
        log.skip(
          { source: run.source, column: key, value: run.model },
          `${run.model} has this score from ${before.source} already; this one is left out.`,
        );
      else before.scores.set(key, score);
    }
  }
  const rows = [...models.values()];
  const benchmarks = new Map<string, Benchmark>();
  for (const run of rows) for (const [key, score] of run.scores) benchmarks.set(key, score.benchmark);
  const known = new Map<string, ColumnRole>([
    ['model', { kind: 'model' }],
    ['params', { kind: 'size' }],
  ]);
  const headers = ['model', 'params'];
  for (const [key, benchmark] of benchmarks) {
    const of = benchmarkKey(benchmark);
    headers.push(key, `${key} stderr`, `${key} items`);
    known.set(key, { kind: 'score', benchmark, unit: 'percent' });
    known.set(`${key} stderr`, { kind: 'stderr', of });
    known.set(`${key} items`, { kind: 'items', of });
  }
  return {
    headers,
    rows: rows.map((run) => [
      run.model,
      run.paramsB === null ? '' : `${run.paramsB}B`,
      ...[...benchmarks.keys()].flatMap((key) => {
        const score = run.scores.get(key);
        return score ? [`${score.value}`, `${score.se ?? ''}`, `${score.items ?? ''}`] : ['', '', ''];
      }),
    ]),
    lines: rows.map(() => 0),
    sources: rows.map((run) => run.source),
    sourceOf: rows.map((_, i) => i),
    context: '',
    mark: '.',
    known,
  };
}
