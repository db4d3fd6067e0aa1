/** One operation of a graph: its tensors, and its attributes on request. */
import { OnnxFormatError } from './errors';
import { integerField, message, textField } from './encode';
import { type Field, fields, integers, nested, text, WireType } from './wire';

/** Field numbers of NodeProto and AttributeProto (onnx.proto). */
const NODE = { input: 1, output: 2, name: 3, op: 4, attribute: 5, domain: 7 };
const ATTRIBUTE = { name: 1, float: 2, integer: 3, tensor: 5, integers: 8, type: 20 };
const INTEGER_ATTRIBUTE = 2;

export interface GraphNode {
  /** Which entry of the graph it is; see `Graph.entries`. */
  entry: number;
  op: string;
  domain: string;
  name: string;
  /** Tensor names by position; an optional input or output that is left out is ''. */
  inputs: string[];
  outputs: string[];
  attributes: Map<string, Field>;
}

export function decodeNode(bytes: Uint8Array, field: Field, entry: number): GraphNode {
  const node: GraphNode = {
    entry,
    op: '',
    domain: '',
    name: '',
    inputs: [],
    outputs: [],
    attributes: new Map(),
  };
  for (const part of nested(bytes, field)) {
    if (part.number === NODE.input) node.inputs.push(text(bytes, part));
    else if (part.number === NODE.output) node.outputs.push(text(bytes, part));
    else if (part.number === NODE.name) node.name = text(bytes, part);
    else if (part.number === NODE.op) node.op = text(bytes, part);
    else if (part.number === NODE.domain) node.domain = text(bytes, part);
    else if (part.number === NODE.attribute) {
      const name = nested(bytes, part).find((inner) => inner.number === ATTRIBUTE.name);
      if (name) node.attributes.set(text(bytes, name), part);
    }
  }
  if (node.op === '') throw new OnnxFormatError(`byte ${field.start}: a node without an operation`);
  return node;
}

/** An integer attribute, or null when the node has none of this name. */
export function integerAttribute(bytes: Uint8Array, node: GraphNode, name: string): number | null {
  return attributeField(bytes, node, name, ATTRIBUTE.integer)[0]?.value ?? null;
}

/** A float32 attribute, or null when the node has none of this name. */
export function floatAttribute(bytes: Uint8Array, node: GraphNode, name: string): number | null {
  const [field] = attributeField(bytes, node, name, ATTRIBUTE.float);
  if (field?.wire !== WireType.Fixed32) return null;
  return new DataView(bytes.buffer, bytes.byteOffset + field.from, 4).getFloat32(0, true);
}

/** A list of integers, or null when the node has none of this name. */
export function integersAttribute(bytes: Uint8Array, node: GraphNode, name: string): number[] | null {
  const found = attributeField(bytes, node, name, ATTRIBUTE.integers);
  return found.length ? found.flatMap((field) => integers(bytes, field)) : null;
}

/** The field of a tensor attribute, such as a Constant’s value, or null. */
export function tensorAttribute(bytes: Uint8Array, node: GraphNode, name: string): Field | null {
  return attributeField(bytes, node, name, ATTRIBUTE.tensor)[0] ?? null;
}

function attributeField(bytes: Uint8Array, node: GraphNode, name: string, number: number): Field[] {
  const attribute = node.attributes.get(name);
  return attribute ? nested(bytes, attribute).filter((field) => field.number === number) : [];
}

/** A node as a field of its graph. */
export function encodeNode(
  graphField: number,
  node: {
    op: string;
    name: string;
    inputs: string[];
    outputs: string[];
    integers?: Record<string, number>;
  },
): Uint8Array {
  return message(
    graphField,
    ...node.inputs.map((name) => textField(NODE.input, name)),
    ...node.outputs.map((name) => textField(NODE.output, name)),
    textField(NODE.name, node.name),
    textField(NODE.op, node.op),
    ...Object.entries(node.integers ?? {}).map(([name, value]) =>
      message(
        NODE.attribute,
        textField(ATTRIBUTE.name, name),
        integerField(ATTRIBUTE.integer, value),
        integerField(ATTRIBUTE.type, INTEGER_ATTRIBUTE),
      ),
    ),
  );
}

/** The node with some inputs and outputs renamed (or added at the end); every other byte of it stays. */
export function renameTensors(
  bytes: Uint8Array,
  field: Field,
  renamed: { inputs: Map<number, string>; outputs: Map<number, string> },
): Uint8Array {
  const parts: Uint8Array[] = [];
  const seen = { inputs: 0, outputs: 0 };
  const lists = [
    { list: 'inputs', number: NODE.input },
    { list: 'outputs', number: NODE.output },
  ] as const;
  for (const part of fields(bytes, field.from, field.to)) {
    const named = lists.find(({ number }) => number === part.number);
    const name = named && renamed[named.list].get(seen[named.list]++);
    parts.push(name === undefined ? bytes.subarray(part.start, part.to) : textField(part.number, name));
  }
  for (const { list, number } of lists) {
    const last = Math.max(-1, ...renamed[list].keys());
    for (; seen[list] <= last; seen[list]++)
      parts.push(textField(number, renamed[list].get(seen[list]) ?? ''));
  }
  return message(field.number, ...parts);
}
