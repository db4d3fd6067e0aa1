/** One benchmark along a family, as a forecasting method takes it, and a trajectory without its largest model. */
import type { Trajectory } from './forecast';

/** Ascending in size; L = log10 of the size in billions, scores in percent, `sd` their noise in points. */
export interface Series {
  logSize: Float64Array;
  scores: Float64Array;
  sd: Float64Array;
  /** Score of guessing, below which no model is expected to stay; 0 where there is none. */
  floor: number;
}

/** @throws RangeError when lengths differ, sizes do not ascend, or a score or its noise is no number */
export function seriesOf(trajectory: Trajectory, benchmark: number): Series {
  const { logSize, scores, sd, floors } = trajectory;
  const series = {
    logSize,
    scores: scores[benchmark],
    sd: sd[benchmark],
    floor: floors?.[benchmark] ?? 0,
  };
  checkSeries(series);
  return series;
}

export function checkSeries({ logSize, scores, sd, floor }: Series): void {
  const n = logSize.length;
  if (n === 0) throw new RangeError('forecast: 0 models; at least 1 is needed');
  if (scores.length !== n || sd.length !== n)
    throw new RangeError(`forecast: ${n} sizes, ${scores.length} scores and ${sd.length} standard errors`);
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(scores[i])) throw new RangeError(`forecast: score ${scores[i]} of model ${i}`);
    if (!(sd[i] > 0 && sd[i] < Infinity))
      throw new RangeError(`forecast: standard error ${sd[i]} of model ${i}; give a positive number`);
    if (i > 0 && !(logSize[i] > logSize[i - 1]))
      throw new RangeError(
        `forecast: size ${logSize[i]} after ${logSize[i - 1]}; sizes ascend, one model each`,
      );
  }
  if (!(floor >= 0 && floor < 100)) throw new RangeError(`forecast: floor ${floor}; give 0 to below 100`);
}

/** The first `count` models of a trajectory. */
export const firstOf = (trajectory: Trajectory, count: number): Trajectory => ({
  ...trajectory,
  logSize: trajectory.logSize.slice(0, count),
  scores: trajectory.scores.map((column) => column.slice(0, count)),
  sd: trajectory.sd.map((column) => column.slice(0, count)),
});
