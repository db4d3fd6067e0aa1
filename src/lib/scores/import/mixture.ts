/** Families whose models were scored in different ways on one benchmark: named, since their scores are never compared. */
import type { ModelRow, ScoreTable } from '../table';
import type { Grid } from './grid';
import type { ProblemLog } from './problems';

const NAMED = 6;

/** Notes each family in which one model has only one identity of a benchmark and another model only another. */
export function listMixtures(table: ScoreTable, grid: Grid, log: ProblemLog): void {
  const tasks = new Map<string, string[]>();
  for (const { task, key } of table.benchmarks) tasks.set(task, [...(tasks.get(task) ?? []), key]);
  const several = [...tasks].filter(([, keys]) => keys.length > 1);
  if (several.length === 0) return;
  const families = new Map<string, ModelRow[]>();
  for (const row of table.models) {
    const family = families.get(row.family);
    if (family) family.push(row);
    else families.set(row.family, [row]);
  }
  for (const [family, rows] of families)
    for (const [, keys] of several) {
      const apart = keys
        .map((key) => ({ key, rows: rows.filter((row) => row.scores[key] && stands(row, key, keys, rows)) }))
        .filter((one) => one.rows.length > 0);
      if (apart.length < 2) continue;
      const parts = apart.map((one) => `${one.key}: ${listOf(one.rows)}`);
      log.note(
        {
          source: grid.sources.length === 1 ? grid.sources[0] : 'all files',
          line: apart[1].rows[0].line,
        },
        `${family} mixes ways of scoring one benchmark, which are kept apart and never compared. ${parts.join('; ')}. Score all its models in one way.`,
      );
    }
}

/** A row stands apart on a key when another row has one of the keys that it lacks, and lacks this one. */
const stands = (row: ModelRow, key: string, keys: readonly string[], rows: readonly ModelRow[]) =>
  keys.some((other) => !row.scores[other] && rows.some((one) => one.scores[other] && !one.scores[key]));

function listOf(rows: readonly ModelRow[]): string {
  const names = rows
    .slice(0, NAMED)
    .map((row) => row.model + (row.line === null ? '' : ` (line ${row.line})`));
  return names.join(', ') + (rows.length > NAMED ? ` and ${rows.length - NAMED} more` : '');
}
