/** Next-token probabilities from logits, in nats. */

/** ln Σ exp(logits), without overflow. */
export function logSumExp(logits: ArrayLike<number>): number {
  let most = -Infinity;
  for (let i = 0; i < logits.length; i++) if (logits[i] > most) most = logits[i];
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp(logits[i] - most);
  return most + Math.log(sum);
}

/** Index of the largest; the first of equals. */
export function mostLikely(logits: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i] > logits[best]) best = i;
  return best;
}

/** A distribution over tokens that others are compared with. */
export interface Reference {
  /** [vocabulary] */
  p: Float64Array;
  /** Σ p ln p. */
  negativeEntropy: number;
}

export function referenceOf(logits: ArrayLike<number>): Reference {
  const total = logSumExp(logits);
  const p = Float64Array.from(logits, (x) => Math.exp(x - total));
  let negativeEntropy = 0;
  for (let i = 0; i < p.length; i++) negativeEntropy += p[i] * (logits[i] - total);
  return { p, negativeEntropy };
}

/** Kullback–Leibler divergence of the softmax of `logits` from the reference, Σ p ln(p / q), nats ≥ 0. */
export function divergence(
  { p, negativeEntropy }: Reference,
  logits: ArrayLike<number>,
  total = logSumExp(logits),
): number {
  let expected = 0;
  for (let i = 0; i < p.length; i++) expected += p[i] * (logits[i] - total);
  return Math.max(0, negativeEntropy - expected);
}
