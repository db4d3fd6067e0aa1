/** What the cells of a column look like, seen once for all guesses about it. */
import { parseCell } from '../cell';
import type { Grid } from './grid';

export interface ColumnFacts {
  /** First few cells that are not blank. */
  samples: string[];
  filled: number;
  /** Cells that read as a number from 0 to 100. */
  scores: number;
  /** Of those without a % sign: the largest, how many are above 0 and at most 1, and whether all are whole. */
  largest: number;
  belowOne: number;
  bare: number;
  whole: boolean;
  /** Cells with a % sign. */
  percents: number;
  /** Cells that are other numbers. */
  numbers: number;
  /** Different texts among the first thousand rows. */
  distinct: number;
}

const SAMPLES = 4;

export function columnFacts(grid: Grid, column: number): ColumnFacts {
  const facts: ColumnFacts = {
    samples: [],
    filled: 0,
    scores: 0,
    largest: 0,
    belowOne: 0,
    bare: 0,
    whole: true,
    percents: 0,
    numbers: 0,
    distinct: 0,
  };
  const seen = new Set<string>();
  for (let row = 0; row < grid.rows.length; row++) {
    const text = grid.rows[row][column] ?? '';
    if (text === '') continue;
    const cell = parseCell(text);
    if (cell.kind === 'blank') continue;
    facts.filled++;
    if (facts.samples.length < SAMPLES) facts.samples.push(text.slice(0, 80));
    if (row < 1000) seen.add(text);
    if (cell.kind === 'problem' && /^[-+\u2212]?[\d.,]+(?:e[+-]?\d+)?$/i.test(text)) facts.numbers++;
    if (cell.kind !== 'value') continue;
    facts.scores++;
    if (cell.percent) facts.percents++;
    else {
      facts.bare++;
      facts.largest = Math.max(facts.largest, cell.value);
      if (cell.value > 0 && cell.value <= 1) facts.belowOne++;
      facts.whole &&= Number.isInteger(cell.value);
    }
  }
  facts.distinct = seen.size;
  return facts;
}

/** Most of the cells are scores: a text or two among them is a problem of those cells. */
export const looksLikeScores = (facts: ColumnFacts) => facts.scores > 0 && facts.scores >= 0.6 * facts.filled;
