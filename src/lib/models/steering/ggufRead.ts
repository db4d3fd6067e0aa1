/** Reads a GGUF file's values and its tensors of numbers. Untrusted: every count is held against the bytes that are there. */
import {
  ALIGNMENT,
  ALIGNMENT_KEY,
  aligned,
  F32,
  GgufError,
  MAGIC,
  VALUE_BYTES,
  VALUE_TYPE,
} from './ggufFormat';

/** More than any control vector has; a model's file has hundreds of tensors too, and is told by its architecture first. */
const MOST_ENTRIES = 65_536;
const LONGEST_TEXT = 1 << 24;
/** Arrays within arrays: the format allows any depth, a file of nothing but brackets would exhaust the stack. */
const DEEPEST = 8;

export interface GgufTensor {
  name: string;
  dims: number[];
  type: number;
  /** Where its data begins in the file. */
  at: number;
}

export interface Gguf {
  version: number;
  /** Texts and 32-bit numbers; values of other types are passed over. */
  values: ReadonlyMap<string, string | number>;
  tensors: GgufTensor[];
}

/** @throws GgufError, and nothing else */
export function readGguf(file: Uint8Array): Gguf {
  const cursor = cursorOf(file);
  const magic = file.length < 4 ? 0 : cursor.uint32('the first four bytes');
  if (magic !== MAGIC)
    throw new GgufError(
      'The file is not GGUF: it does not begin with the letters GGUF. Choose a .gguf control vector',
    );
  const version = cursor.uint32('the version');
  if (version !== 2 && version !== 3) throw unreadVersion(version);
  const tensorCount = cursor.count('tensors', 24);
  const valueCount = cursor.count('values', 13);
  const values = new Map<string, string | number>();
  for (let i = 0; i < valueCount; i++) {
    const key = cursor.text(`the name of value ${i + 1}`);
    const value = cursor.value(`“${shown(key)}”`, 0);
    if (value !== null) values.set(key, value);
  }
  const described = Array.from({ length: tensorCount }, (_, i) => cursor.tensor(i));
  const alignment = values.get(ALIGNMENT_KEY) ?? ALIGNMENT;
  if (typeof alignment !== 'number' || alignment < 8 || alignment % 8 !== 0 || alignment > 1 << 20)
    throw new GgufError(`The file states an alignment of ${alignment} bytes; it must be a multiple of 8`);
  const start = aligned(cursor.at(), alignment);
  return { version, values, tensors: described.map((tensor) => ({ ...tensor, at: start + tensor.at })) };
}

/**
 * The numbers of a one-dimensional float32 tensor.
 * @throws GgufError for another shape or type, or when the file ends before them
 */
export function tensorNumbers(file: Uint8Array, { name, dims, type, at }: GgufTensor): Float32Array {
  if (type !== F32)
    throw new GgufError(`“${shown(name)}” is of number type ${type}; a direction is float32 (type 0)`);
  if (dims.length !== 1)
    throw new GgufError(
      `“${shown(name)}” has ${dims.length} dimensions (${dims.join(' × ')}); a direction has one`,
    );
  const [length] = dims;
  if (length < 1 || at + 4 * length > file.length)
    throw new GgufError(
      `“${shown(name)}” has ${length} numbers from byte ${at} on, and the file ends at byte ${file.length}; download it again`,
    );
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  return Float32Array.from({ length }, (_, i) => view.getFloat32(at + 4 * i, true));
}

const shown = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

function unreadVersion(version: number): GgufError {
  const swapped = [2, 3].find((known) => version === known << 24);
  return new GgufError(
    swapped === undefined
      ? `The file is GGUF version ${version}; versions 2 and 3 are read`
      : 'The file is big-endian GGUF; convert it to little-endian',
  );
}

function cursorOf(file: Uint8Array) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let position = 0;

  function take(bytes: number, what: string): number {
    if (bytes > file.length - position)
      throw new GgufError(
        `The file is cut off: ${what} at byte ${position} would need ${bytes} bytes of the ${file.length - position} that are left`,
      );
    position += bytes;
    return position - bytes;
  }
  const uint32 = (what: string) => view.getUint32(take(4, what), true);
  /** Beyond 2^53 it is no size of anything, and rounding does not matter. */
  const uint64 = (what: string) => Number(view.getBigUint64(take(8, what), true));

  function text(what: string): string {
    const length = uint64(`the length of ${what}`);
    if (length > LONGEST_TEXT)
      throw new GgufError(`The file states ${length} bytes for ${what} at byte ${position}`);
    const at = take(length, what);
    return new TextDecoder().decode(file.subarray(at, at + length));
  }

  /** @returns null for what is passed over */
  function value(what: string, depth: number, type = uint32(`the type of ${what}`)): string | number | null {
    if (type === VALUE_TYPE.string) return text(what);
    if (type === VALUE_TYPE.uint32) return uint32(what);
    if (type === 5) return view.getInt32(take(4, what), true);
    if (type === VALUE_TYPE.array) {
      if (depth >= DEEPEST)
        throw new GgufError(`${what} holds arrays within arrays, more than ${DEEPEST} deep`);
      const each = uint32(`the type of ${what}`);
      const length = uint64(`the length of ${what}`);
      const bytes = VALUE_BYTES[each];
      if (bytes !== undefined) take(length * bytes, what);
      // A text takes 8 bytes at least and an array 12, so that the end of the file ends the loop.
      else for (let i = 0; i < length; i++) value(what, depth + 1, each);
      return null;
    }
    const bytes = VALUE_BYTES[type];
    if (bytes === undefined)
      throw new GgufError(`${what} has the unknown value type ${type} (byte ${position})`);
    take(bytes, what);
    return null;
  }

  return {
    at: () => position,
    uint32,
    text,
    value,
    /** @param least bytes that one of them takes */
    count(what: string, least: number): number {
      const count = uint64(`the number of ${what}`);
      if (count > MOST_ENTRIES || count * least > file.length)
        throw new GgufError(
          `The file states ${count} ${what}, which its ${file.length} bytes cannot hold; download it again`,
        );
      return count;
    },
    tensor(i: number): GgufTensor {
      const name = text(`the name of tensor ${i + 1}`);
      const dimensions = uint32(`the dimensions of “${shown(name)}”`);
      if (dimensions > 8)
        throw new GgufError(`“${shown(name)}” states ${dimensions} dimensions; at most 8 are read`);
      const dims = Array.from({ length: dimensions }, () => uint64(`the shape of “${shown(name)}”`));
      const type = uint32(`the number type of “${shown(name)}”`);
      return { name, dims, type, at: uint64(`the place of “${shown(name)}”`) };
    },
  };
}
