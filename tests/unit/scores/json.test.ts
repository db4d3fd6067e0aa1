import { describe, expect, test } from 'vitest';
import { importText, valuesOf } from './importing';

const rows = [
  { model: 'n-1b', hellaswag: 0.45, tqa: 0.4 },
  { model: 'n-3b', hellaswag: 0.55, tqa: null },
];
const expected = [
  ['n-1b', 1, { hellaswag: 45, truthfulqa: 40 }],
  ['n-3b', 3, { hellaswag: 55 }],
];

describe('JSON', () => {
  test.each<[string, string]>([
    ['an array of rows', JSON.stringify(rows)],
    ['rows in a wrapper', JSON.stringify({ version: 2, data: rows })],
    ['models in a wrapper', JSON.stringify({ models: rows })],
    ['columns', JSON.stringify({ model: ['n-1b', 'n-3b'], hellaswag: [0.45, 0.55], tqa: [0.4, null] })],
    [
      'columns by index, as data frames write them',
      JSON.stringify({
        model: { 0: 'n-1b', 1: 'n-3b' },
        hellaswag: { 0: 0.45, 1: 0.55 },
        tqa: { 0: 0.4, 1: null },
      }),
    ],
    [
      'columns and data',
      JSON.stringify({
        columns: ['model', 'hellaswag', 'tqa'],
        index: [0, 1],
        data: [
          ['n-1b', 0.45, 0.4],
          ['n-3b', 0.55, null],
        ],
      }),
    ],
    [
      'a matrix with a header',
      JSON.stringify([
        ['model', 'hellaswag', 'tqa'],
        ['n-1b', 0.45, 0.4],
        ['n-3b', 0.55, null],
      ]),
    ],
    [
      'rows by model',
      JSON.stringify({ 'n-1b': { hellaswag: 0.45, tqa: 0.4 }, 'n-3b': { hellaswag: 0.55, tqa: null } }),
    ],
    ['scores in an object', JSON.stringify(rows.map(({ model, ...scores }) => ({ model, scores })))],
    ['a row a line', rows.map((row) => JSON.stringify(row)).join('\n')],
    ['with a mark and space before it', `\uFEFF \n${JSON.stringify(rows)}`],
  ])('%s', async (_, text) => expect(valuesOf((await importText(text, 'a.json')).table)).toEqual(expected));

  test('rows know their lines', async () => {
    const pretty = JSON.stringify(
      [rows[0], { model: 'n-3b', hellaswag: 'a {"brace"} and \\' }, rows[1]],
      null,
      2,
    );
    const { table, result } = await importText(pretty, 'a.json');
    expect(table.models.map((row) => row.line)).toEqual([2, 7]);
    expect(result.problems.filter((one) => one.severity === 'skipped').map((one) => one.line)).toEqual([
      7, 7, 11,
    ]);
    const lines = await importText(rows.map((row) => JSON.stringify(row)).join('\n\n'), 'a.jsonl');
    expect(lines.table.models.map((row) => row.line)).toEqual([1, 3]);
  });

  test('long rows', async () => {
    const { table, draft } = await importText(
      JSON.stringify([
        { model: 'n-1b', task: 'hellaswag', value: 45 },
        { model: 'n-1b', task: 'mmlu', value: 30 },
      ]),
      'a.json',
    );
    expect(draft.shape).toBe('long');
    expect(valuesOf(table)).toEqual([['n-1b', 1, { hellaswag: 45, mmlu: 30 }]]);
  });

  test.each([
    ['{"a": [1, 2', /not valid JSON/],
    ['[{"model": "a"}, oops]', /not valid JSON/],
    ['{"model": "a", "x": 1}\n{"model": broken}', /line 2/],
    ['[]', /without a table/],
    ['[1, 2, 3]', /without a table/],
    ['{}', /without a table/],
    ['{"name": "package"}', /without a table/],
  ])('%s is refused in a sentence', async (text, message) => {
    const { draft, result } = await importText(text, 'a.json');
    expect(draft.rows).toBe(0);
    expect(result.problems[0]).toMatchObject({
      severity: 'refused',
      source: 'a.json',
      message: expect.stringMatching(message),
    });
  });

  test('a key of a prototype is a column like any other', async () => {
    const { table } = await importText(
      '[{"model":"n-1b","__proto__":{"x":1},"constructor":5,"hellaswag":45,"mmlu":30}]',
      'a.json',
    );
    expect(valuesOf(table)).toEqual([['n-1b', 1, { hellaswag: 45, mmlu: 30 }]]);
  });
});
