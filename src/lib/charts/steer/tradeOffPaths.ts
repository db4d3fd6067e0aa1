/** A trade-off as paths over the strengths, and the ranges of its axes. Pure; no pixels. */
import { VECTOR_KINDS, type VectorKind } from '../../models/steering/doses';
import type { MeanInterval } from '../../models/steering/resampledMeans';
import type { TradeOff } from '../../models/steering/tradeOff';
import type { Domain } from '../domains';

export interface PathPoint {
  alpha: number;
  /** Changes of the mean margins from the unsteered model, nats. */
  truthfulness: MeanInterval;
  reasoning: MeanInterval;
}

export interface TradeOffPath {
  kind: VectorKind;
  vectors: number;
  /** By strength; the unsteered model at the origin. */
  points: PathPoint[];
}

const NO_CHANGE: MeanInterval = { value: 0, lo: 0, hi: 0 };

/**
 * One path a kind, in the order of reading. The negative at α is the truth direction at −α: where all its strengths were
 * run as such, its path would lie on the other and is left out.
 */
export function tradeOffPaths({ points }: Pick<TradeOff, 'points'>): TradeOffPath[] {
  const truth = new Set(points.filter(({ vector }) => vector === 'truth').map(({ alpha }) => alpha));
  return VECTOR_KINDS.flatMap((kind) => {
    const own = points.filter(({ vector, alpha }) => vector === kind && alpha !== 0);
    if (own.length === 0) return [];
    if (kind === 'negative' && own.every(({ alpha }) => truth.has(-alpha))) return [];
    return [
      {
        kind,
        vectors: own[0].vectors,
        points: [
          { alpha: 0, truthfulness: NO_CHANGE, reasoning: NO_CHANGE },
          ...own.map(({ alpha, truthfulness, reasoning }) => ({
            alpha,
            truthfulness: truthfulness.change,
            reasoning: reasoning.change,
          })),
        ].sort((a, b) => a.alpha - b.alpha),
      },
    ];
  });
}

/** Range of an axis that holds every interval and the origin, with a little air. Nats. */
export function changeDomain(paths: readonly TradeOffPath[], of: 'truthfulness' | 'reasoning'): Domain {
  const ends = paths.flatMap(({ points }) => points.flatMap((point) => [point[of].lo, point[of].hi]));
  const [lo, hi] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const air = 0.08 * (hi - lo) || 0.1;
  return [lo - air, hi + air];
}
