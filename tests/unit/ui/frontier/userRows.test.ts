import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinTables } from '$lib/frontier/joinTables';
import { frontierFromScores } from '$lib/frontier/frontierTable';
import { benchmarkFrom, identityFromKey } from '$lib/scores/benchmark';
import { createImportSession } from '$lib/scores/import/session';
import type { ScoreTable } from '$lib/scores/table';
import { rowsPlace } from '$lib/ui/frontier/rowsPlace';
import { emptyFields, readFields, typedItems, typedScore } from '$lib/ui/frontier/modelForm';
import { merged, NO_LAB, rowOf, withLabs, withModel, withoutModel } from '$lib/ui/frontier/userRows';
import { frontierPanel } from '../../frontier/panel';

const benchmark = (key: string) => benchmarkFrom(identityFromKey(key));
const swe = benchmark('swe_bench_verified');
const gpqa = benchmark('gpqa_diamond');
const typed = (model: string, x: number, y: number) => ({
  model,
  lab: 'Lab',
  released: '2026-07',
  scores: [
    { benchmark: swe, value: x, items: null },
    { benchmark: gpqa, value: y, items: 198 },
  ],
});

/** As the page reads a file: the import worker's session, with the column of labs. */
async function imported(text: string): Promise<{ table: ScoreTable; problems: string[] }> {
  const session = createImportSession();
  await session.read([{ name: 'held out.csv', content: text }], undefined, { labsAsFamilies: true });
  const { problems } = session.useColumns();
  const listed = rowsPlace(() => undefined).problems?.(problems) ?? problems;
  return { table: withLabs(session.table()), problems: listed.map(({ message }) => message) };
}

const MESSY = [
  'Modell;Labor;Release date;SWE-bench Verified (%);GPQA-Diamond, pass@1',
  'Claude Opus 5;Anthropic;2026-07-01;88,5 %;95,1%',
  'Mystery-1;NewLab;2026-06;71,2 %;n/a',
].join('\n');

describe('what is typed into the form', () => {
  test.each([
    ['78.5', 78.5],
    ['78,5 %', 78.5],
    [' 78 ', 78],
    ['0', 0],
    ['100%', 100],
    ['', null],
  ])('%j is the score %j', (text, value) => expect(typedScore(text)).toBe(value));
  test.each(['101', '-3', 'high', '7 8', '1e2', 'NaN'])('%j is refused, quoted', (text) =>
    expect(typedScore(text)).toContain(`“${text}”`),
  );
  test.each([
    ['500', 500],
    ['10,042', 10042],
    ['', null],
  ])('%j is the item count %j', (text, value) => expect(typedItems(text)).toBe(value));
  test.each(['0', '1.5', 'many'])('%j is no item count', (text) =>
    expect(typedItems(text)).toContain(`“${text}”`),
  );
  test('both scores make a point before there is a name', () => {
    const { point, model } = readFields({ ...emptyFields(), x: '70', y: '80' }, swe, gpqa);
    expect(point).toMatchObject({ x: 70, y: 80, model: 'Your model' });
    expect(point?.seX).toBeCloseTo(100 * Math.sqrt((0.7 * 0.3) / 500), 12);
    expect(model?.scores.map(({ value }) => value)).toEqual([70, 80]);
  });
  test('one score is not enough, and a wrong date keeps the model out but not its point', () => {
    expect(readFields({ ...emptyFields(), x: '70' }, swe, gpqa)).toMatchObject({ point: null, model: null });
    const wrong = readFields({ ...emptyFields(), x: '70', y: '80', released: 'spring' }, swe, gpqa);
    expect(wrong.point).not.toBeNull();
    expect(wrong.model).toBeNull();
    expect(wrong.faults.released).toContain('“spring”');
  });
  test.each([
    ['2026-07', '2026-07'],
    ['July 2026', '2026-07'],
    ['15.09.2026', '2026-09-15'],
    ['', null],
  ])('the date %j is %j, as in a file', (released, expected) =>
    expect(readFields({ ...emptyFields(), x: '70', y: '80', released }, swe, gpqa).model?.released).toBe(
      expected,
    ),
  );
  test('an item count changes the noise', () => {
    const at = (itemsX: string) =>
      readFields({ ...emptyFields(), x: '70', y: '80', itemsX }, swe, gpqa).point?.seX ?? 0;
    expect(at('125')).toBeCloseTo(2 * at('500'), 10);
  });
});

describe('the reader’s models', () => {
  test('one of the same name is replaced, another is added', () => {
    const once = withModel(null, typed('A', 50, 60));
    const twice = withModel(once, typed('B', 55, 65));
    const again = withModel(twice, typed(' a ', 51, 61));
    expect(twice.models.map(({ model }) => model)).toEqual(['A', 'B']);
    expect(again.models).toHaveLength(2);
    expect(again.models.find(({ model }) => model.trim() === 'a')?.scores[swe.key].value).toBe(51);
  });
  test('ids stay unique however many come and go', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ maxLength: 6 }), fc.boolean()), { maxLength: 12 }),
        (steps) => {
          let table: ScoreTable | null = null;
          for (const [name, removes] of steps)
            table =
              removes && table
                ? withoutModel(table, table.models[0].id)
                : withModel(table, typed(name, 1, 2));
          const ids = table?.models.map(({ id }) => id) ?? [];
          expect(new Set(ids).size).toBe(ids.length);
        },
      ),
      { numRuns: 100 },
    ));
  test('taking out the last leaves no table', () => {
    const table = withModel(null, typed('A', 50, 60));
    expect(withoutModel(table, table.models[0].id)).toBeNull();
    expect(rowOf(table, 'user-r1')?.model).toBe('A');
    expect(rowOf(null, 'user-r1')).toBeNull();
  });
  test('a typed row and a file that states a metric share the panel’s column', async () => {
    const { table } = await imported(MESSY);
    for (const both of [
      merged(withModel(null, typed('A', 50, 60)), table),
      withModel(table, typed('A', 50, 60)),
    ]) {
      const joined = joinTables(frontierPanel, frontierFromScores(both));
      const own = joined.models.filter(({ subset }) => subset === 'user');
      expect(own.map(({ model, scores }) => [model, scores.gpqa_diamond?.value])).toEqual(
        expect.arrayContaining([
          ['A', 60],
          ['Claude Opus 5', 95.1],
          ['Mystery-1', undefined],
        ]),
      );
      expect(joined.assumed).toEqual([{ key: 'gpqa_diamond/pass@1', with: 'gpqa_diamond' }]);
    }
  });
});

describe('a messy file', () => {
  test('its column of labs is used, and a model without a size is no problem', async () => {
    const { table, problems } = await imported(MESSY);
    expect(table.models.map(({ model, family }) => [model, family])).toEqual([
      ['Claude Opus 5', 'Anthropic'],
      ['Mystery-1', 'NewLab'],
    ]);
    expect(table.models[0].scores[swe.key].value).toBe(88.5);
    expect(table.models[0].facts?.released).toBe('2026-07-01');
    expect(problems.filter((text) => /no size|Lab/.test(text))).toEqual([]);
  });
  test('dates in several forms are read, ambiguous ones quoted', async () => {
    const { table, problems } = await imported(
      [
        'model;lab;release;SWE bench verified (%);GPQA-D (%)',
        'A;Acme;April 2026;87,6%;94,2%',
        'B;Acme;24.04.2026;80,6%;90,1%',
        'C;Acme;06/2026;85,0;95,0',
        'D;Acme;1 July 2026;86;96',
        'E;Acme;05/06/2026;86;96',
      ].join('\n'),
    );
    expect(table.models.map(({ facts }) => facts?.released ?? null)).toEqual([
      '2026-04',
      '2026-04-24',
      '2026-06',
      '2026-07-01',
      null,
    ]);
    expect(problems.filter((text) => text.includes('05/06/2026'))).toHaveLength(1);
  });
  test('a blank cell in the column of labs makes no lab of the model’s name', async () => {
    const { table } = await imported(
      'model,lab,SWE-bench Verified,GPQA Diamond\nOther,Acme,80,90\nXyzzy,,70,80\nNimbus X,,60,70',
    );
    expect(table.models.map(({ family }) => family)).toEqual(['Acme', NO_LAB, NO_LAB]);
  });
  test('without a column of labs the name decides, or nothing', async () => {
    const { table } = await imported('model,SWE-bench Verified,GPQA Diamond\nGemini 4,80,90\nXyzzy,70,80');
    const joined = joinTables(frontierPanel, frontierFromScores(table));
    expect(joined.models.filter(({ subset }) => subset === 'user').map(({ lab }) => lab)).toEqual([
      'Google',
      NO_LAB,
    ]);
  });
});
