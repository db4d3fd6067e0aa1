import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSize, sizeColumnUnit, unitInHeader } from '$lib/scores/size';

describe('parseSize', () => {
  test.each<[string, number]>([
    ['7B', 7],
    ['7 b', 7],
    ['410M', 0.41],
    ['350 m', 0.35],
    ['1.4e9', 1.4],
    ['6,7B', 6.7],
    ['2,8 B', 2.8],
    ['1,300,000,000', 1.3],
    ['1 300 000 000', 1.3],
    ['0.07', 0.07],
    ['13 billion', 13],
    ['70 million', 0.07],
    ['7 bn', 7],
    ['7 billion parameters', 7],
    ['1.3B params', 1.3],
    ['~175B', 175],
    ['7.24B (with embeddings)', 7.24],
    ['30B-A3B', 30],
    ['1.5T', 1500],
    ['1,300M', 1.3],
    ['1,316B', 1.316],
    ['6.9B*', 6.9],
  ])('%s is %d billion', (text, billions) =>
    expect(parseSize(text)).toMatchObject({ kind: 'value', paramsB: billions }),
  );

  test('a mixture of experts is the product, and says so', () => {
    expect(parseSize('8x7B')).toMatchObject({ paramsB: 56, note: expect.stringMatching(/experts/) });
    expect(parseSize('8×22B')).toMatchObject({ paramsB: 176 });
  });

  test('a bare number counts what its column counts', () => {
    expect(parseSize('410', 'millions')).toMatchObject({ paramsB: 0.41 });
    expect(parseSize('7', 'billions')).toMatchObject({ paramsB: 7 });
    expect(parseSize('70000000', 'parameters')).toMatchObject({ paramsB: 0.07 });
    expect(parseSize('7000000000', 'billions')).toMatchObject({ paramsB: 7 });
    expect(parseSize('410M', 'billions')).toMatchObject({ paramsB: 0.41 });
  });

  test.each(['', '-', 'n/a', '–', 'unknown'])('%j is blank', (text) =>
    expect(parseSize(text).kind).toBe('blank'),
  );
  test.each(['large', '7-13B', '-7B', '0', '0B', '7 apples', '1e30', 'B'])(
    '%s is a problem that names the remedy',
    (text) =>
      expect(parseSize(text)).toMatchObject({ kind: 'problem', message: expect.stringMatching(/7B, 410M/) }),
  );

  test('never throws; a size is positive and finite', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9.,xXbBmMkK eE-]{0,14}$/)),
        (text) => {
          const size = parseSize(text);
          if (size.kind === 'value') expect(size.paramsB > 0 && Number.isFinite(size.paramsB)).toBe(true);
        },
      ),
      { numRuns: 200 },
    ));

  test('every size survives being written in any unit', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 400_000 }),
        fc.constantFrom('B', 'M', 'e9', 'plain'),
        (millions, unit) => {
          const text = {
            B: `${millions / 1000}B`,
            M: `${millions}M`,
            e9: `${millions / 1000}e9`,
            plain: `${millions * 1e6}`,
          }[unit];
          const size = parseSize(text);
          expect(size).toMatchObject({ kind: 'value' });
          if (size.kind === 'value') expect(size.paramsB).toBeCloseTo(millions / 1000, 9);
        },
      ),
      { numRuns: 200 },
    ));
});

describe('the unit of a column', () => {
  test.each([
    ['params_b', 'billions'],
    ['params_m', 'millions'],
    ['Size (M)', 'millions'],
    ['#Params (B)', 'billions'],
    ['Parameters (millions)', 'millions'],
    ['Model size', null],
  ])('%s states %s', (header, unit) => expect(unitInHeader(header)).toBe(unit));

  test('all above 1e5 are parameters, whatever the header says', () =>
    expect(sizeColumnUnit('params_b', ['70000000', '1,400,000,000'])).toEqual({
      unit: 'parameters',
      stated: true,
    }));
  test('the names of the models settle it', () => {
    expect(sizeColumnUnit('size', ['70', '160', '410'], [0.07, 0.16, 0.41])).toEqual({
      unit: 'millions',
      stated: true,
    });
    expect(sizeColumnUnit('size', ['7', '13'], [7, 13])).toEqual({ unit: 'billions', stated: true });
  });
  test('without a hint: billions, and millions when one would be beyond any model', () => {
    expect(sizeColumnUnit('size', ['0.07', '12'])).toEqual({ unit: 'billions', stated: true });
    expect(sizeColumnUnit('size', ['70', '12000'])).toEqual({ unit: 'millions', stated: false });
  });
});
