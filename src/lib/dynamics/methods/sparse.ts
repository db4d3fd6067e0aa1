/**
 * The sparse system as a method beside the others: it sees all benchmarks at once and is carried on from the last model.
 * Bands: the whole fit again on scores drawn anew within their noise (which moves the start as well), widened as the other
 * methods' are by how far the fitted trajectory misses the family's own scores, and the new score's noise.
 */
import { quantiles } from '../../stats/quantile';
import { clamp } from '../../stats/summary';
import { newScoreSd, twoSided, widening } from '../bands';
import type { Trajectory } from '../forecast';
import { renoised, type InclusionNoise } from '../inclusion';
import type { SparseOptions } from '../polynomialSystem';
import { fitSparse, type SparseForecast } from '../sparseForecast';
import type { Fitted, Level, Method, Refused } from './method';

/** Draws of the whole fit. */
export const SPARSE_DRAWS = 60;
/** More diverging draws than this, and a 95 % band has no edge. */
const MOST_DIVERGING = 0.02;

/**
 * @param noise 0 draws for forecasts without bands
 * @param insist use a system with as many coefficients as observations all the same; its marks say so
 */
export const sparse = (options: SparseOptions, noise: InclusionNoise, insist = false): Method => ({
  id: 'sparse',
  fit(trajectory, ahead = []) {
    const attempt = fitSparse(trajectory, options, insist);
    const refuse = (refused: string): Refused[] => trajectory.benchmarks.map(() => ({ refused }));
    if (attempt.forecast === null) return refuse(attempt.refused);
    const { forecast } = attempt;
    if (forecast.system.relativeError === null)
      return refuse('the system diverges along the family’s own models');
    const own = carriedTo(forecast, ahead);
    const redrawn = redraws(trajectory, options, noise, ahead);
    return trajectory.benchmarks.map((_, k) => fitted(trajectory, forecast, own, redrawn, k));
  },
});

/** Scores in percent at a size, per benchmark; null where the system has diverged before it. */
type Carried = (logSize: number) => readonly number[] | null;

/** A system carried on once to the sizes that will be asked for, and again for any other. */
function carriedTo(forecast: SparseForecast, ahead: readonly number[]): Carried {
  const { values, stopped } = forecast.along(ahead);
  return (logSize) => {
    const at = stopped === null ? ahead.indexOf(logSize) : -1;
    return at < 0 ? forecast.at(logSize) : values.map((column) => column[at]);
  };
}

/** Scores of all draws at a size, [benchmark][draw]; null when too many diverge before it, or none were made. */
type Redrawn = (logSize: number) => number[][] | null;

function redraws(
  trajectory: Trajectory,
  options: SparseOptions,
  { seed, draws }: InclusionNoise,
  ahead: readonly number[],
): Redrawn {
  let carried: Carried[] | null = null;
  return (logSize) => {
    carried ??= Array.from({ length: draws }, (_, draw) =>
      fitSparse(renoised(trajectory, seed, draw), options, true),
    ).flatMap(({ forecast }) => (forecast === null ? [] : [carriedTo(forecast, ahead)]));
    const reached = carried.map((at) => at(logSize)).filter((values) => values !== null);
    if (reached.length === 0 || reached.length < (1 - MOST_DIVERGING) * draws) return null;
    // A draw that leaves the scale says that anything may be, not more.
    return trajectory.benchmarks.map((_, k) => reached.map((values) => clamp(values[k], 0, 100)));
  };
}

function fitted(
  trajectory: Trajectory,
  { system, parameters, activeTerms, marks }: SparseForecast,
  carried: Carried,
  redrawn: Redrawn,
  k: number,
): Fitted {
  const n = trajectory.logSize.length;
  const observed = trajectory.scores[k];
  const sd = trajectory.sd[k];
  // The trajectory starts at the first model, so that one is no test of it.
  let chi2 = 0;
  for (let i = 1; i < n; i++) chi2 += ((system.fitted[k][i] - observed[i]) / sd[i]) ** 2;
  const df = Math.max(1, n - 1 - activeTerms[k]);
  const at = (logSize: number) => carried(logSize)?.[k] ?? NaN;
  return {
    parameters,
    marks,
    withoutBand: 'with the scores drawn anew within their noise the system diverges',
    at,
    band(logSize, level: Level) {
      const draws = redrawn(logSize)?.[k];
      const factor = widening(level, chi2, df);
      if (draws === undefined || factor === null) return null;
      const value = at(logSize);
      const [lo, hi] = quantiles(draws, [(1 - level) / 2, (1 + level) / 2]);
      const wider = factor / twoSided(level, Infinity);
      const own = factor * newScoreSd(sd);
      return [
        value - Math.hypot(wider * Math.max(0, value - lo), own),
        value + Math.hypot(wider * Math.max(0, hi - value), own),
      ];
    },
  };
}
