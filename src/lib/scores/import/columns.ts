/** Columns by their roles, and what the size column counts: shared by wide and long tables. */
import { guessModel } from '../modelName';
import { sizeColumnUnit, type SizeUnit } from '../size';
import type { Benchmark, ModelRow } from '../table';
import type { ColumnRole } from './draft';
import type { Grid } from './grid';
import type { ProblemLog } from './problems';

export interface Assembled {
  models: ModelRow[];
  benchmarks: Benchmark[];
}

/** Column of a role; −1 when no column has it. */
export const columnOf = (roles: readonly ColumnRole[], kind: ColumnRole['kind']) =>
  roles.findIndex((role) => role.kind === kind);

/** What a bare number in the size column counts; noted when nothing settles it. */
export function sizeUnit(grid: Grid, roles: readonly ColumnRole[], log: ProblemLog): SizeUnit {
  const size = columnOf(roles, 'size');
  if (size < 0) return 'billions';
  const model = columnOf(roles, 'model');
  // The first thousand rows settle it; families repeat their sizes.
  const rows = grid.rows.slice(0, 1000);
  const names = model < 0 ? [] : rows.map((row) => guessModel(row[model] ?? '').paramsB);
  const { unit, stated } = sizeColumnUnit(
    grid.headers[size],
    rows.map((row) => row[size] ?? ''),
    names,
    grid.mark,
  );
  if (!stated)
    log.note(
      { source: grid.sources[0], column: grid.headers[size] },
      `Sizes without a unit are read as ${unit === 'millions' ? 'millions of parameters' : unit === 'billions' ? 'billions of parameters' : 'parameters'}; write 7B or 410M to be sure.`,
    );
  return unit;
}
