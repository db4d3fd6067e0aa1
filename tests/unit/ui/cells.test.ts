import { describe, expect, test } from 'vitest';
import { typedName, typedNumber, typedScore, typedSize } from '$lib/ui/cells';

describe('what is typed into a cell', () => {
  test('scores with point, comma or percent sign', () => {
    expect(['47.5', '47,5', ' 47.5 % '].map(typedScore)).toEqual(Array(3).fill({ value: 47.5 }));
  });
  test('a blank clears', () => {
    expect([typedScore(''), typedScore('–'), typedSize(' ')]).toEqual(Array(3).fill({ value: null }));
  });
  test('a score out of range is quoted and told the range', () => {
    expect(typedScore('450')).toEqual({ problem: expect.stringMatching(/“450”.*between 0 and 100/) });
    expect(typedScore('high')).toEqual({ problem: expect.stringContaining('“high”') });
  });
  test('sizes in words of people', () => {
    expect(['70M', '1.4B', '1,4 B', '1.4e9', '12'].map(typedSize)).toEqual(
      [0.07, 1.4, 1.4, 1.4, 12].map((value) => ({ value })),
    );
    expect(typedSize('big')).toEqual({ problem: expect.stringContaining('7B') });
  });
  test('numbers within limits', () => {
    expect(typedNumber('10,042', [1, 1e8], true)).toEqual({ value: 10042 });
    expect(typedNumber('0,6', [0, 0.99])).toEqual({ value: 0.6 });
    expect(typedNumber('1.5', [1, 10], true)).toHaveProperty('problem');
    expect(typedNumber('7', [0, 5])).toEqual({ problem: expect.stringContaining('0 to 5') });
  });
  test('a name cannot be blank', () => {
    expect(typedName('  ')).toHaveProperty('problem');
    expect(typedName(' pythia ')).toEqual({ value: 'pythia' });
  });
});
