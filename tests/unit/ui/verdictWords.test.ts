import { describe, expect, test } from 'vitest';
import type { Interval } from '$lib/coupling/diagnosis';
import { crossingWords, fiellerWords, sentenceParts, settledSteps, stepLabel } from '$lib/ui/verdictWords';
import { size } from '$lib/ui/format';

const interval = (more: Partial<Interval>): Interval => ({
  from: 'a',
  to: 'b',
  paramsMidB: 1,
  delta1: 4,
  delta2: -3,
  se1: 1,
  se2: 1,
  gamma: -0.75,
  se: 0.3,
  fieller: { kind: 'bounded', lo: -1.8, hi: 0.2 },
  pTax: 0.91,
  pTransition: 0.06,
  pBonus: 0.03,
  phase: 'undetermined',
  leaning: 'tax',
  pB2Falls: 0.95,
  pB1Falls: 0,
  perDecade: null,
  published: null,
  settle: null,
  ...more,
});

describe('the verdict’s sentence', () => {
  const sentence =
    'TruthfulQA MC2 falls as HellaSwag rises across Pythia: −0.30 points per point [−0.38, −0.22] (an alignment tax, in the paper’s word)';
  test('is split at its word and at its interval', () => {
    const parts = sentenceParts({ kind: 'falls', sentence });
    expect(parts).toMatchObject({ before: 'TruthfulQA MC2 ', word: 'falls' });
    expect(parts.rest.startsWith('[−0.38')).toBe(true);
    expect(`${parts.before}${parts.word}${parts.after} ${parts.rest}`).toBe(sentence);
  });
  test('the first "rises" is the verdict’s, the benchmark’s own comes later', () => {
    const rises = sentenceParts({ kind: 'rises', sentence: 'ARC rises as HellaSwag rises across OPT' });
    expect(rises.before).toBe('ARC ');
  });
  test('is left whole when the word is not in it', () => {
    expect(sentenceParts({ kind: 'undetermined', sentence: 'Nothing is settled.' })).toEqual({
      before: 'Nothing is settled.',
      word: '',
      after: '',
      rest: '',
    });
  });
});

describe('a step’s label', () => {
  test('an unsettled step leans, with its probability and shape', () => {
    expect(stepLabel(interval({}), 'HellaSwag')).toEqual({
      word: 'leans tax, 91 %',
      shape: '▼',
      colour: 'tax',
    });
  });
  test('a settled step is its phase', () => {
    expect(stepLabel(interval({ phase: 'bonus' }), 'HellaSwag').word).toBe('bonus');
  });
  test('without a majority it leans nowhere', () => {
    const open = interval({ pTax: 0.45, pTransition: 0.2, pBonus: 0.35 });
    expect(stepLabel(open, 'HellaSwag')).toEqual({ word: 'undetermined', shape: '', colour: '' });
  });
  test('a falling first benchmark has no phase', () => {
    const falling = interval({ phase: 'b1-falls', pB1Falls: 0.8 });
    expect(stepLabel(falling, 'HellaSwag').word).toBe('HellaSwag falls, 80 %');
  });
  test('only steps with phases are counted', () => {
    const steps = [interval({ phase: 'tax' }), interval({}), interval({ phase: 'b1-falls' })];
    expect(settledSteps(steps)).toEqual({ settled: 1, of: 2 });
  });
});

test('Fieller sets in words', () => {
  expect(fiellerWords({ kind: 'bounded', lo: -1.84, hi: 0.19 })).toBe('−1.84 to 0.19');
  expect(fiellerWords({ kind: 'complement', lo: -1, hi: 2 })).toBe('outside −1.00 to 2.00');
  expect(fiellerWords({ kind: 'all', lo: null, hi: null })).toBe('any value');
});

test('the crossing in words', () => {
  expect(crossingWords(null, size)).toBe('not defined');
});
