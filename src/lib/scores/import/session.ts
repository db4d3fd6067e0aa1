/**
 * One import from files to table. The parsed rows stay here (in a worker, when it runs in one); what is handed out are a
 * draft, a summary, and in the end the table of the families that are wanted.
 */
import { familiesOf, type ScoreTable } from '../table';
import { assemble } from './assemble';
import { readDelimited } from './delimited';
import type { ColumnRole, ImportDraft, ImportResult, ImportSource } from './draft';
import { gridOfEveryEval, readEveryEvalFile, type EveryEvalSource } from './everyEval';
import { mergeGrids, tooWide, type Grid } from './grid';
import { gridOfRows, isObject, parseJson, rowsOfJson } from './json';
import { gridOfRuns, isHarnessFile, isHarnessSample, readHarnessFile, type HarnessRun } from './lmEval';
import { pacer, type ImportControl, type Pace } from './pacing';
import { createProblemLog, type ProblemLog } from './problems';
import { guessRoles, type Guess } from './roles';
import { recogniseBenchmark } from '../benchmark';
import { sniff } from './sniff';

export type { ImportControl } from './pacing';

export interface ImportOptions {
  /** Whether a column of labs, or the developer of an evaluation record, is the family: so it is among frontier models. */
  labsAsFamilies?: boolean;
}

export interface ImportSession {
  /**
   * Reads files into a draft, replacing what was read before. A file that cannot be used is a problem of severity
   * `refused`; when none can, the draft has no rows.
   * @param options how families are told; left out: by columns called so, and by the models' names
   * @throws the signal's reason when it is aborted, and nothing else
   */
  read(sources: ImportSource[], control?: ImportControl, options?: ImportOptions): Promise<ImportDraft>;
  /**
   * Builds the table.
   * @param roles one per column of the draft; left out: as guessed
   * @throws RangeError when there are not as many roles as columns
   */
  useColumns(roles?: ColumnRole[]): ImportResult;
  /**
   * The table, or the part of it with these families.
   * @throws Error before `useColumns`
   */
  table(families?: string[]): ScoreTable;
}

interface Reading {
  title: string;
  grid: Grid | null;
  guess: Guess;
  log: ProblemLog;
}

export function createImportSession(): ImportSession {
  let reading: Reading = {
    title: '',
    grid: null,
    guess: { shape: 'wide', columns: [] },
    log: createProblemLog(),
  };
  let built: ScoreTable | null = null;

  return {
    async read(sources, control, { labsAsFamilies: labs = false } = {}) {
      built = null;
      const log = createProblemLog();
      const pace = pacer(control);
      const { grid, harness } = await readAll(sources, log, pace, labs);
      await pace(0.9);
      const guess: Guess = grid ? guessRoles(grid, log, labs) : { shape: 'wide', columns: [] };
      reading = { title: titleOf(sources), grid, guess, log };
      await pace(1);
      return {
        title: reading.title,
        shape: harness ? 'lm-eval' : guess.shape,
        columns: guess.columns,
        rows: grid?.rows.length ?? 0,
        problems: log.shown(),
        doubtful: grid !== null && isDoubtful(grid, guess),
      };
    },
    useColumns(roles) {
      const { grid, guess, title } = reading;
      const used = roles ?? guess.columns.map((column) => column.role);
      if (used.length !== guess.columns.length)
        throw new RangeError(`useColumns: ${used.length} roles for ${guess.columns.length} columns`);
      const log = createProblemLog();
      log.include(reading.log);
      built = grid ? assemble(grid, used, title, log) : { title, panel: null, benchmarks: [], models: [] };
      return {
        title,
        benchmarks: built.benchmarks,
        families: familiesOf(built),
        rows: built.models.length,
        problems: log.shown(),
        problemCount: log.count,
      };
    },
    table(families) {
      if (!built) throw new Error('table: no columns are chosen yet; call useColumns first');
      if (!families) return built;
      const wanted = new Set(families);
      return { ...built, models: built.models.filter((row) => wanted.has(row.family)) };
    },
  };
}

async function readAll(
  sources: readonly ImportSource[],
  log: ProblemLog,
  pace: Pace,
  labs: boolean,
): Promise<{ grid: Grid | null; harness: boolean }> {
  const grids: Grid[] = [];
  const runs: HarnessRun[] = [];
  const records: EveryEvalSource[] = [];
  for (const [index, source] of sources.entries()) {
    const within: Pace = (fraction) => pace((0.85 * (index + fraction)) / sources.length);
    await within(0);
    const sniffed = await sniff(source);
    if (sniffed.kind === 'refused') {
      log.refuse(source.name, sniffed.message);
      continue;
    }
    if (sniffed.note !== null) log.note({ source: source.name }, sniffed.note);
    const read = await readText(sniffed.text, source.name, log, within);
    if (read === null) continue;
    if (read.kind === 'runs') runs.push(...read.runs);
    else if (read.kind === 'records') records.push(...read.records);
    else if (read.grid.rows.length === 0)
      log.refuse(source.name, `${source.name} has no rows that can be used.`);
    else grids.push(read.grid);
  }
  if (records.length > 0) grids.push(gridOfEveryEval(records));
  const alike = sameShape(grids, runs, log);
  if (runs.length > 0 && (alike.length === 0 || !isLong(alike[0]))) alike.push(gridOfRuns(runs, log));
  return {
    grid: alike.length === 0 ? null : mergeGrids(alike, labs),
    harness: runs.length > 0 && grids.length === 0,
  };
}

const isLong = (grid: Grid) => guessRoles(grid, createProblemLog()).shape === 'long';

/** Tables of the first one's shape; the others, which cannot be joined with it, are refused. */
function sameShape(grids: Grid[], runs: readonly HarnessRun[], log: ProblemLog): Grid[] {
  if (grids.length === 0 || grids.length + runs.length === 1) return [...grids];
  const [first] = grids;
  const long = isLong(first);
  const rows = (one: boolean) => (one ? 'one score a row' : 'one model a row');
  const refuse = (source: string, one: boolean) =>
    log.refuse(
      source,
      `${source} has ${rows(one)}, unlike ${first.sources[0]}, which has ${rows(long)}. Import them apart.`,
    );
  if (long) for (const { source } of runs) refuse(source, false);
  return grids.filter((grid) => {
    if (grid === first || isLong(grid) === long) return true;
    for (const source of new Set(grid.sources)) refuse(source, !long);
    return false;
  });
}

/** What one file holds. */
type Contents =
  | { kind: 'grid'; grid: Grid }
  | { kind: 'runs'; runs: HarnessRun[] }
  | { kind: 'records'; records: EveryEvalSource[] };

const asGrid = (grid: Grid | null): Contents | null => grid && { kind: 'grid', grid };

async function readText(text: string, name: string, log: ProblemLog, pace: Pace): Promise<Contents | null> {
  const delimited = async () => asGrid(await readDelimited(text, name, log, pace));
  const json = /^\s*[[{]/.test(text) ? parseJson(text) : null;
  if (json === null) return delimited();
  if ('error' in json) {
    // A bracket may open a title line of a text table; JSON that is broken is refused as JSON.
    if (!/\.jsonl?$/i.test(name) && !/^\s*(?:\{\s*"|\[\s*[[{"])/.test(text)) return delimited();
    log.refuse(
      name,
      `${name} is not valid JSON${json.line === null ? '' : ` (line ${json.line})`}: ${json.error}.`,
    );
    return null;
  }
  const documents = json.documents.flatMap((document) => (Array.isArray(document) ? document : [document]));
  const files = documents.filter(isHarnessFile);
  if (files.length > 0) return { kind: 'runs', runs: files.map((file) => readHarnessFile(file, name, log)) };
  const records = readEveryEvalFile(documents, json.lines, name, log);
  if (records) return { kind: 'records', records };
  if (documents.some(isHarnessSample)) {
    log.refuse(
      name,
      `${name} holds single answers (a samples log), not scores. Drop the results_….json file of the run.`,
    );
    return null;
  }
  const several = json.documents.length > 1;
  const rows = several
    ? { rows: documents.filter(isObject), lines: json.lines }
    : rowsOfJson(json.documents[0], text);
  if (rows === null || rows.rows.length === 0) {
    log.refuse(name, `${name} is JSON without a table in it: rows of models with their scores are needed.`);
    return null;
  }
  if (rows.lines.length !== rows.rows.length) rows.lines = rows.rows.map(() => 0);
  await pace(0.8);
  const grid = gridOfRows(rows, name, name);
  if (typeof grid !== 'number') return asGrid(grid);
  log.refuse(name, tooWide(name, grid));
  return null;
}

function titleOf(sources: readonly ImportSource[]): string {
  if (sources.length === 1)
    return sources[0].name.replace(/\.(?:csv|tsv|txt|jsonl?|md)$/i, '') || sources[0].name;
  return `${sources.length} files`;
}

/** Whether the user should look: a column is in doubt, nothing is named, or there is no pair of benchmarks. */
function isDoubtful(grid: Grid, { shape, columns }: Guess): boolean {
  if (columns.some((column) => column.doubt !== null)) return true;
  if (shape === 'wide') return columns.filter((column) => column.role.kind === 'score').length < 2;
  const name = columns.findIndex((column) => column.role.kind === 'benchmark-name');
  if (!columns.some((column) => column.role.kind === 'benchmark-value')) return true;
  const names = new Set(grid.rows.slice(0, 5000).map((row) => row[name] ?? ''));
  return (
    new Set([...names].map((text) => recogniseBenchmark(text)?.task).filter((task) => task !== undefined))
      .size < 2
  );
}
