/** Results of items → scores in percent with their standard errors, as a table like any other. */
import { collectModels } from '../import/modelRows';
import type { ProblemLog } from '../import/problems';
import type { Score, ScoreTable } from '../table';
import type { BenchmarkItems, ModelItems } from './itemTables';

/**
 * The mean in percent, and its standard error in points from the spread of the items (n − 1, as the harness has it).
 * `se` is null for fewer than two items, and where all are equal: the spread is then unknown, not zero.
 */
export function scoreOf(values: ArrayLike<number>): Score {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i];
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i] - mean) ** 2;
  const se = n < 2 || squares === 0 ? null : 100 * Math.sqrt(squares / (n - 1) / n);
  return { value: tidy(100 * mean), se: se === null ? null : tidy(se), items: n };
}

/** 0.29 × 100 is 28.999999999999996: the digits beyond a double's certainty go. */
const tidy = (value: number) => Number(value.toPrecision(14));

/**
 * @param sizes billions by model, where a results file tells them; the others are read from the names
 * @returns models by size; those without a size last
 */
export function itemScores(
  title: string,
  groups: readonly BenchmarkItems[],
  sizes: ReadonlyMap<string, number>,
  log: ProblemLog,
): ScoreTable {
  const models = collectModels('Models', 'billions', null, log, false);
  const rowOf = (one: ModelItems) => {
    const size = sizes.get(one.model);
    const cells = { model: one.model, family: null, size: size === undefined ? null : `${size}B` };
    return models.take(cells, { source: one.source })?.row;
  };
  for (const { benchmark, aligned, apart } of groups)
    for (const one of [...aligned, ...apart]) {
      const row = rowOf(one);
      if (row && one.values.length > 0) row.scores[benchmark.key] = scoreOf(one.values);
    }
  models.finish();
  // Ids by size, not by order of files: the same logs are the same table.
  const scored = models.rows
    .filter((row) => Object.keys(row.scores).length > 0)
    .sort((a, b) => (a.paramsB ?? Infinity) - (b.paramsB ?? Infinity) || (a.model < b.model ? -1 : 1))
    .map((row, i) => ({ ...row, id: `r${i + 1}` }));
  return {
    title,
    panel: null,
    benchmarks: groups.map(({ benchmark }) => benchmark),
    models: scored,
  };
}
