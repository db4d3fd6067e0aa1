/** A table with one column for each number of sizes. */
import type { Counters, Share } from '../counters';
import { COUNTS } from '../design';
import { errorNote, percent, type StudyTable } from '../report';

export interface Row {
  labels: string[];
  at(n: number): Counters;
}

const columnsOf = (headings: string[]) => [...headings, ...COUNTS.map((n) => `n = ${n}`)];

/** Shares in percent, their Monte-Carlo error in the note. */
export function sharesBySize(
  head: Pick<StudyTable, 'id' | 'title' | 'note'>,
  headings: string[],
  rows: readonly Row[],
  share: (counters: Counters, row: number) => Share | null,
): StudyTable {
  const shares = rows.map((row, i) => COUNTS.map((n) => share(row.at(n), i)));
  return {
    ...head,
    columns: columnsOf(headings),
    rows: rows.map(({ labels }, i) => [...labels, ...shares[i].map(percent)]),
    note: `${head.note} ${errorNote(shares.flat())}`,
  };
}

/** Any other figure. */
export function figuresBySize(
  head: Pick<StudyTable, 'id' | 'title' | 'note'>,
  headings: string[],
  rows: readonly Row[],
  show: (counters: Counters, row: number) => string,
): StudyTable {
  return {
    ...head,
    columns: columnsOf(headings),
    rows: rows.map((row, i) => [...row.labels, ...COUNTS.map((n) => show(row.at(n), i))]),
  };
}
