/** Weights as a graph's operators use them: traced from an operator's input to the stored tensor, through what only passes it on. */
import type { Links } from './links';
import { GRAPH, type OnnxModel } from './model';
import { floatAttribute, type GraphNode, integerAttribute, integersAttribute, tensorAttribute } from './node';
import { isFloat, type ReadExternal, storedFloats, type StoredFloats } from './storedFloats';
import { decodeTensorHeader } from './value';
import type { Field } from './wire';

/** Why the graph does not give the weights of the way from the heads to the logits: a sentence for a reader. */
export class WeightsNotGivenError extends Error {
  override name = 'WeightsNotGivenError';
}

export interface ConstantWeights {
  /** The matrix [rows, columns] that a product multiplies by from the right. */
  matrix(node: GraphNode, what: string): Promise<WeightMatrix>;
  /** A vector of so many numbers, or of one that stands for all; computed where the graph computes it from stored ones. */
  vector(name: string, length: number, what: string): Promise<Float32Array>;
}

export interface WeightMatrix {
  rows: number;
  columns: number;
  row(i: number): Float32Array;
  column(j: number): Float32Array;
}

/** Products of float matrices; every other kind of product has a matrix that is quantised. */
const PRODUCTS = new Set(['MatMul', 'Gemm', 'FusedMatMul']);
export const isFloatProduct = ({ op }: GraphNode): boolean => PRODUCTS.has(op);
export const quantisedReason = (what: string, { op }: GraphNode): string =>
  `${what} is quantised: the graph multiplies by it with “${op}”, which does not hold its numbers as such`;
/** Change how numbers are stored or arranged in a vector, not the numbers. */
const SAME_NUMBERS = new Set(['Identity', 'Cast', 'Reshape', 'Unsqueeze', 'Squeeze', 'Flatten']);
const ARITHMETIC: Record<string, (a: number, b: number) => number> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
};

/** @throws WeightsNotGivenError, from both readers, naming what the weights are instead; OnnxFormatError */
export function constantWeights(
  model: OnnxModel,
  links: Links,
  weightOf: (node: GraphNode) => number | null,
  external: ReadExternal,
): ConstantWeights {
  const { bytes, graph } = model;
  const fields = new Map<string, Field>();
  for (const entry of graph.entries)
    if (entry.number === GRAPH.initializer) fields.set(decodeTensorHeader(bytes, entry).name, entry);

  /** The field of a stored tensor or of a Constant node's value, null for anything else. */
  function storedField(name: string): Field | null {
    const made = links.producer(name)?.node;
    if (made?.op === 'Constant') return tensorAttribute(bytes, made, 'value');
    return made ? null : (fields.get(name) ?? null);
  }

  async function stored(field: Field, what: string): Promise<StoredFloats> {
    const { elementType } = decodeTensorHeader(bytes, field);
    if (!isFloat(elementType))
      throw new WeightsNotGivenError(`${what} is stored as integers, not as the numbers that it stands for`);
    return storedFloats(bytes, field, external);
  }

  async function matrix(node: GraphNode, what: string): Promise<WeightMatrix> {
    const at = weightOf(node);
    if (at === null || !isFloatProduct(node)) throw new WeightsNotGivenError(quantisedReason(what, node));
    const scaled = ['alpha', 'beta'].some((name) => (floatAttribute(bytes, node, name) ?? 1) !== 1);
    const turned = ['transA', 'transBatchA', 'transBatchB'].some(
      (name) => (integerAttribute(bytes, node, name) ?? 0) !== 0,
    );
    if (scaled || turned)
      throw new WeightsNotGivenError(`${what} stands in a “${node.op}” that also scales or turns the result`);
    let transposed = integerAttribute(bytes, node, 'transB') === 1;
    let name = node.inputs[at];
    for (let field = storedField(name); ; field = storedField(name)) {
      if (field) return matrixOf(await stored(field, what), transposed, what);
      const made = links.producer(name)?.node;
      const order = made && integersAttribute(bytes, made, 'perm');
      if (made?.op === 'Transpose' && (order === null || order?.join() === '1,0')) transposed = !transposed;
      else if (made?.op !== 'Identity' && made?.op !== 'Cast')
        throw new WeightsNotGivenError(
          `${what} is not stored as it is used: the graph makes it with “${made?.op ?? 'nothing'}”`,
        );
      name = made.inputs[0];
    }
  }

  async function vector(name: string, length: number, what: string): Promise<Float32Array> {
    const field = storedField(name);
    if (field) {
      const { dims, read } = await stored(field, what);
      const count = dims.reduce((product, dim) => product * dim, 1);
      if (count !== length && count !== 1)
        throw new WeightsNotGivenError(`${what} has ${count} numbers where ${length} are needed`);
      const numbers = read(0, count);
      return count === length ? numbers : new Float32Array(length).fill(numbers[0]);
    }
    const made = links.producer(name)?.node;
    if (made?.op === 'Constant') {
      const value = floatAttribute(bytes, made, 'value_float');
      if (value !== null) return new Float32Array(length).fill(value);
    }
    if (made && SAME_NUMBERS.has(made.op)) return vector(made.inputs[0], length, what);
    const compute = made && ARITHMETIC[made.op];
    if (!compute)
      throw new WeightsNotGivenError(
        `${what} is not stored as it is used: the graph makes it with “${made?.op ?? 'nothing'}”`,
      );
    const left = await vector(made.inputs[0], length, what);
    const right = await vector(made.inputs[1], length, what);
    return left.map((value, i) => compute(value, right[i]));
  }

  return { matrix, vector };
}

function matrixOf({ dims, read }: StoredFloats, transposed: boolean, what: string): WeightMatrix {
  if (dims.length !== 2)
    throw new WeightsNotGivenError(`${what} is stored in the shape [${dims.join(', ')}], not as a matrix`);
  const [height, width] = dims;
  const along = (i: number) => read(i * width, width);
  const across = (j: number) => read(j, height, width);
  return transposed
    ? { rows: width, columns: height, row: across, column: along }
    : { rows: height, columns: width, row: along, column: across };
}
