/** A cell of a score column, with its standard error and items beside it → a score in percent, or a listed problem. */
import { isBlank, parseCell } from '../cell';
import { parseNumeral } from '../numeral';
import type { Score } from '../table';
import type { Place, ProblemLog } from './problems';

export interface ScoreCells {
  value: string;
  stderr: string | null;
  items: string | null;
}

/** The score of a cell that is a bare number in range: most cells of most tables. Null for every other cell. */
export function plainScore(text: string, unit: 'percent' | 'fraction'): Score | null {
  if (!/^\d{1,2}(?:\.\d+)?$/.test(text)) return null;
  const value = unit === 'fraction' ? percentOf(Number(text), 100) : Number(text);
  return value > 100 ? null : { value, se: null, items: null };
}

/**
 * Reads a score. Blank is null without a word; anything else that is no score is null and listed.
 * @param unit of the column; a % sign in the cell overrides it
 */
export function readScore(
  { value: text, stderr, items }: ScoreCells,
  unit: 'percent' | 'fraction',
  model: string,
  place: Place,
  log: ProblemLog,
): Score | null {
  const cell = parseCell(text);
  if (cell.kind === 'blank') return null;
  if (cell.kind === 'problem') {
    log.skip(
      { ...place, value: text },
      `${model}: “${text.slice(0, 40)}” ${cell.message}. The cell is left blank.`,
    );
    return null;
  }
  const scale = unit === 'fraction' && !cell.percent ? 100 : 1;
  const value = percentOf(cell.value, scale);
  if (value > 100) {
    log.skip(
      { ...place, value: text },
      `${model}: ${text} is above 1 in a column of fractions. The cell is left blank; is the column in percent?`,
    );
    return null;
  }
  if (cell.note !== null) log.note({ ...place, value: text }, `The cell ${cell.note}.`);
  const beside =
    stderr === null || isBlank(stderr)
      ? null
      : parseNumeral(stderr.replace(/^\u00b1\s*/, '').replace(/\s*%$/, ''));
  if (stderr !== null && !isBlank(stderr) && (beside === null || beside < 0))
    log.skip(
      { ...place, value: stderr },
      `${model}: “${stderr.slice(0, 40)}” is not a standard error; it is not used.`,
    );
  const se =
    beside !== null && beside > 0
      ? percentOf(beside, scale)
      : cell.se !== null && cell.se > 0
        ? percentOf(cell.se, scale)
        : null;
  return { value, se, items: itemsOf(items, model, place, log) };
}

function itemsOf(text: string | null, model: string, place: Place, log: ProblemLog): number | null {
  if (text === null || isBlank(text)) return null;
  const count = parseNumeral(text, null, 'thousands');
  if (count !== null && Number.isInteger(count) && count >= 1) return count;
  log.skip(
    { ...place, value: text },
    `${model}: “${text.slice(0, 40)}” is not a number of items; it is not used.`,
  );
  return null;
}

/** 0.29 × 100 is 28.999999999999996: digits beyond a double's certainty go. */
const percentOf = (value: number, scale: number) =>
  scale === 1 ? value : Number((value * scale).toPrecision(14));
