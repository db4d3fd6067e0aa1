/**
 * Reading protobuf at wire level: fields as byte ranges, payloads untouched.
 * Nothing is copied and nothing is interpreted, so that fields unknown to this reader survive an edit, and a tensor of
 * gigabytes is passed over by its length.
 */
import { OnnxFormatError } from './errors';

/** One field of a message. The field with its tag is `bytes[start, to)`, its payload `bytes[from, to)`. */
export interface Field {
  number: number;
  wire: number;
  start: number;
  from: number;
  to: number;
  /** The number itself, for a varint (a signed 64-bit integer, exact to ±2^53); 0 otherwise. */
  value: number;
}

export const WireType = { Varint: 0, Fixed64: 1, Bytes: 2, Fixed32: 5 } as const;

const TWO_32 = 2 ** 32;
const decoder = new TextDecoder();

/** A varint as a signed 64-bit integer. JavaScript’s shifts end at 32 bits, so both halves are kept apart. */
function varint(bytes: Uint8Array, at: number, end: number): { value: number; next: number } {
  let low = 0;
  let high = 0;
  for (let i = 0; i < 10; i++) {
    if (at + i >= end) throw new OnnxFormatError(`byte ${at}: a number is cut off by the end at ${end}`);
    const byte = bytes[at + i];
    const bits = byte & 0x7f;
    // Seven bits a byte: the fifth byte (bits 28 to 34) straddles the halves.
    if (i < 4) low += bits * 2 ** (7 * i);
    else if (i === 4) {
      low += (bits & 0x0f) * 2 ** 28;
      high += bits >> 4;
    } else high += bits * 2 ** (7 * i - 32);
    if (byte < 0x80) {
      const top = high % TWO_32;
      return { value: (top >= TWO_32 / 2 ? top - TWO_32 : top) * TWO_32 + low, next: at + i + 1 };
    }
  }
  throw new OnnxFormatError(`byte ${at}: a number of more than ten bytes`);
}

/**
 * The fields of the message in `bytes[from, to)`, in order.
 * @throws OnnxFormatError when the bytes are no protobuf message: a field runs past the end, a group, field number 0
 */
export function fields(bytes: Uint8Array, from = 0, to = bytes.length): Field[] {
  const found: Field[] = [];
  let at = from;
  while (at < to) {
    const tag = varint(bytes, at, to);
    const number = Math.floor(tag.value / 8);
    const wire = ((tag.value % 8) + 8) % 8;
    // The largest number a field may have; beyond it stands no tag but other data.
    if (number < 1 || number >= 2 ** 29)
      throw new OnnxFormatError(`byte ${at}: field number ${number} is not one of protobuf`);
    const field: Field = { number, wire, start: at, from: tag.next, to: tag.next, value: 0 };
    if (wire === WireType.Varint) {
      const read = varint(bytes, tag.next, to);
      field.value = read.value;
      field.to = read.next;
    } else if (wire === WireType.Bytes) {
      const length = varint(bytes, tag.next, to);
      field.from = length.next;
      field.to = length.next + length.value;
      if (length.value < 0) throw new OnnxFormatError(`byte ${at}: field ${number} has a negative length`);
    } else if (wire === WireType.Fixed64) field.to += 8;
    else if (wire === WireType.Fixed32) field.to += 4;
    else
      throw new OnnxFormatError(`byte ${at}: field ${number} has wire type ${wire}, which ONNX never uses`);
    if (field.to > to)
      throw new OnnxFormatError(
        `byte ${at}: field ${number} ends at byte ${field.to}, past the end at ${to}; the file may be cut off`,
      );
    found.push(field);
    at = field.to;
  }
  return found;
}

/** @throws OnnxFormatError when the field is not length-delimited */
export function nested(bytes: Uint8Array, field: Field): Field[] {
  needBytes(field);
  return fields(bytes, field.from, field.to);
}

/** A field’s payload as UTF-8 text. @throws OnnxFormatError when the field is not length-delimited */
export function text(bytes: Uint8Array, field: Field): string {
  needBytes(field);
  return decoder.decode(bytes.subarray(field.from, field.to));
}

/** Integers of a repeated field, packed or one by one. */
export function integers(bytes: Uint8Array, field: Field): number[] {
  if (field.wire === WireType.Varint) return [field.value];
  needBytes(field);
  const numbers: number[] = [];
  for (let at = field.from; at < field.to;) {
    const read = varint(bytes, at, field.to);
    numbers.push(read.value);
    at = read.next;
  }
  return numbers;
}

function needBytes(field: Field) {
  if (field.wire !== WireType.Bytes)
    throw new OnnxFormatError(
      `byte ${field.start}: field ${field.number} has wire type ${field.wire} where text or a message belongs`,
    );
}
