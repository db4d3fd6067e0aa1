/**
 * Models on the hub that are small enough for a browser and of an architecture that is known to be readable here. Facts of
 * each model’s own card and configuration; sizes are the hub’s to tell (`publishedFormats`), and formats differ by export.
 */

export interface ShortListed {
  /** `owner/name` on the hub. */
  id: string;
  name: string;
  /** Parameters, millions, as the model’s name or card says. */
  millions: number;
  layers: number;
  hidden: number;
  licence: string;
  /** Where layers, width and licence are told. */
  source: string;
  /** What it was trained for. */
  kind: 'base' | 'instruct';
}

export const SHORT_LIST: readonly ShortListed[] = [
  {
    id: 'Xenova/distilgpt2',
    name: 'DistilGPT-2',
    millions: 82,
    layers: 6,
    hidden: 768,
    licence: 'Apache-2.0',
    source: 'https://huggingface.co/distilbert/distilgpt2',
    kind: 'base',
  },
  {
    id: 'onnx-community/SmolLM2-135M-ONNX',
    name: 'SmolLM2 135M',
    millions: 135,
    layers: 30,
    hidden: 576,
    licence: 'Apache-2.0',
    source: 'https://huggingface.co/HuggingFaceTB/SmolLM2-135M',
    kind: 'base',
  },
  {
    id: 'HuggingFaceTB/SmolLM2-135M-Instruct',
    name: 'SmolLM2 135M Instruct',
    millions: 135,
    layers: 30,
    hidden: 576,
    licence: 'Apache-2.0',
    source: 'https://huggingface.co/HuggingFaceTB/SmolLM2-135M-Instruct',
    kind: 'instruct',
  },
  {
    id: 'onnx-community/gemma-3-270m-it-ONNX',
    name: 'Gemma 3 270M Instruct',
    millions: 268,
    layers: 18,
    hidden: 640,
    licence: 'Gemma terms of use',
    source: 'https://huggingface.co/google/gemma-3-270m-it',
    kind: 'instruct',
  },
  {
    id: 'HuggingFaceTB/SmolLM2-360M-Instruct',
    name: 'SmolLM2 360M Instruct',
    millions: 362,
    layers: 32,
    hidden: 960,
    licence: 'Apache-2.0',
    source: 'https://huggingface.co/HuggingFaceTB/SmolLM2-360M-Instruct',
    kind: 'instruct',
  },
  {
    id: 'onnx-community/Qwen2.5-0.5B-Instruct',
    name: 'Qwen2.5 0.5B Instruct',
    millions: 494,
    layers: 24,
    hidden: 896,
    licence: 'Apache-2.0',
    source: 'https://huggingface.co/Qwen/Qwen2.5-0.5B-Instruct',
    kind: 'instruct',
  },
  {
    id: 'onnx-community/Qwen3-0.6B-ONNX',
    name: 'Qwen3 0.6B',
    millions: 596,
    layers: 28,
    hidden: 1024,
    licence: 'Apache-2.0',
    source: 'https://huggingface.co/Qwen/Qwen3-0.6B',
    kind: 'instruct',
  },
];
