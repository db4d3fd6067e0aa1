/**
 * The parts of GGUF version 3 that a control vector uses (ggml's docs/gguf.md): numbers are little-endian, strings are a
 * 64-bit length and UTF-8, tensor data begins at a multiple of the alignment, and each tensor's offset is one within it.
 */

export const MAGIC = 0x46554747;
export const VERSION = 3;
export const ALIGNMENT = 32;
export const ALIGNMENT_KEY = 'general.alignment';
export const F32 = 0;

export const VALUE_TYPE = { uint32: 4, string: 8, array: 9 } as const;

/** Bytes of a value by its type; strings and arrays tell their own. */
export const VALUE_BYTES: Readonly<Record<number, number | undefined>> = {
  0: 1, // uint8
  1: 1, // int8
  2: 2, // uint16
  3: 2, // int16
  4: 4, // uint32
  5: 4, // int32
  6: 4, // float32
  7: 1, // bool
  10: 8, // uint64
  11: 8, // int64
  12: 8, // float64
};

export const aligned = (at: number, alignment: number): number => Math.ceil(at / alignment) * alignment;

/** What is wrong with a file, and the byte at which that shows. */
export class GgufError extends Error {
  override name = 'GgufError';
}
