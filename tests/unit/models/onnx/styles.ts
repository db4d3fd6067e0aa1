/** Architectures and exports as choices of wiring, for graphs that the tests build. */

export interface Style {
  norm: 'layer' | 'layer-parts' | 'rms-parts' | 'rms' | 'skip-rms' | 'skip-layer';
  /** One matrix a query, key and value; one for all, split; one for all, interleaved by head. */
  qkv: 'separate' | 'packed' | 'interleaved';
  attention: 'eager' | 'grouped' | 'multi-head';
  linear: 'matmul' | 'gemm' | 'int8' | 'int4' | 'transposed';
  mlp: 'plain' | 'gated';
  kvHeads: 1 | 2;
  qkvBias: boolean;
  outBias: boolean;
  /** Attention and MLP read the same stream, and are added to it together. */
  parallel: boolean;
  /** Rotary angles on every `rotary`-th layer; 0: none. */
  rotary: number;
  learnedPositions: boolean;
  /** A norm behind attention and MLP too, before their addition. */
  branchNorms: boolean;
  qkNorm: boolean;
  /** Norm weights stored as w, used as 1 + w. */
  onePlus: boolean;
  embeddingScale: boolean;
  headBias: boolean;
  softcap: boolean;
  /** Logits of the last token alone. */
  lastTokenOnly: boolean;
  tied: boolean;
  half: boolean;
  /** The branch is the addition’s first term. */
  branchFirst: boolean;
  /** Cache lengths by name instead of by number. */
  symbolicCache: boolean;
  /** The norm stands behind the addition: no residual stream to be found. */
  postNorm: boolean;
}

/** What a style does not say: llama with one key/value head. */
export const BASE: Style = {
  norm: 'rms-parts',
  qkv: 'separate',
  attention: 'eager',
  linear: 'matmul',
  mlp: 'gated',
  kvHeads: 1,
  qkvBias: false,
  outBias: false,
  parallel: false,
  rotary: 1,
  learnedPositions: false,
  branchNorms: false,
  qkNorm: false,
  onePlus: false,
  embeddingScale: false,
  headBias: false,
  softcap: false,
  lastTokenOnly: false,
  tied: false,
  half: false,
  branchFirst: false,
  symbolicCache: false,
  postNorm: false,
};

const GPT = { norm: 'layer', mlp: 'plain', kvHeads: 2, qkvBias: true, outBias: true } as const;
const FUSED = { norm: 'skip-rms', attention: 'grouped', rotary: 0 } as const;
const GEMMA = { branchNorms: true, onePlus: true, embeddingScale: true, tied: true } as const;

/** Architectures as optimum exports them, then as onnxruntime-genai does, then formats and older exporters. */
export const STYLES: Record<string, Partial<Style>> = {
  'gpt_neox parallel': { ...GPT, qkv: 'interleaved', parallel: true, branchFirst: true },
  'gpt_neox sequential': { ...GPT, qkv: 'interleaved', branchFirst: true },
  gpt2: { ...GPT, qkv: 'packed', linear: 'gemm', rotary: 0, learnedPositions: true, branchFirst: true },
  gpt_neo: { ...GPT, qkvBias: false, rotary: 0, learnedPositions: true },
  gptj: { ...GPT, qkvBias: false, parallel: true, headBias: true, branchFirst: true },
  opt: { ...GPT, rotary: 0, learnedPositions: true },
  llama: { kvHeads: 2 },
  mistral: {},
  qwen2: { qkvBias: true },
  qwen3: { qkNorm: true },
  phi: { ...GPT, parallel: true, headBias: true, branchFirst: true },
  phi3: { qkv: 'packed', kvHeads: 2 },
  gemma2: { ...GEMMA, softcap: true },
  gemma3: { ...GEMMA, qkNorm: true },
  smollm3: { rotary: 2, tied: true },
  'llama fused': { ...FUSED, qkv: 'packed' },
  'mistral fused': FUSED,
  'qwen2 fused': { ...FUSED, qkv: 'packed', qkvBias: true },
  'qwen3 fused': { ...FUSED, qkv: 'packed', qkNorm: true },
  'phi fused': { ...GPT, ...FUSED, norm: 'skip-layer', attention: 'multi-head', kvHeads: 2, parallel: true },
  'gpt_neox of an older opset': { ...GPT, norm: 'layer-parts', qkv: 'interleaved', parallel: true },
  'gpt2 in int8': { ...GPT, qkv: 'packed', linear: 'int8', rotary: 0, learnedPositions: true },
  'llama in int8': { linear: 'int8' },
  'llama in int4': { linear: 'int4' },
  'llama fused in int4': { ...FUSED, qkv: 'packed', linear: 'int4' },
  'llama with one operator a norm': { norm: 'rms' },
  'llama with transposed weights': { linear: 'transposed' },
  'llama with logits of the last token': { lastTokenOnly: true },
  'gpt_neox in fp16': { ...GPT, qkv: 'interleaved', parallel: true, half: true },
  'llama in fp16': { half: true },
  'llama fused with a cache of symbols': { ...FUSED, qkv: 'packed', symbolicCache: true },
};
