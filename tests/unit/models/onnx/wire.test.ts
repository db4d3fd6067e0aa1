import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { join, message, varint } from '../../../../src/lib/models/onnx/encode';
import { OnnxFormatError } from '../../../../src/lib/models/onnx/errors';
import { fields, integers, text } from '../../../../src/lib/models/onnx/wire';
import { int, str, sub } from './graphBuilder';

const bytes = (...values: number[]) => Uint8Array.from(values);
const one = (...values: number[]) => fields(bytes(...values))[0];

describe('numbers', () => {
  test('known answers', () => {
    expect(one(0x08, 0x96, 0x01).value).toBe(150);
    expect(one(...int(1, 2 ** 31)).value).toBe(2 ** 31);
    expect(one(...int(1, 2 ** 32 + 5)).value).toBe(2 ** 32 + 5);
    expect(one(...int(1, Number.MAX_SAFE_INTEGER)).value).toBe(Number.MAX_SAFE_INTEGER);
    expect(one(...int(1, -1)).value).toBe(-1);
    expect(one(...int(1, -3_000_000_000)).value).toBe(-3_000_000_000);
  });

  test('what is written is read', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(one(0x08, ...varint(value)).value).toBe(value);
        expect([...varint(value)]).toEqual(int(1, value).slice(1));
      }),
    );
  });

  test('a list is read packed and one by one', () => {
    const packed = one(...sub(1, [3, ...int(1, -7).slice(1), 5]));
    expect(integers(bytes(...sub(1, [3, ...int(1, -7).slice(1), 5])), packed)).toEqual([3, -7, 5]);
    expect(integers(bytes(...int(1, 9)), one(...int(1, 9)))).toEqual([9]);
  });
});

describe('fields', () => {
  const anyField = fc.oneof(
    fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.maxSafeNat()).map(([n, value]) => int(n, value)),
    fc
      .tuple(fc.integer({ min: 1, max: 5000 }), fc.uint8Array({ maxLength: 300 }))
      .map(([n, payload]) => sub(n, payload)),
    fc.uint8Array({ minLength: 8, maxLength: 8 }).map((payload) => [(3 << 3) | 1, ...payload]),
    fc.uint8Array({ minLength: 4, maxLength: 4 }).map((payload) => [(4 << 3) | 5, ...payload]),
  );

  test('stand end to end and together are the message', () => {
    fc.assert(
      fc.property(fc.array(anyField, { maxLength: 20 }), (list) => {
        const all = bytes(...list.flat());
        const read = fields(all);
        expect(read.map(({ start, to }) => [...all.subarray(start, to)])).toEqual(list);
        expect(join(read.map(({ start, to }) => all.subarray(start, to)))).toEqual(all);
      }),
    );
  });

  test('are written as another writer writes them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.uint8Array({ maxLength: 300 }), (number, payload) => {
        expect([...message(number, payload)]).toEqual(sub(number, payload));
      }),
    );
  });

  test('are passed over by their length, beyond two gigabytes too', () => {
    const length = 2 ** 31 + 1000;
    const header = bytes(0x0a, ...varint(length));
    // Never written to, so the system gives it no memory.
    const large = new Uint8Array(header.length + length + 2);
    large.set(header);
    large.set([0x10, 7], header.length + length);
    const [weights, after] = fields(large);
    expect(weights.to - weights.from).toBe(length);
    expect(after).toMatchObject({ number: 2, value: 7, to: large.length });
  });

  test('text is UTF-8', () => {
    const all = bytes(...str(2, 'γ₁₂'));
    expect(text(all, fields(all)[0])).toBe('γ₁₂');
  });
});

describe('what is no message is refused, with the byte', () => {
  test.each([
    ['a number cut off', [0x08, 0x80], /byte 1: a number is cut off/],
    ['a number without end', [0x08, ...Array<number>(11).fill(0x80)], /more than ten bytes/],
    ['a field past the end', [0x0a, 0x05, 1, 2], /byte 0: field 1 ends at byte 7, past the end at 4/],
    ['a negative length', [0x0a, ...int(1, -5).slice(1)], /negative length/],
    ['a group', [0x0b], /wire type 3/],
    ['field number 0', [0x00, 0x00], /field number 0/],
    ['eight bytes cut off', [0x09, 1, 2, 3], /past the end/],
  ])('%s', (_, values, says) => {
    expect(() => fields(bytes(...values))).toThrow(OnnxFormatError);
    expect(() => fields(bytes(...values))).toThrow(says);
  });

  test('text where a number stands', () => {
    const all = bytes(...int(1, 4));
    expect(() => text(all, fields(all)[0])).toThrow(/wire type 0 where text or a message belongs/);
  });
});
