/** Where the header of a table is: below titles, sometimes in two lines (benchmark above, metric below), sometimes missing. */
import { recogniseMetric, recogniseShots } from '../benchmark';
import { isBlank, parseCell } from '../cell';
import { meaningOf, type Meaning } from './vocabulary';

export interface Header {
  names: string[];
  /** Index of the record that is the header itself, to know it again; −1 when there is none. */
  at: number;
  /** Index of the first record of data. */
  first: number;
  /** Text of the records above the header. */
  title: string;
}

const SEARCHED = 25;

/** Finds the header. A table without one gets "Column 1" …, and its first record is data. */
export function findHeader(records: readonly string[][]): Header {
  const candidates = records.slice(0, SEARCHED);
  const worth = candidates.map(headerWorth);
  const best = Math.max(0, ...worth);
  const at = best > 0 ? worth.indexOf(best) : plainHeader(candidates);
  const width = records.slice(0, 500).reduce((most, record) => Math.max(most, filledWidth(record)), 0);
  if (at < 0) {
    const first = Math.max(
      0,
      candidates.findIndex((record) => filled(record) > 0),
    );
    return { names: Array.from({ length: width }, (_, i) => `Column ${i + 1}`), at: -1, first, title: '' };
  }
  let names = candidates[at];
  let above = at;
  let first = at + 1;
  if (at > 0 && candidates[at - 1].filter((cell) => meaningOf(cell)?.kind === 'score').length > 0) {
    if (filled(candidates[at - 1]) > 1) {
      names = combine(candidates[at - 1], names);
      above = at - 1;
    }
  }
  if (first < records.length && isSecondLine(records[first])) {
    names = combine(names, records[first]);
    first++;
  }
  const used = filledWidth(names);
  return {
    names: names.slice(0, used),
    at,
    first,
    title: records
      .slice(0, above)
      .map((record) => record.filter((cell) => cell !== '').join(' '))
      .filter((text) => text !== '')
      .join('\n')
      .slice(0, 2000),
  };
}

const filled = (record: readonly string[]) => record.filter((cell) => cell !== '').length;

function filledWidth(record: readonly string[]): number {
  let width = record.length;
  while (width > 0 && record[width - 1] === '') width--;
  return width;
}

const isNumber = (cell: string) => {
  const first = cell.charCodeAt(0);
  return ((first >= 48 && first <= 57) || first === 46 || first === 45) && parseCell(cell).kind === 'value';
};

/** Known, and of no use to most tables. */
const isAside = ({ kind }: Meaning) => kind === 'other' || kind === 'lab';

/** Cells that mean something as a header, less those that are numbers. */
function headerWorth(record: readonly string[]): number {
  let worth = 0;
  for (const cell of record) {
    if (cell === '') continue;
    if (isNumber(cell)) worth -= 1;
    else {
      const meaning = meaningOf(cell);
      if (meaning) worth += isAside(meaning) ? 0.5 : 1;
    }
  }
  return worth;
}

/** A header of unknown words: the first record of two cells or more without a number, over a record with one. */
function plainHeader(records: readonly string[][]): number {
  const at = records.findIndex((record) => filled(record) > 1);
  if (at < 0 || records[at].some(isNumber)) return -1;
  return records.slice(at + 1).some((record) => record.some(isNumber)) ? at : -1;
}

const UNITS = /^[([]?\s*(?:%|percent|pct\.?|b|m|billions?|millions?|points|fraction|score|-)?\s*[)\]]?$/i;

/** A second header line holds metrics, shots or units and nothing else. */
function isSecondLine(record: readonly string[]): boolean {
  const cells = record.filter((cell) => cell !== '');
  return (
    cells.length > 0 &&
    cells.some((cell) => !isBlank(cell)) &&
    cells.every(
      (cell) =>
        UNITS.test(cell) ||
        recogniseMetric(cell) !== null ||
        (recogniseShots(cell) !== null && /shot/i.test(cell) && meaningOf(cell)?.kind !== 'score') ||
        meaningOf(cell)?.kind === 'stderr',
    )
  );
}

/** Two header lines as one; a name above stands for the blank cells to its right. */
function combine(upper: readonly string[], lower: readonly string[]): string[] {
  let spanning = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
    const above = upper[i] ?? '';
    const below = lower[i] ?? '';
    if (above !== '') spanning = above;
    if (below === '') return above;
    const meaning = meaningOf(below);
    const complete =
      meaning !== null && meaning.kind !== 'metric' && !('identity' in meaning && meaning.identity === null);
    if (complete && !isAside(meaning)) return below;
    return above === '' && meaning === null && !UNITS.test(below) && recogniseShots(below) === null
      ? below
      : `${above === '' ? spanning : above} ${below}`.trim();
  });
}
