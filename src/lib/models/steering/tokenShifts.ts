/** How a vector moves the probability of each token of a text that is already there: one steered and one unsteered reading of it. */
import type { LanguageModel } from '../languageModel';
import { divergence, logSumExp, referenceOf } from './logProbabilities';

export interface TokenShift {
  id: number;
  /** What the token adds to the text; empty where it ends in the middle of a letter. */
  text: string;
  /** ln P of the token, unsteered and steered, nats. */
  unsteered: number;
  steered: number;
  /** Divergence of the steered from the unsteered distribution at this place, nats. */
  kl: number;
}

/**
 * @param prompt ids that stand before the text, at least one
 * @param tokens the text; each is read with the tokens before it as they are, not as either run would have gone on
 */
export async function tokenShifts(
  model: LanguageModel,
  prompt: readonly number[],
  tokens: readonly number[],
  { layer, vector }: { layer: number; vector: Float32Array },
): Promise<TokenShift[]> {
  if (prompt.length === 0) throw new RangeError('tokenShifts: the prompt has no tokens; give at least one');
  if (tokens.length === 0) return [];
  const { vocabulary, hidden } = model.shape;
  const ids = [...prompt, ...tokens.slice(0, -1)];
  const logitsWith = async (added: Float32Array) =>
    (await model.forward({ sequences: [ids], steering: { layer, vector: added } })).logits;
  const plain = await logitsWith(new Float32Array(hidden));
  const moved = await logitsWith(vector);
  let told = '';
  return tokens.map((id, k) => {
    const from = (prompt.length - 1 + k) * vocabulary;
    const before = plain.subarray(from, from + vocabulary);
    const after = moved.subarray(from, from + vocabulary);
    const total = logSumExp(after);
    const text = model.text(tokens.slice(0, k + 1));
    const added = text.startsWith(told) && !text.endsWith('\ufffd') ? text.slice(told.length) : '';
    told += added;
    return {
      id,
      text: added,
      unsteered: before[id] - logSumExp(before),
      steered: after[id] - total,
      kl: divergence(referenceOf(before), after, total),
    };
  });
}
