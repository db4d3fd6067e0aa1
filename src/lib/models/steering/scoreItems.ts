/**
 * What a model answers to every item without steering and with each of several vectors. Rows of one length, of whatever
 * item and vector, share a run of the model; a prompt's unsteered distribution is kept only while its steered ones come in.
 */
import { pacer } from '../../stats/portions';
import type { LanguageModel } from '../languageModel';
import { batchesOfEqualLength, portions, sequencesAtOnce } from './batches';
import type { SteeringControl } from './control';
import { divergence, logSumExp, mostLikely, referenceOf, type Reference } from './logProbabilities';
import { scoreRows, type ScoreRow } from './scoreRows';
import type { TokenItem } from './tokens';

/** By item. Log probabilities are natural, of the whole answer. */
export interface ItemScores {
  logRight: Float64Array;
  logWrong: Float64Array;
  /** 1 where the right answer is what greedy decoding gives, token by token. */
  greedy: Uint8Array;
  /** Divergence from the unsteered model, nats a token, averaged over the tokens of the answers. */
  kl: Float64Array;
}

export interface ScoredItems {
  unsteered: ItemScores;
  /** One a vector, in the order given. */
  steered: ItemScores[];
}

/**
 * @param vectors [hidden] each, added at `layer` to every position
 * @throws RangeError for a vector of another width; the signal's reason when aborted
 */
export async function scoreItems(
  model: LanguageModel,
  items: readonly TokenItem[],
  { layer, vectors }: { layer: number; vectors: readonly Float32Array[] },
  control: SteeringControl = {},
): Promise<ScoredItems> {
  const { hidden, vocabulary } = model.shape;
  for (const vector of vectors)
    if (vector.length !== hidden)
      throw new RangeError(`a vector of ${vector.length} numbers for a model of width ${hidden}`);
  const rows = scoreRows(items);
  const tokens = items.map(({ right, wrong }) => right.length + wrong.length);
  const scored = {
    unsteered: emptyScores(items.length),
    steered: vectors.map(() => emptyScores(items.length)),
  };
  const pause = pacer(control.signal);
  const inAll = rows.length * (1 + vectors.length);
  let done = 0;
  for (const batch of batchesOfEqualLength(
    rows.map(({ ids }) => ids.length),
    vocabulary,
  )) {
    const length = rows[batch[0]].ids.length;
    const references = new Map<number, Reference[]>();
    const steered = batch.flatMap((row) => vectors.map((_, vector) => ({ row, vector })));
    const runs = [
      batch.map((row) => ({ row, vector: -1 })),
      ...portions(steered, sequencesAtOnce(length, vocabulary)),
    ];
    for (const run of runs) {
      if (run.length === 0) continue;
      await pause();
      const sequences = run.map(({ row }) => rows[row].ids);
      // The unsteered run passes through the same graph, with a vector of zeros.
      const vector = new Float32Array(run.length * hidden);
      run.forEach((one, i) => one.vector >= 0 && vector.set(vectors[one.vector], i * hidden));
      const { logits } = await model.forward({ sequences, steering: { layer, vector } });
      run.forEach((one, i) => {
        const row = rows[one.row];
        const own = logits.subarray(i * length * vocabulary, (i + 1) * length * vocabulary);
        const unsteered = one.vector < 0;
        const into = unsteered ? scored.unsteered : scored.steered[one.vector];
        const known = references.get(one.row);
        const made = addScores(
          into,
          row,
          own,
          vocabulary,
          tokens[row.item],
          unsteered ? null : (known ?? []),
        );
        if (unsteered) references.set(one.row, made);
      });
      done += run.length;
      control.onProgress?.(done / inAll, 'Scoring prompts');
    }
  }
  control.signal?.throwIfAborted();
  return scored;
}

function emptyScores(items: number): ItemScores {
  return {
    logRight: new Float64Array(items),
    logWrong: new Float64Array(items),
    greedy: new Uint8Array(items).fill(1),
    kl: new Float64Array(items),
  };
}

/** @param known the unsteered distributions of the row; null while they are made, and then given back */
function addScores(
  scores: ItemScores,
  { item, answers }: ScoreRow,
  logits: Float32Array,
  vocabulary: number,
  tokens: number,
  known: readonly Reference[] | null,
): Reference[] {
  const made: Reference[] = [];
  let at = 0;
  // Answers of one row share the position of their first token at least; each token counts once for each answer.
  const cache = new Map<number, { total: number; kl: number; best: number; reference: Reference | null }>();
  for (const { of, tokens: answer, from } of answers)
    answer.forEach((token, k) => {
      const position = from + k;
      const own = logits.subarray(position * vocabulary, (position + 1) * vocabulary);
      let read = cache.get(position);
      if (!read) {
        const total = logSumExp(own);
        const reference = known === null ? referenceOf(own) : null;
        if (reference) made.push(reference);
        const kl = known === null ? 0 : divergence(known[at++], own, total);
        read = { total, kl, best: mostLikely(own), reference };
        cache.set(position, read);
      }
      (of === 'right' ? scores.logRight : scores.logWrong)[item] += own[token] - read.total;
      scores.kl[item] += read.kl / tokens;
      if (of === 'right' && read.best !== token) scores.greedy[item] = 0;
    });
  return made;
}
