import { describe, expect, test } from 'vitest';
import type { Calibrated, PublishedFigure } from '$lib/claims/claim';
import { above, below, rounded, within } from '$lib/claims/figure';
import { VERDICTS } from '$lib/claims/filter';
import {
  againSentence,
  claimInFragment,
  claimSign,
  printed,
  fragmentOf,
  fromWords,
  headline,
  METHODS_OF,
  restSentence,
  shownWords,
} from '$lib/ui/claims/claimWords';
import {
  calibratedValue,
  computedValue,
  figureLines,
  publishedValue,
  toleranceWords,
} from '$lib/ui/claims/figureWords';
import { OUTLINE } from '$lib/methods/outline';

describe('figures', () => {
  const cases: [PublishedFigure, string, number, string][] = [
    [rounded('r', 'r', -0.989, 3), '−0.989', -0.98862, '−0.9886'],
    [rounded('n', 'n', 63, 0, { unit: 'models' }), '63', 61, '61'],
    [rounded('p', 'p', 4e-5, 5), '4.0 × 10⁻⁵', 2.48e-5, '2.5 × 10⁻⁵'],
    [rounded('p', 'p', 4e-5, 5, { printed: '4 × 10⁻⁵' }), '4 × 10⁻⁵', 0.0004, '0.0004'],
    [rounded('N', 'N_c', 3.5, 1, { unit: 'B' }), '3.5\u00a0B', 3.4872, '3.49\u00a0B'],
    [within('s', 'share', 84, 1, { unit: '%' }), '84\u00a0%', 83.5, '84\u00a0%'],
    [within('g', 'γ', -0.399, 0.02), '−0.399', -0.38783, '−0.388'],
    [above('r', 'r', 0.78), '> 0.78', 0.8214, '0.82'],
    [below('p', 'p', 1e-4), '< 0.0001', 3.2e-6, '3.2 × 10⁻⁶'],
  ];
  test.each(cases)('%# are written with their digits', (figure, published, value, computed) => {
    expect(publishedValue(figure)).toBe(published);
    expect(computedValue(figure, value)).toBe(computed);
  });

  test('what the procedure cannot give is a dash', () => {
    expect(computedValue(rounded('r', 'r', 1, 2), undefined)).toBe('–');
  });

  test('tolerances say when a value agrees', () => {
    expect(toleranceWords({ kind: 'digits', decimals: 3 })).toBe('equal when rounded to 3 decimals');
    expect(toleranceWords({ kind: 'digits', decimals: 0 })).toBe('equal when rounded to a whole number');
    expect(toleranceWords({ kind: 'digits', decimals: -1 })).toBe('equal when rounded to 10s');
    expect(toleranceWords({ kind: 'absolute', within: 0.02 })).toBe('within 0.02');
    expect(toleranceWords({ kind: 'relative', within: 0.05 })).toBe('within 5.0 %');
    expect(toleranceWords({ kind: 'below' })).toBe('below the bound');
  });

  test('lines tell which figures agree', () => {
    const lines = figureLines({
      published: [rounded('r', 'r', -0.9, 1), rounded('p', 'p', 0.5, 1)],
      recomputed: { condition: null, values: { r: -0.91 } },
      reproduced: ['r'],
    });
    expect(lines.map(({ computed, agrees }) => [computed, agrees])).toEqual([
      ['−0.91', true],
      ['–', false],
    ]);
  });

  test('a calibrated value has its interval, or its reason', () => {
    const base: Calibrated = { what: '', value: 1.468, lo: 0.631, hi: 2.637, unit: 'B', n: 83, reason: null };
    expect(calibratedValue(base)).toBe('1.47 [0.63, 2.64]\u00a0B');
    expect(calibratedValue({ ...base, lo: null, hi: null, unit: '%', value: 12.3 })).toBe('12.3\u00a0%');
    expect(calibratedValue({ ...base, value: null, reason: 'it diverges' })).toBe('it diverges');
  });
});

describe('words', () => {
  const of = (...verdicts: (typeof VERDICTS)[number][]) => verdicts.map((verdict) => ({ verdict }));

  test('say first what holds', () => {
    const some = of(
      'reproduces',
      'reproduces',
      'reproduces-only-with',
      'does-not-reproduce',
      'not-checkable',
    );
    expect(headline(some)).toBe(
      '2 of 5 published statements reproduce as stated, and 1 more under a named condition',
    );
    expect(restSentence(some)).toMatch(/^1 come out otherwise/);
    expect(headline(of('reproduces'))).toBe('1 of 1 published statements reproduce as stated');
  });

  test('no two verdicts share a word or a shape', () => {
    const signs = VERDICTS.map(claimSign);
    expect(new Set(signs.map(({ word }) => word)).size).toBe(signs.length);
    expect(new Set(signs.map(({ shape }) => shape)).size).toBe(signs.length);
  });

  test('a fragment names its claim, and a permalink of another kind names none', () => {
    expect(claimInFragment(`#${fragmentOf('a-pythia-r')}`)).toBe('a-pythia-r');
    for (const hash of ['', '#d=AAAA', '#claim=', '#claim=a b', '#claim=<x>'])
      expect(claimInFragment(hash), hash).toBeNull();
  });

  test('two recomputations are compared by their values', () => {
    const one = { id: 'a', variants: [{ condition: null, values: { r: 1 } }], calibrated: null };
    const other = { ...one, variants: [{ condition: null, values: { r: 2 } }] };
    expect(againSentence([one], [one])).toBe('Every value is the same as before.');
    expect(againSentence([one], [other])).toBe('1 differ from before.');
  });

  test('N_c gets its subscript, and an equals sign no line break', () => {
    expect(printed('Above N_c r = 0.5')).toEqual([
      { before: 'Above ', sub: true },
      { before: ' r\u00a0=\u00a00.5', sub: false },
    ]);
    expect(printed('N_c')).toEqual([
      { before: '', sub: true },
      { before: '', sub: false },
    ]);
  });

  test('counts and data are said in short', () => {
    expect(shownWords(12, 127)).toBe('12 of 127 statements');
    expect(shownWords(127, 127)).toBe('127 statements');
    expect(fromWords(['a', 'b', 'c', 'd'])).toBe('a, b and 2 more');
    expect(fromWords(['a'])).toBe('a');
  });

  test('every group leads to sections of Methods that exist', () => {
    const ids = OUTLINE.flatMap(({ sections }) => sections.map(({ id }) => id));
    for (const { published, calibrated } of Object.values(METHODS_OF)) {
      expect(ids).toContain(published);
      expect(ids).toContain(calibrated);
    }
  });
});
