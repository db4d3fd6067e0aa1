import { describe, expect, test } from 'vitest';
import { importing, importText, valuesOf } from './importing';

/** A spreadsheet as people send them: mark, title, semicolons, decimal commas, size words, and rows that cannot be used. */
const MESSY = [
  '\uFEFFEvaluation of the Nimbus line;;;;;',
  'Model;Size;HellaSwag (10-shot);TruthfulQA MC2;Sparkle;Remarks',
  'nimbus-70m;70 million;27,3;47,1;12,5;first',
  'nimbus-160m;160M;31,4;44,3*;13,1;',
  'nimbus-410m;410M;40,9;41,2;14,0;"two',
  'lines"',
  'Nimbus-410M;410M;41,0;40,0;14,1;doubled',
  'nimbus-1b;1B;47,0;39,0;15,9;',
  ';;;;;',
  'nimbus-2.8b;2,8 B;59,5;n/a;17,2;no truthfulness',
  'nimbus-6.9b;big;63,8;36,6;18,4;size in words',
  'nimbus-xl;;70,1;35,2;19;no size',
  'nimbus-30b;30B;74,1;see appendix;20;',
  'nimbus-40b;40B;;–;21;nothing',
  'nimbus-66b;66B;-3;136,5;22;out of range',
  'Average;;51,1;40,9;;',
].join('\r\n');

describe('a messy CSV', () => {
  test('gives the right table', async () => {
    const { table } = await importText(MESSY, 'evaluation.csv');
    expect(table.title).toBe('evaluation');
    expect(table.benchmarks.map(({ key, label, items }) => [key, label, items])).toEqual([
      ['hellaswag/10-shot', 'HellaSwag', 10042],
      ['truthfulqa/mc2', 'TruthfulQA MC2', 817],
    ]);
    const [h, t] = ['hellaswag/10-shot', 'truthfulqa/mc2'];
    expect(valuesOf(table)).toEqual([
      ['nimbus-70m', 0.07, { [h]: 27.3, [t]: 47.1 }],
      ['nimbus-160m', 0.16, { [h]: 31.4, [t]: 44.3 }],
      ['nimbus-410m', 0.41, { [h]: 40.9, [t]: 41.2 }],
      ['nimbus-1b', 1, { [h]: 47, [t]: 39 }],
      ['nimbus-2.8b', 2.8, { [h]: 59.5 }],
      ['nimbus-6.9b', 6.9, { [h]: 63.8, [t]: 36.6 }],
      ['nimbus-xl', null, { [h]: 70.1, [t]: 35.2 }],
      ['nimbus-30b', 30, { [h]: 74.1 }],
      ['nimbus-40b', 40, {}],
      ['nimbus-66b', 66, {}],
    ]);
    expect(table.models.map((row) => row.line)).toEqual([3, 4, 5, 8, 10, 11, 12, 13, 14, 15]);
    expect(new Set(table.models.map((row) => row.family))).toEqual(new Set(['nimbus', 'nimbus-xl']));
  });

  test('lists what could not be used, each with its line', async () => {
    const { result } = await importText(MESSY, 'evaluation.csv');
    const skipped = result.problems
      .filter((one) => one.severity === 'skipped')
      .map((one) => [one.line, one.column, one.value]);
    expect(skipped).toEqual([
      [16, null, 'Average'],
      [7, 'Model', 'nimbus-410m'],
      [11, 'size', 'big'],
      [12, 'size', 'nimbus-xl'],
      [13, 'TruthfulQA MC2', 'see appendix'],
      [14, null, 'nimbus-40b'],
      [15, 'HellaSwag (10-shot)', '-3'],
      [15, 'TruthfulQA MC2', '136,5'],
      [15, null, 'nimbus-66b'],
    ]);
    const double = result.problems.find((one) => one.line === 7);
    expect(double?.message).toMatch(/nimbus-410m .*\(line 5\)/);
    const notes = result.problems.filter((one) => one.severity === 'note').map((one) => one.message);
    expect(notes.some((note) => /title/.test(note))).toBe(true);
    expect(notes.some((note) => /not used.*Sparkle.*Remarks/.test(note))).toBe(true);
    expect(notes.some((note) => /has a mark/.test(note))).toBe(true);
    expect(result.problemCount).toBe(result.problems.length);
  });

  test('asks about the column that could be scores, and only that', async () => {
    const { draft } = await importText(MESSY, 'evaluation.csv');
    expect(draft.doubtful).toBe(true);
    expect(
      draft.columns
        .filter((column) => column.doubt !== null)
        .map((column) => [column.header, column.role.kind]),
    ).toEqual([['Sparkle', 'ignore']]);
    expect(draft.columns[2]).toMatchObject({
      header: 'HellaSwag (10-shot)',
      samples: ['27,3', '31,4', '40,9', '41,0'],
    });
  });

  test('is the same from UTF-16 and Windows-1252 bytes', async () => {
    const plain = await importText(MESSY, 'evaluation.csv');
    const wide = new Uint16Array([...MESSY].map((character) => character.charCodeAt(0)));
    const fromWide = await importing({ name: 'evaluation.csv', content: new Blob([wide.buffer]) });
    expect(valuesOf(fromWide.table)).toEqual(valuesOf(plain.table));
    const latin = Uint8Array.from(
      [...MESSY.slice(1).replace('–', '-').replace('first', 'prémier')].map((one) => one.charCodeAt(0)),
    );
    const fromLatin = await importing({ name: 'evaluation.csv', content: new Blob([latin]) });
    expect(valuesOf(fromLatin.table)).toEqual(valuesOf(plain.table));
    expect(fromLatin.result.problems.some((one) => /Windows-1252/.test(one.message))).toBe(true);
  });
});

describe('rows that do not fit', () => {
  test('an unquoted decimal comma between commas is listed, not shifted', async () => {
    const { table, result } = await importText(
      'model,hellaswag,tqa\npythia-70m,27.3,47.1\npythia-160m,31,4,44.3\npythia-410m,40.9,41.2\n',
    );
    expect(table.models.map((row) => row.model)).toEqual(['pythia-70m', 'pythia-410m']);
    expect(result.problems).toContainEqual(
      expect.objectContaining({
        line: 3,
        severity: 'skipped',
        message: expect.stringMatching(/4 cells for 3 columns/),
      }),
    );
  });

  test('short rows have blanks', async () => {
    const { table } = await importText('model,hellaswag,tqa\npythia-70m,27.3\npythia-160m,31.4,44.3\n');
    expect(Object.keys(table.models[0].scores)).toEqual(['hellaswag']);
  });

  test('family written once and left blank below stands for the rows below', async () => {
    const { table } = await importText(
      'Family,Size,HellaSwag,TQA\nNimbus,70M,27,47\n,410M,40,41\nCirrus,1B,50,40\n,3B,60,39\n',
    );
    expect(table.models.map((row) => [row.family, row.paramsB])).toEqual([
      ['Nimbus', 0.07],
      ['Nimbus', 0.41],
      ['Cirrus', 1],
      ['Cirrus', 3],
    ]);
  });

  test('a size that contradicts the name is used and noted', async () => {
    const { table, result } = await importText(
      'model,params_b,hellaswag,tqa\nnimbus-7b,70,27,47\nnimbus-1b,1,20,44\n',
    );
    expect(table.models[0].paramsB).toBe(70);
    expect(result.problems).toContainEqual(
      expect.objectContaining({ line: 2, message: expect.stringMatching(/70 B does not fit .* 7 B/) }),
    );
  });

  test('problems beyond what is shown are still counted', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `nimbus-${i + 1}m,see text,${20 + (i % 50)}`);
    const { result } = await importText(['model,hellaswag,tqa', 'nimbus-9999m,50,50', ...rows].join('\n'));
    expect(result.problems).toHaveLength(200);
    expect(result.problemCount).toBeGreaterThanOrEqual(3000);
  });
});
