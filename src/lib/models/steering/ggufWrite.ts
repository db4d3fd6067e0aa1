/** A small GGUF file: a few values and one-dimensional float32 tensors. */
import { ALIGNMENT, aligned, F32, MAGIC, VALUE_TYPE, VERSION } from './ggufFormat';

export interface GgufContent {
  /** In the order they are written; numbers are uint32. */
  values: readonly (readonly [key: string, value: string | number])[];
  tensors: readonly { name: string; data: Float32Array }[];
}

export function writeGguf({ values, tensors }: GgufContent): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const encoder = new TextEncoder();
  const number32 = (value: number) => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, value, true);
    parts.push(bytes);
  };
  const number64 = (value: number) => {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
    parts.push(bytes);
  };
  const text = (value: string) => {
    const bytes = encoder.encode(value);
    number64(bytes.length);
    parts.push(bytes);
  };

  number32(MAGIC);
  number32(VERSION);
  number64(tensors.length);
  number64(values.length);
  for (const [key, value] of values) {
    text(key);
    if (typeof value === 'string') {
      number32(VALUE_TYPE.string);
      text(value);
    } else {
      number32(VALUE_TYPE.uint32);
      number32(value);
    }
  }
  let offset = 0;
  for (const { name, data } of tensors) {
    text(name);
    number32(1);
    number64(data.length);
    number32(F32);
    number64(offset);
    offset = aligned(offset + 4 * data.length, ALIGNMENT);
  }

  const head = parts.reduce((sum, part) => sum + part.length, 0);
  const start = aligned(head, ALIGNMENT);
  const file = new Uint8Array(start + offset);
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  const view = new DataView(file.buffer);
  at = start;
  for (const { data } of tensors) {
    data.forEach((value, i) => view.setFloat32(at + 4 * i, value, true));
    at = aligned(at + 4 * data.length, ALIGNMENT);
  }
  return file;
}
