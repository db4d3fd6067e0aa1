/** Small models with random weights (organism_4x96: trained), and what PyTorch computes with the same weights. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path: string) => fileURLToPath(new URL(`../../../fixtures/${path}`, import.meta.url));

export interface Reference {
  ids: number[];
  /** Steering vector, and the layer it is added at. */
  v: number[];
  L: number;
  n: number;
  D: number;
  /** Unsteered and steered, [sequence × vocabulary]. */
  logits0: number[];
  logits: number[];
  /** Steered run, a list a layer: [sequence × hidden] and [sequence × heads × headDim]. */
  resid: number[][];
  heads: number[][];
  /** Prompt and 24 greedy tokens, unsteered and steered. */
  gen0: number[];
  gen: number[];
}

export interface Fixture {
  name: string;
  /** The model that the reference was computed with. */
  reference: string;
  /** Largest difference of a logit from the float32 reference that the format’s own rounding makes. */
  tolerance: number;
}

export const FIXTURES: Fixture[] = [
  { name: 'gpt_neox/onnx/model', reference: 'gpt_neox', tolerance: 1e-4 },
  { name: 'gpt_neox/onnx/model_fp16', reference: 'gpt_neox', tolerance: 5e-3 },
  { name: 'gpt_neox/onnx/model_quantized', reference: 'gpt_neox', tolerance: 0.2 },
  { name: 'gpt2/onnx/model', reference: 'gpt2', tolerance: 1e-4 },
  { name: 'llama/onnx/model', reference: 'llama', tolerance: 1e-4 },
  { name: 'qwen3/onnx/model', reference: 'qwen3', tolerance: 1e-4 },
  { name: 'llama_fused/onnx/model', reference: 'llama', tolerance: 1e-4 },
  { name: 'llama_fused/onnx/model_q4', reference: 'llama', tolerance: 2 },
  { name: 'qwen3_fused/onnx/model', reference: 'qwen3', tolerance: 1e-4 },
  { name: 'organism_4x96/onnx/model', reference: 'organism_4x96', tolerance: 1e-4 },
  { name: 'organism_4x96/onnx/model_fp16', reference: 'organism_4x96', tolerance: 0.03 },
  { name: 'organism_4x96/onnx/model_quantized', reference: 'organism_4x96', tolerance: 1 },
];

export const modelBytes = (name: string) => new Uint8Array(readFileSync(at(`onnx/${name}.onnx`)));

/** Weights beside the model, as the runtime wants them told; none where the model holds its own. */
export function externalData(name: string): { path: string; data: Uint8Array }[] {
  const file = at(`onnx/${name}.onnx_data`);
  if (!existsSync(file)) return [];
  return [{ path: `${name.split('/').at(-1)}.onnx_data`, data: new Uint8Array(readFileSync(file)) }];
}

export const referenceOf = (name: string) =>
  JSON.parse(readFileSync(at(`reference/${name}.json`), 'utf8')) as Reference;
