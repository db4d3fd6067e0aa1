/** Who makes and who reads each tensor of a graph, and which tensors are constants. */
import type { OnnxModel } from './model';
import { type GraphNode, integerAttribute, integersAttribute, tensorAttribute } from './node';
import { CONTROL_FLOW } from './operators';
import { computationOrder } from './order';
import { decodeTensorHeader } from './value';

export interface Links {
  /** All nodes, each after those that make its inputs. */
  nodes: GraphNode[];
  /** The node that makes a tensor; undefined for inputs and weights. */
  producer(name: string): { node: GraphNode; output: number } | undefined;
  consumers(name: string): { node: GraphNode; input: number }[];
  /** Stored, or computed from stored tensors alone, such as a transposed or dequantised weight. */
  constant(name: string): boolean;
  /** Lengths of a constant, null where they cannot be told. */
  constantDims(name: string): number[] | null;
  exists(name: string): boolean;
}

const RANDOM = /^(Random|Bernoulli|Multinomial)/;

export function linksOf(model: OnnxModel): Links {
  const { graph, bytes } = model;
  const producers = new Map<string, { node: GraphNode; output: number }>();
  const consumers = new Map<string, { node: GraphNode; input: number }[]>();
  const constants = new Map<string, number[] | null>();
  for (const [name, { dims }] of graph.initializers) constants.set(name, dims);

  // In this order one pass settles what is constant.
  const nodes = computationOrder(graph.nodes);
  for (const node of nodes) {
    node.inputs.forEach((name, input) => {
      if (!name) return;
      const readers = consumers.get(name);
      if (readers) readers.push({ node, input });
      else consumers.set(name, [{ node, input }]);
    });
    const given = node.inputs.filter((name) => name);
    const folds =
      node.op === 'Constant' ||
      (given.length > 0 &&
        given.every((name) => constants.has(name)) &&
        !CONTROL_FLOW.has(node.op) &&
        !RANDOM.test(node.op));
    node.outputs.forEach((name, output) => {
      if (!name) return;
      producers.set(name, { node, output });
      if (folds) constants.set(name, output === 0 ? dimsOf(node) : null);
    });
  }

  function dimsOf(node: GraphNode): number[] | null {
    if (node.op === 'Constant') {
      const value = tensorAttribute(bytes, node, 'value');
      return value ? decodeTensorHeader(bytes, value).dims : null;
    }
    const first = constants.get(node.inputs[0]) ?? null;
    if (node.op === 'Identity' || node.op === 'Cast' || node.op === 'DequantizeLinear') return first;
    if (node.op === 'Transpose' && first) {
      const order = integersAttribute(bytes, node, 'perm') ?? first.map((_, i) => first.length - 1 - i);
      return order.map((i) => first[i]);
    }
    return null;
  }

  const inputs = new Set(graph.inputs.map(({ name }) => name));
  return {
    nodes,
    producer: (name) => producers.get(name),
    consumers: (name) => consumers.get(name) ?? [],
    constant: (name) => constants.has(name),
    constantDims: (name) => constants.get(name) ?? null,
    exists: (name) =>
      inputs.has(name) ||
      constants.has(name) ||
      producers.has(name) ||
      graph.outputs.some((o) => o.name === name),
  };
}

/** Widths of a product with a constant matrix, [in, out]; null where they cannot be told. */
export function projectionWidths(
  model: OnnxModel,
  links: Links,
  node: GraphNode,
  weight: number,
): [number, number] | null {
  const k = integerAttribute(model.bytes, node, 'K');
  const n = integerAttribute(model.bytes, node, 'N');
  if (k !== null && n !== null) return [k, n];
  const dims = links.constantDims(node.inputs[weight]);
  if (!dims || dims.length < 2) return null;
  const [rows, columns] = dims.slice(-2);
  return integerAttribute(model.bytes, node, 'transB') === 1 ? [columns, rows] : [rows, columns];
}
