/**
 * The weights on the direct way from the heads to the logits, read from a model's file: each layer's output projection, the final
 * norm, and rows of the unembedding. Found by structure; whatever stands on the way that is not an addition to the stream, a
 * norm or a product is a reason to give nothing. Whether they are right is for the caller to prove, on the model's own logits.
 */
import type { DirectPath, NotGiven } from '../languageModel';
import { constantWeights, isFloatProduct, quantisedReason, WeightsNotGivenError } from './constantWeights';
import { elementTypes } from './elementTypes';
import { finalNorm, PASSES } from './finalNorm';
import { findLayers, type Layer, type Structure } from './layers';
import type { Links } from './links';
import { decodeModel, type OnnxModel } from './model';
import type { GraphNode } from './node';
import { isSkipNorm, SKIP_SUM, weightInput } from './operators';
import { summands } from './residual';
import type { ReadExternal } from './storedFloats';
import { ElementType } from './value';

/**
 * @param bytes of the `.onnx` file as it came
 * @param wanted tokens whose unembedding, and layers whose output projections are read; no other number is
 * @param external reads a file beside it
 * @returns the weights as float32, or why the file does not give them
 * @throws OnnxFormatError for bytes that are cut off or contradict themselves; UnsupportedModelError; RangeError for a token or a
 *   layer that the model lacks
 */
export async function readDirectPath(
  bytes: Uint8Array,
  wanted: { tokens: readonly number[]; layers: readonly number[] },
  external: ReadExternal,
): Promise<DirectPath | NotGiven> {
  const model = decodeModel(bytes);
  const structure = findLayers(model);
  try {
    return await readWeights(model, structure, wanted, external);
  } catch (error) {
    if (error instanceof WeightsNotGivenError) return { reason: error.message };
    throw error;
  }
}

async function readWeights(
  model: OnnxModel,
  structure: Structure,
  { tokens, layers }: { tokens: readonly number[]; layers: readonly number[] },
  external: ReadExternal,
): Promise<DirectPath> {
  const { links, hidden, heads, headDim } = structure;
  const weights = constantWeights(
    model,
    links,
    (node) => weightInput(node, links.constant),
    onceEach(external),
  );
  const { product, added } = logitsProduct(links);
  const unembedding = await weights.matrix(product, 'the unembedding');
  if (unembedding.rows !== hidden)
    throw new WeightsNotGivenError(
      `the unembedding takes ${unembedding.rows} numbers where the stream has ${hidden}`,
    );
  const { kinds, epsilon, gain, shift } = await finalNorm(model, structure, weights, product.inputs[0]);

  const columns = new Float32Array(tokens.length * hidden);
  tokens.forEach((token, i) => {
    if (!Number.isInteger(token) || token < 0 || token >= unembedding.columns)
      throw new RangeError(`token ${token} is not among the ${unembedding.columns} of the unembedding`);
    columns.set(unembedding.column(token), i * hidden);
  });
  const bias = new Float32Array(tokens.length);
  for (const name of added) {
    const all = await weights.vector(name, unembedding.columns, 'the logits’ bias');
    tokens.forEach((token, i) => (bias[i] += all[token]));
  }

  const width = heads * headDim;
  const projections = new Map<number, Float32Array>();
  const exact = elementTypes(model, links.nodes).get(product.inputs[0]) === ElementType.float32;
  for (const layer of layers) {
    if (!(layer in structure.layers))
      throw new RangeError(`there is no layer ${layer}; this model has ${structure.layers.length}, from 0`);
    const what = `the output projection of layer ${layer}`;
    const matrix = await weights.matrix(structure.layers[layer].projections[0].node, what);
    requireAddition(links, structure.layers[layer], layer);
    if (matrix.rows !== width || matrix.columns !== hidden)
      throw new WeightsNotGivenError(
        `${what} is ${matrix.rows} × ${matrix.columns} where ${heads} heads of ${headDim} and a stream of ${hidden} need ${width} × ${hidden}`,
      );
    const numbers = new Float32Array(width * hidden);
    for (let i = 0; i < width; i++) numbers.set(matrix.row(i), i * hidden);
    projections.set(layer, numbers);
  }
  return { projections, norms: kinds, epsilon, gain, shift, unembedding: columns, bias, exact };
}

/** One read of each file, however many weights lie in it. */
function onceEach(external: ReadExternal): ReadExternal {
  const read = new Map<string, Promise<Uint8Array>>();
  return (path) => {
    const known = read.get(path) ?? external(path);
    read.set(path, known);
    return known;
  };
}

/** Leave each number what and where it is among the vocabulary. */
const AFTER_PRODUCT = new Set(['Cast', 'Identity', 'Reshape', 'Squeeze', 'Unsqueeze']);

/** The product that makes the logits, and the constants added to its result. */
function logitsProduct(links: Links): { product: GraphNode; added: string[] } {
  const added: string[] = [];
  for (let name = 'logits'; ;) {
    const node = links.producer(name)?.node;
    if (!node) throw new WeightsNotGivenError('no product makes the logits');
    if (weightInput(node, links.constant) !== null) {
      const bias = node.op === 'Gemm' ? node.inputs[2] : '';
      return { product: node, added: bias ? [...added, bias] : added };
    }
    const constant = node.op === 'Add' ? node.inputs.find((input) => links.constant(input)) : undefined;
    if (constant !== undefined) {
      added.push(constant);
      name = node.inputs[node.inputs[0] === constant ? 1 : 0];
    } else if (AFTER_PRODUCT.has(node.op)) name = node.inputs[0];
    else throw new WeightsNotGivenError(betweenLogits(links, node));
  }
}

/** Integer products are followed by a scaling of their own: then it is they that are named. */
function betweenLogits(links: Links, node: GraphNode): string {
  const quantised = node.inputs
    .map((name) => throughCasts(links, name))
    .find((made) => made && weightInput(made, links.constant) !== null && !isFloatProduct(made));
  return quantised
    ? quantisedReason('the unembedding', quantised)
    : `a “${node.op}” stands between the unembedding and the logits, so that the logits are no sum of contributions`;
}

function throughCasts(links: Links, name: string): GraphNode | undefined {
  const made = links.producer(name)?.node;
  return made && AFTER_PRODUCT.has(made.op) ? throughCasts(links, made.inputs[0]) : made;
}

/** The layer's one output projection must write into the stream what it makes, with nothing on the way but additions. */
function requireAddition(links: Links, { projections, residual }: Layer, layer: number): void {
  if (projections.length > 1)
    throw new WeightsNotGivenError(
      `${projections.length} matrices multiply the heads of layer ${layer} (an adapter stands beside the output projection)`,
    );
  const [result] = projections[0].node.outputs;
  const terms = new Set(termsOf(links, residual.node));
  for (const term of terms) {
    if (term === result) return;
    const made = links.producer(term);
    if (!made || (isSkipNorm(made.node) && made.output !== SKIP_SUM)) continue;
    for (const next of termsOf(links, made.node)) terms.add(next);
  }
  throw new WeightsNotGivenError(
    `what layer ${layer}’s heads write is not added to the stream as it is: a “${nextOf(links, result)}” stands between`,
  );
}

/** What a node adds up, or passes on as it is; nothing for any other node. */
function termsOf(links: Links, node: GraphNode): string[] {
  if (isSkipNorm(node)) return node.inputs.slice(0, 2);
  if (AFTER_PRODUCT.has(node.op) || node.op === 'Dropout') return node.inputs.slice(0, 1);
  return summands(links, node).map((i) => node.inputs[i]);
}

/** The first node that does more to a tensor than pass it on or add to it. */
function nextOf(links: Links, name: string): string {
  const reader = links.consumers(name).find(({ node }) => node.op !== 'Shape')?.node;
  if (!reader) return 'nothing';
  const passes = PASSES.has(reader.op) || reader.op === 'Add' || reader.op === 'Sum';
  return passes ? nextOf(links, reader.outputs[0]) : reader.op;
}
