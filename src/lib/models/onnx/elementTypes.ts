/** The element type of each tensor, as declared or as it follows from the operators. */
import type { OnnxModel } from './model';
import { type GraphNode, integerAttribute, tensorAttribute } from './node';
import { decodeTensorHeader, ElementType } from './value';

const INTEGERS = new Set(['Shape', 'Size', 'NonZero', 'ArgMax', 'ArgMin']);
const TRUTHS = new Set('Equal Less LessOrEqual Greater GreaterOrEqual And Or Not Xor IsNaN IsInf'.split(' '));
/** Operators whose result has the type of an input other than the first. */
const LIKE: Record<string, number> = {
  CastLike: 1,
  DequantizeLinear: 1,
  GatherBlockQuantized: 2,
  MatMulIntegerToFloat: 2,
  Where: 1,
  OneHot: 2,
};

/**
 * Element types by tensor name, numbers of `ElementType`. A tensor whose type cannot be told is absent.
 * @param nodes the graph’s nodes in the order of computation
 * Declarations win over inference: exporters drop many, but those that stand are checked by every runtime.
 */
export function elementTypes(model: OnnxModel, nodes: GraphNode[]): Map<string, number> {
  const { graph } = model;
  const types = new Map<string, number>();
  for (const [name, tensor] of graph.initializers) types.set(name, tensor.elementType);
  for (const value of [...graph.values, ...graph.outputs, ...graph.inputs])
    if (value.elementType) types.set(value.name, value.elementType);
  for (const node of nodes)
    node.outputs.forEach((name, output) => {
      if (!name || types.has(name)) return;
      const type = resultType(model, node, output, types);
      if (type) types.set(name, type);
    });
  return types;
}

function resultType(
  { bytes }: OnnxModel,
  node: GraphNode,
  output: number,
  types: Map<string, number>,
): number | undefined {
  if (INTEGERS.has(node.op)) return ElementType.int64;
  if (TRUTHS.has(node.op)) return ElementType.bool;
  switch (node.op) {
    case 'Cast':
      return integerAttribute(bytes, node, 'to') ?? undefined;
    case 'Constant':
    case 'ConstantOfShape': {
      const value = tensorAttribute(bytes, node, 'value');
      if (value) return decodeTensorHeader(bytes, value).elementType;
      return node.op === 'ConstantOfShape' ? ElementType.float32 : undefined;
    }
    case 'DynamicQuantizeLinear':
      return output === 1 ? ElementType.float32 : ElementType.uint8;
    case 'DynamicQuantizeMatMul':
      return ElementType.float32;
    case 'MatMulInteger':
      return ElementType.int32;
    case 'If':
    case 'Loop':
    case 'Scan':
      return undefined;
  }
  const like = LIKE[node.op];
  if (like !== undefined) return types.get(node.inputs[like]);
  // Arithmetic has one type throughout; an unknown first input may be told by its neighbour.
  const known = node.inputs.find((name) => name && types.has(name));
  return known === undefined ? undefined : types.get(known);
}
