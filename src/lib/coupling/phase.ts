/** Names a phase only when the score noise allows it, and says which way an unsettled interval leans. */
import type { Interval, Phase } from './diagnosis';
import { sameScore } from './localCoupling';

/** A phase is named when at least this share of the simulations agrees. */
export const SETTLED = 0.95;

export interface PhaseShares {
  pTax: number;
  pTransition: number;
  pBonus: number;
}

/** `leaning` is the likeliest phase of an undetermined interval; null when the phase is settled or does not exist. */
export function phaseOf(delta1: number, shares: PhaseShares): Pick<Interval, 'phase' | 'leaning'> {
  if (sameScore(delta1)) return { phase: 'undefined-ratio', leaning: null };
  if (delta1 < 0) return { phase: 'b1-falls', leaning: null };
  const ranked: [Phase, number][] = [
    ['transition', shares.pTransition],
    ['tax', shares.pTax],
    ['bonus', shares.pBonus],
  ];
  const [likeliest, share] = ranked.reduce((best, next) => (next[1] > best[1] ? next : best));
  return share >= SETTLED
    ? { phase: likeliest, leaning: null }
    : { phase: 'undetermined', leaning: likeliest };
}

/** Whether the interval's phase is named: one of the three, at 95 %. */
export const isSettled = (interval: Pick<Interval, 'phase'>): boolean =>
  interval.phase === 'tax' || interval.phase === 'transition' || interval.phase === 'bonus';
