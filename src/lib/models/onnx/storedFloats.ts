/**
 * The numbers of a stored tensor, read where they lie: in its own bytes or in another file. Contract: only the slices asked for
 * are copied, so that a few rows of a vocabulary's matrix cost a few rows of memory.
 */
import { OnnxFormatError } from './errors';
import { externalEntries } from './externalFiles';
import { decodeTensorHeader, ElementType } from './value';
import { type Field, nested, WireType } from './wire';

export interface StoredFloats {
  dims: number[];
  /** `count` numbers from number `from` on, each `stride` after the one before. */
  read(from: number, count: number, stride?: number): Float32Array;
}

/** The bytes of a file beside the graph's, by the path that the graph gives. */
export type ReadExternal = (path: string) => Promise<Uint8Array>;

/** Field numbers of TensorProto. */
const TENSOR = { floats: 4, integers: 5, raw: 9, doubles: 10 };

type Decode = (view: DataView, at: number) => number;
const FORMATS = new Map<number, { size: number; decode: Decode }>([
  [ElementType.float32, { size: 4, decode: (view, at) => view.getFloat32(at, true) }],
  [ElementType.float64, { size: 8, decode: (view, at) => view.getFloat64(at, true) }],
  [ElementType.float16, { size: 2, decode: (view, at) => halfOf(view.getUint16(at, true)) }],
  [ElementType.bfloat16, { size: 2, decode: (view, at) => brainOf(view.getUint16(at, true)) }],
]);

/** Whether numbers of this element type can be read here. */
export const isFloat = (elementType: number): boolean => FORMATS.has(elementType);

/**
 * @param field the tensor, an initializer or a Constant's value, of a float type
 * @throws OnnxFormatError when its bytes are not as many as its shape needs; whatever `external` throws
 */
export async function storedFloats(
  bytes: Uint8Array,
  field: Field,
  external: ReadExternal,
): Promise<StoredFloats> {
  const { name, dims, elementType, external: elsewhere } = decodeTensorHeader(bytes, field);
  const format = FORMATS.get(elementType);
  if (!format) throw new OnnxFormatError(`tensor “${name}” of element type ${elementType} holds no floats`);
  const { size, decode } = format;
  const count = dims.reduce((product, length) => product * length, 1);
  if (dims.some((length) => length < 0) || !Number.isSafeInteger(count))
    throw new OnnxFormatError(`tensor “${name}” has the shape [${dims.join(', ')}]`);
  const data = elsewhere
    ? await externalBytes(bytes, field, name, count * size, external)
    : ownBytes(bytes, field, elementType);
  if (data.length !== count * size)
    throw new OnnxFormatError(
      `tensor “${name}” has ${data.length} bytes where its shape [${dims.join(', ')}] needs ${count * size}`,
    );
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  return {
    dims,
    read(from, length, stride = 1) {
      const numbers = new Float32Array(length);
      for (let i = 0; i < length; i++) numbers[i] = decode(view, (from + i * stride) * size);
      return numbers;
    },
  };
}

/** Raw data, or the typed lists that older writers use; little-endian, as all of ONNX. */
function ownBytes(bytes: Uint8Array, field: Field, elementType: number): Uint8Array {
  const parts = nested(bytes, field);
  const raw = parts.find(({ number }) => number === TENSOR.raw);
  if (raw) return bytes.subarray(raw.from, raw.to);
  const halves = elementType === ElementType.float16 || elementType === ElementType.bfloat16;
  const list = halves
    ? TENSOR.integers
    : elementType === ElementType.float64
      ? TENSOR.doubles
      : TENSOR.floats;
  const chunks = parts.filter(({ number }) => number === list);
  // A packed list of floats has the bytes of raw data; halves stand in it as varints.
  if (!halves && chunks.length === 1) return bytes.subarray(chunks[0].from, chunks[0].to);
  const pieces = chunks.map((chunk) =>
    halves ? halvesOf(bytes, chunk) : bytes.subarray(chunk.from, chunk.to),
  );
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** Varints below 2^16 as two bytes each. */
function halvesOf(bytes: Uint8Array, { from, to, wire, value }: Field): Uint8Array {
  if (wire === WireType.Varint) return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff);
  const out = new Uint8Array(2 * (to - from));
  let length = 0;
  for (let at = from; at < to;) {
    let number = 0;
    let shift = 0;
    for (; at < to && bytes[at] >= 0x80 && shift < 14; shift += 7) number |= (bytes[at++] & 0x7f) << shift;
    if (at >= to || bytes[at] >= 0x80)
      throw new OnnxFormatError(`byte ${at}: no half-precision number stands here`);
    number |= bytes[at++] << shift;
    out[length++] = number & 0xff;
    out[length++] = (number >>> 8) & 0xff;
  }
  return out.subarray(0, length);
}

async function externalBytes(
  bytes: Uint8Array,
  field: Field,
  name: string,
  needed: number,
  external: ReadExternal,
): Promise<Uint8Array> {
  const told = externalEntries(bytes, field);
  const path = told.get('location');
  if (!path) throw new OnnxFormatError(`tensor “${name}” lies in another file that is not named`);
  const offset = Number(told.get('offset') ?? 0);
  const length = Number(told.get('length') ?? needed);
  const file = await external(path);
  if (!Number.isSafeInteger(offset) || offset < 0 || length !== needed || offset + length > file.length)
    throw new OnnxFormatError(
      `tensor “${name}” should be ${needed} bytes from byte ${told.get('offset') ?? 0} of “${path}”, which has ${file.length}`,
    );
  return file.subarray(offset, offset + length);
}

/** Powers of two of the 31 exponents of finite halves, and of the subnormal ones. */
const POWERS = Float64Array.from({ length: 31 }, (_, exponent) => 2 ** (Math.max(1, exponent) - 25));

function halfOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 31;
  const fraction = bits & 0x3ff;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (exponent ? 1024 + fraction : fraction) * POWERS[exponent];
}

const word = new Uint32Array(1);
const float = new Float32Array(word.buffer);
function brainOf(bits: number): number {
  word[0] = bits << 16;
  return float[0];
}
