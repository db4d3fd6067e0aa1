/** Numbers of stored tensors in every form that files have them in, and in none when the bytes do not add up. */
import { describe, expect, test } from 'vitest';
import { OnnxFormatError } from '../../../../src/lib/models/onnx/errors';
import { storedFloats } from '../../../../src/lib/models/onnx/storedFloats';
import { fields } from '../../../../src/lib/models/onnx/wire';
import { int, str, sub } from './graphBuilder';

const NUMBERS = [1, -2.5, 0.15625, 65504, 0, 2 ** -24];
const HALVES = [0x3c00, 0xc100, 0x3100, 0x7bff, 0, 1];
const bytesOf = (values: ArrayBufferView) =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
const base128 = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...base128(value >> 7)];
const header = (type: number, dims = [2, 3]) => [
  ...dims.flatMap((d) => int(1, d)),
  ...int(2, type),
  ...str(8, 'w'),
];
const external = (entries: Record<string, string>) => [
  ...int(14, 1),
  ...Object.entries(entries).flatMap(([key, value]) => sub(13, [...str(1, key), ...str(2, value)])),
];
const open = (tensor: number[], file = new Uint8Array(0)) => {
  const bytes = Uint8Array.from(sub(5, tensor));
  return storedFloats(bytes, fields(bytes)[0], () => Promise.resolve(file));
};
const raw32 = bytesOf(Float32Array.from(NUMBERS));
const raw16 = bytesOf(Uint16Array.from(HALVES));

describe('forms', () => {
  const packed = HALVES.flatMap(base128);
  test.each<[string, number[]]>([
    ['raw float32', [...header(1), ...sub(9, raw32)]],
    ['packed float32', [...header(1), ...sub(4, raw32)]],
    ['raw float16', [...header(10), ...sub(9, raw16)]],
    ['float16 as packed integers', [...header(10), ...sub(5, packed)]],
    ['float16 as single integers', [...header(10), ...HALVES.flatMap((half) => int(5, half))]],
    ['raw float64', [...header(11), ...sub(9, bytesOf(Float64Array.from(NUMBERS)))]],
    ['packed float64', [...header(11), ...sub(10, bytesOf(Float64Array.from(NUMBERS)))]],
  ])('%s', async (_, tensor) => {
    const stored = await open(tensor);
    expect(stored.dims).toEqual([2, 3]);
    expect([...stored.read(0, 6)]).toEqual(NUMBERS);
    expect([...stored.read(1, 2, 3)]).toEqual([NUMBERS[1], NUMBERS[4]]);
  });
  test('bfloat16, and what is not finite', async () => {
    const brain = await open([
      ...header(16, [3]),
      ...sub(9, bytesOf(Uint16Array.of(0x3f80, 0xc020, 0x7f80))),
    ]);
    expect([...brain.read(0, 3)]).toEqual([1, -2.5, Infinity]);
    const half = await open([...header(10, [3]), ...sub(9, bytesOf(Uint16Array.of(0x7c00, 0xfc00, 0x7e00)))]);
    expect([...half.read(0, 3)]).toEqual([Infinity, -Infinity, NaN]);
  });
  test('in another file, from a byte on', async () => {
    const file = new Uint8Array(40);
    file.set(raw32, 7);
    const stored = await open(
      [...header(1), ...external({ location: 'w.bin', offset: '7', length: '24' })],
      file,
    );
    expect([...stored.read(0, 6)]).toEqual(NUMBERS);
  });
});

describe('bytes that do not add up', () => {
  test.each<[string, number[]]>([
    ['too few', [...header(1), ...sub(9, raw32.subarray(0, 20))]],
    ['too many', [...header(1, [5]), ...sub(9, raw32)]],
    ['none', header(1)],
    ['a negative length', [...header(1, [-2, -3]), ...sub(9, raw32)]],
    ['a shape beyond counting', [...header(1, [2 ** 40, 2 ** 40]), ...sub(9, raw32)]],
    ['integers', [...header(7), ...sub(9, raw32)]],
    ['a half cut off', [...header(10, [1]), ...sub(5, [0x80])]],
    ['another file that is too short', [...header(1), ...external({ location: 'w', offset: '0' })]],
    ['an offset that is no number', [...header(1), ...external({ location: 'w', offset: 'x' })]],
    ['a length of its own', [...header(1), ...external({ location: 'w', length: '8' })]],
    ['another file without a name', [...header(1), ...external({ offset: '0' })]],
  ])('%s', async (_, tensor) => {
    await expect(open(tensor)).rejects.toThrow(OnnxFormatError);
  });
});
