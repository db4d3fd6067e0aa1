/** Two-sided permutation test of Pearson r. Pure; random words come from the seed alone. */
import { indexOf, openStream } from './philox';
import { STREAM } from './streams';
import { clamp, isConstant, mean, pairedLength } from './summary';

/** 9! = 362,880 orders are visited in some 20 ms; 10! would take ten times as long. */
export const EXACT_UP_TO = 9;
/** Statistics this close count as equal. */
const TIE = 1e-10;

export interface PermutationResult {
  p: number;
  /** Every order was visited; otherwise `draws` were sampled and p = (1 + k)/(1 + draws). */
  exact: boolean;
}

/** Centred and scaled to unit length, so that a dot product of two is their correlation. */
function unit(x: ArrayLike<number>): Float64Array {
  const centre = mean(x);
  const centred = Float64Array.from(x, (value) => value - centre);
  const length = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0));
  return centred.map((value) => value / length);
}

/** How many of the n! orders of v have |u·v| at least `bound`. */
function countOrders(u: Float64Array, v: Float64Array, bound: number): number {
  const n = u.length;
  const order = Float64Array.from(v);
  let count = 0;
  const place = (depth: number, sum: number): void => {
    if (depth === n - 1) {
      if (Math.abs(clamp(sum + u[depth] * order[depth], -1, 1)) >= bound) count++;
      return;
    }
    for (let k = depth; k < n; k++) {
      const chosen = order[k];
      order[k] = order[depth];
      order[depth] = chosen;
      place(depth + 1, sum + u[depth] * chosen);
      order[depth] = order[k];
      order[k] = chosen;
    }
  };
  place(0, 0);
  return count;
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

/**
 * Share of the orders of y whose |r| with x is at least the observed one (within 1e-10): all n! for n ≤ 9, else
 * `draws` random ones. Draw d shuffles with the words of resample d.
 * @returns null when a sample is constant
 * @throws RangeError when the lengths differ or n < 2
 */
export function permutationTest(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { seed, draws = 100_000, stream = STREAM.permutation }: { seed: number; draws?: number; stream?: number },
): PermutationResult | null {
  const n = pairedLength('permutationTest', x, y);
  if (isConstant(x) || isConstant(y)) return null;
  const u = unit(x);
  const v = unit(y);
  const dot = (): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += u[i] * v[i];
    return Math.abs(clamp(sum, -1, 1));
  };
  const bound = dot() - TIE;
  if (n <= EXACT_UP_TO) return { p: countOrders(u, v, bound) / factorial(n), exact: true };

  if (!Number.isInteger(draws) || draws < 1)
    throw new RangeError(`permutationTest: ${draws} draws; give a positive whole number`);
  const random = openStream(seed, stream, 0);
  const original = Float64Array.from(v);
  let count = 0;
  for (let draw = 0; draw < draws; draw++) {
    random.restart(draw);
    v.set(original);
    for (let i = n - 1; i > 0; i--) {
      const j = indexOf(random.nextWord(), i + 1);
      const kept = v[i];
      v[i] = v[j];
      v[j] = kept;
    }
    if (dot() >= bound) count++;
  }
  return { p: (1 + count) / (1 + draws), exact: false };
}
