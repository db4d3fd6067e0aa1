/** A model of hashed numbers: every activation is a fixed function of the tokens up to it, so that nothing but a test plants anything. */
import type { LanguageModel, ModelShape } from '../../../../src/lib/models/languageModel';

export interface FakeOptions {
  shape?: Partial<ModelShape>;
  /** Changes the outputs of one head, [headDim], at the last token of a sequence. */
  change?: (
    place: { layer: number; head: number; sequence: readonly number[] },
    output: Float32Array,
  ) => void;
}

export interface FakeModel extends LanguageModel {
  /** Runs so far: the layers asked for, and how many sequences. */
  readonly runs: { heads: readonly number[]; sequences: number; numbers: number }[];
}

const SHAPE: ModelShape = { layers: 3, hidden: 12, heads: 2, headDim: 6, vocabulary: 120 };
const END = 0;

export function openFakeModel({ shape: given = {}, change }: FakeOptions = {}): FakeModel {
  const shape = { ...SHAPE, ...given };
  const words = new Map<string, number>();
  const runs: FakeModel['runs'] = [];
  // Finaliser of MurmurHash3: every number its own, at no cost.
  const hashed = (prefix: number, kind: number, i: number): number => {
    let h = prefix ^ Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(kind, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (((h ^ (h >>> 16)) >>> 0) / 2 ** 31 - 1) * 1.7;
  };
  const prefixHash = (ids: readonly number[], upTo: number): number =>
    ids.slice(0, upTo + 1).reduce((hash, id) => (Math.imul(hash ^ id, 0x01000193) + 7) >>> 0, 0x811c9dc5);
  const filled = (sequences: readonly (readonly number[])[], width: number, kind: number): Float32Array => {
    const length = sequences[0].length;
    const out = new Float32Array(sequences.length * length * width);
    sequences.forEach((ids, s) => {
      for (let t = 0; t < length; t++) {
        const prefix = prefixHash(ids, t);
        for (let i = 0; i < width; i++) out[(s * length + t) * width + i] = hashed(prefix, kind, i);
      }
    });
    return out;
  };
  return {
    runs,
    identity: {
      kind: 'folder',
      id: 'fake',
      revision: null,
      digest: '0'.repeat(64),
      dtype: 'fp32',
      device: 'wasm',
    },
    shape,
    endTokens: [END],
    tokenize: (text) =>
      text.split(/\s+/).map((word) => {
        const id = words.get(word) ?? 1 + words.size;
        words.set(word, id);
        return id % shape.vocabulary;
      }),
    text: (ids) => ids.join(' '),
    forward({ sequences, headScales = [] }, wanted = { logits: true }) {
      const width = shape.heads * shape.headDim;
      const heads = new Map<number, Float32Array>();
      for (const layer of wanted.heads ?? []) {
        const outputs = filled(sequences, width, 100 + layer);
        sequences.forEach((sequence, s) => {
          for (let head = 0; head < shape.heads; head++) {
            const at = ((s + 1) * sequence.length - 1) * width + head * shape.headDim;
            change?.({ layer, head, sequence }, outputs.subarray(at, at + shape.headDim));
          }
        });
        heads.set(layer, outputs);
      }
      const resid = new Map(
        (wanted.resid ?? []).map((layer) => [layer, filled(sequences, shape.hidden, 200 + layer)]),
      );
      const logits = wanted.logits ? filled(sequences, shape.vocabulary, 300) : new Float32Array(0);
      // Scaled heads press on every logit by their own pattern.
      for (const { layer, factors } of headScales)
        factors.forEach((factor, head) => {
          for (let i = 0; i < logits.length; i++)
            logits[i] += (1 - factor) * hashed(layer, 400 + head, i % shape.vocabulary);
        });
      const numbers = [...heads.values(), ...resid.values()].reduce(
        (sum, { length }) => sum + length,
        logits.length,
      );
      runs.push({ heads: wanted.heads ?? [], sequences: sequences.length, numbers });
      return Promise.resolve({ logits, resid, heads, cache: null });
    },
  };
}
