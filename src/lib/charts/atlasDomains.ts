/** Ranges of the Atlas' charts: whiskers whole, with a little air. */
import type { AtlasFamily, AtlasPoint } from '../atlas/family';
import type { CardAxis } from '../atlas/state';
import { sizeDomain, type Domain } from './domains';

/** Whiskers reach so many standard errors. */
export const WHISKER = 2;

export interface CardDomains {
  /** Billions, or percent of benchmark 1. */
  x: Domain;
  y: Domain;
}

function scoresDomain(points: readonly AtlasPoint[], of: 'b1' | 'b2', se: 'se1' | 'se2'): Domain {
  if (points.length === 0) return [0, 100];
  const lo = Math.min(...points.map((point) => point[of] - WHISKER * (point[se] ?? 0)));
  const hi = Math.max(...points.map((point) => point[of] + WHISKER * (point[se] ?? 0)));
  const air = Math.max(0.06 * (hi - lo), 0.4);
  return [lo - air, hi + air];
}

/** Of some families together. */
export function cardDomains(families: readonly Pick<AtlasFamily, 'points'>[], axis: CardAxis): CardDomains {
  const points = families.flatMap((family) => family.points);
  const x =
    axis === 'size' ? sizeDomain(points.map(({ paramsB }) => paramsB)) : scoresDomain(points, 'b1', 'se1');
  return { x, y: scoresDomain(points, 'b2', 'se2') };
}

/** γ beyond these is drawn at the edge: one ratio over a small step must not flatten all others. */
const GAMMA_EDGES: Domain = [-2.2, 2.6];

/** Range of γ: all that are within the edges, and both signs. */
export function gammaDomain(gammas: readonly number[]): Domain {
  const [least, most] = GAMMA_EDGES;
  const within = gammas.map((gamma) => Math.min(most, Math.max(least, gamma)));
  const lo = Math.min(-0.5, ...within);
  const hi = Math.max(0.5, ...within);
  const air = 0.05 * (hi - lo);
  return [lo - air, hi + air];
}
