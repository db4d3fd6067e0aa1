/**
 * How far slope and correlation rest on single labs: models of one lab resemble each other, so labs are resampled, not models.
 */
import { pearson } from '../stats/correlation';
import { openStream } from '../stats/philox';
import { ols } from '../stats/regression';
import { quantiles } from '../stats/quantile';
import { byLab, xOf, yOf, type FrontierPoint } from './points';
import type { Sampling } from './sampling';
import { STREAM } from './streams';

export interface LabClusters {
  labs: number;
  draws: number;
  /** 95 % percentile intervals over resampled labs. */
  slope: [lo: number, hi: number];
  r: [lo: number, hi: number];
}

/** Fewer labs cannot be resampled. */
const LEAST_LABS = 4;

/** @returns null for fewer than 4 labs, or when most resamples have no line */
export function labClusterBootstrap(
  points: readonly FrontierPoint[],
  { seed, draws }: Sampling,
): LabClusters | null {
  const labs = [...byLab(points).values()];
  if (labs.length < LEAST_LABS) return null;
  const random = openStream(seed, STREAM.labClusters, 0);
  const slopes: number[] = [];
  const rs: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    random.restart(draw);
    const sample = labs.flatMap(() => labs[random.nextIndex(labs.length)]);
    if (sample.length < 3) continue;
    const [x, y] = [xOf(sample), yOf(sample)];
    const line = ols(x, y);
    const r = pearson(x, y);
    if (line === null || r === null) continue;
    slopes.push(line.slope);
    rs.push(r);
  }
  if (slopes.length < 0.95 * draws) return null;
  const interval = (values: number[]): [number, number] => {
    const [lo, hi] = quantiles(values, [0.025, 0.975]);
    return [lo, hi];
  };
  return { labs: labs.length, draws, slope: interval(slopes), r: interval(rs) };
}

/** r of the deviations from each lab's own mean, over labs with two or more models; null where none vary. */
export function withinLabR(points: readonly FrontierPoint[]): { r: number; n: number; labs: number } | null {
  const groups = [...byLab(points).values()].filter((members) => members.length > 1);
  const n = groups.reduce((sum, members) => sum + members.length, 0);
  if (groups.length === 0) return null;
  const centred = (of: (members: readonly FrontierPoint[]) => number[]) =>
    groups.flatMap((members) => {
      const values = of(members);
      const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
      return values.map((value) => value - centre);
    });
  const r = pearson(centred(xOf), centred(yOf));
  return r === null ? null : { r, n, labs: groups.length };
}
