/** Pairs as a CSV of three columns, `template,true,false`, or of two, `true,false`, with whole statements. */
import Papa from 'papaparse';
import { fromCell, toCell } from './csvText';
import { checkedPair, PairError, pairOfStatements, type Pair } from './pairs';

/** More pairs than any published set has; a longer file is likely something else. */
export const PAIR_LIMIT = 5000;

export interface PairProblem {
  /** Line of the file, from 1; a quoted cell may span several. */
  line: number;
  message: string;
}

export interface PairsRead {
  pairs: Pair[];
  /** Rows left out, each with its reason. */
  problems: PairProblem[];
}

/**
 * Reads what can be read, and says of each other row why not.
 * @throws PairError when the columns are not there or there are more than `PAIR_LIMIT` rows
 */
export function parsePairs(csv: string): PairsRead {
  const { data } = Papa.parse<string[]>(csv.replace(/^\ufeff/, ''), { skipEmptyLines: false });
  const lines = lineNumbers(data);
  const filled = data
    .map((cells, i) => ({ cells, line: lines[i] }))
    .filter(({ cells }) => cells.some((cell) => cell.trim()));
  const [header, ...rows] = filled;
  if (!header) throw new PairError('the file has no rows; give the columns template, true and false');
  const names = header.cells.map((cell) => cell.trim().toLowerCase());
  const column = {
    template: names.indexOf('template'),
    right: names.indexOf('true'),
    wrong: names.indexOf('false'),
  };
  if (column.right < 0 || column.wrong < 0)
    throw new PairError(
      `the first row reads “${names.join(', ').slice(0, 80)}”; name the columns template, true and false, or true and false alone for whole statements`,
    );
  if (rows.length > PAIR_LIMIT)
    throw new PairError(`${rows.length} pairs; at most ${PAIR_LIMIT} are read, so leave some out`);
  const read: PairsRead = { pairs: [], problems: [] };
  for (const { cells, line } of rows) {
    const cell = (at: number) => fromCell(cells.at(at) ?? '');
    try {
      read.pairs.push(
        column.template < 0
          ? pairOfStatements(cell(column.right), cell(column.wrong))
          : checkedPair({
              template: cell(column.template),
              right: cell(column.right),
              wrong: cell(column.wrong),
            }),
      );
    } catch (error) {
      if (!(error instanceof PairError)) throw error;
      read.problems.push({ line, message: `Line ${line}: ${error.message}.` });
    }
  }
  return read;
}

/** What `parsePairs` reads back. */
export function formatPairs(pairs: readonly Pair[]): string {
  const rows = pairs.map(({ template, right, wrong }) => [template, right, wrong].map(toCell));
  return `${Papa.unparse([['template', 'true', 'false'], ...rows], { newline: '\n' })}\n`;
}

/** Line of the file at which each row begins. */
function lineNumbers(rows: readonly string[][]): number[] {
  let line = 1;
  return rows.map((cells) => {
    const at = line;
    line += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
    return at;
  });
}
