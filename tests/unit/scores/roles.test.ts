import { describe, expect, test } from 'vitest';
import { createImportSession } from '$lib/scores/import/session';
import { importText, keysOf, valuesOf } from './importing';

const rolesOf = async (text: string) =>
  (await importText(text)).draft.columns.map((column) => column.role.kind);
const doubtsOf = async (text: string) =>
  (await importText(text)).draft.columns
    .filter((column) => column.doubt !== null)
    .map((column) => column.header);

describe('guessed roles', () => {
  test('columns that are plainly not scores are ignored without a question, and mentioned', async () => {
    const text =
      'model,rank,likes,downloads,year,url,notes,average,license,hellaswag,tqa\nnimbus-1b,1,2048,24,2024,https://x.org,fine,50,MIT,45,40\nnimbus-3b,2,2560,32,2024,https://x.org,fine,52,MIT,55,39\n';
    const { draft } = await importText(text);
    expect(draft.doubtful).toBe(false);
    expect(
      draft.columns.filter((column) => column.role.kind !== 'ignore').map((column) => column.header),
    ).toEqual(['model', 'hellaswag', 'tqa']);
    expect(draft.problems.at(-1)?.message).toMatch(/not used: “rank”.*“average”/);
  });

  test('an unknown numeric column is offered, and used when there is no pair without it', async () => {
    expect(await doubtsOf('model,hellaswag,tqa,kindness\nn-1b,45,40,12.5\nn-3b,55,39,13.5\n')).toEqual([
      'kindness',
    ]);
    const alone = await importText('model,hellaswag,kindness\nn-1b,45,12.5\nn-3b,55,13.5\n');
    expect(keysOf(alone.table)).toEqual(['hellaswag', 'kindness']);
    expect(alone.table.benchmarks[1]).toMatchObject({ label: 'kindness', items: null, chance: null });
    expect(alone.draft.doubtful).toBe(true);
  });

  test('two columns of one identity: the second waits for an answer', async () => {
    const text = 'model,HellaSwag,hellaswag,tqa\nn-1b,45,46,40\nn-3b,55,56,39\n';
    expect(await doubtsOf(text)).toEqual(['hellaswag']);
    expect((await importText(text)).table.models[0].scores.hellaswag.value).toBe(45);
  });

  test.each([
    ['Model,Family,#Params (B),HellaSwag,TQA', ['model', 'family', 'size', 'score', 'score']],
    ['model_name,model_family,n_params,arc,mmlu', ['model', 'family', 'size', 'score', 'score']],
    ['Modell,Familie,Größe,HellaSwag,TQA', ['model', 'family', 'size', 'score', 'score']],
    ['checkpoint,series,Model size,gsm8k,mmlu', ['model', 'family', 'size', 'score', 'score']],
  ])('%s', async (header, roles) =>
    expect(await rolesOf(`${header}\nnimbus-1b,Nimbus,1,45,40\nnimbus-3b,Nimbus,3,55,39\n`)).toEqual(roles),
  );

  test('without a model column the text column is offered', async () => {
    const { draft, table } = await importText('what,hellaswag,tqa\nnimbus-1b,45,40\nnimbus-3b,55,39\n');
    expect(draft.columns[0]).toMatchObject({
      role: { kind: 'model' },
      doubt: expect.stringMatching(/names of the models/),
    });
    expect(table.models).toHaveLength(2);
  });

  test('a table without a header is numbered, and asked about', async () => {
    const { draft, table } = await importText('nimbus-1b\t45\t40\nnimbus-3b\t55\t39\n');
    expect(draft.doubtful).toBe(true);
    expect(table.models.map((row) => row.line)).toEqual([1, 2]);
    expect(keysOf(table)).toEqual(['column_2', 'column_3']);
  });
});

test('a leaderboard download: names in links, raw scores beside rescaled ones', async () => {
  const link = (name: string) => `"<a target=""_blank"" href=""https://example.org/${name}"">${name}</a> 📑"`;
  const { table, draft, result } = await importText(
    'eval_name,Type,Model,Average ⬆️,Hub ❤️,#Params (B),CO₂ cost (kg),IFEval Raw,IFEval,GPQA Raw,GPQA,Submission Date\n' +
      `a,base,${link('EleutherAI/pythia-410m')},5.1,20,0.506,0.7,0.2195,21.95,0.2592,1.23,2024-06-09\n` +
      `b,base,${link('EleutherAI/pythia-1.4b')},5.9,20,1.515,0.9,0.2371,23.71,0.261,1.45,2024-06-09\n`,
  );
  expect(valuesOf(table)).toEqual([
    ['EleutherAI/pythia-410m', 0.506, { ifeval: 21.95, gpqa: 25.92 }],
    ['EleutherAI/pythia-1.4b', 1.515, { ifeval: 23.71, gpqa: 26.1 }],
  ]);
  expect(table.models[0].family).toBe('Pythia');
  expect(draft.doubtful).toBe(false);
  expect(result.problems.some((one) => /“IFEval”, “GPQA”.*rescaled/.test(one.message))).toBe(true);
});

describe('fractions and percents, by column', () => {
  test('each column has its own unit', async () => {
    const { table, draft } = await importText('model,hellaswag,mmlu\nn-1b,0.45,25\nn-3b,0.55,31\n');
    expect(valuesOf(table)[0][2]).toEqual({ hellaswag: 45, mmlu: 25 });
    expect(draft.doubtful).toBe(false);
  });
  test('a mixture within a column is doubtful', async () =>
    expect(await doubtsOf('model,hellaswag,mmlu\nn-1b,0.45,25\nn-3b,55,31\n')).toEqual(['hellaswag']));
  test('a hard benchmark in percent beside others is doubtful, not multiplied in silence', async () =>
    expect(await doubtsOf('model,hellaswag,hle\nn-1b,45,0.4\nn-3b,55,0.9\n')).toEqual(['hle']));
  test('low scores of a benchmark without chance are no mixture', async () =>
    expect(
      await doubtsOf(
        'model,swe-bench,mmlu\nn-1b,0.8,25\nn-3b,5,31\nn-7b,12,40\nn-9b,14,41\nn-13b,15,50\nn-30b,20,60\n',
      ),
    ).toEqual([]));
  test('a name that says percent over values below 1 is doubtful', async () =>
    expect(await doubtsOf('model,hellaswag (%),mmlu\nn-1b,0.45,25\nn-3b,0.55,31\n')).toEqual([
      'hellaswag (%)',
    ]));
  test('above 1 in a column read as fractions is listed', async () => {
    const session = createImportSession();
    const draft = await session.read([
      { name: 'a', content: 'model,hellaswag,mmlu\nn-1b,0.45,25\nn-3b,1.7,31\n' },
    ]);
    const roles = draft.columns.map((column) =>
      column.role.kind === 'score' && column.header === 'hellaswag'
        ? { ...column.role, unit: 'fraction' as const }
        : column.role,
    );
    expect(session.useColumns(roles).problems).toContainEqual(
      expect.objectContaining({ line: 3, value: '1.7', message: expect.stringMatching(/above 1/) }),
    );
  });
});
