/** Methods scored on families whose answer is known: each family's last model is foretold from the others. */
import { onScale } from './bands';
import type { MethodId, MethodScore, Trajectory } from './forecast';
import { isRefused, type Level, type Method } from './methods/method';
import { firstOf } from './series';

type Band = readonly [lo: number, hi: number];

/** One last model, foretold. Scores in percent. */
export interface LastOut {
  observed: number;
  forecast: number;
  /** Null when too few models are left to tell the scatter. */
  band80: Band | null;
  band95: Band | null;
}

export const errorOf = ({ observed, forecast }: LastOut): number => Math.abs(forecast - observed);

/** A method on the last model of a trajectory, one answer per benchmark; null where it cannot be fitted without that model. */
export function leaveLastOut(trajectory: Trajectory, method: Method): (LastOut | null)[] {
  const last = trajectory.logSize.length - 1;
  if (last < 1) return trajectory.benchmarks.map(() => null);
  const to = trajectory.logSize[last];
  return method.fit(firstOf(trajectory, last), [to]).map((fit, k) => {
    if (isRefused(fit)) return null;
    const forecast = fit.at(to);
    if (!Number.isFinite(forecast)) return null;
    const band = (level: Level) => {
      const found = fit.band(to, level);
      return found && onScale(found, forecast);
    };
    return { observed: trajectory.scores[k][last], forecast, band80: band(0.8), band95: band(0.95) };
  });
}

/**
 * Interval score: width, and 2/α for each point by which the observation is missed; smaller is better, and the true quantiles
 * do best (Gneiting & Raftery 2007, equation 43).
 */
export function intervalScore([lo, hi]: Band, observed: number, level: Level): number {
  const missed = Math.max(0, lo - observed, observed - hi);
  return hi - lo + (2 / (1 - level)) * missed;
}

/**
 * @param trajectories one per family, three sizes or more each; several of one family (a benchmark each) are fine
 * @param methods among them `persistence`, with which all are compared
 * @returns by benchmark in order of appearance, then by method; what foretells no family is left out
 * @throws RangeError when persistence is not among the methods
 */
export function scoreMethods(trajectories: readonly Trajectory[], methods: readonly Method[]): MethodScore[] {
  const reference = methods.find(({ id }) => id === 'persistence');
  if (!reference) throw new RangeError('scoreMethods: no persistence among the methods to compare with');
  const cells = new Map<string, Map<MethodId, [own: LastOut, reference: LastOut][]>>();
  for (const trajectory of trajectories) {
    if (trajectory.logSize.length < 3) continue;
    const beside = leaveLastOut(trajectory, reference);
    for (const method of methods)
      leaveLastOut(trajectory, method).forEach((own, k) => {
        const other = beside[k];
        if (own === null || other === null) return;
        const benchmark = trajectory.benchmarks[k];
        const byMethod = cells.get(benchmark) ?? new Map<MethodId, [LastOut, LastOut][]>();
        cells.set(benchmark, byMethod);
        byMethod.set(method.id, [...(byMethod.get(method.id) ?? []), [own, other]]);
      });
  }
  return [...cells].flatMap(([benchmark, byMethod]) =>
    [...byMethod].map(([method, pairs]) => scored(benchmark, method, pairs)),
  );
}

function scored(
  benchmark: string,
  method: MethodId,
  pairs: readonly [own: LastOut, reference: LastOut][],
): MethodScore {
  const own = pairs.map(([one]) => one);
  const banded = pairs.filter(([{ band80, band95 }]) => band80 !== null && band95 !== null);
  const bands = banded.map(([one]) => one);
  const beside = banded.map(([, one]) => one);
  return {
    benchmark,
    method,
    families: own.length,
    banded: bands.length,
    relativeError: 100 * average(own.map((one) => errorOf(one) / one.observed)),
    meanError: average(own.map(errorOf)),
    ...overBands(bands),
    coverage80: share(bands.map(({ band80, observed }) => holds(band80, observed))),
    coverage95: share(bands.map(({ band95, observed }) => holds(band95, observed))),
    persistence: { meanError: average(pairs.map(([, one]) => errorOf(one))), ...overBands(beside) },
  };
}

const overBands = (bands: readonly LastOut[]) => ({
  intervalScore80: averageOf(bands, ({ band80, observed }) => band80 && intervalScore(band80, observed, 0.8)),
  intervalScore95: averageOf(
    bands,
    ({ band95, observed }) => band95 && intervalScore(band95, observed, 0.95),
  ),
});

const holds = (band: Band | null, observed: number): boolean =>
  band !== null && band[0] <= observed && observed <= band[1];

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const share = (hits: readonly boolean[]): number | null =>
  hits.length === 0 ? null : hits.filter(Boolean).length / hits.length;

function averageOf<T>(items: readonly T[], of: (item: T) => number | null): number | null {
  const values = items.map(of).filter((value) => value !== null);
  return values.length === 0 ? null : average(values);
}
