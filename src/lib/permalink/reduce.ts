/** What of a large table a link carries: what its diagnosis stands on. */
import type { DiagnosisOptions } from '../coupling/options';
import { familiesOf, type ScoreTable } from '../scores/table';

/** The models of the chosen family (of the first one when none is chosen), every column. */
export function chosenFamily(table: ScoreTable, { family }: DiagnosisOptions): ScoreTable {
  const chosen = family ?? familiesOf(table)[0]?.family;
  return { ...table, panel: null, models: table.models.filter((row) => row.family === chosen) };
}

/** The two chosen columns; all of them while either is left to the default, which depends on what columns there are. */
export function chosenColumns(table: ScoreTable, { benchmark1, benchmark2 }: DiagnosisOptions): ScoreTable {
  const benchmarks = table.benchmarks.filter(({ key }) => key === benchmark1 || key === benchmark2);
  return benchmarks.length < 2 ? table : { ...table, panel: null, benchmarks };
}
