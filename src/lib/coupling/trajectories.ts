/** Families of a table as series in log size: the models of each size that count, their scores and their own noise. */
import type { Trajectory } from '../dynamics/forecast';
import type { Benchmark, ModelRow, ScoreTable } from '../scores/table';
import type { DiagnosisOptions } from './options';
import { ownSd } from './scoreNoise';
import { noiseOf } from './tableNoise';

/** What the noise of a score depends on. */
export type NoiseOptions = Pick<DiagnosisOptions, 'items' | 'itemCorrelation' | 'runSd'>;

/**
 * Models that have a size and a score on every benchmark given, one a size (the first in file order), ascending. Noise is
 * what a score shares with no other model, so that it tells how it may lie against them.
 * @param benchmarks columns of the rows' table; what is named in the answer is their key
 */
export function trajectoryOf(
  rows: readonly ModelRow[],
  benchmarks: readonly Benchmark[],
  options: NoiseOptions,
): Trajectory {
  const usable = rows
    .filter((row) => isUsable(row, benchmarks))
    .map((row) => ({ row, logSize: Math.log10(row.paramsB ?? NaN) }))
    .toSorted((a, b) => a.logSize - b.logSize)
    .filter(({ logSize }, i, sorted) => i === 0 || Math.abs(logSize - sorted[i - 1].logSize) > 1e-9);
  const column = (of: (row: ModelRow) => number) => Float64Array.from(usable, ({ row }) => of(row));
  return {
    benchmarks: benchmarks.map(({ key }) => key),
    logSize: Float64Array.from(usable, ({ logSize }) => logSize),
    scores: benchmarks.map(({ key }) => column(({ scores }) => scores[key].value)),
    sd: benchmarks.map((benchmark) =>
      column(({ scores }) => {
        const score = scores[benchmark.key];
        return ownSd(noiseOf(score, score.value, benchmark, options).sd, options);
      }),
    ),
    floors: benchmarks.map(({ chance }) => chance),
  };
}

function isUsable({ excluded, paramsB, scores }: ModelRow, benchmarks: readonly Benchmark[]): boolean {
  if (excluded || paramsB === null || !(paramsB > 0 && Number.isFinite(paramsB))) return false;
  return benchmarks.every(({ key }) => {
    const value = scores[key]?.value;
    return value !== undefined && value >= 0 && value <= 100;
  });
}

/** Rows of each family of a table, in order of appearance. */
export function familyRows(table: ScoreTable): Map<string, ModelRow[]> {
  const rows = new Map<string, ModelRow[]>();
  for (const row of table.models) {
    const own = rows.get(row.family);
    if (own) own.push(row);
    else rows.set(row.family, [row]);
  }
  return rows;
}
