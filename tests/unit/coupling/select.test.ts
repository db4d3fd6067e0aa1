import { describe, expect, test } from 'vitest';
import { select } from '../../../src/lib/coupling/select';
import { BENCHMARKS, HELLASWAG, optionsWith, referenceTable, smallTable, TRUTHFULQA } from './tables';

const three = () =>
  smallTable([
    [1, 40, 45],
    [3, 50, 42],
    [7, 60, 39],
  ]);

describe('selection', () => {
  test('sorts by size and takes the first family and HellaSwag × TruthfulQA unasked', () => {
    const table = referenceTable();
    table.models.reverse();
    table.benchmarks.reverse();
    const { family, benchmark1, benchmark2, models } = select(table, optionsWith({}));
    expect(family).toBe(table.models[0].family);
    expect([benchmark1.key, benchmark2.key]).toEqual([HELLASWAG, TRUTHFULQA]);
    const sizes = models.map(({ paramsB }) => paramsB);
    expect([...sizes].sort((a, b) => a - b)).toEqual(sizes);
  });

  test('takes the first columns with scores where the usual pair is absent', () => {
    const table = referenceTable();
    const [hellaswag, truthfulqa, arc, winogrande, mmlu] = BENCHMARKS;
    table.benchmarks = [arc, winogrande, mmlu];
    const plain = select(table, optionsWith({ family: 'BLOOM' }));
    expect([plain.benchmark1.key, plain.benchmark2.key]).toEqual([arc.key, winogrande.key]);

    for (const row of table.models) delete row.scores[arc.key];
    const unscored = select(table, optionsWith({ family: 'BLOOM' }));
    expect([unscored.benchmark1.key, unscored.benchmark2.key]).toEqual([winogrande.key, mmlu.key]);

    table.benchmarks = [truthfulqa, winogrande];
    const half = select(table, optionsWith({ family: 'BLOOM' }));
    expect([half.benchmark1.key, half.benchmark2.key]).toEqual([winogrande.key, truthfulqa.key]);

    table.benchmarks = [winogrande, hellaswag];
    const other = select(table, optionsWith({ family: 'BLOOM' }));
    expect([other.benchmark1.key, other.benchmark2.key]).toEqual([hellaswag.key, winogrande.key]);
  });

  test('never pairs a benchmark with itself when one is asked for', () => {
    for (const key of BENCHMARKS.map((benchmark) => benchmark.key)) {
      for (const options of [{ benchmark1: key }, { benchmark2: key }]) {
        const { benchmark1, benchmark2 } = select(referenceTable(), optionsWith(options));
        expect(benchmark1.key).not.toBe(benchmark2.key);
        expect([benchmark1.key, benchmark2.key]).toContain(key);
      }
    }
  });

  test('lists what it leaves out, with line and reason', () => {
    const table = smallTable([
      [1, 40, 45],
      [3, 50, 42],
      [7, 60, 39],
      [null, 60, 39],
      [13, 66, null],
      [30, 70, 140],
    ]);
    table.models[2].excluded = true;
    const { excluded, models } = select(table, optionsWith({}));
    expect(models.map(({ model }) => model)).toEqual(['M0', 'M1']);
    expect(excluded.map(({ row }) => row)).toEqual([4, 5, 6, 7]);
    expect(excluded[0].reason).toBe('excluded by you');
    expect(excluded[1].reason).toContain('no size');
    expect(excluded[2].reason).toBe('no score on TruthfulQA MC2');
    expect(excluded[3].reason).toContain('140');
  });

  test('shows models of equal size, and joins the first of them in file order', () => {
    const table = smallTable([
      [3, 50, 42],
      [1, 40, 45],
      [3, 55, 30],
      [7, 60, 39],
    ]);
    const { models, line } = select(table, optionsWith({}));
    expect(models.map(({ model, sizeTwin }) => [model, sizeTwin])).toEqual([
      ['M1', false],
      ['M0', false],
      ['M2', true],
      ['M3', false],
    ]);
    expect(line.names).toEqual(['M1', 'M0', 'M3']);
  });

  test('takes item counts from the user, the score, the benchmark, and else assumes them and says so', () => {
    const table = three();
    table.benchmarks[1].items = null;
    table.models[1].scores[TRUTHFULQA].items = 500;
    const assumed = select(table, optionsWith({}));
    expect(assumed.assumedItems).toEqual([TRUTHFULQA]);
    expect(assumed.models.map(({ items }) => items[TRUTHFULQA])).toEqual([null, 500, null]);
    expect(assumed.models[0].se[TRUTHFULQA]).toBeCloseTo(41 / Math.sqrt(1000), 12);
    const set = select(table, optionsWith({ items: { [TRUTHFULQA]: 400 } }));
    expect(set.assumedItems).toEqual([]);
    expect(set.models.map(({ se }) => se[TRUTHFULQA])).toEqual([2.05, 2.05, 2.05]);
  });

  test('needs no item count where standard errors are told', () => {
    const table = three();
    table.benchmarks[1].items = null;
    for (const row of table.models) row.scores[TRUTHFULQA].se = 1.2;
    const { assumedItems, models } = select(table, optionsWith({}));
    expect(assumedItems).toEqual([]);
    expect(models[0].se[TRUTHFULQA]).toBe(1.2);
  });

  test('marks models at chance', () => {
    const table = three();
    table.models[0].scores[HELLASWAG].value = 26;
    expect(select(table, optionsWith({})).models.map(({ atChance }) => atChance)).toEqual([
      [HELLASWAG],
      [],
      [],
    ]);
  });
});

describe('what cannot be diagnosed', () => {
  const message = (change: (table: ReturnType<typeof three>) => void, options = {}) => {
    const table = three();
    change(table);
    try {
      select(table, optionsWith(options));
    } catch (error) {
      expect(error).toMatchObject({ name: 'DiagnosisError' });
      return (error as Error).message;
    }
    throw new Error('it was diagnosed');
  };

  test('is refused with the value at fault and a remedy', () => {
    expect(message((table) => (table.models = []))).toMatch(/no models.*Drop a file/);
    expect(message(() => undefined, { family: 'Gone' })).toMatch(/“Gone”.*Choose one of its families: Toy/);
    expect(message(() => undefined, { benchmark1: 'gone' })).toMatch(/“gone”.*Choose among HellaSwag and/);
    expect(message(() => undefined, { benchmark1: TRUTHFULQA, benchmark2: TRUTHFULQA })).toMatch(
      /both TruthfulQA MC2.*two different/,
    );
    expect(message((table) => table.benchmarks.pop())).toMatch(/one benchmark, HellaSwag.*add a column/);
    expect(message((table) => (table.models.length = 1))).toMatch(/one model .*M0.*Two sizes are needed/);
    expect(
      message((table) => {
        for (const row of table.models) row.paramsB = null;
      }),
    ).toMatch(/no model.*Three are left out, first M0: no size/);
    expect(
      message((table) => {
        for (const row of table.models) row.paramsB = 7;
      }),
    ).toMatch(/three models of Toy have the same size/);
  });

  test('includes a list that is no family', () => {
    const table = smallTable(Array.from({ length: 501 }, (_, i) => [i + 1, 50, 50]));
    expect(() => select(table, optionsWith({}))).toThrow(/501 models.*500 at most/);
    table.models.pop();
    expect(select(table, optionsWith({})).line.names).toHaveLength(500);
  });
});
