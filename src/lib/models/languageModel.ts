/**
 * What steering and head scans need of a language model, whoever runs it: the page's worker through transformers.js, or a
 * test through ONNX Runtime alone. Numbers are float32 whatever the model computes in. Nothing here knows of a page.
 */

/** Sizes of a model. Layers and heads count from 0. */
export interface ModelShape {
  layers: number;
  /** Width of the residual stream. */
  hidden: number;
  /** Query heads a layer. */
  heads: number;
  headDim: number;
  vocabulary: number;
}

/** Where a model came from, enough to find the same bytes again. */
export interface ModelIdentity {
  kind: 'bundled' | 'hub' | 'folder';
  /** Id of a bundled model, `owner/name` on a hub, or a folder's name. */
  id: string;
  /** Commit on the hub; null elsewhere, and where none was told. */
  revision: string | null;
  /** SHA-256 of the graph's file as it came, hexadecimal. */
  digest: string;
  dtype: string;
  device: 'wasm' | 'webgpu';
}

/** A model as a page’s state names it: its digest may not be known yet. */
export type ModelChoice = Pick<ModelIdentity, 'kind' | 'id' | 'revision' | 'dtype'> & {
  digest: string | null;
};

/** Sequences of one length, run together without padding. */
export interface Batch {
  /** Token ids, all lists of one length ≥ 1. */
  sequences: readonly (readonly number[])[];
  steering?: Steering;
  headScales?: readonly HeadScale[];
  /** Keys and values of what went before, for as many sequences, from a run with the same steering and scales. */
  past?: KeyValueCache;
}

/** A vector added to the residual stream after a layer. */
export interface Steering {
  layer: number;
  /** [hidden] for every position of every sequence, or [sequences × hidden] for every position of each. */
  vector: Float32Array;
}

/** Factors on what the heads of a layer hand to the output projection: 1 leaves a head as it is, 0 ablates it. */
export interface HeadScale {
  layer: number;
  /** [heads] */
  factors: Float32Array;
}

/** What a run is to give out; logits when nothing is said. */
export interface Wanted {
  logits?: boolean;
  /** Layers whose residual stream, after steering, is wanted. */
  resid?: readonly number[];
  /** Layers whose heads' outputs are wanted. */
  heads?: readonly number[];
  cache?: boolean;
}

export interface Activations {
  /** [sequences × length × vocabulary]; empty when not wanted. */
  logits: Float32Array;
  /** By layer: [sequences × length × hidden]. */
  resid: ReadonlyMap<number, Float32Array>;
  /** By layer: [sequences × length × heads × headDim]. */
  heads: ReadonlyMap<number, Float32Array>;
  cache: KeyValueCache | null;
}

/** Opaque: only the model that made it can read it. A steered and an unsteered one are never mixed. */
export interface KeyValueCache {
  /** Tokens in it. */
  readonly length: number;
  dispose(): void;
}

/** How a stream is normalised: LayerNorm takes off the mean, an RMS norm does not. */
export type NormKind = 'layer' | 'rms';

/** Weights on the direct way from the heads to the logits, as the model's own file has them. */
export interface DirectPath {
  /** By layer: [heads × headDim × hidden], by which the heads' outputs are multiplied before they are added to the stream. */
  projections: ReadonlyMap<number, Float32Array>;
  /** What the final norm can be: one kind where the file says it, else both. */
  norms: readonly NormKind[];
  /** Added to the final norm's mean square. */
  epsilon: number;
  /** [hidden] each: the logits' product reads the normalised stream × gain + shift. */
  gain: Float32Array;
  shift: Float32Array;
  /** [tokens × hidden], of the tokens asked for. */
  unembedding: Float32Array;
  /** [tokens], added to the logits. */
  bias: Float32Array;
  /** The logits' product is computed in float32, however its weights are stored. */
  exact: boolean;
}

/** Why something is not given: what a sentence says behind its colon, without a full stop. */
export interface NotGiven {
  reason: string;
}

export interface LanguageModel {
  readonly identity: ModelIdentity;
  readonly shape: ModelShape;
  /** Tokens that end a text. */
  readonly endTokens: readonly number[];
  /** With the tokens that the model's own tokeniser puts around a text, as it begins one. */
  tokenize(text: string): number[];
  /** Without special tokens. */
  text(ids: readonly number[]): string;
  /**
   * One run. A layer to steer, scale or read that the present session lacks makes a new one of the same file.
   * @throws RangeError for sequences of unequal lengths, a layer the model lacks or a vector of another width
   */
  forward(batch: Batch, wanted?: Wanted): Promise<Activations>;
  /**
   * Absent where nobody can read the model's file. What it gives is to be proved on the model's logits before it is used.
   * @param tokens whose unembedding, and `layers` whose output projections are wanted
   * @throws RangeError for a token or a layer that the model lacks
   */
  directPath?(tokens: readonly number[], layers: readonly number[]): Promise<DirectPath | NotGiven>;
}
