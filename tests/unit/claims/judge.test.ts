import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Variant } from '$lib/claims/claim';
import { above, below, rounded, within } from '$lib/claims/figure';
import { agrees, judge } from '$lib/claims/judge';

const variant = (condition: string | null, values: Variant['values']): Variant => ({ condition, values });

describe('agrees', () => {
  test('digits: what rounds to the printed number', () => {
    const three = { kind: 'digits', decimals: 3 } as const;
    expect(agrees(-0.98862, -0.989, three)).toBe(true);
    expect(agrees(-0.98849, -0.989, three)).toBe(false);
    expect(agrees(-0.9895, -0.989, three)).toBe(true);
    expect(agrees(58.3, 60, { kind: 'digits', decimals: -1 })).toBe(true);
  });

  test('digits agrees with toFixed away from ties', () =>
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.integer({ min: 0, max: 4 }),
        fc.double({ min: -1.5, max: 1.5, noNaN: true }),
        (x, decimals, offset) => {
          const published = Number(x.toFixed(decimals));
          fc.pre(Math.abs(Math.abs(offset) - 0.5) > 1e-6);
          const value = published + offset * 10 ** -decimals;
          expect(agrees(value, published, { kind: 'digits', decimals })).toBe(Math.abs(offset) < 0.5);
        },
      ),
      { numRuns: 200 },
    ));

  test('absolute, relative and bounds', () => {
    expect(agrees(1.1, 1, { kind: 'absolute', within: 0.1 })).toBe(true);
    expect(agrees(1.11, 1, { kind: 'absolute', within: 0.1 })).toBe(false);
    expect(agrees(-110, -100, { kind: 'relative', within: 0.1 })).toBe(true);
    expect(agrees(-111, -100, { kind: 'relative', within: 0.1 })).toBe(false);
    expect(agrees(1e-5, 1e-5, { kind: 'below' })).toBe(false);
    expect(agrees(0.79, 0.78, { kind: 'above' })).toBe(true);
  });

  test('nothing agrees with what is not a number', () => {
    for (const kind of ['below', 'above'] as const) {
      expect(agrees(NaN, 1, { kind })).toBe(false);
      expect(agrees(-Infinity, 1, { kind })).toBe(false);
      expect(agrees(Infinity, 1, { kind })).toBe(false);
    }
  });
});

describe('judge', () => {
  const figures = [rounded('r', 'r', 0.5, 1), below('p', 'p', 0.05)];

  test('reproduces: all figures under the stated procedure, even when a departure gives them too', () => {
    const stated = variant(null, { r: 0.51, p: 0.01 });
    expect(judge(figures, [stated, variant('with B', { r: 0.5, p: 0.01 })])).toEqual({
      verdict: 'reproduces',
      condition: null,
      reproduced: ['r', 'p'],
      shown: stated,
    });
  });

  test('reproduces only with the first departure that gives all figures', () => {
    const found = judge(figures, [
      variant(null, { r: 0.2, p: 0.01 }),
      variant('with B', { r: 0.5, p: 0.2 }),
      variant('with C', { r: 0.5, p: 0.01 }),
      variant('with D', { r: 0.5, p: 0.01 }),
    ]);
    expect([found.verdict, found.condition]).toEqual(['reproduces-only-with', 'with C']);
  });

  test('figures of different variants are no reproduction', () => {
    const found = judge(figures, [variant(null, { r: 0.5, p: 0.2 }), variant('with B', { r: 0.1, p: 0.01 })]);
    expect(found).toMatchObject({ verdict: 'does-not-reproduce', condition: null, reproduced: ['r'] });
    expect(found.shown?.values.p).toBe(0.2);
  });

  test('a figure that is left out does not agree, and an inherited name is no figure', () => {
    expect(judge(figures, [variant(null, { r: 0.5 })]).verdict).toBe('does-not-reproduce');
    expect(judge([above('toString', 'x', 0)], [variant(null, {})]).verdict).toBe('does-not-reproduce');
  });

  test('without a variant nothing can be checked', () => {
    expect(judge(figures, [])).toEqual({
      verdict: 'not-checkable',
      condition: null,
      reproduced: [],
      shown: null,
    });
  });

  test('a figure read off a drawing may be off by as much as it was read to', () => {
    expect(judge([within('g', 'γ', 0.002, 0.02)], [variant(null, { g: 0 })]).verdict).toBe('reproduces');
  });
});
