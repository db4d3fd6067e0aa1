/** Long tables, one score a row: `model, benchmark, score` and optionally metric, shots, standard error, family, size. */
import { benchmarkFrom, recogniseBenchmark, recogniseMetric, slug } from '../benchmark';
import { isBlank, parseCell } from '../cell';
import { parseNumeral } from '../numeral';
import type { Benchmark } from '../table';
import { columnOf, sizeUnit, type Assembled } from './columns';
import type { ColumnRole } from './draft';
import { factTaker } from './factColumns';
import { placeOf, type Grid } from './grid';
import { collectModels } from './modelRows';
import type { ProblemLog } from './problems';
import { readScore } from './scoreCell';

/** Builds models from the rows of a long table; rows without a score or a benchmark, and doubles, are listed. */
export function assembleLong(
  grid: Grid,
  roles: readonly ColumnRole[],
  title: string,
  log: ProblemLog,
): Assembled {
  const columns = {
    model: columnOf(roles, 'model'),
    family: columnOf(roles, 'family'),
    size: columnOf(roles, 'size'),
    name: columnOf(roles, 'benchmark-name'),
    value: columnOf(roles, 'benchmark-value'),
    metric: columnOf(roles, 'metric-name'),
    shots: columnOf(roles, 'shots'),
    stderr: columnOf(roles, 'stderr'),
    items: columnOf(roles, 'items'),
  };
  const at = (row: string[], column: number) => (column < 0 ? null : (row[column] ?? ''));
  const named = namer();
  const benchmarks = new Map<string, Benchmark>();
  const ofRow: (Benchmark | null)[] = [];
  let above = '';
  for (const row of grid.rows) {
    // The harness prints a task's name once and leaves it blank for its other metrics.
    above = (at(row, columns.name) ?? '') || above;
    const benchmark = named(above, at(row, columns.metric) ?? '', at(row, columns.shots) ?? '');
    if (benchmark && !benchmarks.has(benchmark.key)) benchmarks.set(benchmark.key, benchmark);
    ofRow.push(benchmark);
  }
  const unitOf = units(grid, columns.value, ofRow);
  const models = collectModels(title, sizeUnit(grid, roles, log), grid.mark, log, true);
  const takeFacts = factTaker(grid, roles, log);
  const constant = columns.model < 0 && columns.family < 0 ? modelInTitle(grid) : null;

  for (let i = 0; i < grid.rows.length; i++) {
    const row = grid.rows[i];
    const text = at(row, columns.value) ?? '';
    const benchmark = ofRow[i];
    const place = placeOf(grid, i);
    if (isBlank(text) && row.every((cell) => isBlank(cell))) continue;
    if (benchmark === null) {
      log.skip({ ...place, value: at(row, columns.name) }, 'This row does not name its benchmark.');
      continue;
    }
    if (/std_?err/i.test(at(row, columns.metric) ?? '')) continue;
    if (isBlank(text)) {
      log.skip(
        { ...place, column: benchmark.label, value: at(row, columns.model) },
        'This row has no score.',
      );
      continue;
    }
    const cells = {
      model: constant ?? at(row, columns.model),
      family: at(row, columns.family),
      size: at(row, columns.size),
    };
    const taken = models.take(cells, place);
    if (taken === null) {
      log.skip({ ...place, column: benchmark.label, value: text }, 'This row does not name its model.');
      continue;
    }
    takeFacts(row, taken.row, place);
    const { scores, model } = taken.row;
    if (scores[benchmark.key] !== undefined) {
      log.skip(
        { ...place, column: benchmark.label, value: text },
        `${model} has a score for ${benchmark.key} already; the first is used and this one is left out.`,
      );
      continue;
    }
    const score = readScore(
      { value: text, stderr: at(row, columns.stderr), items: at(row, columns.items) },
      unitOf(benchmark),
      model,
      { ...place, column: benchmark.label },
      log,
    );
    if (score) scores[benchmark.key] = score;
  }
  models.finish();
  return { models: models.rows, benchmarks: [...benchmarks.values()] };
}

/** Names of a long table repeat: each combination is recognised once. */
function namer(): (name: string, metric: string, shots: string) => Benchmark | null {
  const memory = new Map<string, Benchmark | null>();
  return (name, metric, shots) => {
    const key = `${name}\u0000${metric}\u0000${shots}`;
    const before = memory.get(key);
    if (before !== undefined) return before;
    const benchmark = isBlank(name) ? null : identify(name, metric, shots);
    memory.set(key, benchmark);
    return benchmark;
  };
}

function identify(name: string, metricText: string, shotsText: string): Benchmark {
  const metric = recogniseMetric(metricText);
  const told = parseNumeral(shotsText.replace(/[\s-]*shots?$/i, ''));
  const shots = told !== null && Number.isInteger(told) && told >= 0 ? told : null;
  const identity = recogniseBenchmark(name);
  if (identity === null) return benchmarkFrom({ task: slug(name), metric, shots }, name.slice(0, 80));
  // "truthfulqa_mc2" scored by "acc": the variant in the name is the metric.
  return benchmarkFrom({
    task: identity.task,
    metric: identity.metric ?? (identity.task === 'truthfulqa' && metric === 'acc' ? null : metric),
    shots: identity.shots ?? shots,
  });
}

/**
 * Fractions or percents, decided over the whole column; where it is in percent, a benchmark on which guessing scores a
 * quarter or more and whose values are all at most 1 is in fractions nevertheless.
 */
function units(
  grid: Grid,
  column: number,
  benchmarks: readonly (Benchmark | null)[],
): (benchmark: Benchmark) => 'percent' | 'fraction' {
  const largest = new Map<string, number>();
  let overall = 0;
  grid.rows.forEach((row, i) => {
    const cell = column < 0 ? null : parseCell(row[column] ?? '');
    const key = benchmarks[i]?.key;
    if (cell?.kind !== 'value' || key === undefined) return;
    const value = cell.percent ? 100 : cell.value;
    overall = Math.max(overall, value);
    largest.set(key, Math.max(largest.get(key) ?? 0, value));
  });
  return ({ key, chance }) =>
    overall <= 1 || (chance !== null && (largest.get(key) ?? 0) <= 1) ? 'fraction' : 'percent';
}

/** A pasted harness table has no model column: the line above it may say `pretrained=…`, else the file's name stands. */
function modelInTitle(grid: Grid): string {
  return /pretrained=([^,)\s]+)/.exec(grid.context)?.[1] ?? grid.sources[0].replace(/\.\w+$/, '');
}
