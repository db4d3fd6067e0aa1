/** How probable a model finds a right and a wrong answer: log P(answer | context), summed over the answer's tokens. */
import { logSumExp } from '../steering/logProbabilities';
import type { HeadScale, LanguageModel } from '../languageModel';
import { batchesOfEqualLength } from '../steering/batches';
import { pacer } from '../../stats/portions';
import type { ContrastTokens } from './contrast';
import type { ScanControl } from './control';

/**
 * log P of the last `answer.length` tokens of a sequence.
 * @param logits [length × vocabulary] of context and answer together
 */
export function answerLogProbability(
  logits: Float32Array,
  contextLength: number,
  answer: readonly number[],
  vocabulary: number,
): number {
  let sum = 0;
  answer.forEach((token, k) => {
    const at = (contextLength + k - 1) * vocabulary;
    const next = logits.subarray(at, at + vocabulary);
    sum += next[token] - logSumExp(next);
  });
  return sum;
}

/**
 * Margins log P(right) − log P(wrong) of every item, in nats.
 * @throws RangeError for an item without context tokens; the signal's reason when aborted
 */
export async function answerMargins(
  model: LanguageModel,
  items: readonly ContrastTokens[],
  headScales: readonly HeadScale[] = [],
  control: ScanControl = {},
): Promise<Float64Array> {
  const { vocabulary } = model.shape;
  const margins = new Float64Array(items.length);
  const sequence = (i: number) => {
    const { context, correct, incorrect } = items[i >> 1];
    if (context.length === 0) throw new RangeError(`answerMargins: item ${i >> 1} has no context`);
    return [...context, ...(i % 2 === 0 ? correct : incorrect)];
  };
  const lengths = Array.from({ length: 2 * items.length }, (_, i) => sequence(i).length);
  const pause = pacer(control.signal);
  let done = 0;
  for (const batch of batchesOfEqualLength(lengths, vocabulary)) {
    await pause();
    const sequences = batch.map(sequence);
    const { logits } = await model.forward({ sequences, headScales }, { logits: true });
    const each = sequences[0].length * vocabulary;
    batch.forEach((i, row) => {
      const { context, correct, incorrect } = items[i >> 1];
      const own = logits.subarray(row * each, (row + 1) * each);
      const right = i % 2 === 0;
      const value = answerLogProbability(own, context.length, right ? correct : incorrect, vocabulary);
      margins[i >> 1] += right ? value : -value;
    });
    done += batch.length;
    control.onProgress?.(done / lengths.length, 'Measuring answers');
  }
  control.signal?.throwIfAborted();
  return margins;
}
