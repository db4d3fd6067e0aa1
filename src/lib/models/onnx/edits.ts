/** The edits of a graph: steer the stream after a layer, scale heads, give a tensor out, write a cache’s size as numbers. */
import { unknownStructure, UnsupportedModelError } from './errors';
import type { Structure } from './layers';
import { GRAPH, type OnnxModel } from './model';
import { encodeNode, type GraphNode, renameTensors } from './node';
import { SKIP_SUM } from './operators';
import { summands } from './residual';
import { type Edits, noEdits } from './splice';
import { ElementType, encodeValue, type Value, withDimensions } from './value';

/** Name of the graph input that is added at each steered layer. */
export const STEERING_INPUT = 'steering_vector';

/** Name of the graph input by which the heads of a layer are multiplied. */
export const scaleInput = (layer: number) => `head_scale.${layer}`;

const PROMPT = new Set(['input_ids', 'inputs_embeds']);

const FLOATS: number[] = [
  ElementType.float32,
  ElementType.float16,
  ElementType.bfloat16,
  ElementType.float64,
];

/**
 * Collects edits of one model; nodes that are changed twice are written once.
 * @param types element types of its tensors, by name
 */
export function editor(model: OnnxModel, structure: Structure, types: Map<string, number>) {
  const { graph, bytes } = model;
  const { links, layers } = structure;
  const edits = noEdits();
  const renamed = new Map<GraphNode, { inputs: Map<number, string>; outputs: Map<number, string> }>();
  const nodeNames = new Set(graph.nodes.map(({ name }) => name));
  const taken = new Set<string>();
  // The lengths of a prompt, [batch, sequence], by the names that the graph has for them.
  const tokens = graph.inputs.find(({ name }) => PROMPT.has(name))?.dims?.slice(0, 2) ?? [null, null];

  const rename = (node: GraphNode) => {
    const known = renamed.get(node) ?? {
      inputs: new Map<number, string>(),
      outputs: new Map<number, string>(),
    };
    renamed.set(node, known);
    return known;
  };
  const before = (entry: number, field: Uint8Array) =>
    edits.inserted.set(entry, [...(edits.inserted.get(entry) ?? []), field]);
  /** Node names must be unique, and so must tensor names; a counter settles the rare clash. */
  const fresh = (wanted: string) => {
    let name = wanted;
    for (let i = 1; links.exists(name) || nodeNames.has(name) || taken.has(name); i++)
      name = `${wanted}.${i}`;
    taken.add(name);
    return name;
  };
  const claim = (name: string) => {
    if (links.exists(name))
      throw new UnsupportedModelError(
        'already-instrumented',
        `This file already has a tensor “${name}”: it has been edited before. Choose the file as it was exported.`,
      );
    taken.add(name);
  };

  /** Each added input in each number type that it is used in. */
  const casts = new Map<string, string>();

  /** An added float32 input in the type of the tensor it meets. */
  function inputAs(input: string, type: number): string {
    if (type === ElementType.float32) return input;
    const wanted = `crossover.${input}.${type}`;
    const known = casts.get(wanted);
    if (known) return known;
    const name = fresh(wanted);
    before(
      graph.nodes[0].entry,
      encodeNode(GRAPH.node, {
        op: 'Cast',
        name,
        inputs: [input],
        outputs: [name],
        integers: { to: type },
      }),
    );
    casts.set(wanted, name);
    return name;
  }

  /** Adds the vector to one term of each layer’s sum, just before the sum is made. */
  function steer(at: number[]) {
    if (!at.length) return;
    claim(STEERING_INPUT);
    edits.appended.push(encodeValue(GRAPH.input, STEERING_INPUT, ElementType.float32));
    for (const layer of at) {
      const { node, fused } = layers[layer].residual;
      const input = fused ? 1 : steeredTerm(structure, node);
      const term = node.inputs[input];
      const type = types.get(term) ?? node.inputs.map((name) => types.get(name)).find((known) => known);
      if (type === undefined || !FLOATS.includes(type))
        throw unknownStructure(`the number type of the stream after layer ${layer} is not told`);
      const name = fresh(`crossover.steer.${layer}`);
      const vector = inputAs(STEERING_INPUT, type);
      before(
        node.entry,
        encodeNode(GRAPH.node, { op: 'Add', name, inputs: [term, vector], outputs: [name] }),
      );
      // A vector of any shape ends what the runtime can infer of shapes, and with it the fusions that ask for them.
      edits.appended.push(encodeValue(GRAPH.value, name, type, [...tokens, structure.hidden]));
      rename(node).inputs.set(input, name);
    }
  }

  /**
   * Multiplies what the heads of each layer hand to the output projection. The product takes over the tensor’s name, so
   * that all who read it read the product, and a declared shape stays as it was: one more would let the runtime fuse
   * operators that it leaves alone in the file as it came.
   */
  function scaleHeads(at: number[]) {
    const width = structure.heads * structure.headDim;
    for (const layer of at) {
      const input = scaleInput(layer);
      claim(input);
      edits.appended.push(encodeValue(GRAPH.input, input, ElementType.float32, [width]));
      const { heads } = layers[layer];
      const made = links.producer(heads);
      const type = types.get(heads);
      if (!made || type === undefined || !FLOATS.includes(type))
        throw unknownStructure(`the number type of layer ${layer}’s heads is not told`);
      const unscaled = fresh(`crossover.unscaled_heads.${layer}`);
      before(
        firstReader(heads),
        encodeNode(GRAPH.node, {
          op: 'Mul',
          name: fresh(`crossover.scale.${layer}`),
          inputs: [unscaled, inputAs(input, type)],
          outputs: [heads],
        }),
      );
      rename(made.node).outputs.set(made.output, unscaled);
    }
  }

  /** Where in the file the first node stands that reads a tensor. */
  const firstReader = (tensor: string) => Math.min(...links.consumers(tensor).map(({ node }) => node.entry));

  /** Gives a tensor out as float32 under a name of its own. */
  function give(tensor: string, output: string) {
    claim(output);
    edits.appended.push(
      encodeNode(GRAPH.node, {
        op: 'Cast',
        name: fresh(`crossover.tap.${output}`),
        inputs: [tensor],
        outputs: [output],
        integers: { to: ElementType.float32 },
      }),
      encodeValue(GRAPH.output, output, ElementType.float32),
    );
  }

  function tapResidual(layer: number) {
    const { node, tensor } = layers[layer].residual;
    let stream = tensor;
    if (!stream) {
      stream = fresh(`crossover.stream.${layer}`);
      rename(node).outputs.set(SKIP_SUM, stream);
    }
    give(stream, `resid.${layer}`);
  }

  const tapHeads = (layer: number) => give(layers[layer].heads, `heads.${layer}`);

  /** Symbols in the cache’s shape that a caller could not size before the first run become numbers. */
  function sizeCaches() {
    const size = new Map([
      [1, structure.kvHeads],
      [3, structure.headDim],
    ]);
    const symbolic = ({ dims }: Value) =>
      dims?.length === 4 && [1, 3].some((i) => typeof dims[i] !== 'number');
    for (const { cache } of layers)
      for (const value of [cache.key, cache.value])
        if (symbolic(value)) {
          const missing = new Map([...size].filter(([i]) => typeof value.dims?.[i] !== 'number'));
          edits.replaced.set(value.entry, withDimensions(bytes, graph.entries[value.entry], missing));
        }
  }

  function finish(): Edits {
    for (const [node, names] of renamed)
      edits.replaced.set(node.entry, renameTensors(bytes, graph.entries[node.entry], names));
    return edits;
  }

  return { steer, scaleHeads, tapResidual, tapHeads, sizeCaches, finish };
}

/**
 * Which term of a sum takes the vector. Runtimes fuse a bias addition, the sum and the norm behind it into one operator;
 * a term with a bias is left alone, so that they fuse as before and the zero vector changes no bit.
 */
function steeredTerm({ links }: Structure, node: GraphNode): number {
  const terms = summands(links, node);
  const biased = (input: number) => {
    const made = links.producer(node.inputs[input]);
    return made?.node.op === 'Add' && made.node.inputs.some((name) => links.constant(name));
  };
  return terms.find((input) => !biased(input)) ?? terms[0];
}
