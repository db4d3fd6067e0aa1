/** A contrast set as a CSV of three columns: context, correct, incorrect. */
import Papa from 'papaparse';
import { fromCell, toCell } from '../steering/csvText';
import type { ContrastItem } from './contrast';

/** Longer than any published set; a longer file is likely something else. */
export const ITEM_LIMIT = 5000;
/** Longest text of a cell, in UTF-16 units. */
export const TEXT_LIMIT = 2000;
/** Fewer say nothing about any head. */
export const LEAST_ITEMS = 8;

/** A file that holds no contrast set, in words for the person who chose it. */
export class ContrastError extends Error {
  override name = 'ContrastError';
}

export interface ContrastsRead {
  items: ContrastItem[];
  /** Rows left out: number of the row below the header, from 1, and the reason. */
  problems: { row: number; message: string }[];
}

const COLUMNS = ['context', 'correct', 'incorrect'] as const;

/**
 * Reads what can be read, and says of each other row why not.
 * @throws ContrastError when a column is missing, there are more than `ITEM_LIMIT` rows, or fewer than `LEAST_ITEMS` usable ones
 */
export function parseContrasts(csv: string): ContrastsRead {
  const { data } = Papa.parse<string[]>(csv.replace(/^\ufeff/, ''), { skipEmptyLines: 'greedy' });
  const [header, ...rows] = data;
  if (!header)
    throw new ContrastError('The file has no rows. Give the columns context, correct and incorrect.');
  const names = header.map((cell) => cell.trim().toLowerCase());
  const at = COLUMNS.map((column) => names.indexOf(column));
  const missing = COLUMNS.filter((_, i) => at[i] < 0);
  if (missing.length > 0)
    throw new ContrastError(
      `The first row reads “${names.join(', ').slice(0, 80)}” and has no column ${missing.join(' or ')}. Name the columns context, correct and incorrect.`,
    );
  if (rows.length > ITEM_LIMIT)
    throw new ContrastError(
      `The file has ${rows.length} rows; at most ${ITEM_LIMIT} are read, so leave some out.`,
    );
  const read: ContrastsRead = { items: [], problems: [] };
  const known = new Set<string>();
  rows.forEach((cells, i) => {
    const [context, correct, incorrect] = at.map((column) => fromCell((cells.at(column) ?? '').trim()));
    const fault = faultOf({ context, correct, incorrect }, known);
    if (fault === null) read.items.push({ context, correct, incorrect });
    else read.problems.push({ row: i + 1, message: `Row ${i + 1}: ${fault}.` });
  });
  if (read.items.length < LEAST_ITEMS)
    throw new ContrastError(
      `${read.items.length} usable rows; a scan needs ${LEAST_ITEMS} or more.${read.problems.length ? ` ${read.problems[0].message}` : ''}`,
    );
  return read;
}

function faultOf({ context, correct, incorrect }: ContrastItem, known: Set<string>): string | null {
  for (const [column, text] of Object.entries({ context, correct, incorrect })) {
    if (text === '') return `the ${column} is blank; give a word or more`;
    if (text.length > TEXT_LIMIT)
      return `the ${column} has ${text.length} characters; at most ${TEXT_LIMIT} are read`;
  }
  if (correct === incorrect) return `“${shown(correct)}” is both correct and incorrect; give two answers`;
  const key = JSON.stringify([context, correct, incorrect]);
  if (known.has(key)) return `“${shown(context)}” with these answers is there already`;
  known.add(key);
  return null;
}

/** What `parseContrasts` reads back. */
export function formatContrasts(items: readonly ContrastItem[]): string {
  const rows = items.map((item) => COLUMNS.map((column) => toCell(item[column])));
  return `${Papa.unparse([[...COLUMNS], ...rows], { newline: '\n' })}\n`;
}

const shown = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
