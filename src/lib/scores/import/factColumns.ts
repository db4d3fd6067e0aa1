/** Columns of facts about models: told from their cells, and read row by row. A bad cell is listed and its row is kept. */
import { isBlank } from '../cell';
import { factOf, noFacts, withFact, type FactName } from '../facts';
import { readFact, tokenColumnUnit, type FactUnits } from '../factCell';
import { sizeColumnUnit } from '../size';
import type { ModelRow } from '../table';
import type { ColumnRole } from './draft';
import type { Grid } from './grid';
import type { Place, ProblemLog } from './problems';

/** Rows by which a column's unit and use are judged. */
const LOOKED_AT = 1000;

/** Whether at least half of a column's cells read as this fact: a column of another sense has few that do. */
export function holdsFact(grid: Grid, column: number, fact: FactName): boolean {
  const cells = grid.rows.slice(0, LOOKED_AT).map((row) => row[column] ?? '');
  const told = cells.filter((cell) => !isBlank(cell));
  const units = unitsOf(grid, column);
  const read = told.filter((cell) => readFact(fact, cell, units).kind === 'value').length;
  return read > 0 && read >= told.length / 2;
}

function unitsOf(grid: Grid, column: number): FactUnits {
  const cells = grid.rows.slice(0, LOOKED_AT).map((row) => row[column] ?? '');
  const header = grid.headers[column];
  return {
    size: sizeColumnUnit(header, cells, [], grid.mark).unit,
    tokens: tokenColumnUnit(header, cells, grid.mark).unit,
    mark: grid.mark,
  };
}

/**
 * Reads the facts of a row into its model. Of several columns of one fact, and of several rows of one model, the first cell
 * that tells something counts.
 */
export type TakeFacts = (cells: readonly string[], row: ModelRow, place: Place) => void;

/** @param log told once when nothing settles what bare numbers of tokens count */
export function factTaker(grid: Grid, roles: readonly ColumnRole[], log: ProblemLog): TakeFacts {
  const columns = roles.flatMap((role, column) =>
    role.kind === 'fact' ? [{ fact: role.fact, column, units: unitsOf(grid, column) }] : [],
  );
  for (const { fact, column } of columns) if (fact === 'tokensT') noteTokenUnit(grid, column, log);
  return (cells, row, place) => {
    for (const { fact, column, units } of columns) {
      if ((row.facts?.[fact] ?? null) !== null) continue;
      const text = cells[column] ?? '';
      const cell = readFact(fact, text, units);
      if (cell.kind === 'value') row.facts = withFact(row.facts ?? noFacts(), fact, cell.value);
      else if (cell.kind === 'problem')
        log.skip(
          { ...place, column: grid.headers[column], value: text },
          `${row.model}: “${text.slice(0, 40)}” ${cell.message}. The ${factOf(fact).label} is left blank; the model is used.`,
        );
    }
  };
}

function noteTokenUnit(grid: Grid, column: number, log: ProblemLog): void {
  const cells = grid.rows.slice(0, LOOKED_AT).map((row) => row[column] ?? '');
  const { unit, stated } = tokenColumnUnit(grid.headers[column], cells, grid.mark);
  if (!stated)
    log.note(
      { source: grid.sources[0], column: grid.headers[column] },
      `Training tokens without a unit are read as ${unit} of tokens; write 300B or 1.4T to be sure.`,
    );
}
