/**
 * Weights found in a file are believed only when they make the model's own logits from its own last stream: on a few contexts,
 * for the answers' tokens and some spread over the vocabulary.
 */
import { pacer } from '../../stats/portions';
import type { DirectPath, LanguageModel, NormKind, NotGiven } from '../languageModel';

/**
 * Largest difference of a logit that is allowed, relative to the spread of the logits compared: arithmetic in another order, and
 * half-precision numbers rounded on the way. A norm of the other kind, or a gain without its 1, misses by far more.
 */
export const PROOF_TOLERANCE = { exact: 1e-3, lower: 1e-2 };

/** Tokens beside the answers. */
const SPREAD = 32;

/** Tokens at equal distances over the vocabulary, without those in `but`. */
export function proofTokens(vocabulary: number, but: readonly number[]): number[] {
  const known = new Set(but);
  const spread = Array.from({ length: SPREAD }, (_, k) => Math.floor((k * vocabulary) / SPREAD));
  return [...new Set(spread)].filter((token) => !known.has(token));
}

/** By which a norm divides a stream. */
export function streamScale(stream: ArrayLike<number>, kind: NormKind, epsilon: number): number {
  const mean = kind === 'layer' ? meanOf(stream) : 0;
  let squares = 0;
  for (let i = 0; i < stream.length; i++) squares += (stream[i] - mean) ** 2;
  return Math.sqrt(squares / stream.length + epsilon);
}

/**
 * @param tokens those of `path`, in its order @param contexts one at least, each of one token or more
 * @returns the kind of norm that agrees, and the largest difference relative to the spread; or why none does
 */
export async function proveDirectPath(
  model: Pick<LanguageModel, 'shape' | 'forward'>,
  path: DirectPath,
  tokens: readonly number[],
  contexts: readonly (readonly number[])[],
  signal?: AbortSignal,
): Promise<{ kind: NormKind; proof: number } | NotGiven> {
  const { layers, hidden, vocabulary } = model.shape;
  const worst = new Map(path.norms.map((kind) => [kind, 0]));
  const pause = pacer(signal);
  for (const context of contexts) {
    await pause();
    const { logits, resid } = await model.forward(
      { sequences: [context] },
      { logits: true, resid: [layers - 1] },
    );
    const stream = resid.get(layers - 1)?.subarray(-hidden);
    if (!stream) throw new Error('the model gave no last stream');
    const own = logits.subarray(-vocabulary);
    const asked = tokens.map((token) => own[token]);
    const spread = Math.max(...asked) - Math.min(...asked);
    for (const [kind, before] of worst) {
      const made = logitsOf(path, stream, kind);
      const largest = asked.reduce((most, logit, i) => Math.max(most, Math.abs(logit - made[i])), 0);
      // What is not finite, or has no spread, proves nothing; NaN would pass every comparison.
      const off = spread > 0 && Number.isFinite(largest) ? largest / spread : Infinity;
      worst.set(kind, Math.max(before, off));
    }
  }
  const [kind, proof] = [...worst].reduce((best, one) => (one[1] < best[1] ? one : best));
  const tolerance = path.exact ? PROOF_TOLERANCE.exact : PROOF_TOLERANCE.lower;
  if (proof <= tolerance) return { kind, proof };
  const told = Number.isFinite(proof)
    ? `off by ${proof.toPrecision(2)} of their spread`
    : 'they are not finite';
  return {
    reason: `the weights found in the file do not give back the model’s own logits (${told}; at most ${tolerance} is allowed)`,
  };
}

/** Logits of the path's tokens, from a last stream. */
export function logitsOf(
  { gain, shift, unembedding, bias, epsilon }: DirectPath,
  stream: ArrayLike<number>,
  kind: NormKind,
): Float64Array {
  const hidden = gain.length;
  const mean = kind === 'layer' ? meanOf(stream) : 0;
  const scale = streamScale(stream, kind, epsilon);
  const read = Float64Array.from(gain, (weight, i) => ((stream[i] - mean) / scale) * weight + shift[i]);
  return Float64Array.from(bias, (offset, t) => {
    let sum = offset;
    for (let i = 0; i < hidden; i++) sum += read[i] * unembedding[t * hidden + i];
    return sum;
  });
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}
