/** Counts of a run, looked up and added up by what a cell is; and the shape of what is reported. */
import { familyId } from './cells';
import { sumOf, type Counters, type Share } from './counters';
import { CONDITIONS, COUNTS, TRENDS } from './design';

export interface Generated {
  date: string;
  replicates: number;
  cpuMinutes: number;
  seed: number;
}

/** What scripts/coverage.mjs collects. */
export interface Run {
  generated: Generated;
  /** By cell. */
  counts: Record<string, Counters>;
}

/** Cells are text as it is shown, so that a page and the document give the same digits. */
export interface StudyTable {
  id: string;
  title: string;
  columns: string[];
  rows: string[][];
  note: string;
}

/** The contents of validity.json. */
export interface Validity {
  generated: Generated;
  tables: StudyTable[];
}

/** @throws RangeError when the run lacks the cell */
export function countsOf(run: Run, id: string): Counters {
  const found = run.counts[id];
  if (found === undefined) throw new RangeError(`the run has no cell “${id}”; run the study without --slice`);
  return found;
}

/** Which cells of the main study are added up; all where nothing is said. */
export interface Which {
  conditions?: readonly string[];
  trends?: readonly string[];
  n?: number;
}

export function pooled(run: Run, { conditions = ALL_CONDITIONS, trends = ALL_TRENDS, n }: Which): Counters {
  const counts = n === undefined ? COUNTS : [n];
  return sumOf(
    conditions.flatMap((condition) =>
      trends.flatMap((trend) => counts.map((one) => countsOf(run, familyId(condition, trend, one)))),
    ),
  );
}

export const ALL_CONDITIONS = CONDITIONS.map(({ id }) => id);
export const HOLDING = CONDITIONS.filter(({ holds }) => holds).map(({ id }) => id);
export const NOT_HOLDING = CONDITIONS.filter(({ holds }) => !holds).map(({ id }) => id);
export const ALL_TRENDS = TRENDS.map(({ id }) => id);
export const STRAIGHT = TRENDS.filter(({ straight }) => straight).map(({ id }) => id);
export const TURNING = TRENDS.filter(({ turn }) => turn !== null).map(({ id }) => id);
export const NOT_TURNING = TRENDS.filter(({ turn }) => turn === null).map(({ id }) => id);

/** What is not there is a dash. */
const MISSING = '–';
export const percent = (share: Share | null): string =>
  share === null ? MISSING : (100 * share.share).toFixed(1);
export const figure = (value: number | null, digits = 2): string =>
  value === null ? MISSING : value.toFixed(digits);

/** “Monte-Carlo standard error at most 0.5 points.” */
export function errorNote(shares: readonly (Share | null)[]): string {
  const largest = Math.max(0, ...shares.map((share) => share?.error ?? 0));
  return `Monte-Carlo standard error of a cell at most ${(100 * largest).toFixed(1)} points.`;
}
