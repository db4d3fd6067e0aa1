/**
 * Competing heads as the paper defines them for layers: outputs of 16 prompts of one capability against 16 of the other,
 * competing when more than half of the 256 cosines lie below −0.5. No interval, no test, nothing centred.
 */
import type { HeadCosines } from '../../gpu/headCosinesJob';

export const PUBLISHED = {
  /** Prompts of each capability. */
  prompts: 16,
  bound: -0.5,
  /** Share of pairs below the bound that must be exceeded. */
  share: 0.5,
} as const;

export interface PublishedCoupling {
  /** Mean cosine; null where an output is not finite or has no length. */
  mean: number | null;
  /** Share of pairs below the bound. */
  share: number | null;
  competing: boolean;
}

/** @param pairs cosines of each unit */
export const publishedCouplings = ({ below, mean }: HeadCosines, pairs: number): PublishedCoupling[] =>
  Array.from(below, (count, unit) => {
    if (!Number.isFinite(mean[unit])) return { mean: null, share: null, competing: false };
    return { mean: mean[unit], share: count / pairs, competing: count / pairs > PUBLISHED.share };
  });
