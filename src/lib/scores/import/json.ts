/** JSON and JSON Lines → rows of named cells, in every arrangement that tables of models are written in. */
import { MOST_COLUMNS, type Grid } from './grid';

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a JSON text holds: its documents (one, or one a line) with their lines; null when it is not JSON. */
export function parseJson(
  text: string,
): { documents: unknown[]; lines: number[] } | { error: string; line: number | null } {
  try {
    return { documents: [JSON.parse(text.trim())], lines: [1] };
  } catch (error) {
    const whole = error instanceof Error ? error.message : String(error);
    const lines = text.split(/\r\n?|\n/);
    const documents: unknown[] = [];
    const at: number[] = [];
    for (const [index, line] of lines.entries()) {
      if (line.trim() === '') continue;
      try {
        documents.push(JSON.parse(line));
        at.push(index + 1);
      } catch {
        // The first line being JSON by itself is what makes it JSON Lines; then the broken line is the news.
        return documents.length > 0
          ? { error: 'this line is not JSON', line: index + 1 }
          : { error: whole, line: null };
      }
    }
    return documents.length > 0 ? { documents, lines: at } : { error: whole, line: null };
  }
}

interface Rows {
  rows: JsonObject[];
  /** 0 where the line is not known. */
  lines: number[];
}

const WRAPPERS = [
  'data',
  'models',
  'rows',
  'results',
  'leaderboard',
  'records',
  'items',
  'table',
  'scores',
  'entries',
];
/** A value that holds scores by benchmark, or facts by name: its own name is dropped. */
const NESTED = new Set([
  'scores',
  'results',
  'benchmarks',
  'evals',
  'evaluations',
  'metrics',
  'tasks',
  'facts',
]);

/** The rows of a document: an array of rows, columns, a wrapper of either, or rows by model name. Null for none of these. */
export function rowsOfJson(document: unknown, text: string): Rows | null {
  if (Array.isArray(document)) return arrayRows(document, text, 1);
  if (!isObject(document)) return null;
  const split = splitRows(document);
  if (split) return split;
  for (const name of WRAPPERS) {
    const inner = document[name];
    if (Array.isArray(inner)) return arrayRows(inner, text, 2);
    if (isObject(inner) && Object.values(inner).some((value) => typeof value === 'object')) {
      const rows = columnRows(inner) ?? keyedRows(inner);
      if (rows) return rows;
    }
  }
  return columnRows(document) ?? keyedRows(document) ?? singleRow(document);
}

function arrayRows(values: unknown[], text: string, depth: number): Rows | null {
  if (values.length > 1 && values.every(Array.isArray)) return matrixRows(values as unknown[][]);
  const rows = values.filter(isObject);
  if (rows.length === 0) return null;
  const lines = objectLines(text, depth);
  return { rows, lines: lines.length === rows.length ? lines : rows.map(() => 0) };
}

/** [["model", "hellaswag"], ["a", 45]] */
function matrixRows([names, ...values]: unknown[][]): Rows {
  const rows = values.map((row) => Object.fromEntries(names.map((name, i) => [String(name), row[i]])));
  return { rows, lines: rows.map(() => 0) };
}

/** { columns: [...], data: [[...]] }, as data frames are written with orient="split". */
function splitRows(document: JsonObject): Rows | null {
  const { columns, data } = document;
  if (!Array.isArray(columns) || !Array.isArray(data) || !data.every(Array.isArray)) return null;
  return matrixRows([columns, ...(data as unknown[][])]);
}

/** { model: [...], hellaswag: [...] }, or the same with objects by row index. */
function columnRows(document: JsonObject): Rows | null {
  const columns = Object.entries(document).filter(([, value]) => Array.isArray(value)) as [
    string,
    unknown[],
  ][];
  const length = columns[0]?.[1].length ?? 0;
  if (
    columns.length > 1 &&
    length > 0 &&
    columns.filter(([, values]) => values.length === length).length > 1
  ) {
    const rows = Array.from({ length }, (_, i) =>
      Object.fromEntries(columns.map(([name, values]) => [name, values[i]])),
    );
    return { rows, lines: rows.map(() => 0) };
  }
  const indexed = Object.entries(document).filter(
    ([, value]) =>
      isObject(value) &&
      Object.keys(value).length > 0 &&
      Object.keys(value).every((key) => /^\d+$/.test(key)),
  ) as [string, JsonObject][];
  if (indexed.length < 2) return null;
  const keys = [...new Set(indexed.flatMap(([, values]) => Object.keys(values)))];
  const rows = keys.map((key) => Object.fromEntries(indexed.map(([name, values]) => [name, values[key]])));
  return { rows, lines: rows.map(() => 0) };
}

/** { "pythia-70m": { hellaswag: 27.3 }, … } */
function keyedRows(document: JsonObject): Rows | null {
  const entries = Object.entries(document).filter(([, value]) => isObject(value)) as [string, JsonObject][];
  const scored = entries.filter(([, row]) => Object.values(row).some((value) => typeof value === 'number'));
  if (scored.length === 0 || scored.length < Object.keys(document).length / 2) return null;
  const rows = scored.map(([model, row]) => ({ model, ...row }));
  return { rows, lines: rows.map(() => 0) };
}

function singleRow(document: JsonObject): Rows | null {
  const values = Object.values(flatten(document));
  return values.filter((value) => value !== '').length > 1 ? { rows: [document], lines: [1] } : null;
}

/** Rows of objects → a grid, columns in order of first appearance; the number of columns when they are too many. */
export function gridOfRows({ rows, lines }: Rows, source: string, context: string): Grid | number {
  const position = new Map<string, number>();
  const flat = rows.map(flatten);
  for (const row of flat)
    for (const name of Object.keys(row)) if (!position.has(name)) position.set(name, position.size);
  if (position.size > MOST_COLUMNS) return position.size;
  const headers = [...position.keys()];
  return {
    headers,
    rows: flat.map((row) => headers.map((name) => row[name] ?? '')),
    lines,
    sources: [source],
    sourceOf: rows.map(() => 0),
    context,
    mark: '.',
    known: new Map(),
  };
}

function flatten(row: JsonObject): Record<string, string> {
  // A null prototype: a key such as __proto__ is a column like any other.
  const flat: Record<string, string> = Object.create(null);
  const put = (name: string, value: unknown, depth: number) => {
    if (isObject(value) && depth < 3) {
      for (const [inner, content] of Object.entries(value))
        put(NESTED.has(name.toLowerCase()) || name === '' ? inner : `${name} ${inner}`, content, depth + 1);
    } else if (!(name in flat) || flat[name] === '') flat[name.trim().slice(0, 200)] = asText(value);
  };
  put('', row, 0);
  return flat;
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.trim();
  return typeof value === 'object' ? JSON.stringify(value).slice(0, 200) : String(value);
}

/** Lines on which the objects of the first array at `depth` begin: JSON.parse tells none. */
function objectLines(text: string, depth: number): number[] {
  const lines: number[] = [];
  let line = 1;
  let level = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10) line++;
    else if (code === 34) {
      for (i++; i < text.length && text.charCodeAt(i) !== 34; i++) {
        if (text.charCodeAt(i) === 92) i++;
      }
    } else if (code === 123 || code === 91) {
      if (code === 123 && level === depth) lines.push(line);
      level++;
    } else if (code === 125 || code === 93) level--;
  }
  return lines;
}
