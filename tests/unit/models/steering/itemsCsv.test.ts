import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { parseItems } from '$lib/models/steering/itemsCsv';

describe('a list of prompts', () => {
  test('one a line has no answers', () => {
    expect(parseItems('The sky is\n\n  Grass is  \r\n')).toEqual({
      prompts: ['The sky is', 'Grass is'],
      items: [],
      problems: [],
    });
  });
  test('a table gives answers, and names the row that lacks one', () => {
    const { prompts, items, problems } = parseItems(
      'prompt,right,wrong\nThe sky is,blue,green\nGrass is,,red\n,a,b\n',
    );
    expect(prompts).toEqual(['The sky is', 'Grass is']);
    expect(items).toEqual([{ prompt: 'The sky is', right: 'blue', wrong: 'green' }]);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/Row 3.*“Grass is”.*no right answer/);
    expect(problems[1]).toMatch(/Row 4/);
  });
  test('columns may stand in any order and be parted by semicolons', () => {
    expect(parseItems('Wrong;True;Prompt\nred;green;Grass is').items).toEqual([
      { prompt: 'Grass is', right: 'green', wrong: 'red' },
    ]);
  });
  test('an empty list, and columns that are not there, say what to give', () => {
    expect(() => parseItems(' \n ')).toThrow(/one prompt a line/);
    expect(() => parseItems('prompt,right\na,b')).toThrow(/“prompt, right”; name the columns/);
    expect(() => parseItems('x\n'.repeat(5001))).toThrow(/5001 prompts; at most 5000/);
  });
  test('what a spreadsheet writes is read back', () => {
    const word = fc.stringMatching(/^[A-Za-z][A-Za-z ,;"']{0,20}[A-Za-z]$/);
    fc.assert(
      fc.property(
        fc.array(fc.record({ prompt: word, right: word, wrong: word }), { minLength: 1 }),
        (items) => {
          const rows = items.map(({ prompt, right, wrong }) => [prompt, right, wrong]);
          expect(parseItems(Papa.unparse([['prompt', 'right', 'wrong'], ...rows])).items).toEqual(items);
        },
      ),
      { numRuns: 100 },
    );
  });
});
