/** A fitted method as a forecast: its value and bands at the target, and the fan on the way there. */
import { onScale } from './bands';
import type { MethodForecast, MethodId, MethodScore, Trajectory } from './forecast';
import { isRefused, type Fitted, type Level, type Method } from './methods/method';
import { errorOf, leaveLastOut } from './score';

export const FAN_POINTS = 24;

/** From the largest model to the target, L = log10 of billions. */
export interface Reach {
  from: number;
  to: number;
}

/** What a method says of each benchmark of a trajectory: a forecast, or why there is none. */
export type Answer =
  | { kind: 'forecast'; benchmark: string; forecast: MethodForecast }
  | { kind: 'refused'; benchmark: string; method: MethodId; reason: string };

/** @param scores of other families, whose misses are marked; may be empty */
export function forecastsOf(
  trajectory: Trajectory,
  method: Method,
  { from, to }: Reach,
  scores: readonly MethodScore[],
): Answer[] {
  const sizes = Array.from({ length: FAN_POINTS }, (_, i) => from + ((to - from) * i) / (FAN_POINTS - 1));
  const lastOut = leaveLastOut(trajectory, method);
  return method.fit(trajectory, sizes).map((fit, k): Answer => {
    const benchmark = trajectory.benchmarks[k];
    const refused = (reason: string): Answer => ({ kind: 'refused', benchmark, method: method.id, reason });
    if (isRefused(fit)) return refused(fit.refused);
    const inner = bandsAlong(fit, sizes, 0.8);
    const outer = bandsAlong(fit, sizes, 0.95);
    if (inner === null || outer === null)
      return refused(fit.withoutBand ?? nothingLeft(fit.parameters, trajectory.logSize.length));
    const median = sizes.map((size) => fit.at(size));
    const last = FAN_POINTS - 1;
    const out = lastOut[k];
    return {
      kind: 'forecast',
      benchmark,
      forecast: {
        method: method.id,
        parameters: fit.parameters,
        value: median[last],
        band80: [inner.lo[last], inner.hi[last]],
        band95: [outer.lo[last], outer.hi[last]],
        leaveLastOut: out === null ? null : errorOf(out),
        fan: { logSize: sizes, median, lo80: inner.lo, hi80: inner.hi, lo95: outer.lo, hi95: outer.hi },
        marks: [
          ...(fit.marks ?? []),
          ...outsideScale(median),
          ...missedElsewhere(benchmark, method.id, scores),
        ],
      },
    };
  });
}

const nothingLeft = (parameters: number, sizes: number): string =>
  `${parameters} ${parameters === 1 ? 'parameter' : 'parameters'} for ${sizes} sizes leave nothing to tell its error by; one more is needed`;

function bandsAlong(fit: Fitted, sizes: readonly number[], level: Level) {
  const lo: number[] = [];
  const hi: number[] = [];
  for (const size of sizes) {
    const band = fit.band(size, level);
    if (band === null || !band.every(Number.isFinite)) return null;
    const [least, most] = onScale(band, fit.at(size));
    lo.push(least);
    hi.push(most);
  }
  return { lo, hi };
}

const outsideScale = (scores: readonly number[]): string[] =>
  scores.some((score) => score < 0 || score > 100) ? ['foretells a score outside 0–100 %'] : [];

/** Fewer hits than chance would leave a band that is right in one case of twenty. */
const TOO_FEW = 0.05;

/** Bands that held too few of other families' last models. */
function missedElsewhere(benchmark: string, method: MethodId, scores: readonly MethodScore[]): string[] {
  const score = scores.find((one) => one.benchmark === benchmark && one.method === method);
  if (score === undefined || score.coverage95 === null) return [];
  const held = Math.round(score.coverage95 * score.banded);
  return chanceOfAtMost(held, score.banded, 0.95) < TOO_FEW
    ? [`its 95 % bands held ${held} of the last models of ${score.banded} other families`]
    : [];
}

/** P(X ≤ k) of a binomial. */
export function chanceOfAtMost(k: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let sum = term;
  for (let i = 1; i <= k; i++) {
    term *= ((n - i + 1) / i) * (p / (1 - p));
    sum += term;
  }
  return Math.min(1, sum);
}
