/**
 * ScoreTable → CSV (RFC 4180: commas, CRLF, quotes doubled) that a spreadsheet opens safely and the importer reads back.
 * Scores and standard errors in percent points, sizes in billions, full double precision; a blank cell has no value.
 */
import { FACTS } from '../scores/facts';
import type { Benchmark, ModelRow, Score, ScoreTable } from '../scores/table';

type Cell = string | number | null;
interface Column {
  heading: string;
  cell: (row: ModelRow) => Cell;
}

/**
 * Columns: model, family, params_b; the facts that any model has, under the names that the bundled panels use; for each benchmark its key, and `<key> stderr` and `<key> items` where any model has
 * them; `excluded` (yes or blank) where any model is.
 */
export function tableToCsv(table: ScoreTable): string {
  const columns: Column[] = [
    { heading: 'model', cell: (row) => row.model },
    { heading: 'family', cell: (row) => row.family },
    { heading: 'params_b', cell: (row) => row.paramsB },
    ...factColumns(table.models),
    ...table.benchmarks.flatMap((benchmark) => columnsOf(benchmark, table.models)),
  ];
  if (table.models.some((row) => row.excluded))
    columns.push({ heading: 'excluded', cell: (row) => (row.excluded ? 'yes' : null) });
  const lines = [
    columns.map(({ heading }) => written(heading)),
    ...table.models.map((row) => columns.map(({ cell }) => written(cell(row)))),
  ];
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}

const factColumns = (models: readonly ModelRow[]): Column[] =>
  FACTS.map(({ name, column }) => ({
    heading: column,
    cell: (row: ModelRow) => row.facts?.[name] ?? null,
  })).filter(({ cell }) => models.some((row) => cell(row) !== null));

function columnsOf({ key }: Benchmark, models: readonly ModelRow[]): Column[] {
  const scoreOf = (row: ModelRow): Score | null => (Object.hasOwn(row.scores, key) ? row.scores[key] : null);
  const optional = (heading: string, part: 'se' | 'items'): Column[] => {
    const cell = (row: ModelRow) => scoreOf(row)?.[part] ?? null;
    return models.some((row) => cell(row) !== null) ? [{ heading, cell }] : [];
  };
  return [
    { heading: key, cell: (row) => scoreOf(row)?.value ?? null },
    ...optional(`${key} stderr`, 'se'),
    ...optional(`${key} items`, 'items'),
  ];
}

function written(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'number' ? String(cell) : quoted(asText(cell));
}

/**
 * A spreadsheet runs text that begins like a formula (OWASP, "CSV Injection"); an apostrophe before it makes it text. Text that
 * begins with apostrophes before such a character gets one more, so that taking one off always gives the original.
 */
const asText = (text: string) => (/^'*[=+\-@\t\r\n＝＋－＠]/u.test(text) ? `'${text}` : text);

/** Semicolons and tabs are quoted too: some spreadsheets split at them whatever the file says. */
const quoted = (text: string) =>
  /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** A cell as any CSV of this app writes it. */
export { written as csvCell };
