/** Filters, orders and the identity rule. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { hasStep, type Survey } from '../../../src/lib/atlas/family';
import { filtersNothing, noFilter, passes, recipesOf, type AtlasFilter } from '../../../src/lib/atlas/filter';
import { matchBenchmark } from '../../../src/lib/atlas/identity';
import { SORT_KEYS, sorted } from '../../../src/lib/atlas/sort';
import { hellaswag, truthfulqa } from '../permalink/states';
import { panelTable, surveyOf } from './panels';

let survey: Survey;
beforeAll(async () => {
  survey = await surveyOf(panelTable('uniform'));
});
const names = (filter: Partial<AtlasFilter>) =>
  survey.families.filter((one) => passes(one, { ...noFilter(), ...filter })).map(({ family }) => family);

describe('filter', () => {
  test('without one every family passes', () => {
    expect(names({})).toHaveLength(survey.families.length);
    expect(filtersNothing(noFilter())).toBe(true);
  });
  test('words find families, parents and models', () => {
    expect(names({ text: 'PYTHIA ded' })).toEqual(['Pythia-deduped']);
    expect(names({ text: 'opt-66b' })).toEqual(['OPT']);
    expect(names({ text: 'no such family' })).toEqual([]);
  });
  test('verdicts, recipes, sizes and tokens each narrow', () => {
    expect(names({ verdicts: ['falls'] })).toEqual(['Cerebras-GPT', 'OPT', 'Pythia-deduped', 'RWKV-4-pile']);
    expect(names({ recipes: ['curated'] })).toContain('SmolLM');
    expect(names({ recipes: ['curated'] })).not.toContain('OPT');
    expect(names({ sizeB: [100, null] })).toContain('Falcon');
    expect(names({ sizeB: [100, null] })).not.toContain('OPT');
    expect(names({ sizeB: [null, 0.1] })).toEqual(['Pythia-deduped']);
    expect(names({ tokensT: [10, null] })).toContain('Llama-3.1');
    // Tokens that are not known pass no bound.
    expect(names({ tokensT: [null, 1000] })).not.toContain('GPT-2');
  });
  test('two filters pass what each of them passes', () => {
    const falls = new Set(names({ verdicts: ['falls'] }));
    expect(names({ verdicts: ['falls'], sizeB: [20, null] })).toEqual(
      names({ sizeB: [20, null] }).filter((name) => falls.has(name)),
    );
  });
  test('recipes come with the number of families, most first', () => {
    const counts = recipesOf(survey.families).map(({ families }) => families);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
  });
});

describe('order', () => {
  test('keeps every family once, whatever it is by', () =>
    fc.assert(
      fc.property(fc.constantFrom(...SORT_KEYS), fc.boolean(), (by, down) => {
        const ids = sorted(survey.families, { by, down }).map(({ id }) => id);
        expect([...ids].sort()).toEqual(survey.families.map(({ id }) => id).sort());
      }),
      { numRuns: 30 },
    ));
  test('what has no value stands last both ways', () => {
    for (const down of [false, true]) {
      const slopes = sorted(survey.families, { by: 'slope', down }).map(({ summary }) => summary.slope);
      const known = slopes.filter((slope) => slope !== null);
      expect(slopes.slice(0, known.length)).toEqual([...known].sort((a, b) => (down ? b - a : a - b)));
    }
  });
  test('by verdict the settled ones come first, those without a step last', () => {
    const families = sorted(survey.families, { by: 'verdict', down: false });
    expect(families[0].summary.kind).toBe('falls');
    expect(families.slice(0, 37).every(hasStep)).toBe(true);
  });
});

describe('identity of a column', () => {
  test('the same identity is used as it is', () =>
    expect(matchBenchmark(truthfulqa, [hellaswag, truthfulqa], 'your table')).toEqual({
      kind: 'same',
      benchmark: truthfulqa,
    }));
  test('another metric is refused, naming both', () => {
    const mc1 = { ...truthfulqa, key: 'truthfulqa/mc1/0-shot', metric: 'mc1', label: 'TruthfulQA MC1' };
    const match = matchBenchmark(truthfulqa, [mc1], 'your table');
    expect(match).toMatchObject({ kind: 'refused' });
    expect(match.kind === 'refused' && match.why).toMatch(/MC1.*MC2.*another metric/);
  });
  test('other shots are refused', () => {
    const zero = { ...hellaswag, key: 'hellaswag/acc_norm/0-shot', shots: 0 };
    expect(matchBenchmark(hellaswag, [zero], 'your table')).toMatchObject({
      kind: 'refused',
      why: expect.stringMatching(/0-shot.*10-shot.*other shots/) as string,
    });
  });
  test('what a file does not tell is used and marked', () => {
    const untold = { ...hellaswag, key: 'hellaswag', metric: null, shots: null };
    expect(matchBenchmark(hellaswag, [untold], 'your table')).toMatchObject({
      kind: 'marked',
      why: expect.stringMatching(/does not tell its metric and number of shots/) as string,
    });
  });
  test('a missing benchmark is refused by name', () =>
    expect(matchBenchmark(hellaswag, [truthfulqa], 'your table')).toEqual({
      kind: 'refused',
      why: 'Your table has no HellaSwag column.',
    }));
});
