import { describe, expect, test } from 'vitest';
import { importText, keysOf, valuesOf } from './importing';

describe('long tables', () => {
  test('model, benchmark, score', async () => {
    const { table, draft } = await importText(
      'model,benchmark,score\nn-1b,HellaSwag (10-shot),45.1\nn-1b,TruthfulQA MC2,40\nn-3b,HellaSwag (10-shot),55\nn-3b,TruthfulQA MC2,39\n',
    );
    expect(draft).toMatchObject({ shape: 'long', rows: 4, doubtful: false });
    expect(valuesOf(table)).toEqual([
      ['n-1b', 1, { 'hellaswag/10-shot': 45.1, 'truthfulqa/mc2': 40 }],
      ['n-3b', 3, { 'hellaswag/10-shot': 55, 'truthfulqa/mc2': 39 }],
    ]);
  });

  test('every optional column, in fractions', async () => {
    const { table } = await importText(
      'family;params;model;task;metric;shots;value;stderr\nN;1B;a;hellaswag;acc_norm;10;0,451;0,005\nN;1B;a;truthfulqa_mc2;acc;0;0,40;0,015\nN;3B;b;hellaswag;acc_norm;10-shot;0,55;\n',
    );
    expect(table.models.map((row) => [row.family, row.paramsB, row.scores])).toEqual([
      [
        'N',
        1,
        {
          'hellaswag/acc_norm/10-shot': { value: 45.1, se: 0.5, items: null },
          'truthfulqa/mc2/0-shot': { value: 40, se: 1.5, items: null },
        },
      ],
      ['N', 3, { 'hellaswag/acc_norm/10-shot': { value: 55, se: null, items: null } }],
    ]);
  });

  test('identities stay apart, and a family that mixes them is named with its rows', async () => {
    const { table, result } = await importText(
      'model,benchmark,metric,score\nn-1b,hellaswag,acc,45\nn-3b,hellaswag,acc_norm,55\nn-1b,truthfulqa,mc1,24\nn-3b,truthfulqa,mc2,40\n',
    );
    expect(keysOf(table)).toEqual([
      'hellaswag/acc',
      'hellaswag/acc_norm',
      'truthfulqa/mc1',
      'truthfulqa/mc2',
    ]);
    expect(result.problems.filter((one) => /mixes/.test(one.message)).map((one) => one.message)).toEqual([
      expect.stringMatching(/hellaswag\/acc: n-1b .*hellaswag\/acc_norm: n-3b/),
      expect.stringMatching(/truthfulqa\/mc1: n-1b .*truthfulqa\/mc2: n-3b/),
    ]);
  });

  test('a family scored in both ways throughout mixes nothing', async () => {
    const { result } = await importText(
      'model,benchmark,metric,score\nn-1b,hellaswag,acc,45\nn-1b,hellaswag,acc_norm,50\nn-3b,hellaswag,acc,55\nn-3b,hellaswag,acc_norm,60\n',
    );
    expect(result.problems.filter((one) => /mixes/.test(one.message))).toEqual([]);
  });

  test('rows that cannot be used are listed with their lines', async () => {
    const { table, result } = await importText(
      'model,benchmark,score\nn-1b,hellaswag,45\nn-1b,hellaswag,46\n,hellaswag,47\nn-1b,mmlu,\nn-3b,hellaswag,pending\nn-3b,mmlu,30\n',
    );
    expect(valuesOf(table)).toEqual([
      ['n-1b', 1, { hellaswag: 45 }],
      ['n-3b', 3, { mmlu: 30 }],
    ]);
    expect(
      result.problems.filter((one) => one.severity === 'skipped').map((one) => [one.line, one.value]),
    ).toEqual([
      [3, '46'],
      [4, '47'],
      [5, 'n-1b'],
      [6, 'pending'],
    ]);
  });

  test('a benchmark that is not known keeps its name', async () => {
    const { table } = await importText(
      'model,benchmark,score\nn-1b,hellaswag,45\nn-1b,mmlu,30\nn-1b,Kindness v2,12\n',
    );
    expect(table.benchmarks[2]).toMatchObject({ key: 'kindness_v2', label: 'Kindness v2' });
  });
});
