/**
 * Persistence: the next model scores as the last one did. It knows no trend, and a family may have one; its band holds what
 * the family's own steps did per tenfold size, over the distance foretold, the bend of its trend, and the noise of the two
 * scores.
 */
import { newScoreSd, twoSided, widening } from '../bands';
import { polynomialFit } from '../orthogonal';
import type { Series } from '../series';
import { single, type Fitted } from './method';

/**
 * Root mean square of the steps per unit of L, long steps counting more: a drift when they agree, a spread when they do not.
 * The noise of the steps is in it. 0 for a single model.
 */
export function rateOfSteps({ logSize, scores }: Series): number {
  let squares = 0;
  let distance = 0;
  for (let i = 1; i < scores.length; i++) {
    squares += (scores[i] - scores[i - 1]) ** 2;
    distance += (logSize[i] - logSize[i - 1]) ** 2;
  }
  return distance === 0 ? 0 : Math.sqrt(squares / distance);
}

function fitPersistence(series: Series): Fitted {
  const { logSize, scores, sd } = series;
  const n = scores.length;
  const last = scores[n - 1];
  const noise = Math.SQRT2 * newScoreSd(sd);
  const rate = rateOfSteps(series);
  // Scatter about a line shows noise that nobody told; two models show none.
  const trend = n < 3 ? null : polynomialFit(logSize, scores, sd, 1);
  const curve = trend && polynomialFit(logSize, scores, sd, 2);
  const bend = (at: number) => (trend && curve ? curve.at(at) - trend.at(at) : 0);
  return {
    parameters: 1,
    at: () => last,
    band(to, level) {
      if (n < 2) return null;
      const factor =
        (trend && widening(level, trend.chi2, n - trend.parameters)) ?? twoSided(level, Infinity);
      const drift = twoSided(level, n - 1) * rate * (to - logSize[n - 1]);
      const turn = twoSided(level, Infinity) * (bend(to) - bend(logSize[n - 1]));
      const half = Math.hypot(factor * noise, drift, turn);
      return [last - half, last + half];
    },
  };
}

export const persistence = single('persistence', fitPersistence);
