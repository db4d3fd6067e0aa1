/** Phase probabilities of one step in closed form: what the simulation converges to, for questions that ask them often. */
import { sameSignProbability } from '../stats/signAgreement';
import { PHASE_EDGE } from './localCoupling';
import type { PhaseShares } from './phase';

/**
 * Shares of tax, transition and bonus when the differences of a step are drawn from normals around those given.
 * @param delta1, delta2 differences of the two scores, points; not both at the apex (0, 0)
 * @param se1, se2 their standard errors, points, above 0
 */
export function phaseShares(delta1: number, delta2: number, se1: number, se2: number): PhaseShares {
  const pBonus = above(PHASE_EDGE, delta1, delta2, se1, se2);
  // γ < −edge is γ > edge of the mirrored benchmark 2.
  const pTax = above(PHASE_EDGE, delta1, -delta2, se1, se2);
  return { pTax, pTransition: Math.max(0, 1 - pTax - pBonus), pBonus };
}

/** P(ΔB2/ΔB1 > edge): ΔB1 and ΔB2 − edge·ΔB1 have the same sign. */
function above(edge: number, delta1: number, delta2: number, se1: number, se2: number): number {
  const se = Math.hypot(se2, edge * se1);
  return sameSignProbability(delta1 / se1, (delta2 - edge * delta1) / se, (-edge * se1) / se);
}
