/**
 * Local coupling γ₁₂ = ΔB2/ΔB1 between two sizes, with its 95 % Fieller set.
 * A ratio of two noisy differences has no symmetric interval: when ΔB1 is not clearly different from 0 the set is the
 * outside of an interval, or everything (Fieller 1954), and it is given as what it is.
 */
import { normalQuantile } from '../stats/normal';
import type { FiellerSet, Phase } from './diagnosis';

/** Edge of the transition band: |γ| ≤ 0.1. */
export const PHASE_EDGE = 0.1;
/** Differences nearer than this are rounding of equal scores. */
const SAME_SCORE = 1e-9;

export interface LocalCoupling {
  gamma: number | null;
  se: number | null;
  fieller: FiellerSet;
}

/** @param delta1, delta2 differences of the two scores, points @param se1, se2 their standard errors, above 0 */
export function localCoupling(delta1: number, delta2: number, se1: number, se2: number): LocalCoupling {
  const fieller = fiellerSet(delta1, delta2, se1, se2);
  if (Math.abs(delta1) < SAME_SCORE) return { gamma: null, se: null, fieller };
  const gamma = delta2 / delta1;
  return { gamma, se: Math.hypot(se2, gamma * se1) / Math.abs(delta1), fieller };
}

/** All γ that (ΔB1, ΔB2) does not refuse at 5 %: those with (ΔB2 − γΔB1)² ≤ z²(se2² + γ²se1²). */
export function fiellerSet(delta1: number, delta2: number, se1: number, se2: number): FiellerSet {
  const z = normalQuantile(0.975);
  const a = delta1 * delta1 - z * z * se1 * se1;
  const b = delta1 * delta2;
  const c = delta2 * delta2 - z * z * se2 * se2;
  const discriminant = b * b - a * c;
  // At a = 0 one edge is at infinity; the whole line contains that half line and claims nothing more.
  if (Math.abs(a) <= 1e-12 * (delta1 * delta1 + se1 * se1) || discriminant <= 0)
    return { kind: 'all', lo: null, hi: null };
  const root = Math.sqrt(discriminant);
  const edges = [(b - root) / a, (b + root) / a];
  return {
    kind: a > 0 ? 'bounded' : 'complement',
    lo: Math.min(edges[0], edges[1]),
    hi: Math.max(edges[0], edges[1]),
  };
}

/** The papers' reading: the bare ratio against the bands, at the larger model; null when they skip it, |ΔB1| ≤ 0.5. */
export function publishedReading(
  delta1: number,
  delta2: number,
  largerB: number,
): { gamma: number; atB: number; phase: Phase } | null {
  if (Math.abs(delta1) <= 0.5) return null;
  const gamma = delta2 / delta1;
  return {
    gamma,
    atB: largerB,
    phase: gamma < -PHASE_EDGE ? 'tax' : gamma > PHASE_EDGE ? 'bonus' : 'transition',
  };
}

export const sameScore = (delta: number): boolean => Math.abs(delta) < SAME_SCORE;
