/** A layer’s attention, found from its cache: where its heads’ outputs are joined, and what its values are made from. */
import { unknownStructure } from './errors';
import { type Links, projectionWidths } from './links';
import type { OnnxModel } from './model';
import { type GraphNode, integerAttribute } from './node';
import { dataInputs, isAttention, valueInput, weightInput } from './operators';
import { backward, forward } from './walk';

/** A product of activations with a constant matrix. */
export interface Projection {
  node: GraphNode;
  /** Position of the matrix among the node’s inputs. */
  weight: number;
}

export interface Attention {
  /** The tensor of all heads’ outputs, concatenated: what the output projection multiplies. */
  heads: string;
  /** What multiplies `heads`: the output projection first, any adapter beside it after. */
  projections: Projection[];
  /** Width of `heads`. */
  width: number;
  /** Width of the residual stream, into which the heads are projected. */
  hidden: number;
  /** What the layer’s values are projected from. */
  source: string;
  /** The attention operator, where one does it all; its attributes name the numbers of heads. */
  fused: GraphNode | null;
}

/** @throws UnsupportedModelError when the layer’s graph is not one that is known */
export function attentionOf(model: OnnxModel, links: Links, layer: number, pastValue: string): Attention {
  const projections = outputProjections(links, layer, pastValue);
  const [output] = projections;
  const widths = projectionWidths(model, links, output.node, output.weight);
  if (!widths) throw unknownStructure(`the size of layer ${layer}’s attention output matrix is not told`);
  const values = valueSources(links, pastValue);
  const source = backward(links, values.names, (node) =>
    weightInput(node, links.constant) === null ? null : node.inputs[0],
  );
  if (source === null) throw unknownStructure(`no matrix makes the values of layer ${layer}’s attention`);
  return {
    heads: joined(links, output.node.inputs[0]),
    projections,
    width: widths[0],
    hidden: widths[1],
    source,
    fused: values.fused,
  };
}

/** One at least. */
function outputProjections(links: Links, layer: number, pastValue: string): Projection[] {
  const met: Projection[] = [];
  forward(links, pastValue, (node, input) => {
    const weight = weightInput(node, links.constant);
    if (weight === null) return 'through';
    if (input === 0) met.push({ node, weight });
    return 'halt';
  });
  if (!met.length) throw unknownStructure(`no matrix follows layer ${layer}’s attention`);
  // An adapter beside the matrix reads the same heads; a second reader elsewhere is a second attention.
  if (new Set(met.map(({ node }) => joined(links, node.inputs[0]))).size > 1)
    throw unknownStructure(
      `the cache of layer ${layer} is read by ${met.length} matrices (several layers may share one cache)`,
    );
  return met;
}

/** Where new values meet the cached ones: the tensors that bring the new. */
function valueSources(links: Links, pastValue: string): { names: string[]; fused: GraphNode | null } {
  let found: { names: string[]; fused: GraphNode | null } | null = null;
  forward(links, pastValue, (node, input) => {
    if (isAttention(node)) {
      found ??= { names: [node.inputs[valueInput(node)]], fused: node };
      return 'halt';
    }
    const others = dataInputs(node)
      .filter((i) => i !== input)
      .map((i) => node.inputs[i])
      .filter((name) => !links.constant(name));
    if (!others.length) return 'through';
    found ??= { names: others, fused: null };
    return 'halt';
  });
  return found ?? { names: [], fused: null };
}

/**
 * The heads before they were quantised or flattened for the matrix. A Gemm and its int8 form take rows alone, and the
 * tap would come out as [batch × sequence, width].
 */
function joined(links: Links, name: string): string {
  const made = links.producer(name);
  if (!made) return name;
  const { op, inputs } = made.node;
  if (op === 'DynamicQuantizeLinear' || op === 'QuantizeLinear' || op === 'Flatten')
    return joined(links, inputs[0]);
  if (op === 'Reshape' && lengthOf(links, inputs[1]) === 2) return joined(links, inputs[0]);
  return name;
}

/** How many lengths a shape tensor lists, null where that cannot be told. */
function lengthOf(links: Links, shape: string): number | null {
  const dims = links.constantDims(shape);
  if (dims) return dims.length === 1 ? dims[0] : null;
  const made = links.producer(shape)?.node;
  if (made?.op === 'Unsqueeze') return 1;
  if (made?.op !== 'Concat') return null;
  return made.inputs.reduce<number | null>((sum, name) => {
    const length = lengthOf(links, name);
    return sum === null || length === null ? null : sum + length;
  }, 0);
}

/** Numbers of query and key/value heads that an attention operator names. */
export function namedHeads(model: OnnxModel, fused: GraphNode | null) {
  const read = (...names: string[]) =>
    fused &&
    names.reduce<number | null>((found, name) => found ?? integerAttribute(model.bytes, fused, name), null);
  const heads = read('num_heads', 'q_num_heads');
  return { heads, kvHeads: read('kv_num_heads') ?? heads };
}
