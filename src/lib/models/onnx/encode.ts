/** Writing protobuf: new fields as bytes, and one joining of ranges at the very end. */
import { WireType } from './wire';

const encoder = new TextEncoder();

/** A non-negative integer below 2^53 as a varint. */
export function varint(value: number): Uint8Array {
  const out: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    out.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  out.push(rest);
  return Uint8Array.from(out);
}

/** A length-delimited field around parts that are not copied: its header, then the parts. */
export function delimited(number: number, parts: Uint8Array[]): Uint8Array[] {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return [join([varint(number * 8 + WireType.Bytes), varint(length)]), ...parts];
}

export const message = (number: number, ...parts: Uint8Array[]) => join(delimited(number, parts));
export const textField = (number: number, value: string) => message(number, encoder.encode(value));
export const integerField = (number: number, value: number) =>
  join([varint(number * 8 + WireType.Varint), varint(value)]);

/** All parts in one array, each copied once. */
export function join(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
