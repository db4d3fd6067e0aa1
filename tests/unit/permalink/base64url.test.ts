import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase64url, toBase64url } from '../../../src/lib/permalink/base64url';

const bytes = fc.uint8Array({ maxLength: 80 });

describe('base64url', () => {
  test('agrees with the platform, both ways', () =>
    fc.assert(
      fc.property(bytes, (given) => {
        const text = Buffer.from(given).toString('base64url');
        expect(toBase64url(given)).toBe(text);
        expect([...fromBase64url(text)]).toEqual([...given]);
      }),
    ));
  test('one byte sequence has one text', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'AQgw09-_z'), maxLength: 9 }), (text) => {
        let read;
        try {
          read = fromBase64url(text);
        } catch {
          return;
        }
        expect(toBase64url(read)).toBe(text);
      }),
    ));
  test('names the character that does not belong', () => {
    expect(() => fromBase64url('abc+')).toThrow('“+” at character 4');
    expect(() => fromBase64url('ab cd')).toThrow('U+0020 at character 3');
    expect(() => fromBase64url('ab\u202ecd')).toThrow('U+202E');
    expect(() => fromBase64url('a😀b')).toThrow('“😀” at character 2');
    expect(() => fromBase64url('\ud800')).toThrow('U+D800');
  });
  test('a missing end is noticed', () => {
    expect(() => fromBase64url('abcde')).toThrow('cut short');
    expect(() => fromBase64url('_-')).toThrow('cut short');
  });
});
