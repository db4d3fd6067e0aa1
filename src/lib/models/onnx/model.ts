/** An ONNX file as far as an edit needs it: the graph’s wiring and shapes. Weights stay byte ranges. */
import { OnnxFormatError } from './errors';
import { decodeNode, type GraphNode } from './node';
import { decodeTensorHeader, decodeValue, type TensorHeader, type Value } from './value';
import { type Field, fields, nested, text } from './wire';

/** Field numbers of ModelProto, GraphProto, OperatorSetIdProto and StringStringEntryProto (onnx.proto). */
const MODEL = { irVersion: 1, producer: 2, graph: 7, opset: 8, metadata: 14 };
export const GRAPH = { node: 1, initializer: 5, input: 11, output: 12, value: 13 };
const OPSET = { domain: 1, version: 2 };
const METADATA = { key: 1, value: 2 };

export interface Graph {
  /** Every field of the graph in file order: what an edit keeps, replaces or inserts between. */
  entries: Field[];
  nodes: GraphNode[];
  /** Without those that are stored weights (old files list them as inputs too). */
  inputs: Value[];
  outputs: Value[];
  values: Value[];
  initializers: Map<string, TensorHeader>;
}

export interface OnnxModel {
  bytes: Uint8Array;
  /** Every field of the file in order. */
  fields: Field[];
  /** Which of `fields` is the graph. */
  graphField: number;
  graph: Graph;
  irVersion: number;
  producer: string;
  /** Version of each operator set, by domain; '' is ONNX’s own. */
  opsets: Map<string, number>;
  metadata: Map<string, string>;
}

/**
 * Reads a model file. Takes time in proportion to the number of nodes and weights, not to the weights’ size.
 * @throws OnnxFormatError when the bytes are not an ONNX model; the message names the byte
 */
export function decodeModel(bytes: Uint8Array): OnnxModel {
  if (bytes.length === 0) throw new OnnxFormatError('the file is empty');
  const model: Omit<OnnxModel, 'graph'> = {
    bytes,
    fields: fields(bytes),
    graphField: -1,
    irVersion: 0,
    producer: '',
    opsets: new Map(),
    metadata: new Map(),
  };
  model.fields.forEach((field, i) => {
    if (field.number === MODEL.irVersion) model.irVersion = field.value;
    else if (field.number === MODEL.producer) model.producer = text(bytes, field);
    else if (field.number === MODEL.opset) {
      const { domain, version } = entry(bytes, field, OPSET);
      model.opsets.set(domain ? text(bytes, domain) : '', version?.value ?? 0);
    } else if (field.number === MODEL.metadata) {
      const { key, value } = entry(bytes, field, METADATA);
      if (key) model.metadata.set(text(bytes, key), value ? text(bytes, value) : '');
    } else if (field.number === MODEL.graph) {
      if (model.graphField >= 0) throw new OnnxFormatError(`byte ${field.start}: a second graph in one file`);
      model.graphField = i;
    }
  });
  if (model.graphField < 0) throw new OnnxFormatError('the file holds no graph; it is not an ONNX model');
  return { ...model, graph: decodeGraph(bytes, model.fields[model.graphField]) };
}

function decodeGraph(bytes: Uint8Array, field: Field): Graph {
  const graph: Graph = {
    entries: nested(bytes, field),
    nodes: [],
    inputs: [],
    outputs: [],
    values: [],
    initializers: new Map(),
  };
  graph.entries.forEach((part, i) => {
    if (part.number === GRAPH.node) graph.nodes.push(decodeNode(bytes, part, i));
    else if (part.number === GRAPH.input) graph.inputs.push(decodeValue(bytes, part, i));
    else if (part.number === GRAPH.output) graph.outputs.push(decodeValue(bytes, part, i));
    else if (part.number === GRAPH.value) graph.values.push(decodeValue(bytes, part, i));
    else if (part.number === GRAPH.initializer) {
      const tensor = decodeTensorHeader(bytes, part);
      graph.initializers.set(tensor.name, tensor);
    }
  });
  graph.inputs = graph.inputs.filter(({ name }) => !graph.initializers.has(name));
  return graph;
}

/** Fields of a small message by their names in `numbers`; a repeated one counts as its last. */
function entry<Name extends string>(bytes: Uint8Array, field: Field, numbers: Record<Name, number>) {
  const found: Partial<Record<Name, Field>> = {};
  for (const part of nested(bytes, field))
    for (const name of Object.keys(numbers) as Name[]) if (numbers[name] === part.number) found[name] = part;
  return found;
}
