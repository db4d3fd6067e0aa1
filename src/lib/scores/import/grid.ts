/** Rows and columns of text, whatever file they came from: what every reader makes, and roles are given to. */
import { benchmarkKey } from '../benchmark';
import { parseCell } from '../cell';
import { parseNumeral, type DecimalMark } from '../numeral';
import { compact } from '../registry';
import type { ColumnRole } from './draft';
import { meaningOf, type Meaning } from './vocabulary';

export interface Grid {
  headers: string[];
  rows: string[][];
  /** 1-based line of the file, per row; 0 where the format has no lines. */
  lines: number[];
  /** Names of the files, and for each row which one it is from. */
  sources: string[];
  sourceOf: number[];
  /** Text around the table that may name a benchmark or a model: title lines. */
  context: string;
  mark: DecimalMark | null;
  /** Roles that the format itself tells, by header; other columns are guessed. */
  known: Map<string, ColumnRole>;
}

/** A table of models has far fewer; a file that has more is something else, and would take minutes. */
export const MOST_COLUMNS = 1000;
export const tooWide = (source: string, columns: number) =>
  `${source} has ${columns} columns; at most ${MOST_COLUMNS} can be read. Leave out those that are not scores.`;

/** The file and line of a row, for messages. */
export function placeOf(grid: Grid, row: number): { source: string; line: number | null } {
  return { source: grid.sources[grid.sourceOf[row]], line: grid.lines[row] || null };
}

/**
 * Files of one shape as one grid: columns that mean the same are joined, the others stand side by side.
 * @param labs whether a column of labs tells the families of a file that has no other
 */
export function mergeGrids(grids: readonly Grid[], labs = false): Grid {
  if (grids.length === 1) return grids[0];
  const headers: string[] = [];
  const position = new Map<string, number>();
  const merged: Grid = {
    headers,
    rows: [],
    lines: [],
    sources: [],
    sourceOf: [],
    context: grids.map((grid) => grid.context).join('\n'),
    mark: grids.find((grid) => grid.mark !== null)?.mark ?? null,
    known: new Map(),
  };
  const places = grids.map((grid) => {
    const seen = new Map<string, number>();
    const labsTell = labs && !grid.headers.some((header) => meaningOf(header)?.kind === 'family');
    return grid.headers.map((header) => {
      const identity = columnIdentity(header);
      const meaning = labsTell && identity === 'lab' ? 'family' : identity;
      const times = seen.get(meaning) ?? 0;
      seen.set(meaning, times + 1);
      const key = `${meaning}#${times}`;
      if (!position.has(key)) position.set(key, headers.push(header) - 1);
      const at = position.get(key) ?? 0;
      const role = grid.known.get(header);
      if (role && !merged.known.has(headers[at])) merged.known.set(headers[at], role);
      return at;
    });
  });
  const fractions = grids.map((grid) => grid.headers.map((_, column) => holdsFractions(grid, column)));
  grids.forEach((grid, index) => {
    const firstSource = merged.sources.length;
    merged.sources.push(...grid.sources);
    const rescale = places[index].map(
      (at, column) =>
        fractions[index][column] === true &&
        grids.some((_, other) => fractions[other][places[other].indexOf(at)] === false),
    );
    const errors = grid.headers.map((_, column) => rescale[scoreOfError(grid, column)] === true);
    grid.rows.forEach((row, i) => {
      const cells = new Array<string>(headers.length).fill('');
      places[index].forEach((at, column) => {
        const cell = row[column] ?? '';
        cells[at] = rescale[column] ? asPercent(cell) : errors[column] ? inPoints(cell) : cell;
      });
      merged.rows.push(cells);
      merged.lines.push(grid.lines[i]);
      merged.sourceOf.push(firstSource + grid.sourceOf[i]);
    });
  });
  return merged;
}

function columnIdentity(header: string): string {
  const meaning = meaningOf(header);
  if (meaning === null || meaning.kind === 'other' || meaning.kind === 'metric') return compact(header);
  // Their units stand in their headers: tokens_b and tokens_t are two columns of one fact.
  if (meaning.kind === 'fact') return `fact:${compact(header)}`;
  if (!('identity' in meaning)) return meaning.kind;
  return `${meaning.kind}:${meaning.identity ? benchmarkKey(meaning.identity) : ''}`;
}

/** Whether a score column is in fractions (true) or percents (false); null for no scores. One file may differ from another. */
function holdsFractions(grid: Grid, column: number): boolean | null {
  const kind = meaningOf(grid.headers[column])?.kind;
  if (kind !== 'score' && kind !== 'benchmark-value') return null;
  let largest = -1;
  for (const row of grid.rows) {
    const cell = parseCell(row[column] ?? '');
    if (cell.kind === 'value') largest = Math.max(largest, cell.percent ? 100 : cell.value);
  }
  return largest < 0 ? null : largest <= 1;
}

/** The score column that a column of standard errors belongs to; −1 for other columns. */
function scoreOfError(grid: Grid, column: number): number {
  const meaning = meaningOf(grid.headers[column]);
  if (meaning?.kind !== 'stderr') return -1;
  const { identity } = meaning;
  const meanings = grid.headers.map(meaningOf);
  if (identity === null)
    return Math.max(
      meanings.findIndex((other) => other?.kind === 'benchmark-value'),
      meanings.slice(0, column).findLastIndex((other) => other?.kind === 'score'),
    );
  const isSame = (other: Meaning | null) =>
    other?.kind === 'score' && benchmarkKey(other.identity) === benchmarkKey(identity);
  const isOfTask = (other: Meaning | null) =>
    other?.kind === 'score' && other.identity.task === identity.task;
  const same = meanings.findIndex(isSame);
  return same >= 0 ? same : meanings.findIndex(isOfTask);
}

function inPoints(text: string): string {
  const value = parseNumeral(text.replace(/^\u00b1\s*/, ''));
  return value === null ? text : String(Number((value * 100).toPrecision(14)));
}

function asPercent(text: string): string {
  const cell = parseCell(text);
  if (cell.kind !== 'value' || cell.percent) return text;
  const value = Number((cell.value * 100).toPrecision(14));
  return cell.se === null ? `${value}%` : `${value}% ± ${Number((cell.se * 100).toPrecision(14))}`;
}
