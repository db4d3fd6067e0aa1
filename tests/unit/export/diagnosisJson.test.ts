import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnosisJson } from '../../../src/lib/export/diagnosisJson';
import { sample } from './sample';

/** The same value, the keys of every object in another order. */
function shuffled(value: unknown, rank: (key: string) => number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => shuffled(entry, rank));
  const keys = Object.keys(value).sort((a, b) => rank(a) - rank(b));
  return Object.fromEntries(
    keys.map((key) => [key, shuffled((value as Record<string, unknown>)[key], rank)]),
  );
}

describe('diagnosisJson', () => {
  test('gives back the diagnosis', () => expect(JSON.parse(diagnosisJson(sample()))).toEqual(sample()));
  test('does not depend on the order in which the fields were made', () => {
    const expected = diagnosisJson(sample());
    fc.assert(
      fc.property(fc.integer(), (salt) => {
        const rank = (key: string) => Math.sin((key.length * 31 + key.charCodeAt(0) * 7 + salt) % 1009);
        expect(diagnosisJson(shuffled(sample(), rank) as ReturnType<typeof sample>)).toBe(expected);
      }),
      { numRuns: 30 },
    );
  });
  test('begins with the schema, is indented and ends with a line', () => {
    const text = diagnosisJson(sample());
    expect(text.startsWith('{\n  "schema": "crossover.diagnosis/1",\n  "generator": {')).toBe(true);
    expect(text.endsWith('}\n')).toBe(true);
    expect(Object.keys(JSON.parse(text))).toEqual(Object.keys(sample()));
  });
  test('writes records in order of their keys', () =>
    expect(diagnosisJson(sample())).toMatch(/"items": \{\s+"a": 1000,\s+"b": 2\s+\}/));
  test('keeps fields that are not in the schema, after those that are', () => {
    const more = { zeta: { b: 1, a: 2 }, alpha: 1, ...sample() };
    const keys = Object.keys(JSON.parse(diagnosisJson(more)));
    expect(keys.slice(-2)).toEqual(['alpha', 'zeta']);
    expect(keys[0]).toBe('schema');
  });
  test('refuses a number that JSON would turn into null, and names it', () => {
    const broken = sample();
    broken.intervals[1].pTax = NaN;
    expect(() => diagnosisJson(broken)).toThrow('intervals.1.pTax is NaN');
  });
});
