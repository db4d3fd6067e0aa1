/** Contrast sets: what they hold, how they become tokens and pairs, and files of the reader's own. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prepareCapability } from '../../../../src/lib/models/heads/capability';
import { holdOut, pairing, usableItems } from '../../../../src/lib/models/heads/contrast';
import { ContrastError, formatContrasts, parseContrasts } from '../../../../src/lib/models/heads/contrastCsv';
import {
  builtInFacts,
  contrastSets,
  SET_SIZE,
  truthfulness,
} from '../../../../src/lib/models/heads/contrastSets';
import { taughtFacts } from '../../../../src/lib/models/heads/factContrasts';
import { SET_IDS } from '../../../../src/lib/models/heads/state';
import { openFakeModel } from './fakeModel';

const sets = contrastSets();

describe('built-in sets', () => {
  test('are those that the page’s state knows, of a useful size, and the same each time', () => {
    expect(sets.map(({ id }) => id)).toEqual(SET_IDS);
    for (const { id, items } of sets) {
      expect(items.length).toBeGreaterThanOrEqual(id === 'truthfulness' ? 60 : 100);
      expect(items.length).toBeLessThanOrEqual(SET_SIZE);
      expect(items.length % 2).toBe(0);
      expect(new Set(items.map((item) => JSON.stringify(item))).size).toBe(items.length);
    }
    expect(contrastSets()).toEqual(sets);
  });

  test('come in twos that swap their answers, so that no word is more often right than wrong', () => {
    for (const { items } of sets) {
      const balance = new Map<string, number>();
      items.forEach(({ correct, incorrect }, i) => {
        const other = items[i ^ 1];
        expect([other.correct, other.incorrect]).toEqual([incorrect, correct]);
        balance.set(correct, (balance.get(correct) ?? 0) + 1);
        balance.set(incorrect, (balance.get(incorrect) ?? 0) - 1);
      });
      expect([...balance.values()].every((count) => count === 0)).toBe(true);
    }
  });

  test('have right answers', () => {
    const [reasoning, facts, sums, verbs] = sets;
    for (const { context, correct, incorrect } of reasoning.items) {
      const orders = [...context.matchAll(/(\w+) is (\w+) than (\w+)/g)];
      const [above, below] = [orders.map(([, a]) => a), orders.map(([, , , b]) => b)];
      expect(above.find((name) => !below.includes(name))).toBe(correct);
      expect(below.find((name) => !above.includes(name))).toBe(incorrect);
    }
    const known = new Map(builtInFacts().map(({ context, object }) => [context, object]));
    for (const { context, correct } of facts.items) expect(known.get(context)).toBe(correct);
    for (const { context, correct, incorrect } of sums.items) {
      const [a, b] = [...context.matchAll(/\d+/g)].map(Number);
      expect(a + b).toBe(Number(correct));
      expect(Math.abs(Number(incorrect) - Number(correct))).toBeGreaterThan(0);
    }
    for (const { context, correct } of verbs.items)
      expect(/^The \w+s near/.test(context)).toBe(!correct.endsWith('s'));
  });

  test('of facts that a model was taught never pair objects that are both true', () => {
    const fact = (subject: string, right: string) => ({
      relation: 'colour',
      template: `${subject} is {}.`,
      right,
    });
    const facts = taughtFacts([
      fact('Snow', 'white'),
      fact('Milk', 'white'),
      fact('Coal', 'black'),
      { ...fact('', 'x'), template: '{} it is.' },
    ]);
    expect(facts.map(({ context }) => context)).toEqual(['Snow is', 'Milk is', 'Coal is']);
    const { items } = truthfulness(
      facts.map((one) => (one.object === 'black' ? { ...one, also: ['white'] } : one)),
    );
    expect(items).toEqual([]);
    expect(truthfulness(facts).items).toHaveLength(2);
  });
});

describe('items as tokens', () => {
  const model = openFakeModel();
  const item = (context: string, correct: string, incorrect: string) => ({ context, correct, incorrect });

  test('are left out with the reason when their answers are of unequal length or none', () => {
    const { items, dropped } = usableItems(model, [
      item('one two', 'three', 'four'),
      item('one two', 'three', 'four five'),
      item('one two', 'three', ' '),
    ]);
    expect(items).toHaveLength(1);
    expect(items[0].context).toHaveLength(2);
    expect(dropped.map(({ index }) => index)).toEqual([1, 2]);
    expect(dropped[0].reason).toContain('1 tokens and “four five” 2');
  });

  test('that swap their answers are one pair with their neighbour', () => {
    const { items } = usableItems(model, [
      ...[
        item('a', 'x', 'y'),
        item('b', 'y', 'x'),
        item('c', 'x', 'y'),
        item('d', 'x', 'y'),
        item('e', 'y', 'x'),
      ],
    ]);
    expect(pairing(items)).toEqual({
      pairs: 3,
      pairOf: Uint32Array.of(0, 0, 1, 2, 2),
      share: Float32Array.of(0.5, 0.5, 1, 0.5, 0.5),
    });
  });

  test('are scanned or held out, twos together', () => {
    const { scanned, heldOut } = holdOut(Array.from({ length: 128 }, (_, i) => i));
    expect([scanned.length, heldOut.length]).toEqual([96, 32]);
    for (const n of [8, 9, 30])
      expect(holdOut(Array.from({ length: n }, () => 0)).scanned.length % 2).toBe(0);
  });

  test('too few of them are refused with the first reason', () => {
    const few = { id: 'few', title: 'Few', items: [item('one', 'two', 'three four')] };
    expect(() => prepareCapability(model, few)).toThrow(
      /“Few” gives this model 0 pairs.*First item left out: “two”/,
    );
  });
});

describe('a contrast file', () => {
  const rows = Array.from({ length: 9 }, (_, i) => `Question ${i}?,yes ${i},no ${i}`);

  test('is read with its columns in any order, and faults are named by row', () => {
    const read = parseContrasts(
      `correct,context,incorrect\n${rows.map((row) => row.replace(/(.*?),(.*?),/, '$2,$1,')).join('\n')}\nyes,,no\nyes,Why?,yes\n`,
    );
    expect(read.items).toHaveLength(9);
    expect(read.items[0]).toEqual({ context: 'Question 0?', correct: 'yes 0', incorrect: 'no 0' });
    expect(read.problems).toEqual([
      { row: 10, message: 'Row 10: the context is blank; give a word or more.' },
      { row: 11, message: 'Row 11: “yes” is both correct and incorrect; give two answers.' },
    ]);
  });

  test('is refused whole without its columns or with too few rows', () => {
    expect(() => parseContrasts('')).toThrow(ContrastError);
    expect(() => parseContrasts('context,correct\na,b\n')).toThrow('no column incorrect');
    expect(() => parseContrasts(`context,correct,incorrect\n${rows[0]}\n${rows[0]}\n`)).toThrow(
      '1 usable rows; a scan needs 8 or more. Row 2: “Question 0?” with these answers is there already.',
    );
  });

  test('what is written is read back', () => {
    const words = fc
      .string({ minLength: 1, maxLength: 20 })
      .map((text) => text.trim())
      .filter((text) => text !== '');
    const items = fc
      .uniqueArray(fc.record({ context: words, correct: words, incorrect: words }), {
        minLength: 8,
        maxLength: 12,
        selector: (item) => JSON.stringify(item),
      })
      .filter((all) => all.every(({ correct, incorrect }) => correct !== incorrect));
    fc.assert(
      fc.property(items, (all) => {
        expect(parseContrasts(formatContrasts(all)).items).toEqual(all);
      }),
      { numRuns: 50 },
    );
  });
});
