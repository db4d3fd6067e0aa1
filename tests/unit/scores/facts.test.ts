import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FACTS, hasFacts, noFacts } from '$lib/scores/facts';
import { readFact, tokenColumnUnit, type FactUnits } from '$lib/scores/factCell';
import { factOfHeader } from '$lib/scores/import/factNames';
import { panelOf, parsePanel } from '$lib/scores/panels';
import { importing, importText } from './importing';

const units: FactUnits = { size: 'billions', tokens: 'trillions', mark: '.' };
const valueOf = (name: Parameters<typeof readFact>[0], text: string, how = units) => {
  const cell = readFact(name, text, how);
  return cell.kind === 'value' ? cell.value : cell.kind;
};
const roles = 'model,family,size,hellaswag,tqa';

describe('a fact in a cell', () => {
  test.each([
    ['300B', 0.3],
    ['1.4T', 1.4],
    ['1,4 T', 1.4],
    ['2 trillion tokens', 2],
    ['500M', 0.0005],
    ['3e11', 0.3],
    ['300,000,000,000', 0.3],
    ['15', 15],
    ['n/a', 'blank'],
    ['many', 'problem'],
    ['-3T', 'problem'],
    ['3 furlongs', 'problem'],
    ['0', 'problem'],
  ])('tokens %j', (text, expected) => expect(valueOf('tokensT', text)).toBe(expected));

  test.each([
    ['tokens_t', ['300', '15'], 'trillions', true],
    ['Training tokens (B)', ['1.2'], 'billions', true],
    ['tokensT', ['300'], 'trillions', true],
    ['tokens', ['300', '2.2'], 'billions', false],
    ['tokens', ['1.4', '15'], 'trillions', false],
    ['tokens', ['300B', '1.4T'], 'trillions', true],
    ['tokens', ['300000000000'], 'trillions', true],
  ])('bare tokens under %j: %j', (header, cells, unit, stated) =>
    expect(tokenColumnUnit(header, cells)).toEqual({ unit, stated }),
  );

  test.each([
    ['width', '4,096', 4096],
    ['width', '4096.5', 'problem'],
    ['layers', '0', 'problem'],
    ['heads', 'twelve', 'problem'],
    ['totalB', '410M', 0.41],
    ['activeB', '12.9', 12.9],
    ['released', '2024-07', '2024-07'],
    ['released', '2024/7/3', '2024-07-03'],
    ['released', '2024-07-03T12:30:00Z', '2024-07-03'],
    ['released', 'July 2023', '2023-07'],
    ['released', 'Jul 18, 2023', '2023-07-18'],
    ['released', '3 July 2024', '2024-07-03'],
    ['released', '3rd Sept. 2024', '2024-09-03'],
    ['released', '1. März 2024', '2024-03-01'],
    ['released', 'Dez 2024', '2024-12'],
    ['released', '07/2024', '2024-07'],
    ['released', '7.2024', '2024-07'],
    ['released', '03.07.2024', '2024-07-03'],
    ['released', '23/07/2024', '2024-07-23'],
    ['released', '07/23/2024', '2024-07-23'],
    ['released', '05/06/2024', 'problem'],
    ['released', '13/2024', 'problem'],
    ['released', '3 July 4, 2024', 'problem'],
    ['released', 'Foo 2024', 'problem'],
    ['released', '2024-13', 'problem'],
    ['released', 'soon', 'problem'],
    ['recipe', ' web ', 'web'],
    ['recipe', '', 'blank'],
  ] as const)('%s %j', (name, text, expected) => expect(valueOf(name, text)).toBe(expected));

  test('never throws, and a value is of its kind', () =>
    fc.assert(
      fc.property(fc.constantFrom(...FACTS), fc.string(), ({ name, kind }, text) => {
        const cell = readFact(name, text, units);
        if (cell.kind !== 'value') return;
        if (kind === 'text' || kind === 'date') expect(typeof cell.value).toBe('string');
        else expect(Number.isFinite(cell.value) && Number(cell.value) > 0).toBe(true);
      }),
    ));
});

describe('facts of the panels', () => {
  test.each(['uniform', 'published', 'pythia-tables', 'frontier'])('%s has those of its columns', (id) => {
    const text = readFileSync(`static/panels/${panelOf(id)?.file}`, 'utf8');
    const [header] = text.split('\n');
    const columns = FACTS.filter(({ column }) => header.split(',').includes(column));
    const { models } = parsePanel(id, text);
    for (const { name } of FACTS)
      expect([name, models.some((row) => (row.facts?.[name] ?? null) !== null)]).toEqual([
        name,
        columns.some((fact) => fact.name === name),
      ]);
  });
  test('are figures, blank where the panel is', () => {
    const { models } = parsePanel('uniform', readFileSync('static/panels/uniform.csv', 'utf8'));
    expect(models.find((row) => row.model === 'EleutherAI/pythia-70m-deduped')?.facts).toEqual({
      totalB: 0.0704,
      activeB: 0.0704,
      tokensT: 0.3,
      width: 512,
      layers: 6,
      heads: 8,
      recipe: 'mixed',
      parent: 'Pythia',
      released: '2023-04',
    });
    const rwkv = models.find((row) => row.model === 'RWKV/rwkv-4-169m-pile')?.facts;
    expect(rwkv).toMatchObject({ heads: null, tokensT: null, released: null, width: 768 });
  });
  test('a figure that cannot be one is refused with its place', () => {
    const panel = (column: string, cell: string) =>
      `model,family,params_b,${column},hellaswag,tqa,use\nn,N,1,${cell},40,40,1\n`;
    expect(() => parsePanel('uniform', panel('d_model', '20.5'))).toThrow('uniform.csv, n, d_model: "20.5"');
    expect(() => parsePanel('uniform', panel('tokens_t', 'lots'))).toThrow('tokens_t: "lots"');
    expect(() => parsePanel('uniform', panel('released', 'May'))).toThrow('released: "May"');
  });
});

describe('facts of a file', () => {
  test.each([
    ['d_model', 'width'],
    ['Hidden size', 'width'],
    ['num_hidden_layers', 'layers'],
    ['n_heads', 'heads'],
    ['Training tokens (B)', 'tokensT'],
    ['tokens_t', 'tokensT'],
    ['active params', 'activeB'],
    ['params_active_b', 'activeB'],
    ['total_params', 'totalB'],
    ['Release date', 'released'],
    ['recipe', 'recipe'],
    ['parent', 'parent'],
    ['params_b', null],
    ['headline', null],
    ['max tokens per second', null],
  ])('%j', (header, fact) => expect(factOfHeader(header)).toBe(fact));

  test('are recognised, read in their units, and no score', async () => {
    const { draft, table, result } = await importText(
      `${roles},Hidden size,layers,n_heads,tokens,total params,active params,recipe,date,parent\n` +
        'a-1b,A,1B,45,40,"2,048",24,16,300,1.1B,1.1B,web,2023-05,A\n' +
        'a-3b,A,3B,55,39,2560,32,32,1400,3.1B,900M,web,,A\n',
    );
    expect(draft.columns.slice(5).map(({ role }) => role.kind)).toEqual(Array(9).fill('fact'));
    expect(draft.doubtful).toBe(false);
    expect(table.models[0].facts).toEqual({
      totalB: 1.1,
      activeB: 1.1,
      tokensT: 0.3,
      width: 2048,
      layers: 24,
      heads: 16,
      recipe: 'web',
      parent: 'A',
      released: '2023-05',
    });
    expect(table.models[1].facts).toMatchObject({ tokensT: 1.4, activeB: 0.9, released: null });
    expect(result.problems.map(({ message }) => message)).toEqual([
      'Training tokens without a unit are read as billions of tokens; write 300B or 1.4T to be sure.',
    ]);
  });
  test('a bad cell is listed with its place, and its row is used', async () => {
    const { table, result } = await importText(
      `${roles},d_model,tokens_t\na-1b,A,1,45,40,wide,0.3\na-3b,A,3,55,39,2560,0.3\n`,
    );
    expect(table.models).toHaveLength(2);
    expect(table.models[0].facts).toMatchObject({ width: null, tokensT: 0.3 });
    expect(table.models[0].scores.hellaswag.value).toBe(45);
    expect(result.problems).toEqual([
      {
        source: 'scores.csv',
        line: 2,
        column: 'd_model',
        value: 'wide',
        severity: 'skipped',
        message:
          'a-1b: “wide” is not a whole number above 0. The width (d_model) is left blank; the model is used.',
      },
    ]);
  });
  test('a count of all parameters is the size where no column is', async () => {
    const without = await importText('model,total_params,hellaswag,tqa\na,7,45,40\nb,13,55,39\n');
    expect(without.table.models.map((row) => row.paramsB)).toEqual([7, 13]);
    expect(without.table.models[0].facts).toBeUndefined();
    const beside = await importText(
      'model,params_total_b,params_b,hellaswag,tqa\na,6.74,7,45,40\nb,13.02,13,55,39\n',
    );
    expect(beside.table.models.map((row) => [row.paramsB, row.facts?.totalB])).toEqual([
      [7, 6.74],
      [13, 13.02],
    ]);
  });
  test('a column of another sense is not used', async () => {
    const { draft, table } = await importText(
      `${roles},width,date\na-1b,A,1,45,40,narrow,yesterday\na-3b,A,3,55,39,wide,today\n`,
    );
    expect(draft.columns.slice(5).map(({ role }) => role.kind)).toEqual(['ignore', 'ignore']);
    expect(table.models.every((row) => row.facts === undefined)).toBe(true);
  });
  test('come with a long table, once a model, and with JSON', async () => {
    const long = await importText(
      'model,benchmark,score,d_model\na-1b,hellaswag,45,2048\na-1b,tqa,40,\na-3b,hellaswag,55,\na-3b,tqa,39,2560\n',
    );
    expect(long.table.models.map((row) => row.facts?.width)).toEqual([2048, 2560]);
    const json = await importText(
      JSON.stringify([
        {
          model: 'a-1b',
          scores: { hellaswag: 45, tqa: 40 },
          facts: { ...noFacts(), width: 2048, tokensT: 1 },
        },
        { model: 'a-3b', scores: { hellaswag: 55, tqa: 39 }, facts: { ...noFacts(), activeB: 0.9 } },
      ]),
      'scores.json',
    );
    expect(json.table.models.map((row) => row.facts)).toEqual([
      { ...noFacts(), width: 2048, tokensT: 1 },
      { ...noFacts(), activeB: 0.9 },
    ]);
  });
  test('of two files in different units stay in theirs', async () => {
    const { table } = await importing(
      { name: 'x.csv', content: 'model,hellaswag,tqa,tokens_b\na-1b,45,40,300\na-3b,55,39,300\n' },
      { name: 'y.csv', content: 'model,hellaswag,tqa,tokens_t\nb-1b,46,40,2\nb-3b,56,39,2\n' },
    );
    expect(table.models.map((row) => row.facts?.tokensT)).toEqual([0.3, 0.3, 2, 2]);
  });
});

test('nothing known is no facts', () => {
  expect(hasFacts(undefined)).toBe(false);
  expect(hasFacts(noFacts())).toBe(false);
  expect(hasFacts({ ...noFacts(), layers: 1 })).toBe(true);
});
