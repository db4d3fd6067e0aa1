/**
 * What the coverage study (bench/coverage) measured, as tables for readers. The study is run by hand and writes
 * validity.json; a build without that file has no tables, and the page says so.
 */
import { OUTLINE, type MethodSection } from './outline';

export interface ValidityTable {
  /** Names the estimator first: `slope`, `slope-width`. */
  id: string;
  title: string;
  columns: string[];
  rows: (string | number)[][];
  note: string;
}

export interface Validity {
  /** Replicates as the study counts them, wall minutes of one core, and the key of its random numbers. */
  generated: { date: string; replicates: number; cpuMinutes: number; seed: number };
  tables: ValidityTable[];
}

const [found = null] = Object.values(
  import.meta.glob<Validity>('./validity.json', { eager: true, import: 'default' }),
);

/** Null when the study has not been run for this version. */
export const validity: Validity | null = found;

const belongs = ({ id }: ValidityTable, names: readonly string[]) =>
  names.some((name) => id === name || id.startsWith(`${name}-`));

/** Tables of an estimator, in the study's order. */
export const tablesFor = ({ validity: names }: MethodSection, from = validity): ValidityTable[] =>
  from === null || names === null ? [] : from.tables.filter((table) => belongs(table, names));

/** Tables that no estimator's section shows: power, what data were simulated. */
export function otherTables(from = validity): ValidityTable[] {
  const names = OUTLINE.flatMap(({ sections }) => sections.flatMap((section) => section.validity ?? []));
  return from === null ? [] : from.tables.filter((table) => !belongs(table, names));
}
