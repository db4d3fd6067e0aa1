import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GENERAL_PAIRS } from '../../../../src/lib/models/steering/generalPairs';
import { splitHeldOut } from '../../../../src/lib/models/steering/heldOut';
import { checkedPair, pairOfStatements, statementsOf } from '../../../../src/lib/models/steering/pairs';
import { formatPairs, PAIR_LIMIT, parsePairs } from '../../../../src/lib/models/steering/pairsCsv';
import { RECIPE_ITEMS } from '../../../../src/lib/models/steering/recipeItems';

const word = fc
  .string({ minLength: 1, maxLength: 12 })
  .map((text) => text.replaceAll('{}', '').trim())
  .filter((text) => text !== '');
const pair = fc
  .record({ before: word, after: word, right: word, wrong: word })
  .filter(({ right, wrong }) => right !== wrong)
  .map(({ before, after, right, wrong }) => ({ template: `${before} {} ${after}`, right, wrong }))
  .filter(
    ({ template, right, wrong }) =>
      template.split('{}').length === 2 && ![right, wrong].some((text) => text.includes('{}')),
  );

describe('a pair', () => {
  test('names what is wrong with it', () => {
    expect(() => checkedPair({ template: 'The sky is blue', right: 'a', wrong: 'b' })).toThrow(
      /no place for the object/,
    );
    expect(() => checkedPair({ template: '{} and {}', right: 'a', wrong: 'b' })).toThrow(/2 places/);
    expect(() => checkedPair({ template: 'It is {}.', right: 'a', wrong: ' ' })).toThrow(
      /false object of “It is \{\}.” is blank/,
    );
    expect(() => checkedPair({ template: 'It is {}.', right: 'a', wrong: 'a ' })).toThrow(/same object, “a”/);
  });

  test('gives two statements that differ in the object alone', () => {
    const { right, wrong } = statementsOf({ template: 'Snow is {} here.', right: 'white', wrong: 'red' });
    expect(right).toEqual({ upToObject: 'Snow is white', text: 'Snow is white here.' });
    expect(wrong.text).toBe('Snow is red here.');
  });

  test('is found in two statements', () => {
    expect(pairOfStatements('The capital of France is Paris.', 'The capital of France is Rome.')).toEqual({
      template: 'The capital of France is {}.',
      right: 'Paris',
      wrong: 'Rome',
    });
    expect(pairOfStatements('New York is big.', 'New Delhi is big.').template).toBe('New {} is big.');
    expect(() => pairOfStatements('One thing.', 'One thing.')).toThrow(/blank/);
    expect(() => pairOfStatements('yes', 'no')).toThrow(/needs words beside/);
  });
});

describe('the CSV of pairs', () => {
  test('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 8 }), (pairs) => {
        expect(parsePairs(formatPairs(pairs))).toEqual({ pairs, problems: [] });
      }),
      { numRuns: 200 },
    );
  });

  test('never throws anything but a sentence', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parsePairs(text);
        } catch (error) {
          expect((error as Error).name).toBe('PairError');
        }
      }),
      { numRuns: 200 },
    );
  });

  test('keeps what a spreadsheet would run as text', () => {
    const [line] = formatPairs([{ template: '=1+1 is {}.', right: '-2', wrong: '@x' }])
      .split('\n')
      .slice(1);
    expect(line).toBe("'=1+1 is {}.,'-2,'@x");
  });

  test('names the line of each row it leaves out', () => {
    const { pairs, problems } = parsePairs(
      'template,true,false\n"Two\nlines {}",a,b\nNo slot,a,b\n\nIt is {}.,c,c\nIt is {}.,c,d\n',
    );
    expect(pairs).toHaveLength(2);
    expect(problems.map(({ line }) => line)).toEqual([4, 6]);
    expect(problems[0].message).toMatch(/^Line 4: “No slot” has no place/);
  });

  test('reads whole statements under two columns', () => {
    const { pairs } = parsePairs('true,false\nGrass is green.,Grass is red.\n');
    expect(pairs).toEqual([{ template: 'Grass is {}.', right: 'green', wrong: 'red' }]);
  });

  test('refuses other files', () => {
    expect(() => parsePairs('model,score\na,1\n')).toThrow(/“model, score”/);
    expect(() => parsePairs('')).toThrow(/no rows/);
    const many = `template,true,false\n${'It is {}.,a,b\n'.repeat(PAIR_LIMIT + 1)}`;
    expect(() => parsePairs(many)).toThrow(`${PAIR_LIMIT + 1} pairs`);
  });
});

test('built-in pairs and prompts are sound, and no prompt of the recipe repeats a pair', () => {
  for (const one of GENERAL_PAIRS) expect(checkedPair(one)).toEqual(one);
  const templates = GENERAL_PAIRS.map(({ template }) => template);
  expect(new Set(templates).size).toBe(templates.length);
  for (const { prompt } of RECIPE_ITEMS)
    expect(templates.some((template) => template.startsWith(prompt))).toBe(false);
  expect(new Set(RECIPE_ITEMS.map(({ prompt }) => prompt)).size).toBe(RECIPE_ITEMS.length);
});

test('held-out pairs are none of the fitted ones, and the seed alone chooses them', () => {
  const numbers = Array.from({ length: 30 }, (_, i) => i);
  const { fit, heldOut } = splitHeldOut(numbers, 3);
  expect([...fit, ...heldOut].sort((a, b) => a - b)).toEqual(numbers);
  expect(heldOut).toHaveLength(10);
  expect(splitHeldOut(numbers, 3)).toEqual({ fit, heldOut });
  expect(splitHeldOut(numbers, 4).heldOut).not.toEqual(heldOut);
  expect(splitHeldOut([1, 2, 3], 1).heldOut).toEqual([]);
  expect(() => splitHeldOut(numbers, 1, 2)).toThrow(/share of 2/);
});
