import Papa from 'papaparse';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tableToCsv } from '../../../src/lib/export/tableCsv';
import type { ModelRow, ScoreTable } from '../../../src/lib/scores/table';
import { hellaswag, truthfulqa } from './sample';

const row = (over: Partial<ModelRow>): ModelRow => ({
  id: '1',
  model: 'nimbus-70m',
  family: 'Nimbus',
  paramsB: 0.07,
  scores: { [hellaswag.key]: { value: 27.17, se: null, items: null } },
  excluded: false,
  line: 2,
  ...over,
});
const table = (...models: ModelRow[]): ScoreTable => ({
  title: 'x',
  panel: null,
  benchmarks: [hellaswag, truthfulqa],
  models,
});
const read = (csv: string) =>
  Papa.parse<string[]>(csv, { delimiter: ',', newline: '\r\n', skipEmptyLines: true }).data;

describe('tableToCsv', () => {
  test('writes keys as headings, blanks where there is no value, and no column that no model needs', () =>
    expect(tableToCsv(table(row({}), row({ model: 'nimbus-?', paramsB: null, scores: {} })))).toBe(
      'model,family,params_b,hellaswag/acc_norm/10-shot,truthfulqa/mc2/0-shot\r\n' +
        'nimbus-70m,Nimbus,0.07,27.17,\r\n' +
        'nimbus-?,Nimbus,,,\r\n',
    ));
  test('standard errors, items and exclusions get columns where any model has them', () => {
    const scores = { [truthfulqa.key]: { value: 40, se: 1.5, items: 800 } };
    expect(read(tableToCsv(table(row({}), row({ scores, excluded: true }))))).toEqual([
      [
        'model',
        'family',
        'params_b',
        hellaswag.key,
        truthfulqa.key,
        `${truthfulqa.key} stderr`,
        `${truthfulqa.key} items`,
        'excluded',
      ],
      ['nimbus-70m', 'Nimbus', '0.07', '27.17', '', '', '', ''],
      ['nimbus-70m', 'Nimbus', '0.07', '', '40', '1.5', '800', 'yes'],
    ]);
  });
  test('names survive quotes, commas and line breaks; numbers keep every digit', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'a,";=+\'\t\r\n é😀') }),
        fc.double({ min: 1e-9, max: 100, noNaN: true }),
        (model, value) => {
          const scores = { [hellaswag.key]: { value, se: null, items: null } };
          const [, [name, , , score]] = read(tableToCsv(table(row({ model, scores }))));
          expect(name.replace(/^'(?='*[=+\-@\t\r\n])/, '')).toBe(model);
          expect(Number(score)).toBe(value);
        },
      ),
    ));
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', "'=1", '＝1'])(
    'the text %j is no formula in a spreadsheet',
    (model) => {
      const csv = tableToCsv(table(row({ model, family: model })));
      const [, [name, family]] = read(csv);
      expect([name, family]).toEqual([`'${model}`, `'${model}`]);
    },
  );
  test('headings are text too', () => {
    const benchmarks = [{ ...hellaswag, key: '=cmd|x' }];
    expect(tableToCsv({ ...table(), benchmarks })).toBe("model,family,params_b,'=cmd|x\r\n");
  });
  test('a key that every object has is no score', () => {
    const benchmarks = [{ ...hellaswag, key: 'constructor' }];
    expect(read(tableToCsv({ ...table(row({})), benchmarks }))[1]).toEqual([
      'nimbus-70m',
      'Nimbus',
      '0.07',
      '',
    ]);
  });
});
