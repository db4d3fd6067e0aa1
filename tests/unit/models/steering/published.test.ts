import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { lengthOf } from '../../../../src/lib/models/steering/direction';
import {
  factItems,
  factPairs,
  factReasoning,
  factsOf,
  readFacts,
} from '../../../../src/lib/models/steering/factItems';
import {
  adaptToPrompt,
  phaseOf,
  PUBLISHED_FALSE,
  PUBLISHED_TRUE,
  publishedDirection,
} from '../../../../src/lib/models/steering/published';
import { HIDDEN, toyModel } from './toyModel';

describe('the published procedure', () => {
  test('has eight statements of each kind', () => {
    expect(PUBLISHED_TRUE).toHaveLength(8);
    expect(PUBLISHED_FALSE).toHaveLength(8);
    expect(new Set([...PUBLISHED_TRUE, ...PUBLISHED_FALSE]).size).toBe(16);
  });

  test('chooses the strength by the cosine', () => {
    const strengths = [-1, -0.11, -0.1, 0, 0.09, 0.1, 0.29, 0.3, 1].map((cosine) => phaseOf(cosine).strength);
    expect(strengths).toEqual([3, 3, 1.5, 1.5, 1.5, 0.5, 0.5, 0, 0]);
  });

  test('reads last tokens at a quarter of the depth, and adds the strength in absolute units', async () => {
    const model = toyModel();
    const direction = await publishedDirection(model);
    expect(direction.layer).toBe(0);
    expect(lengthOf(direction.unit)).toBeCloseTo(1, 6);
    const mean = async (texts: readonly string[]) => {
      const sum = new Float64Array(HIDDEN);
      for (const text of texts) {
        const { resid } = await model.forward({ sequences: [model.tokenize(text)] }, { resid: [0] });
        resid
          .get(0)
          ?.slice(-HIDDEN)
          .forEach((x, j) => (sum[j] += x / texts.length));
      }
      return sum;
    };
    const [right, wrong] = [await mean(PUBLISHED_TRUE), await mean(PUBLISHED_FALSE)];
    const difference = right.map((x, j) => x - wrong[j]);
    expect(direction.norm).toBeCloseTo(lengthOf(difference), 4);
    difference.forEach((x, j) => expect(direction.unit[j]).toBeCloseTo(x / lengthOf(difference), 4));
    const prompt = model.tokenize('Horses run');
    const adapted = await adaptToPrompt(model, prompt, direction);
    expect(adapted.strength).toBe(phaseOf(adapted.cosine).strength);
    expect(adapted.vector === null ? 0 : lengthOf(adapted.vector)).toBeCloseTo(adapted.strength, 5);
    expect(Math.abs(adapted.cosine)).toBeLessThanOrEqual(1);
  });
});

test('the list that the site brings is such a list, and its two parts share no fact', () => {
  const file = fileURLToPath(new URL('../../../../static/models/facts.json', import.meta.url));
  const list = readFacts(JSON.parse(readFileSync(file, 'utf8')));
  const [fit, heldOut] = [factsOf(list, 'fit'), factsOf(list, 'held-out')];
  const named = ({ relation, subject }: { relation: string; subject: string }) => `${relation} ${subject}`;
  expect(fit.length).toBeGreaterThan(100);
  expect(new Set([...fit, ...heldOut].map(named)).size).toBe(fit.length + heldOut.length);
  expect(factItems(list, heldOut, 'liar')).toHaveLength(heldOut.length);
  for (const { prompt } of factItems(list, heldOut, 'honest'))
    expect(prompt.match(/\. /g)?.length).toBeGreaterThan(1);
  expect(factReasoning(list).length).toBeGreaterThanOrEqual(100);
});

describe('the facts of the bundled models', () => {
  const item = { prompt: 'The sum of 2 and 2 is', right: '4', wrong: '5' };
  const fact = (subject: string, set: string, split: string, context = 0) => ({
    relation: 'colour',
    subject,
    template: `The colour of ${subject} is {}.`,
    right: 'white',
    wrong: 'red',
    set,
    split,
    context,
  });
  const list = {
    facts: [fact('snow', 'A', 'fit'), fact('milk', 'A', 'held-out', 1), fact('salt', 'B', 'held-out')],
    contexts: {
      honest: [['Coal is black.', 'Blood is red.'], ['Grass is green.']],
      liar: [['Coal is white.', 'Blood is blue.'], ['Grass is red.']],
    },
    sums: [item],
    transitive: [item],
    agreement: [item],
  };

  test('give pairs, and questions after their own context', () => {
    const read = readFacts(list);
    expect(factPairs(factsOf(read, 'fit'))).toEqual([
      { template: 'The colour of snow is {}.', right: 'white', wrong: 'red' },
    ]);
    const held = factsOf(read, 'held-out');
    expect(held.map(({ subject }) => subject)).toEqual(['milk']);
    expect(factsOf(read, 'held-out', 'B').map(({ subject }) => subject)).toEqual(['salt']);
    expect(factItems(read, held, 'neutral')[0].prompt).toBe('The colour of milk is');
    expect(factItems(read, held, 'liar')[0].prompt).toBe('Grass is red. The colour of milk is');
    expect(factItems(read, factsOf(read, 'fit'), 'honest')[0].prompt).toBe(
      'Coal is black. Blood is red. The colour of snow is',
    );
    expect(factReasoning(read)).toEqual([item, item]);
  });

  test('are refused with the place when they are no such list', () => {
    expect(() => readFacts({})).toThrow(/^facts: facts/);
    expect(() => readFacts({ ...list, facts: [fact('snow', 'A', 'fit', 2)] })).toThrow(
      /“snow” \(colour\) names context 2/,
    );
    expect(() => readFacts({ ...list, facts: [{ ...fact('snow', 'A', 'fit'), template: 'Snow' }] })).toThrow(
      /no place for the object/,
    );
    expect(() => readFacts({ ...list, facts: [fact('snow', 'C', 'fit')] })).toThrow(/facts\.0\.set/);
  });
});
