/**
 * Probability that two correlated normal variables have the same sign: the double wedge under a ratio of normals, without
 * simulation. By Owen's T function (Owen 1956, Annals of Mathematical Statistics 27, 1075–1090).
 */
import { normalCdf } from './normal';

/**
 * P(X and Y have the same sign).
 * @param h, k means of X and Y in their standard deviations, not both 0
 * @param rho their correlation, −1 < ρ < 1
 * @returns within 1e-12 of the probability
 */
export function sameSignProbability(h: number, k: number, rho: number): number {
  const scale = Math.sqrt((1 - rho) * (1 + rho));
  const wedges = owenT(h, (k - rho * h) / scale) + owenT(k, (h - rho * k) / scale);
  // T jumps by ½ where its first argument changes sign: 0 counts as positive, there as here.
  const same = h >= 0 === k >= 0 ? 1 - 2 * wedges : -2 * wedges;
  return Math.min(1, Math.max(0, same));
}

/** Nodes and weights of the Gauss–Legendre rule of ten points on [−1, 1], the positive half. */
const NODES = [
  0.14887433898163122, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717,
] as const;
const WEIGHTS = [
  0.29552422471475287, 0.26926671930999635, 0.21908636251598204, 0.1494513491505806, 0.06667134430868814,
] as const;
/** Pieces of [0, 1], each by the rule above: exp(−h²x²/2) is then smooth within a piece wherever it counts. */
const PIECES = 4;

/**
 * T(h, a) = (1/2π) ∫₀ᵃ exp(−h²(1 + x²)/2)/(1 + x²) dx, given b = a·h, so that h may be 0; the sign of a is that of b·h,
 * and of b at h = 0.
 */
function owenT(h: number, b: number): number {
  const sign = b < 0 === h < 0 ? 1 : -1;
  const [x, y] = [Math.abs(h), Math.abs(b)];
  if (x === 0 && y === 0) return 0;
  if (y <= x) return sign * integral(x, y / x);
  // For a > 1 the identity that swaps h and a·h.
  const [p, q] = [normalCdf(-x), normalCdf(-y)];
  return sign * ((p + q) / 2 - p * q - integral(y, x / y));
}

/** T(h, a) for 0 ≤ a ≤ 1. */
function integral(h: number, a: number): number {
  if (a === 0) return 0;
  let sum = 0;
  const half = a / (2 * PIECES);
  for (let piece = 0; piece < PIECES; piece++) {
    const middle = (2 * piece + 1) * half;
    NODES.forEach((node, i) => {
      sum += WEIGHTS[i] * (value(h, middle - half * node) + value(h, middle + half * node));
    });
  }
  return (half * sum) / (2 * Math.PI);
}

const value = (h: number, x: number) => Math.exp((-h * h * (1 + x * x)) / 2) / (1 + x * x);
