/** Which column holds what: by its header, then by its cells. What is not plain gets a doubt, for the user to settle. */
import {
  benchmarkFrom,
  benchmarkKey,
  recogniseBenchmark,
  recogniseInSentence,
  recogniseMetric,
  slug,
} from '../benchmark';
import type { Benchmark } from '../table';
import { columnFacts, looksLikeScores, type ColumnFacts } from './columnFacts';
import type { ColumnDraft, ColumnRole } from './draft';
import { holdsFact } from './factColumns';
import type { Grid } from './grid';
import type { ProblemLog } from './problems';
import { meaningOf, type Meaning } from './vocabulary';

export interface Guess {
  shape: 'wide' | 'long';
  columns: ColumnDraft[];
}

/** In a long table a standard error belongs to the score of its row. */
export const OF_THE_ROW = 'row';

interface Column extends ColumnDraft {
  meaning: Meaning | null;
  facts: ColumnFacts;
}

const IGNORE: ColumnRole = { kind: 'ignore' };

/**
 * Guesses a role for every column of a grid; columns that are left out are mentioned in the log.
 * @param labs whether a column of labs tells the families where no other column does
 */
export function guessRoles(grid: Grid, log: ProblemLog, labs = false): Guess {
  const columns: Column[] = grid.headers.map((header, i) => {
    const facts = columnFacts(grid, i);
    // Names of columns of one text twice were made different ("score [2]").
    const meaning = settled(meaningOf(header.replace(/ \[\d+\]$/, '')), labs);
    return { header, samples: facts.samples, role: IGNORE, doubt: null, meaning, facts };
  });
  const shape = isLong(grid, columns) ? 'long' : 'wide';
  chooseOne(columns, 'model');
  chooseOne(columns, 'family');
  chooseOne(columns, 'size');
  guessFacts(grid, columns);
  if (shape === 'long') guessLong(columns);
  else {
    leaveOutRescaled(grid, columns, log);
    guessWide(grid, columns);
  }
  for (const column of columns) column.role = grid.known.get(column.header) ?? column.role;
  needModel(columns, shape);
  mention(grid, columns, shape, log);
  return {
    shape,
    columns: columns.map(({ header, samples, role, doubt }) => ({ header, samples, role, doubt })),
  };
}

/** A column of labs is one of families, after those that are called so, or none of use. */
function settled(meaning: Meaning | null, labs: boolean): Meaning | null {
  if (meaning?.kind !== 'lab') return meaning;
  return labs ? { kind: 'family', rank: 1000 + meaning.rank } : { kind: 'other' };
}

/** One row a score: a column whose cells are names of benchmarks, beside one of scores. */
function isLong(grid: Grid, columns: Column[]): boolean {
  const wide = columns.filter((column) => column.meaning?.kind === 'score' && looksLikeScores(column.facts));
  if (grid.known.size > 0 || wide.length > 1) return false;
  const name = benchmarkColumn(grid, columns);
  if (name === null) return false;
  name.meaning = { kind: 'benchmark-name' };
  return columns.some((column) => column !== name && looksLikeScores(column.facts));
}

function benchmarkColumn(grid: Grid, columns: Column[]): Column | null {
  const titled = columns.filter((column) => column.meaning?.kind === 'benchmark-name');
  const candidates = titled.length > 0 ? titled : columns.filter((column) => column.meaning === null);
  for (const column of candidates) {
    const at = columns.indexOf(column);
    const names = new Set(grid.rows.slice(0, 500).map((row) => row[at] ?? ''));
    names.delete('');
    const recognised = [...names].filter((name) => recogniseBenchmark(name) !== null).length;
    if (recognised > 0 && (titled.length > 0 || recognised >= names.size / 2)) return column;
    if (titled.length > 0 && columns.some((other) => other.meaning?.kind === 'benchmark-value'))
      return column;
  }
  return null;
}

/** The best-named column of a kind; the others of that kind are ignored. */
function chooseOne(columns: Column[], kind: 'model' | 'family' | 'size'): void {
  const named = columns.filter((column) => column.meaning?.kind === kind && column.facts.filled > 0);
  const rank = (column: Column) => (column.meaning && 'rank' in column.meaning ? column.meaning.rank : 0);
  const [best] = named.sort((a, b) => rank(a) - rank(b));
  if (best) best.role = { kind };
}

/** Shape, tokens, recipe …; and a count of all parameters beside another column of sizes. */
function guessFacts(grid: Grid, columns: Column[]): void {
  columns.forEach((column, at) => {
    const { meaning } = column;
    if (column.role.kind !== 'ignore') return;
    const fact =
      meaning?.kind === 'fact'
        ? meaning.fact
        : meaning?.kind === 'size' && /total/i.test(column.header)
          ? 'totalB'
          : null;
    if (fact !== null && holdsFact(grid, at, fact)) column.role = { kind: 'fact', fact };
  });
}

function guessLong(columns: Column[]): void {
  for (const column of columns) {
    const kind = column.meaning?.kind;
    if (kind === 'benchmark-name' || kind === 'metric-name' || kind === 'shots') column.role = { kind };
    if (kind === 'stderr') column.role = { kind, of: OF_THE_ROW };
    if (kind === 'items') column.role = { kind, of: OF_THE_ROW };
  }
  const numeric = columns.filter(
    (column) =>
      column.role.kind === 'ignore' &&
      looksLikeScores(column.facts) &&
      column.meaning?.kind !== 'other' &&
      column.meaning?.kind !== 'fact',
  );
  const named = numeric.find((column) => column.meaning?.kind === 'benchmark-value');
  const value = named ?? numeric.find((column) => column.meaning?.kind === 'metric') ?? numeric[0];
  if (!value) return;
  value.role = { kind: 'benchmark-value' };
  if (!named && numeric.length > 1) value.doubt = 'Several columns could be the score; is it this one?';
}

/** Beside "GPQA Raw", the leaderboard's "GPQA" is rescaled so that guessing is 0: the raw column is the score. */
function leaveOutRescaled(grid: Grid, columns: Column[], log: ProblemLog): void {
  const key = ({ meaning }: Column) => (meaning?.kind === 'score' ? benchmarkKey(meaning.identity) : null);
  const isRaw = ({ header }: Column) => /(?:^|[\s_-])raw$/i.test(header);
  const raw = new Set(columns.filter((column) => isRaw(column) && key(column) !== null).map(key));
  const rescaled = columns.filter((column) => !isRaw(column) && raw.has(key(column)));
  if (rescaled.length === 0) return;
  for (const column of rescaled) column.meaning = { kind: 'other' };
  const names = rescaled.map((column) => `“${column.header}”`).join(', ');
  log.note(
    { source: grid.sources[0] },
    `${names}: beside a “Raw” column these are taken as rescaled by chance; the raw scores are used.`,
  );
}

function guessWide(grid: Grid, columns: Column[]): void {
  const titled = recogniseInSentence(grid.context);
  const taken = new Map<string, Column>();
  let previous: Benchmark | null = null;
  for (const column of columns) {
    const { meaning, facts } = column;
    if (column.role.kind !== 'ignore' || meaning === null) continue;
    const identity =
      meaning.kind === 'score'
        ? meaning.identity
        : meaning.kind === 'metric' && titled
          ? { ...titled, metric: meaning.metric }
          : null;
    if (identity && facts.filled > 0 && (looksLikeScores(facts) || facts.scores > 0)) {
      const benchmark = benchmarkFrom(identity);
      const first = taken.get(benchmark.key);
      if (first) {
        column.doubt = `The same benchmark as column “${first.header}”; is it another metric or number of shots? It is left out until you choose.`;
        continue;
      }
      taken.set(benchmark.key, column);
      column.role = scoreRole(column, benchmark);
      previous = benchmark;
      if (!looksLikeScores(facts)) column.doubt ??= 'Most cells are not scores from 0 to 100; is it a score?';
    } else if (meaning.kind === 'stderr' || meaning.kind === 'items') {
      const of = meaning.identity
        ? matching(taken, benchmarkKey(meaning.identity), meaning.identity.task)
        : (previous?.key ?? null);
      if (of !== null) column.role = { kind: meaning.kind, of };
    } else if (meaning.kind === 'variant') column.role = { kind: 'metric-name' };
  }
  unknownColumns(columns);
  differingUnits(columns);
}

/** "hellaswag_stderr" belongs to the one HellaSwag column, whatever its metric and shots. */
function matching(taken: Map<string, Column>, key: string, task: string): string | null {
  if (taken.has(key)) return key;
  const ofTask = [...taken.keys()].filter((other) => other.split('/')[0] === task);
  return ofTask.length === 1 ? ofTask[0] : null;
}

function scoreRole(column: Column, benchmark: Benchmark): ColumnRole {
  const { facts, header } = column;
  const fraction = facts.bare > 0 && facts.largest <= 1 && facts.percents === 0;
  if (fraction && /%|percent|pct/i.test(header)) {
    column.doubt = 'All values are at most 1, yet the name says percent; which is it?';
    return { kind: 'score', benchmark, unit: 'percent' };
  }
  if (fraction && facts.whole && facts.bare > 1)
    column.doubt = 'All values are 0 or 1; are they fractions or percents?';
  const few = benchmark.chance === null ? 0.2 * facts.bare : 0;
  if (!fraction && facts.largest > 1 && facts.belowOne > few)
    column.doubt = 'Some values are at most 1 and others are not: fractions and percents look mixed.';
  return { kind: 'score', benchmark, unit: fraction ? 'fraction' : 'percent' };
}

/** Stricter than for a known benchmark: no number out of range, and not a yes-or-no column of zeros and ones. */
const couldBeScores = (facts: ColumnFacts) =>
  looksLikeScores(facts) &&
  facts.numbers === 0 &&
  !(facts.whole && facts.largest <= 1 && facts.percents === 0);

/** Numbers under an unknown name: offered, and used when there is no pair of benchmarks without them. */
function unknownColumns(columns: Column[]): void {
  const recognised = columns.filter((column) => column.role.kind === 'score').length;
  for (const column of columns) {
    const { facts, meaning } = column;
    const unknown = meaning === null || meaning.kind === 'benchmark-value' || meaning.kind === 'metric';
    if (!unknown || column.role.kind !== 'ignore' || column.doubt !== null || !couldBeScores(facts)) continue;
    if (recognised < 2) {
      const metric = recogniseMetric(column.header);
      const name = column.header.replace(/ \[\d+\]$/, '');
      const task = slug(name);
      const same = columns.some(({ role }) => role.kind === 'score' && role.benchmark.task === task);
      column.role = scoreRole(
        column,
        benchmarkFrom({ task: same ? slug(column.header) : task, metric: null, shots: null }, name),
      );
      column.doubt =
        metric === null
          ? 'Not a benchmark known here; is it a score, and in which unit?'
          : `A metric without its benchmark; which benchmark is it?`;
    } else
      column.doubt =
        'Its numbers could be scores of a benchmark not known here; it is left out until you choose.';
  }
}

/** One column of fractions among percents is plain; of values that a hard benchmark could have in percent it is not. */
function differingUnits(columns: Column[]): void {
  const scores = columns.filter((column) => column.role.kind === 'score');
  const percents = scores.some((column) => column.role.kind === 'score' && column.role.unit === 'percent');
  for (const column of scores)
    if (
      percents &&
      column.role.kind === 'score' &&
      column.role.unit === 'fraction' &&
      column.role.benchmark.chance === null
    )
      column.doubt ??= 'All values are at most 1 while other columns are in percent; are these fractions?';
}

/** A table needs names: a text column, or family and size, which make one. */
function needModel(columns: Column[], shape: 'wide' | 'long'): void {
  const has = (kind: ColumnRole['kind']) => columns.some((column) => column.role.kind === kind);
  if (has('model') || (has('family') && has('size'))) return;
  const texts = columns.filter(
    (column) =>
      column.role.kind === 'ignore' &&
      column.facts.filled > 0 &&
      column.facts.scores + column.facts.numbers < 0.5 * column.facts.filled &&
      (column.meaning === null || shape === 'wide') &&
      column.meaning?.kind !== 'other' &&
      column.meaning?.kind !== 'fact',
  );
  const [best] = texts.sort((a, b) => b.facts.distinct - a.facts.distinct);
  if (best && (shape === 'wide' || best.facts.distinct > 1)) {
    best.role = { kind: 'model' };
    best.doubt = 'No column is named “model”; are these the names of the models?';
  } else if (has('family') || has('size')) {
    const instead = columns.find((column) => column.role.kind === (has('family') ? 'family' : 'size'));
    if (instead && instead.role.kind === 'family') instead.role = { kind: 'model' };
  }
}

function mention(grid: Grid, columns: Column[], shape: string, log: ProblemLog): void {
  if (grid.known.size > 0) return;
  const left = columns.filter((column) => column.role.kind === 'ignore' && column.facts.filled > 0);
  if (left.length === 0) return;
  const names = left.map((column) => `“${column.header.slice(0, 40)}”`);
  const shown = names.slice(0, 8).join(', ') + (names.length > 8 ? ` and ${names.length - 8} more` : '');
  log.note(
    {
      source: grid.sources.length === 1 ? grid.sources[0] : 'all files',
      column: left.length === 1 ? left[0].header : null,
    },
    `${left.length === 1 ? 'Column' : 'Columns'} not used: ${shown}.` +
      (shape === 'wide' ? ' Known benchmarks, model, family, size and facts such as d_model are.' : ''),
  );
}
