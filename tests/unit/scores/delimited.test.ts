import { describe, expect, test } from 'vitest';
import { detectDelimiter } from '$lib/scores/import/delimiter';
import { pacer } from '$lib/scores/import/pacing';
import { readRecords } from '$lib/scores/import/records';
import { importText, keysOf, valuesOf } from './importing';

const rowsOf = (text: string, delimiter: ',' | ';' = ',') => readRecords(text, delimiter, pacer(undefined));

const expected = [
  ['pythia-70m', 0.07, { hellaswag: 27.3, truthfulqa: 47.1 }],
  ['pythia-1.4b', 1.4, { hellaswag: 52, truthfulqa: 38.75 }],
];

describe('the same table in every shape', () => {
  test.each([
    ['commas', 'model,size,hellaswag,tqa\npythia-70m,70M,27.3,47.1\npythia-1.4b,1.4B,52,38.75\n'],
    ['no last line break', 'model,size,hellaswag,tqa\npythia-70m,70M,27.3,47.1\npythia-1.4b,1.4B,52,38.75'],
    [
      'carriage returns',
      'model,size,hellaswag,tqa\r\npythia-70m,70M,27.3,47.1\r\npythia-1.4b,1.4B,52,38.75\r\n',
    ],
    [
      'old Macintosh line ends',
      'model,size,hellaswag,tqa\rpythia-70m,70M,27.3,47.1\rpythia-1.4b,1.4B,52,38.75',
    ],
    [
      'semicolons and decimal commas',
      'Model;Size;HellaSwag;TQA\npythia-70m;0,07B;27,3;47,1\npythia-1.4b;1,4B;52,0;38,75\n',
    ],
    ['tabs', 'model\tparams\thellaswag\ttqa\npythia-70m\t0.07\t27.3\t47.1\npythia-1.4b\t1.4\t52\t38.75'],
    ['bars', 'model|params|hellaswag|tqa\npythia-70m|0.07|27.3|47.1\npythia-1.4b|1.4|52|38.75'],
    [
      'Markdown',
      '| Model | Params | HellaSwag | TQA |\n|:--|--:|--:|--:|\n| **pythia-70m** | 70M | 27.3 | **47.1** |\n| [pythia-1.4b](https://x.org/a) | 1.4B | 52 | 38.75 |\n',
    ],
    [
      'a spreadsheet that names its separator',
      'sep=;\nmodel;size;hellaswag;tqa\npythia-70m;70M;27,3;47,1\npythia-1.4b;1.4B;52;38,75\n',
    ],
    [
      'quoted decimal commas between commas',
      'model,size,hellaswag,tqa\npythia-70m,70M,"27,3","47,1"\npythia-1.4b,1.4B,52,"38,75"\n',
    ],
    ['fractions', 'model,size,hellaswag,tqa\npythia-70m,70M,0.273,0.471\npythia-1.4b,1.4B,0.52,0.3875\n'],
    ['percent signs', 'model,size,hellaswag,tqa\npythia-70m,70M,27.3%,47.1 %\npythia-1.4b,1.4B,52%,38.75%\n'],
    ['no size column', 'model,hellaswag,tqa\npythia-70m,27.3,47.1\npythia-1.4b,52,38.75\n'],
    [
      'blank and repeated header lines',
      '\n\nmodel,size,hellaswag,tqa\n\npythia-70m,70M,27.3,47.1\n,,,\nmodel,size,hellaswag,tqa\npythia-1.4b,1.4B,52,38.75\n\n\n',
    ],
    [
      'totals and comments',
      '# made by hand\nmodel,size,hellaswag,tqa\npythia-70m,70M,27.3,47.1\npythia-1.4b,1.4B,52,38.75\nAverage,,39.65,42.93\n# end,,,\n',
    ],
    [
      'units in a second line',
      'model,size,hellaswag,tqa\n,(B),%,%\npythia-70m,0.07,27.3,47.1\npythia-1.4b,1.4,52,38.75\n',
    ],
    ['millions', 'model,params_m,hellaswag,tqa\npythia-70m,70,27.3,47.1\npythia-1.4b,1400,52,38.75\n'],
    [
      'parameters',
      'model,params,hellaswag,tqa\npythia-70m,70000000,27.3,47.1\npythia-1.4b,"1,400,000,000",52,38.75\n',
    ],
    [
      'millions that only the names reveal',
      'model,params,hellaswag,tqa\npythia-70m,70,27.3,47.1\npythia-1.4b,1400,52,38.75\n',
    ],
  ])('%s', async (_, text) => {
    const { table, draft } = await importText(text);
    expect(valuesOf(table)).toEqual(expected);
    expect(table.models.map((row) => row.family)).toEqual(['Pythia', 'Pythia']);
    expect(draft).toMatchObject({ shape: 'wide', doubtful: false });
  });
});

describe('identity in headers', () => {
  test('two header lines are one name', async () => {
    const text =
      'Model,HellaSwag,,TruthfulQA,\n,acc,acc_norm,mc1,mc2\npythia-70m,26,27.3,24,47.1\npythia-160m,28,31.4,23,44.1\n';
    const { table } = await importText(text);
    expect(keysOf(table)).toEqual([
      'hellaswag/acc',
      'hellaswag/acc_norm',
      'truthfulqa/mc1',
      'truthfulqa/mc2',
    ]);
    expect(table.models[0].scores['hellaswag/acc_norm'].value).toBe(27.3);
  });

  test('metrics under a title that names the benchmark', async () => {
    const { table, draft } = await importText(
      'HellaSwag 10-shot\nmodel,acc,acc_norm\npythia-70m,26,27.3\npythia-160m,28,31.4\n',
    );
    expect(keysOf(table)).toEqual(['hellaswag/acc/10-shot', 'hellaswag/acc_norm/10-shot']);
    expect(table.benchmarks.map((one) => one.label)).toEqual(['HellaSwag (acc)', 'HellaSwag (acc_norm)']);
    expect(draft.problems[0].message).toMatch(/title/);
  });

  test('standard errors and items override', async () => {
    const { table } = await importText(
      'model,hellaswag,hellaswag_stderr,hellaswag_n,TruthfulQA MC2,±\npythia-70m,0.273,0.0044,"10,042",0.471,0.0151\npythia-160m,0.314,0.0046,10042,0.443,n/a\n',
    );
    expect(table.models[0].scores).toEqual({
      hellaswag: { value: 27.3, se: 0.44, items: 10042 },
      'truthfulqa/mc2': { value: 47.1, se: 1.51, items: null },
    });
    expect(table.models[1].scores['truthfulqa/mc2'].se).toBeNull();
  });

  test('a column that names the variant splits its benchmark, and the mixture is named with its rows', async () => {
    const { table, result } = await importText(
      'model,hellaswag,truthfulqa,truthfulqa_variant\npythia-70m,27,24,MC1\npythia-160m,31,44,MC2\npythia-410m,40,41,MC2\n',
    );
    expect(keysOf(table)).toEqual(['hellaswag', 'truthfulqa/mc1', 'truthfulqa/mc2']);
    const mixture = result.problems.find((one) => /mixes/.test(one.message));
    expect(mixture?.message).toMatch(
      /truthfulqa\/mc1: pythia-70m \(line 2\); truthfulqa\/mc2: pythia-160m \(line 3\), pythia-410m \(line 4\)/,
    );
  });
});

describe('records', () => {
  test('lines are those of the file, also after cells with line breaks', async () => {
    const { cells, lines } = await rowsOf('a,b\n"1\n2\n3",x\n\ny,z\n');
    expect(cells).toEqual([['a', 'b'], ['1\n2\n3', 'x'], [''], ['y', 'z']]);
    expect(lines).toEqual([1, 2, 5, 6]);
  });

  test('quotes that do not pair up are plain characters', async () => {
    const read = await rowsOf('model,note,s\na,5" disk,1\n"b,open,2\nc,x,3\n');
    expect(read.quotesIgnored).toBe(true);
    expect(read.cells[2]).toEqual(['"b', 'open', '2']);
    expect(read.lines).toEqual([1, 2, 3, 4]);
  });

  test('a long file is cut at line breaks outside quotes only', async () => {
    const row = `"${'x'.repeat(500)}\n${'y'.repeat(500)}",1`;
    const { cells, lines } = await rowsOf(Array.from({ length: 1500 }, () => row).join('\n'));
    expect(cells).toHaveLength(1500);
    expect(lines[1499]).toBe(1 + 2 * 1499);
    expect(new Set(cells.map((record) => record[0].length))).toEqual(new Set([1001]));
  });
});

test.each<[string, string]>([
  ['a;b\n1,5;2,5\n3,5;4,5', ';'],
  ['a,b\n1;5,2\n3,4', ','],
  ['a\tb\n1,5\t2;5', '\t'],
  ['"a,b";c\n"d,e";f', ';'],
  ['title, with commas, in it\na;b;c\n1;2;3\n4;5;6', ';'],
  ['alone', ','],
])('%j is separated by %j', (text, delimiter) => expect(detectDelimiter(text)).toBe(delimiter));
