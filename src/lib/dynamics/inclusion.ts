/**
 * How often a term would be chosen again: scores are drawn anew within their noise, and the whole fit (z-scores, differences,
 * thresholding) is done on each draw. Observed scores carry their noise already, so a draw carries it twice: cautious.
 */
import { openStream } from '../stats/philox';
import { inPortions, type DrawRange, type PortionControl } from '../stats/portions';
import { STREAM } from '../stats/streams';
import type { Trajectory } from './forecast';
import { fitPolynomialSystem, type SparseOptions } from './polynomialSystem';

export interface InclusionNoise {
  seed: number;
  draws: number;
}

/** Score draw `draw` of a family: normal k·n + i of the draw's own resample, so that no draw depends on another. */
export function renoised(trajectory: Trajectory, seed: number, draw: number): Trajectory {
  const stream = openStream(seed, STREAM.sparseInclusion, draw);
  const scores = trajectory.scores.map((values, k) =>
    values.map((value, i) => value + trajectory.sd[k][i] * stream.nextNormal()),
  );
  return { ...trajectory, scores };
}

/**
 * In how many draws of a range each term is active; counts of two ranges add up to those of both.
 * @returns [equation][term]
 */
export function inclusionCounts(
  trajectory: Trajectory,
  options: SparseOptions,
  seed: number,
  { from, to }: DrawRange,
): number[][] {
  let counts: number[][] = [];
  for (let draw = from; draw < to; draw++) {
    const { coefficients } = fitPolynomialSystem([renoised(trajectory, seed, draw)], options);
    counts = coefficients.map((row, e) =>
      row.map((value, j) => (counts[e]?.[j] ?? 0) + (value === 0 ? 0 : 1)),
    );
  }
  return counts;
}

/**
 * Share of draws in which each term is active, [equation][term].
 * @throws RangeError when `draws` is not a positive integer; the signal's reason when aborted
 */
export async function inclusionProbabilities(
  trajectory: Trajectory,
  options: SparseOptions,
  { seed, draws }: InclusionNoise,
  control: PortionControl = {},
): Promise<number[][]> {
  if (!(Number.isInteger(draws) && draws > 0))
    throw new RangeError(`inclusionProbabilities: ${draws} draws; give a positive integer`);
  let total: number[][] = [];
  await inPortions({ from: 0, to: draws }, 20, control, (from, to) => {
    const counts = inclusionCounts(trajectory, options, seed, { from, to });
    total = counts.map((row, e) => row.map((count, j) => count + (total[e]?.[j] ?? 0)));
  });
  return total.map((row) => row.map((count) => count / draws));
}
