/** Inputs, outputs and declared tensors of a graph: name, element type, shape. */
import { integerField, message, textField } from './encode';
import { type Field, fields, integers, nested, text } from './wire';

/** Field numbers of ValueInfoProto, TypeProto, TypeProto.Tensor, TensorShapeProto and its Dimension. */
const VALUE = { name: 1, type: 2 };
const TYPE = { tensor: 1 };
const TENSOR = { element: 1, shape: 2 };
const SHAPE = { dimension: 1 };
const DIMENSION = { value: 1, symbol: 2 };

/** Element types by their number in TensorProto.DataType; those that weights and activations have. */
export const ElementType = {
  float32: 1,
  uint8: 2,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  float64: 11,
  bfloat16: 16,
};

/** A length, the name of a symbolic length, or null where neither is told. */
export type Dimension = number | string | null;

export interface Value {
  /** Which entry of the graph it is; see `Graph.entries`. */
  entry: number;
  name: string;
  /** 0 when not declared. */
  elementType: number;
  /** null when not declared; [] is a scalar. */
  dims: Dimension[] | null;
}

export function decodeValue(bytes: Uint8Array, field: Field, entry: number): Value {
  const value: Value = { entry, name: '', elementType: 0, dims: null };
  for (const part of nested(bytes, field)) {
    if (part.number === VALUE.name) value.name = text(bytes, part);
    else if (part.number === VALUE.type)
      for (const type of nested(bytes, part)) {
        if (type.number !== TYPE.tensor) continue;
        for (const inner of nested(bytes, type)) {
          if (inner.number === TENSOR.element) value.elementType = inner.value;
          else if (inner.number === TENSOR.shape)
            value.dims = nested(bytes, inner)
              .filter((dimension) => dimension.number === SHAPE.dimension)
              .map((dimension) => decodeDimension(bytes, dimension));
        }
      }
  }
  return value;
}

function decodeDimension(bytes: Uint8Array, field: Field): Dimension {
  for (const part of nested(bytes, field)) {
    if (part.number === DIMENSION.value) return part.value;
    if (part.number === DIMENSION.symbol) return text(bytes, part);
  }
  return null;
}

/** A declaration of a tensor. Without `dims` it may have any shape: the runtime takes whatever it is given. */
export function encodeValue(
  graphField: number,
  name: string,
  elementType: number,
  dims?: Dimension[],
): Uint8Array {
  const shape = dims && [message(TENSOR.shape, ...dims.map(encodeDimension))];
  const tensor = message(TYPE.tensor, integerField(TENSOR.element, elementType), ...(shape ?? []));
  return message(graphField, textField(VALUE.name, name), message(VALUE.type, tensor));
}

function encodeDimension(length: Dimension): Uint8Array {
  if (length === null) return message(SHAPE.dimension);
  return message(
    SHAPE.dimension,
    typeof length === 'number' ? integerField(DIMENSION.value, length) : textField(DIMENSION.symbol, length),
  );
}

/** The value with some lengths written as numbers; every other byte of it stays. */
export function withDimensions(bytes: Uint8Array, field: Field, lengths: Map<number, number>): Uint8Array {
  let position = 0;
  const path = [VALUE.type, TYPE.tensor, TENSOR.shape, SHAPE.dimension];
  const rewrite = (at: Field, depth: number): Uint8Array => {
    if (depth === path.length) {
      const length = lengths.get(position++);
      return length === undefined
        ? bytes.subarray(at.start, at.to)
        : message(at.number, integerField(DIMENSION.value, length));
    }
    const parts = fields(bytes, at.from, at.to).map((part) =>
      part.number === path[depth] ? rewrite(part, depth + 1) : bytes.subarray(part.start, part.to),
    );
    return message(at.number, ...parts);
  };
  return rewrite(field, 0);
}

/** Header of a stored tensor: what it is called and how large it is. Its data are passed over. */
export interface TensorHeader {
  name: string;
  elementType: number;
  dims: number[];
  /** Its data lie in another file. */
  external: boolean;
}

/** Field numbers of TensorProto. */
const STORED = { dims: 1, elementType: 2, name: 8, location: 14 };
const EXTERNAL = 1;

export function decodeTensorHeader(bytes: Uint8Array, field: Field): TensorHeader {
  const tensor: TensorHeader = { name: '', elementType: 0, dims: [], external: false };
  for (const part of nested(bytes, field)) {
    if (part.number === STORED.dims) tensor.dims.push(...integers(bytes, part));
    else if (part.number === STORED.elementType) tensor.elementType = part.value;
    else if (part.number === STORED.name) tensor.name = text(bytes, part);
    else if (part.number === STORED.location) tensor.external = part.value === EXTERNAL;
  }
  return tensor;
}
