/** What goes wrong with a model file, in words for the person who chose it. */

/** The bytes are not a readable ONNX file. The message names the byte and what was met there. */
export class OnnxFormatError extends Error {
  override name = 'OnnxFormatError';
  constructor(met: string) {
    super(`This is not a complete ONNX file: ${met}. Choose or download the file again.`);
  }
}

/** Why a readable model cannot be instrumented. */
export type UnsupportedReason =
  /** Two decoders behind an `If`, as in `decoder_model_merged`. */
  | 'merged-decoder'
  | 'encoder-decoder'
  /** Some or all layers carry a recurrent or convolutional state instead of a key/value cache. */
  | 'recurrent'
  /** Exported without `past_key_values` inputs: there is nothing to find the layers by. */
  | 'no-cache'
  /** Not a causal language model: no `logits` output. */
  | 'no-logits'
  | 'already-instrumented'
  /** The graph is none of the shapes this editor knows. */
  | 'unknown-structure';

/** The file is ONNX, but its layers cannot be edited. The message says why, and what would work instead. */
export class UnsupportedModelError extends Error {
  override name = 'UnsupportedModelError';
  constructor(
    readonly reason: UnsupportedReason,
    message: string,
  ) {
    super(message);
  }
}

/** Shorthand for the refusal that the structural finder gives most often. */
export const unknownStructure = (found: string) =>
  new UnsupportedModelError(
    'unknown-structure',
    `This model’s graph is not one that can be edited: ${found}. Models exported by optimum or onnxruntime-genai for text generation are supported.`,
  );
