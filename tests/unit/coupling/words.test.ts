import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bracketed,
  count,
  decimal,
  listed,
  percent,
  significant,
  sizeLabel,
  sizePair,
  spanned,
  whole,
} from '../../../src/lib/coupling/words';

describe('numbers as words', () => {
  test('have a true minus sign and enough digits to keep theirs', () => {
    expect(decimal(-0.301)).toBe('−0.30');
    expect(decimal(0)).toBe('0.00');
    expect(decimal(-0.0031)).toBe('−0.003');
    expect(decimal(-0.0000001)).toBe('0.0000');
    expect(bracketed(-0.384, -0.0021)).toBe('[−0.384, −0.002]');
    expect(spanned(-0.77, 0.734)).toBe('−0.77 to 0.73');
  });

  test('never show a hyphen for a minus, or minus nothing', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (x) => {
        for (const text of [decimal(x), bracketed(x, x), significant(x)])
          expect(text).not.toMatch(/-|−0(\.0*)?$/);
      }),
    );
  });

  test('name sizes as their models do', () => {
    expect([0.07, 0.41, 1, 1.4, 6.9, 12, 180, 1800].map(sizeLabel)).toEqual([
      '70M',
      '410M',
      '1B',
      '1.4B',
      '6.9B',
      '12B',
      '180B',
      '1.8T',
    ]);
    expect(sizePair(0.07, 12, 'and')).toBe('0.07 and 12 B');
  });

  test('do not round a share to a certainty', () => {
    expect([0, 0.0004, 0.004, 0.17, 0.995, 0.9996, 1].map(percent)).toEqual([
      '0 %',
      'under 0.1 %',
      '0.4 %',
      '17 %',
      '99.5 %',
      'over 99.9 %',
      '100 %',
    ]);
  });

  test('count and list', () => {
    expect([0, 7, 12, 13].map(count)).toEqual(['none', 'seven', 'twelve', '13']);
    expect([['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual(['a', 'a and b', 'a, b and c']);
    expect(whole(10042)).toBe('10,042');
  });
});
