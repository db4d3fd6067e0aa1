/** CSV, TSV, semicolon and bar-separated text → a grid. Titles, repeated headers, totals and blank lines are not rows. */
import { compact } from '../registry';
import type { DecimalMark } from '../numeral';
import { detectDelimiter, type Delimiter } from './delimiter';
import { MOST_COLUMNS, tooWide, type Grid } from './grid';
import { findHeader } from './header';
import type { Pace } from './pacing';
import type { ProblemLog } from './problems';
import { readRecords } from './records';

const SUMMARY =
  /^(?:grand )?(?:total|sum|average|avg|mean|median|std|stdev|std\.? ?dev|durchschnitt|mittelwert|summe|gesamt|moyenne)\s*[.:]?$/i;
const RULE = /^[-:=+_|\s]*-{2,}[-:=+_|\s]*$/;

/**
 * Reads a text table. Rows with more cells than the header are listed and left out: their cells stand in wrong columns.
 * @returns null when the text has no table of at least two columns and one row; the log then says why
 */
export async function readDelimited(
  text: string,
  source: string,
  log: ProblemLog,
  pace: Pace,
): Promise<Grid | null> {
  const { body, delimiter, skipped } = withDelimiter(text.replace(/\r\n?/g, '\n'));
  const records = await readRecords(body, delimiter, pace);
  if (records.quotesIgnored)
    log.note({ source }, 'Quotation marks do not pair up; they were read as plain characters.');
  const cells = delimiter === '|' ? records.cells.map(withoutOuterBars) : records.cells;
  const usable = cells
    .map((record, i) => ({ record, line: records.lines[i] + skipped }))
    .filter(({ record }) => record.some((cell) => cell !== '') && !isRule(record));
  const header = findHeader(usable.slice(0, 1000).map(({ record }) => record));
  if (header.names.length < 2 || usable.length <= header.first) {
    log.refuse(source, noTable(source, header.names.length, usable.length));
    return null;
  }
  if (header.names.length > MOST_COLUMNS) {
    log.refuse(source, tooWide(source, header.names.length));
    return null;
  }
  if (header.at < 0)
    log.note(
      { source, line: usable[header.first].line },
      'No line with column names was found; columns are numbered.',
    );
  if (header.title !== '')
    log.note(
      { source, line: usable[0].line, value: header.title },
      'Lines above the column names were taken as a title.',
    );
  const grid: Grid = {
    headers: unique(header.names),
    rows: [],
    lines: [],
    sources: [source],
    sourceOf: [],
    context: `${header.title}\n${source}`,
    mark: null,
    known: new Map(),
  };
  const named = header.at < 0 ? '' : usable[header.at].record.map(compact).join('\u0001');
  for (let i = header.first; i < usable.length; i++) {
    if (i % 5000 === 0) await pace(1);
    const { record, line } = usable[i];
    addRow(grid, record, line, named, log);
  }
  grid.mark = decimalMark(grid.rows, delimiter);
  return grid;
}

function addRow(grid: Grid, record: string[], line: number, named: string, log: ProblemLog): void {
  const source = grid.sources[0];
  const filled = record.reduce((count, cell) => count + (cell === '' ? 0 : 1), 0);
  const [first] = record;
  if (first.startsWith('#') && filled === 1) return;
  if (filled > 1 && record.length > 1 && named !== '' && compact(first) === named.split('\u0001')[0]) {
    if (record.map(compact).join('\u0001') === named) {
      log.note({ source, line }, 'The column names are repeated here; the line is not a row.');
      return;
    }
  }
  if (SUMMARY.test(first)) {
    log.skip({ source, line, value: first }, 'This line sums up other rows, so it is not a model.');
    return;
  }
  const width = grid.headers.length;
  if (record.length > width && record.slice(width).some((cell) => cell !== '')) {
    log.skip(
      { source, line, value: record.join(' | ') },
      `This row has ${record.length} cells for ${width} columns, so its cells cannot be placed. A cell that contains the separator needs quotation marks.`,
    );
    return;
  }
  grid.rows.push(record);
  grid.lines.push(line);
  grid.sourceOf.push(0);
}

function withDelimiter(text: string): { body: string; delimiter: Delimiter; skipped: number } {
  const told = /^sep=(.)\n/i.exec(text);
  if (told && [',', ';', '|', '\t'].includes(told[1]))
    return { body: text.slice(told[0].length), delimiter: told[1] as Delimiter, skipped: 1 };
  return { body: text, delimiter: detectDelimiter(text), skipped: 0 };
}

/** A Markdown table has a bar before its first and after its last cell. */
function withoutOuterBars(record: string[]): string[] {
  const start = record.length > 2 && record[0] === '' ? 1 : 0;
  const end =
    record.length > 2 && record[record.length - 1] === '' && start === 1 ? record.length - 1 : record.length;
  return start === 0 && end === record.length ? record : record.slice(start, end);
}

const isRule = (record: readonly string[]) =>
  record.every((cell) => cell === '' || (cell.length < 200 && RULE.test(cell)));

function noTable(source: string, columns: number, records: number): string {
  if (records < 2) return `${source} has no rows below its column names.`;
  if (columns < 2)
    return `${source} has one column only. Separate the cells with commas, semicolons, tabs or bars.`;
  return `${source} has no rows below its column names.`;
}

/** Two columns of one name stay two columns; an unnamed one is named by its place. */
function unique(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name, i) => {
    const base = name.replace(/\s+/g, ' ').slice(0, 200) || `Column ${i + 1}`;
    const times = (seen.get(base) ?? 0) + 1;
    seen.set(base, times);
    return times === 1 ? base : `${base} [${times}]`;
  });
}

/** The decimal mark of the file, from cells that leave no choice; null when none does. */
function decimalMark(rows: readonly string[][], delimiter: Delimiter): DecimalMark | null {
  let commas = 0;
  let points = 0;
  for (const row of rows.slice(0, 1000))
    for (const cell of row) {
      if (/^-?\d+,\d{1,2}\s*%?$/.test(cell)) commas++;
      else if (/^-?\d+\.\d{1,2}\s*%?$/.test(cell)) points++;
    }
  if (commas > points) return ',';
  if (points > commas) return '.';
  return delimiter === ',' ? '.' : null;
}
