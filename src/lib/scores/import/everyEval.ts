/**
 * Evaluation records of Every Eval Ever (https://github.com/evaleval/every_eval_ever, eval.schema.json): one model a file, its results
 * in `evaluation_results`. Read are shares between known bounds where higher is better; they become percents, with standard
 * error and number of samples where the record has them. Ratings, ranks and costs are no scores here and are listed as skipped.
 */
import { recogniseBenchmark, recogniseMetric, recogniseShots } from '../benchmark';
import type { Grid } from './grid';
import { isObject, type JsonObject } from './json';
import type { ProblemLog } from './problems';

export interface EveryEvalRow {
  model: string;
  /** As the record names it; empty when it does not. */
  developer: string;
  benchmark: string;
  /** A metric that sets columns apart; empty where the record names none that does. */
  metric: string;
  shots: number | null;
  /** Percent and points. */
  value: number;
  se: number | null;
  items: number | null;
}

export interface EveryEvalRecord {
  rows: EveryEvalRow[];
  /** Results that are not used, where in the record they stand, and why. */
  skipped: { benchmark: string; at: string; reason: string }[];
}

/** Rows of one record with the file, and in JSON Lines the line, that it is from. */
export interface EveryEvalSource {
  source: string;
  /** 1-based; 0 where a file is one record. */
  line: number;
  rows: readonly EveryEvalRow[];
}

/** A record names its schema version, its model and its results. */
export function isEveryEvalFile(document: unknown): document is JsonObject {
  return (
    isObject(document) &&
    typeof document.schema_version === 'string' &&
    isObject(document.model_info) &&
    Array.isArray(document.evaluation_results) &&
    document.evaluation_results.every((result) => isObject(result) && 'score_details' in result)
  );
}

/**
 * Where a document that is meant as a record departs from one.
 * @returns null for a record, and for what is none at all
 */
export function everyEvalFault(document: unknown): string | null {
  if (!isObject(document) || !('model_info' in document) || !('evaluation_results' in document)) return null;
  const { evaluation_results: results } = document;
  if (typeof document.schema_version !== 'string') return 'schema_version is not a text';
  if (!isObject(document.model_info)) return 'model_info is not an object';
  if (!Array.isArray(results)) return 'evaluation_results is not a list';
  const at = results.findIndex((result) => !isObject(result) || !('score_details' in result));
  return at < 0 ? null : `evaluation_results[${at}] has no score_details`;
}

/**
 * Reads the records among a file's documents.
 * @param lines of the documents, one for each where they have their own
 * @returns null when none of them is, or is meant as, a record; records of which nothing can be used are refused in the log
 */
export function readEveryEvalFile(
  documents: readonly unknown[],
  lines: readonly number[],
  source: string,
  log: ProblemLog,
): EveryEvalSource[] | null {
  if (!documents.some((document) => isEveryEvalFile(document) || everyEvalFault(document) !== null))
    return null;
  const found: EveryEvalSource[] = [];
  documents.forEach((document, i) => {
    const line = documents.length > 1 && lines.length === documents.length ? lines[i] : 0;
    const place = { source, line: line || null };
    if (!isEveryEvalFile(document)) {
      const fault = everyEvalFault(document) ?? 'it has no model_info and evaluation_results';
      const message = `${source} holds an evaluation record that cannot be used: ${fault}.`;
      if (documents.length === 1) log.refuse(source, message);
      else log.skip(place, message);
      return;
    }
    const { rows, skipped } = readEveryEval(document);
    for (const { benchmark, at, reason } of skipped)
      log.skip({ ...place, column: benchmark }, `${benchmark} (${at}) is left out: ${reason}.`);
    if (rows.length > 0) found.push({ source, line, rows });
  });
  if (found.length === 0 && documents.some(isEveryEvalFile))
    log.refuse(source, `${source} is an evaluation record without a score that is a share of items.`);
  return found;
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const part = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** A number, also one that an older record wrote as text. */
function figure(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** Scores of one record. A record without a model's name has no rows. */
export function readEveryEval(document: JsonObject): EveryEvalRecord {
  const about = part(document.model_info);
  const model = text(about.name) || text(about.id);
  const developer = text(about.developer) || (model.includes('/') ? model.split('/')[0] : '');
  const record: EveryEvalRecord = { rows: [], skipped: [] };
  for (const [index, result] of (document.evaluation_results as JsonObject[]).entries()) {
    const benchmark = benchmarkName(result);
    const read = model === '' ? 'the record does not name its model' : readResult(result);
    if (typeof read === 'string')
      record.skipped.push({ benchmark, at: `evaluation_results[${index}]`, reason: read });
    else record.rows.push({ model, developer, benchmark, ...read });
  }
  return record;
}

type Figures = Omit<EveryEvalRow, 'model' | 'developer' | 'benchmark'>;

/** The figures of a result, or why it is no score in percent. */
function readResult(result: JsonObject): Figures | string {
  const metric = part(result.metric_config);
  const details = part(result.score_details);
  const score = figure(details.score);
  if (score === null) return 'no score';
  if (metric.lower_is_better === true) return 'lower is better: not a share of items';
  const scale = percentScale(metric);
  if (scale === null)
    return `a score from ${bound(metric.min_score)} to ${bound(metric.max_score)} is not a share`;
  const value = score * scale;
  if (value < 0 || value > 100) return `${score} is outside the bounds that the record states`;
  const uncertainty = part(details.uncertainty);
  const se = standardError(uncertainty);
  const items = figure(uncertainty.num_samples) ?? figure(part(result.source_data).samples_number);
  return {
    metric: metricName(metric),
    shots: shotsOf(result),
    value,
    se: se === null ? null : se * scale,
    items: items !== null && items >= 1 ? Math.round(items) : null,
  };
}

const bound = (value: unknown): string =>
  value === undefined || value === null ? 'unstated' : String(value);

/** What turns a score into percent: 100 for shares, 1 for percents; null for other scales. */
function percentScale(metric: JsonObject): number | null {
  const kind = text(metric.score_type);
  if (kind === 'binary') return 100;
  if (kind === 'levels') return null;
  const [least, most] = [figure(metric.min_score), figure(metric.max_score)];
  if (least !== 0) return null;
  return most === 1 ? 100 : most === 100 ? 1 : null;
}

/** As stated, else from an interval that names its level. In the score's own units. */
function standardError(uncertainty: JsonObject): number | null {
  const stated = isObject(uncertainty.standard_error)
    ? figure(uncertainty.standard_error.value)
    : figure(uncertainty.standard_error);
  if (stated !== null) return stated > 0 ? stated : null;
  const interval = part(uncertainty.confidence_interval);
  const [lower, upper] = [figure(interval.lower), figure(interval.upper)];
  // 1.96 belongs to 95 % only; an interval of another level, or of none, is not converted.
  if (figure(interval.confidence_level) !== 0.95 || lower === null || upper === null) return null;
  return upper > lower ? (upper - lower) / (2 * 1.96) : null;
}

/** Names of scorers and metrics that some tools write where the benchmark belongs. */
const NOT_A_BENCHMARK = /(?:^|[_\s-])(?:scorer|accuracy|acc|score|mean|match|choice)$/i;

function benchmarkName(result: JsonObject): string {
  const name = text(result.evaluation_name);
  const dataset = text(part(result.source_data).dataset_name);
  if (dataset === '' || recogniseBenchmark(name) !== null) return name || 'unnamed';
  return name === '' || NOT_A_BENCHMARK.test(name) || recogniseMetric(name) !== null ? dataset : name;
}

function metricName(metric: JsonObject): string {
  for (const name of [text(metric.metric_id), text(metric.metric_name)])
    if (name !== '' && recogniseMetric(name) !== null) return name;
  return '';
}

const SHOT_KEYS = ['num_fewshot', 'n_shot', 'n_shots', 'num_shots', 'shots', 'fewshot'];

function shotsOf(result: JsonObject): number | null {
  const configured = part(part(result.generation_config).additional_details);
  for (const details of [configured, part(part(result.metric_config).additional_details)])
    for (const key of SHOT_KEYS) {
      const shots = figure(details[key]);
      if (shots !== null && Number.isInteger(shots) && shots >= 0) return shots;
    }
  return recogniseShots(text(result.evaluation_name));
}

/** Headers that the importer knows the meaning of, so that the grid is read as any long table is. */
const COLUMNS: readonly [header: string, cell: (row: EveryEvalRow) => string][] = [
  ['model', (row) => row.model],
  ['developer', (row) => row.developer],
  ['benchmark', (row) => row.benchmark],
  ['metric', (row) => row.metric],
  ['shots', (row) => (row.shots === null ? '' : String(row.shots))],
  // With its sign: a lone 0.8 would be read as a fraction.
  ['score', (row) => `${row.value}%`],
  ['stderr', (row) => (row.se === null ? '' : String(row.se))],
  ['items', (row) => (row.items === null ? '' : String(row.items))],
];

/** Rows of several records as one long table, for the importer. The developer is a lab there, and a family where labs are. */
export function gridOfEveryEval(files: readonly EveryEvalSource[]): Grid {
  const rows = files.flatMap((file) => file.rows);
  return {
    headers: COLUMNS.map(([header]) => header),
    rows: rows.map((row) => COLUMNS.map(([, cell]) => cell(row))),
    lines: files.flatMap((file) => file.rows.map(() => file.line)),
    sources: files.map(({ source }) => source),
    sourceOf: files.flatMap((file, index) => file.rows.map(() => index)),
    context: '',
    mark: '.',
    known: new Map(),
  };
}
