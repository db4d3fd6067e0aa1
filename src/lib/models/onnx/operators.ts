/** What the structural finder must know of operators: which inputs carry activations, which are learned projections. */
import type { GraphNode } from './node';

/** Only their first input carries activations; the others are shapes, indices, scales, norm weights. */
const FIRST_ONLY = new Set(
  `Cast CastLike Clip CumSum DequantizeLinear Dropout DynamicQuantizeLinear Expand Flatten Gather GatherElements GatherND
  Identity LayerNormalization MatMulBnb4 MatMulFpQ4 MatMulNBits Pad QuantizeLinear RMSNormalization ReduceMax ReduceMean
  ReduceSum ReduceSumSquare ReduceL2 Reshape Resize RotaryEmbedding SimplifiedLayerNormalization Slice Softmax Split Squeeze
  Tile TopK Transpose Trilu Unsqueeze`.split(/\s+/),
);

/** Their results are shapes, lengths or constants: no activation passes. */
const STOPS = new Set(
  `Shape Size Constant ConstantOfShape Range NonZero EyeLike GatherBlockQuantized
  RandomNormal RandomNormalLike RandomUniform RandomUniformLike`.split(/\s+/),
);

/** Query, key and value are inputs 0 to 2; a packed projection stands at 0, with 1 and 2 left out. */
const ATTENTION = new Set([
  'Attention',
  'DecoderMaskedMultiHeadAttention',
  'GroupQueryAttention',
  'MultiHeadAttention',
  'SparseAttention',
]);

const NAMED: Record<string, number[]> = {
  Where: [1, 2],
  MatMulInteger: [0, 1],
  MatMulIntegerToFloat: [0, 1],
  DynamicQuantizeMatMul: [0, 1],
  QLinearMatMul: [0, 3],
  Gemm: [0, 1],
  ScatterElements: [0, 2],
  ScatterND: [0, 2],
  TensorScatter: [0, 1],
  SkipLayerNormalization: [0, 1],
  SkipSimplifiedLayerNormalization: [0, 1],
};

export const isAttention = (node: GraphNode) => ATTENTION.has(node.op);

/** Positions of the inputs that carry activations; optional inputs that are left out are not among them. */
export function dataInputs(node: GraphNode): number[] {
  if (STOPS.has(node.op)) return [];
  const all = FIRST_ONLY.has(node.op)
    ? [0]
    : isAttention(node)
      ? [0, 1, 2]
      : (NAMED[node.op] ?? node.inputs.map((_, i) => i));
  return all.filter((i) => node.inputs[i]);
}

/** The input from which an attention operator takes its values. */
export const valueInput = (node: GraphNode) => [2, 1, 0].find((i) => node.inputs[i]) ?? 0;

/** Output 3 of a fused norm: the sum that was normalised. */
export const SKIP_SUM = 3;

/** A norm with the residual addition before it in the same operator. */
export const isSkipNorm = (node: GraphNode) =>
  node.op === 'SkipLayerNormalization' || node.op === 'SkipSimplifiedLayerNormalization';

/** Whether an output carries activations: not the scale of a quantisation, not a norm’s mean or variance. */
export function carries(node: GraphNode, output: number): boolean {
  if (node.op === 'DynamicQuantizeLinear') return output === 0;
  if (isSkipNorm(node)) return output === 0 || output === SKIP_SUM;
  return output === 0 || !node.op.endsWith('LayerNormalization');
}

/** Position of the weight in operators that multiply activations (input 0) by a matrix. */
const WEIGHT_AT: Record<string, number> = {
  MatMul: 1,
  FusedMatMul: 1,
  Gemm: 1,
  MatMulInteger: 1,
  MatMulIntegerToFloat: 1,
  DynamicQuantizeMatMul: 1,
  MatMulNBits: 1,
  MatMulBnb4: 1,
  MatMulFpQ4: 1,
  QLinearMatMul: 3,
};

/** Position of the weight where the node is a matrix product with a constant right side, null otherwise. */
export function weightInput(node: GraphNode, constant: (name: string) => boolean): number | null {
  const at = WEIGHT_AT[node.op];
  if (at === undefined || !node.inputs[0] || !node.inputs[at]) return null;
  return constant(node.inputs[at]) && !constant(node.inputs[0]) ? at : null;
}

/** Operators that stand for a recurrence over positions. */
export const RECURRENT = new Set([
  'LSTM',
  'GRU',
  'RNN',
  'Scan',
  'Loop',
  'LinearAttention',
  'CausalConvWithState',
  'GatedDeltaNet',
]);

/** Operators with a graph inside: what it reads from around it is not among their inputs. */
export const CONTROL_FLOW = new Set(['If', 'Loop', 'Scan']);
