/**
 * A model small enough to be computed by hand: the stream is the running sum of token embeddings; layer 0 hands it on, with
 * what is added to it, and layer 1's copy is read by nobody, so that steering there moves no logit.
 */
import type { Activations, LanguageModel } from '../../../../src/lib/models/languageModel';
import { wordAt, uniformOf } from '../../../../src/lib/stats/philox';

export const HIDDEN = 6;
export const VOCABULARY = 40;
const END = 1;

export interface ToyModel extends LanguageModel {
  /** Sequences of each run so far. */
  runs: number[];
}

/** Number i of a fixed table, in (−1, 1). */
export const embedding = (id: number, j: number) => 2 * uniformOf(wordAt(7, 1, 0, id * HIDDEN + j)) - 1;
/** Tied: what is written into the stream for a token is what makes the token likely. */
export const unembedding = embedding;

/** Words are tokens, each with the space before it, numbered as they are met; 0 begins every text. */
export function toyModel(): ToyModel {
  const ids = new Map<string, number>();
  const idOf = (piece: string) => {
    const id = ids.get(piece) ?? 2 + (ids.size % (VOCABULARY - 2));
    ids.set(piece, id);
    return id;
  };
  const runs: number[] = [];
  return {
    runs,
    identity: {
      kind: 'bundled',
      id: 'toy',
      revision: null,
      digest: '0'.repeat(64),
      dtype: 'fp32',
      device: 'wasm',
    },
    shape: { layers: 2, hidden: HIDDEN, heads: 1, headDim: HIDDEN, vocabulary: VOCABULARY },
    endTokens: [END],
    tokenize: (text) => [0, ...(text.match(/ ?[^\s.“]+|\s|[.“]/g) ?? []).map(idOf)],
    text: (list) => list.map((id) => [...ids].find(([, known]) => known === id)?.[0] ?? '').join(''),
    forward({ sequences, steering, past }, wanted = {}) {
      runs.push(sequences.length);
      const length = sequences[0].length;
      const started = past as { sums?: Float64Array[] } | undefined;
      const logits = new Float32Array(sequences.length * length * VOCABULARY);
      const resid = new Map(
        (wanted.resid ?? []).map((layer) => [layer, new Float32Array(sequences.length * length * HIDDEN)]),
      );
      const sums = sequences.map((sequence, s) => {
        const sum = Float64Array.from(started?.sums?.[s] ?? new Float64Array(HIDDEN));
        const own = steering && steering.vector.length > HIDDEN ? s * HIDDEN : 0;
        const added = (layer: number, j: number) =>
          steering?.layer === layer ? steering.vector[own + j] : 0;
        sequence.forEach((id, t) => {
          for (let j = 0; j < HIDDEN; j++) sum[j] += embedding(id, j);
          const at = s * length + t;
          for (const [layer, out] of resid)
            for (let j = 0; j < HIDDEN; j++) out[at * HIDDEN + j] = sum[j] + added(layer, j);
          for (let token = 0; token < VOCABULARY; token++) {
            let logit = 0;
            for (let j = 0; j < HIDDEN; j++) logit += unembedding(token, j) * (sum[j] + added(0, j));
            logits[at * VOCABULARY + token] = logit;
          }
        });
        return sum;
      });
      const cache = { length: (past?.length ?? 0) + length, dispose: () => undefined, sums };
      const made: Activations = { logits, resid, heads: new Map(), cache: wanted.cache ? cache : null };
      return Promise.resolve(made);
    },
  };
}
