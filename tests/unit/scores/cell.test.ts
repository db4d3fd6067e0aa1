import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBlank, parseCell } from '$lib/scores/cell';
import { parseNumeral } from '$lib/scores/numeral';

describe('parseCell', () => {
  test.each([
    ['45.2', 45.2],
    ['45,2', 45.2],
    ['.5', 0.5],
    ['0', 0],
    ['100', 100],
    ['  45.2 ', 45.2],
    ['\u00a045.2', 45.2],
    ['4.52e1', 45.2],
    ['**45.2**', 45.2],
    ['`45.2`', 45.2],
    ['="45.2"', 45.2],
    ['+45.2', 45.2],
  ])('%s is %d', (text, value) =>
    expect(parseCell(text)).toEqual({ kind: 'value', value, percent: false, se: null, note: null }),
  );

  test('a % sign says what the number is', () => {
    expect(parseCell('45.2%')).toMatchObject({ value: 45.2, percent: true });
    expect(parseCell('45,2 %')).toMatchObject({ value: 45.2, percent: true });
    expect(parseCell('0.8%')).toMatchObject({ value: 0.8, percent: true });
  });

  test.each([
    '45.2 ± 0.5',
    '45.2±0.5',
    '45.2 +/- 0.5',
    '45.2 (0.5)',
    '45.2 (± 0.5)',
    '45,2 ± 0,5',
    '45.2% ± 0.5%',
  ])('%s has a standard error', (text) => {
    expect(parseCell(text)).toMatchObject({ kind: 'value', value: 45.2, se: 0.5 });
    expect(parseCell(text)).toHaveProperty('note', expect.stringMatching(/standard error/));
  });

  test.each(['45.2*', '45.2†', '45.2 ‡', '45.2*†', '45.2¹', '45.2 (10-shot)', '45.2 [44.1, 46.3]', '~45.2'])(
    '%s is a value with a note',
    (text) => {
      expect(parseCell(text)).toMatchObject({ kind: 'value', value: 45.2, se: null });
      expect(parseCell(text)).toHaveProperty('note', expect.any(String));
    },
  );

  test.each([
    '',
    ' ',
    'n/a',
    'N/A',
    'NaN',
    'nan',
    'null',
    'None',
    '-',
    '–',
    '—',
    '−',
    '--',
    '*',
    '.',
    '…',
    '?',
    '#N/A',
    '#VALUE!',
    'TBD',
    'not reported',
  ])('%j is blank', (text) => {
    expect(parseCell(text)).toEqual({ kind: 'blank' });
    expect(isBlank(text)).toBe(true);
  });

  test.each([
    'see appendix',
    '45.2.1',
    '45 46',
    '82.1 / 83.0',
    '<1',
    '>90',
    '1e999',
    '12:30',
    '2024-05-01',
    'x'.repeat(500),
  ])('%s is a problem', (text) => expect(parseCell(text).kind).toBe('problem'));

  test.each(['-3', '−3', '100.1', '120', '1.234,5', '45,234,567'])('%s is out of range', (text) =>
    expect(parseCell(text)).toMatchObject({
      kind: 'problem',
      message: expect.stringMatching(/between 0 and 100/),
    }),
  );

  test('never throws, and a value is always finite and in range', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-+~<0-9.,eE%±()* ]{0,20}$/)),
        (text) => {
          const cell = parseCell(text);
          if (cell.kind !== 'value') return;
          expect(cell.value).toBeGreaterThanOrEqual(0);
          expect(cell.value).toBeLessThanOrEqual(100);
          if (cell.se !== null) expect(Number.isFinite(cell.se)).toBe(true);
        },
      ),
      { numRuns: 200 },
    ));

  test('every score survives being written with either decimal mark', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10000 }), fc.constantFrom('.', ','), (hundredths, mark) => {
        const text = (hundredths / 100).toFixed(2).replace('.', mark);
        expect(parseCell(text)).toMatchObject({ kind: 'value', value: hundredths / 100 });
      }),
      { numRuns: 100 },
    ));
});

describe('parseNumeral', () => {
  test.each<[string, number]>([
    ['1,300,000,000', 1.3e9],
    ['1.300.000.000', 1.3e9],
    ['1 300 000 000', 1.3e9],
    ['1’300’000', 1.3e6],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['\u22125', -5],
    ['1.4e9', 1.4e9],
  ])('%s is %d', (text, value) => expect(parseNumeral(text)).toBe(value));

  test('three digits after one separator: a count has thousands, a score has decimals, and the file can settle it', () => {
    expect(parseNumeral('1,319', null, 'thousands')).toBe(1319);
    expect(parseNumeral('1,319', null, 'decimal')).toBe(1.319);
    expect(parseNumeral('1,319', ',', 'thousands')).toBe(1.319);
    expect(parseNumeral('1.319', ',', 'thousands')).toBe(1319);
    expect(parseNumeral('1.319', null, 'thousands')).toBe(1.319);
  });

  test.each(['1,23,456', '1.2.3', '', '--1', '1e', 'e5', ',', '1,2,3'])('%j is no number', (text) =>
    expect(parseNumeral(text)).toBeNull(),
  );
});
