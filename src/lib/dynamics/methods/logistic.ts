/**
 * Logistic in L: score = floor + (100 − floor)/(1 + e^−(a + b·L)), the floor being what guessing gives (0 where there is no
 * such score). Weighted least squares by Levenberg–Marquardt. It saturates where a line runs out of the scale.
 */
import { newScoreSd, twoSided, widening } from '../bands';
import { probabilityOf } from '../../stats/logistic';
import { polynomialFit } from '../orthogonal';
import type { Series } from '../series';
import { single, type Fitted, type Refused } from './method';

/** Two of them: place and steepness. */
const PARAMETERS = 2;
const MOST_STEPS = 200;
const CONVERGED = 1e-10;
/** Beyond, on the logit scale at a model, a score is the floor or 100 % and the parameters are no longer told. */
const FLAT_OUT = 12;

interface Point {
  a: number;
  b: number;
}

/** Sum of squares, gradient and curvature of the fit at a point. */
interface Slope {
  chi2: number;
  gradient: [number, number];
  /** JᵀWJ: aa, ab, bb. */
  curvature: [number, number, number];
}

function fitLogistic(series: Series): Fitted | Refused {
  const { logSize, scores, sd, floor } = series;
  const n = logSize.length;
  if (n < PARAMETERS) return { refused: `a logistic curve needs ${PARAMETERS} sizes; there are ${n}` };
  const height = 100 - floor;
  const centre = logSize.reduce((sum, size) => sum + size, 0) / n;
  const found = settle(series, centre);
  if (found === null)
    return {
      refused: scores.every((score) => score <= floor)
        ? `no score is above guessing (${floor} %)`
        : 'no logistic curve settles: the scores leave its place or its steepness open',
    };
  const { a, b, slope } = found;
  const [aa, ab, bb] = slope.curvature;
  const determinant = aa * bb - ab * ab;
  const own = newScoreSd(sd);
  const eta = (at: number) => a + b * (at - centre);
  const score = (one: number) => floor + height * probabilityOf(one);
  const bent = n > PARAMETERS ? bendOf(series, eta) : null;
  return {
    parameters: PARAMETERS,
    at: (to) => score(eta(to)),
    band(to, level) {
      const factor = widening(level, slope.chi2, n - PARAMETERS);
      if (factor === null || bent === null) return null;
      const x = to - centre;
      const spread = Math.hypot(
        factor * Math.sqrt((bb - 2 * ab * x + aa * x * x) / determinant),
        twoSided(level, Infinity) * (bent(to) - eta(to)),
      );
      const value = score(eta(to));
      const noise = factor * own;
      // The curve's own uncertainty stays between floor and 100 %, on either side by itself; the score's noise adds to it.
      return [
        value - Math.hypot(value - score(eta(to) - spread), noise),
        value + Math.hypot(score(eta(to) + spread) - value, noise),
      ];
    },
  };
}

/** On the logit scale, as the curve is straight there: what a quadratic makes of its residuals, beside the curve. */
function bendOf({ logSize, scores, sd, floor }: Series, eta: (at: number) => number) {
  const height = 100 - floor;
  const share = logSize.map((size) => probabilityOf(eta(size)));
  const steep = share.map((p) => height * p * (1 - p));
  const working = scores.map((score, i) => eta(logSize[i]) + (score - floor - height * share[i]) / steep[i]);
  const fit = polynomialFit(
    logSize,
    working,
    steep.map((one, i) => sd[i] / one),
    2,
  );
  return fit?.at ?? null;
}

function settle(series: Series, centre: number): (Point & { slope: Slope }) | null {
  const { logSize, scores, floor } = series;
  const share = (score: number) => Math.min(0.99, Math.max(0.01, (score - floor) / (100 - floor)));
  const start = polynomialFit(
    logSize,
    scores.map((score) => Math.log(share(score) / (1 - share(score)))),
    new Float64Array(scores.length).fill(1),
    1,
  );
  if (start === null) return null;
  let point: Point = { a: start.at(centre), b: start.at(centre + 1) - start.at(centre) };
  let slope = slopeAt(series, centre, point);
  let damping = 1e-3;
  for (let count = 0; count < MOST_STEPS; count++) {
    const [aa, ab, bb] = slope.curvature;
    const [da, db] = [aa * (1 + damping), bb * (1 + damping)];
    const determinant = da * db - ab * ab;
    if (!(determinant > 0)) return null;
    const [ga, gb] = slope.gradient;
    const step = { a: (db * ga - ab * gb) / determinant, b: (da * gb - ab * ga) / determinant };
    const trial = { a: point.a + step.a, b: point.b + step.b };
    const next = slopeAt(series, centre, trial);
    const better = next.chi2 <= slope.chi2;
    const moved = Math.max(Math.abs(step.a), Math.abs(step.b));
    if (better) {
      point = trial;
      slope = next;
      damping = Math.max(damping / 10, 1e-12);
    } else damping *= 10;
    if (moved < CONVERGED) return within(series, centre, point) ? { ...point, slope } : null;
    if (damping > 1e12) return null;
  }
  return null;
}

const within = ({ logSize }: Series, centre: number, { a, b }: Point): boolean =>
  logSize.every((size) => Math.abs(a + b * (size - centre)) < FLAT_OUT);

function slopeAt({ logSize, scores, sd, floor }: Series, centre: number, { a, b }: Point): Slope {
  const slope: Slope = { chi2: 0, gradient: [0, 0], curvature: [0, 0, 0] };
  const height = 100 - floor;
  for (let i = 0; i < logSize.length; i++) {
    const x = logSize[i] - centre;
    const p = probabilityOf(a + b * x);
    const steep = (height * p * (1 - p)) / sd[i];
    const left = (scores[i] - floor - height * p) / sd[i];
    slope.chi2 += left * left;
    slope.gradient[0] += steep * left;
    slope.gradient[1] += steep * x * left;
    slope.curvature[0] += steep * steep;
    slope.curvature[1] += steep * steep * x;
    slope.curvature[2] += steep * steep * x * x;
  }
  return slope;
}

export const logistic = single('logistic', fitLogistic);
