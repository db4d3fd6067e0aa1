/** Models of a panel that stand nearest to a place in level, score and size, and what the next size of their family did. */
import { populationSd } from '../../stats/summary';
import { peerLines, type Peer } from './peers';
import type { Place } from './residualField';

export interface Neighbour {
  model: string;
  family: string;
  paramsB: number;
  b1: number;
  b2: number;
  /** In standard deviations of the panel on each axis, root of the sum of squares. */
  distance: number;
  /** The next size of its family; null for the largest, and for one that shares its size with another. */
  next: { model: string; paramsB: number; delta1: number; delta2: number } | null;
}

/** @returns up to `k`, nearest first; without a size in `at` they are compared by their scores alone */
export function nearest(models: readonly Peer[], at: Place, k: number): Neighbour[] {
  if (models.length === 0) return [];
  const scale = (of: (model: Peer) => number) => populationSd(models.map(of)) || 1;
  const s1 = scale(({ b1 }) => b1);
  const s2 = scale(({ b2 }) => b2);
  const sL = scale(({ logSize }) => logSize);
  const following = new Map<Peer, Peer>();
  for (const { models: line } of peerLines(models))
    line.slice(1).forEach((next, i) => following.set(line[i], next));
  return models
    .map((model) => ({
      model,
      distance: Math.hypot(
        (model.b1 - at.b1) / s1,
        (model.b2 - at.b2) / s2,
        at.logSize === null ? 0 : (model.logSize - at.logSize) / sL,
      ),
    }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, k)
    .map(({ model: place, distance }) => {
      const { model, family, paramsB, b1, b2 } = place;
      const next = following.get(place);
      return { model, family, paramsB, b1, b2, distance, next: next ? stepBetween(place, next) : null };
    });
}

const stepBetween = (from: Peer, to: Peer): NonNullable<Neighbour['next']> => ({
  model: to.model,
  paramsB: to.paramsB,
  delta1: to.b1 - from.b1,
  delta2: to.b2 - from.b2,
});
