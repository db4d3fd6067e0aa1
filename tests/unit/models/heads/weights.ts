/** Float weights inside the bytes of an ONNX file, for tests that change them. */
import { fields, WireType } from '../../../../src/lib/models/onnx/wire';

export interface Weight {
  name: string;
  dims: number[];
  /** Bytes [from, to) of the file: float32, little-endian. */
  from: number;
  to: number;
}

// Field numbers of onnx.proto: ModelProto.graph, GraphProto.initializer, and of TensorProto.
const GRAPH = 7;
const INITIALIZER = 5;
const TENSOR = { dims: 1, dataType: 2, name: 8, rawData: 9 } as const;
const FLOAT = 1;

export function floatWeights(bytes: Uint8Array): Weight[] {
  const graph = fields(bytes).find(({ number }) => number === GRAPH);
  if (!graph) throw new Error('no graph in these bytes');
  return fields(bytes, graph.from, graph.to).flatMap((initializer): Weight[] => {
    if (initializer.number !== INITIALIZER) return [];
    const parts = fields(bytes, initializer.from, initializer.to);
    const of = (number: number) => parts.find((part) => part.number === number);
    const raw = of(TENSOR.rawData);
    const name = of(TENSOR.name);
    if (of(TENSOR.dataType)?.value !== FLOAT || !raw || !name) return [];
    const dims = parts.filter(({ number, wire }) => number === TENSOR.dims && wire === WireType.Varint);
    return [
      {
        name: new TextDecoder().decode(bytes.subarray(name.from, name.to)),
        dims: dims.map(({ value }) => value),
        from: raw.from,
        to: raw.to,
      },
    ];
  });
}

/** A copy of a weight’s numbers. */
export const numbersOf = (bytes: Uint8Array, { from, to }: Weight): Float32Array =>
  new Float32Array(bytes.slice(from, to).buffer);

/** A copy of the file with other numbers in these weights. */
export function withNumbers(bytes: Uint8Array, changes: readonly [Weight, Float32Array][]): Uint8Array {
  const copy = bytes.slice();
  for (const [{ from, to, name }, numbers] of changes) {
    if (numbers.byteLength !== to - from) throw new Error(`${name}: ${numbers.length} numbers do not fit`);
    copy.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), from);
  }
  return copy;
}
