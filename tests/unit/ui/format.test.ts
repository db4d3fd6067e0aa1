import { describe, expect, test } from 'vitest';
import { bracket, counted, duration, fixed, pValue, shortDigest, signed, size, span } from '$lib/ui/format';

describe('format', () => {
  test('writes a true minus sign and fixed digits', () => {
    expect(fixed(-0.3009)).toBe('−0.30');
    expect(fixed(12, 1)).toBe('12.0');
  });
  test('an absent value is a dash, never NaN', () => {
    expect([fixed(null), signed(undefined), size(null), pValue(null)]).toEqual(['–', '–', '–', '–']);
    expect(span(null, 1)).toBe('–');
    expect(bracket(1, undefined)).toBe('–');
  });
  test('changes carry their sign', () => {
    expect([signed(1.5, 1), signed(-1.5, 1), signed(0, 1)]).toEqual(['+1.5', '−1.5', '0.0']);
  });
  test('both ends of an interval', () => {
    expect(span(-0.38, -0.22)).toBe('−0.38 to −0.22');
    expect(bracket(-0.38, 0.22)).toBe('[−0.38, 0.22]');
  });
  test('sizes', () => {
    expect([0.07, 0.41, 1.4, 176].map(size)).toEqual(['70M', '410M', '1.4B', '176B']);
  });
  test('counts agree with their noun', () => {
    expect([counted(1, 'model'), counted(10042, 'item'), counted(2, 'family', 'families')]).toEqual([
      '1 model',
      '10,042 items',
      '2 families',
    ]);
  });
  test('small p-values are bounds', () => {
    expect([pValue(0.0208), pValue(0.00004), pValue(1)]).toEqual(['p = 0.021', 'p < 0.001', 'p = 1.000']);
  });
  test('durations', () => {
    expect([duration(0.2), duration(41.4), duration(1240)]).toEqual(['1 ms', '41 ms', '1.2 s']);
  });
  test('a digest is cut for the eye', () => expect(shortDigest('0123456789abcdef')).toBe('01234567'));
});
