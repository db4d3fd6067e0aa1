/** A grid and the roles of its columns → a score table, and every row or cell that could not be used. */
import { identityFromKey, benchmarkFrom, recogniseMetric, withDistinctLabels } from '../benchmark';
import { isBlank } from '../cell';
import type { Benchmark, ScoreTable } from '../table';
import { columnOf, sizeUnit, type Assembled } from './columns';
import type { ColumnRole } from './draft';
import { factTaker } from './factColumns';
import { placeOf, type Grid } from './grid';
import { assembleLong } from './longTable';
import { listMixtures } from './mixture';
import { collectModels } from './modelRows';
import type { ProblemLog } from './problems';
import { plainScore, readScore } from './scoreCell';
import { meaningOf } from './vocabulary';

/** @param roles one per column of the grid */
export function assemble(
  grid: Grid,
  roles: readonly ColumnRole[],
  title: string,
  log: ProblemLog,
): ScoreTable {
  const long = roles.some((role) => role.kind === 'benchmark-name');
  const { models, benchmarks } = long
    ? assembleLong(grid, roles, title, log)
    : assembleWide(grid, roles, title, log);
  const used = benchmarks.filter(({ key }) => models.some((row) => row.scores[key] !== undefined));
  const table = { title, panel: null, benchmarks: withDistinctLabels(used), models };
  listMixtures(table, grid, log);
  return table;
}

interface ScoreColumn {
  column: number;
  benchmark: Benchmark;
  unit: 'percent' | 'fraction';
  stderr: number;
  items: number;
  /** Column that names this benchmark's metric row by row; −1 for none. */
  variant: number;
}

function scoreColumns(grid: Grid, roles: readonly ColumnRole[]): ScoreColumn[] {
  const taken = new Set<string>();
  return roles.flatMap((role, column) => {
    if (role.kind !== 'score' || taken.has(role.benchmark.key)) return [];
    taken.add(role.benchmark.key);
    const belonging = (kind: 'stderr' | 'items') =>
      roles.findIndex((other) => other.kind === kind && other.of === role.benchmark.key);
    const variant = roles.findIndex((other, at) => {
      const meaning = other.kind === 'metric-name' ? meaningOf(grid.headers[at]) : null;
      return meaning?.kind === 'variant' && meaning.identity.task === role.benchmark.task;
    });
    return [
      {
        column,
        benchmark: role.benchmark,
        unit: role.unit,
        stderr: belonging('stderr'),
        items: belonging('items'),
        variant: role.benchmark.metric === null ? variant : -1,
      },
    ];
  });
}

function assembleWide(grid: Grid, roles: readonly ColumnRole[], title: string, log: ProblemLog): Assembled {
  const [model, family, size] = (['model', 'family', 'size'] as const).map((kind) => columnOf(roles, kind));
  const scores = scoreColumns(grid, roles);
  const benchmarks = new Map(scores.map(({ benchmark }) => [benchmark.key, benchmark]));
  const models = collectModels(title, sizeUnit(grid, roles, log), grid.mark, log, false);
  const takeFacts = factTaker(grid, roles, log);
  const at = (row: string[], column: number) => (column < 0 ? null : (row[column] ?? ''));

  for (let i = 0; i < grid.rows.length; i++) {
    const row = grid.rows[i];
    const place = placeOf(grid, i);
    const cells = { model: at(row, model), family: at(row, family), size: at(row, size) };
    if (isHeading(cells) && scores.every(({ column }) => isBlank(row[column] ?? ''))) continue;
    const taken = models.take(cells, place);
    if (taken === null) {
      log.skip(
        { ...place, value: row.filter((cell) => cell !== '').join(' | ') },
        'This row does not name its model.',
      );
      continue;
    }
    if (!taken.fresh) {
      log.skip(
        { ...place, column: model < 0 ? null : grid.headers[model], value: taken.row.model },
        `${taken.row.model} is in ${taken.row.family} already (${taken.firstLine}); that row is used and this one is left out. Rename it if it is another model.`,
      );
      continue;
    }
    takeFacts(row, taken.row, place);
    for (const score of scores) {
      const text = row[score.column] ?? '';
      if (text === '') continue;
      const column = grid.headers[score.column];
      const read =
        (score.stderr < 0 && score.items < 0 ? plainScore(text, score.unit) : null) ??
        readScore(
          { value: text, stderr: at(row, score.stderr), items: at(row, score.items) },
          score.unit,
          taken.row.model,
          { ...place, column },
          log,
        );
      if (read) taken.row.scores[identified(score, row, benchmarks).key] = read;
    }
    if (Object.keys(taken.row.scores).length === 0)
      log.skip({ ...place, value: taken.row.model }, `${taken.row.model} has no score that can be used.`);
  }
  models.finish();
  return { models: models.rows, benchmarks: [...benchmarks.values()] };
}

/** A line with nothing but a family's name is a heading of the lines below it. */
const isHeading = (cells: { model: string | null; family: string | null; size: string | null }) =>
  (cells.model === null || isBlank(cells.model)) && (cells.size === null || isBlank(cells.size));

/** The benchmark of a cell: its column's, with the metric that the row's variant column names. */
function identified(score: ScoreColumn, row: string[], benchmarks: Map<string, Benchmark>): Benchmark {
  const metric = score.variant < 0 ? null : recogniseMetric(row[score.variant] ?? '');
  if (metric === null) return score.benchmark;
  const benchmark = benchmarkFrom({ ...identityFromKey(score.benchmark.key), metric });
  if (!benchmarks.has(benchmark.key)) benchmarks.set(benchmark.key, benchmark);
  return benchmark;
}
