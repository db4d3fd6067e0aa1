import { describe, expect, test } from 'vitest';
import type { ImportSource } from '$lib/scores/import/draft';
import { isEveryEvalFile, readEveryEval } from '$lib/scores/import/everyEval';
import { createImportSession } from '$lib/scores/import/session';
import { importing } from './importing';

const result = (name: string, score: unknown, more: Record<string, unknown> = {}) => ({
  evaluation_name: name,
  source_data: { source_type: 'hf_dataset', dataset_name: name },
  metric_config: { lower_is_better: false, score_type: 'continuous', min_score: 0, max_score: 1 },
  score_details: { score },
  ...more,
});
const file = (
  results: unknown[],
  model: Record<string, unknown> = { name: 'New 1', id: 'lab/new-1', developer: 'Lab' },
) => ({
  schema_version: '0.2.1',
  evaluation_id: 'x/y/1',
  retrieved_timestamp: '1770603535',
  source_metadata: {
    source_type: 'evaluation_run',
    source_organization_name: 'unknown',
    evaluator_relationship: 'third_party',
  },
  eval_library: { name: 'inspect_ai', version: '0.3' },
  model_info: model,
  evaluation_results: results,
});
const read = (...results: unknown[]) => {
  const document: unknown = file(results);
  if (!isEveryEvalFile(document)) throw new Error('not recognised');
  return readEveryEval(document);
};

describe('a record', () => {
  test('is told from other JSON', () => {
    expect(isEveryEvalFile(file([result('MMLU', 0.5)]))).toBe(true);
    for (const other of [
      null,
      [],
      {},
      { results: {} },
      { schema_version: '1', model_info: {}, evaluation_results: [5] },
      { ...file([]), model_info: 'x' },
    ])
      expect(isEveryEvalFile(other)).toBe(false);
  });

  test('gives percents, standard errors in points and sample counts', () => {
    const { rows } = read(
      result('GPQA Diamond', 0.7071, {
        score_details: {
          score: 0.7071,
          uncertainty: { standard_error: { value: 0.0324 }, num_samples: 198 },
        },
      }),
      result('SWE-bench Verified', 61.4, {
        metric_config: { lower_is_better: false, score_type: 'continuous', min_score: 0, max_score: 100 },
      }),
      result('HLE', 0.25, { source_data: { dataset_name: 'hle', samples_number: 2500 } }),
    );
    expect(rows).toEqual([
      {
        model: 'New 1',
        developer: 'Lab',
        benchmark: 'GPQA Diamond',
        metric: '',
        shots: null,
        value: 70.71,
        se: expect.closeTo(3.24, 10) as number,
        items: 198,
      },
      {
        model: 'New 1',
        developer: 'Lab',
        benchmark: 'SWE-bench Verified',
        metric: '',
        shots: null,
        value: 61.4,
        se: null,
        items: null,
      },
      {
        model: 'New 1',
        developer: 'Lab',
        benchmark: 'HLE',
        metric: '',
        shots: null,
        value: 25,
        se: null,
        items: 2500,
      },
    ]);
  });

  test('takes a 95 % interval for a standard error, and no other', () => {
    const interval = (level?: number) => ({
      score: 0.5,
      uncertainty: { confidence_interval: { lower: 0.4, upper: 0.6, confidence_level: level } },
    });
    const { rows } = read(
      result('HLE', 0, { score_details: interval(0.95) }),
      result('MMLU', 0, { score_details: interval() }),
    );
    expect(rows[0].se).toBeCloseTo(100 * (0.2 / 3.92), 10);
    expect(rows[1].se).toBeNull();
  });

  test('names the benchmark by its dataset where a scorer stands in its place', () => {
    const { rows } = read(
      { ...result('simpleqa_scorer', 0.4), source_data: { dataset_name: 'SimpleQA-Verified' } },
      { ...result('mmlu anatomy', 0.4), source_data: { dataset_name: 'MMLU' } },
      {
        ...result('HellaSwag', 0.4),
        source_data: { dataset_name: 'Rowan/hellaswag' },
        metric_config: { lower_is_better: false, score_type: 'binary', metric_id: 'acc_norm' },
        generation_config: { additional_details: { num_fewshot: '10' } },
      },
    );
    expect(rows.map(({ benchmark, metric, shots }) => [benchmark, metric, shots])).toEqual([
      ['SimpleQA-Verified', '', null],
      ['mmlu anatomy', '', null],
      ['HellaSwag', 'acc_norm', 10],
    ]);
  });

  test('says why a result is not used', () => {
    const { rows, skipped } = read(
      result('Arena', 1312, {
        metric_config: {
          lower_is_better: false,
          score_type: 'continuous',
          min_score: 0,
          max_score: 'Infinity',
        },
      }),
      result('WER', 0.1, {
        metric_config: { lower_is_better: true, score_type: 'continuous', min_score: 0, max_score: 1 },
      }),
      result('Levels', 2, { metric_config: { lower_is_better: false, score_type: 'levels' } }),
      result('Empty', null),
      result('Beyond', 1.2),
    );
    expect(rows).toEqual([]);
    expect(skipped.map(({ benchmark, reason }) => `${benchmark}: ${reason}`)).toEqual([
      'Arena: a score from 0 to Infinity is not a share',
      'WER: lower is better: not a share of items',
      'Levels: a score from unstated to unstated is not a share',
      'Empty: no score',
      'Beyond: 1.2 is outside the bounds that the record states',
    ]);
  });

  test('of a model without a name has no rows; a developer is taken from its id', () => {
    const nameless = file([result('HLE', 0.1)], {});
    if (!isEveryEvalFile(nameless)) throw new Error();
    expect(readEveryEval(nameless)).toMatchObject({
      rows: [],
      skipped: [{ reason: 'the record does not name its model' }],
    });
    const document: unknown = file([result('HLE', 0.1)], { id: 'lab/new-1' });
    if (!isEveryEvalFile(document)) throw new Error();
    expect(readEveryEval(document).rows[0]).toMatchObject({ model: 'lab/new-1', developer: 'lab' });
  });
});

describe('records through the importer', () => {
  const json = (document: unknown) => JSON.stringify(document);
  const swe = result('SWE-bench Verified', 0.614);
  const gpqa = result('GPQA Diamond', 0.725, {
    score_details: { score: 0.725, uncertainty: { standard_error: { value: 0.03 }, num_samples: 198 } },
  });
  const hle = result('HLE', 0.004);
  const first = { name: 'a.json', content: json(file([swe, gpqa])) };
  const second = { name: 'b.json', content: json(file([hle], { name: 'New 2', developer: 'Other Lab' })) };

  /** As the Frontier page reads files. */
  async function amongLabs(...sources: ImportSource[]) {
    const session = createImportSession();
    const draft = await session.read(sources, undefined, { labsAsFamilies: true });
    const { problems } = session.useColumns();
    return { draft, problems, table: session.table() };
  }

  test('files are one table; the developer is the family among labs, and nowhere else', async () => {
    const { draft, table } = await amongLabs(first, second);
    expect(draft).toMatchObject({ shape: 'long', doubtful: false });
    expect(table.benchmarks.map(({ key }) => key)).toEqual(['swe_bench_verified', 'gpqa_diamond', 'hle']);
    expect(table.models.map(({ model, family }) => [model, family])).toEqual([
      ['New 1', 'Lab'],
      ['New 2', 'Other Lab'],
    ]);
    expect(table.models[0].scores.gpqa_diamond).toMatchObject({ value: 72.5, se: 3, items: 198 });
    expect(table.models[0].scores.swe_bench_verified.value).toBeCloseTo(61.4, 10);
    const elsewhere = await importing(first, second);
    expect(elsewhere.table.models.map(({ family }) => family)).not.toContain('Lab');
  });

  test('a percent below 1 stays one, alone as among others', async () => {
    for (const sources of [[second], [first, second]]) {
      const { table } = await importing(...sources);
      expect(table.models.at(-1)?.scores.hle.value).toBeCloseTo(0.4, 10);
    }
  });

  test('a developer that is not told is not that of the file before', async () => {
    const nameless = { name: 'c.json', content: json(file([swe, gpqa], { name: 'Xyzzy' })) };
    const { table } = await amongLabs(first, nameless);
    expect(table.models.map(({ family }) => family)).not.toEqual(['Lab', 'Lab']);
  });

  test('one file may hold many, as a list or a line each', async () => {
    const both = [file([swe, gpqa]), file([swe, gpqa], { name: 'New 3', developer: 'Lab' })];
    for (const content of [json(both), both.map(json).join('\n')]) {
      const { table } = await amongLabs({ name: 'all.jsonl', content });
      expect(table.models.map(({ model }) => model)).toEqual(['New 1', 'New 3']);
    }
  });

  test('records join a table of one score a row, in its units or not', async () => {
    const long = {
      name: 'long.csv',
      content: 'model,lab,benchmark,score,stderr\nNew 4,lab,GPQA Diamond,0.6,0.02\nNew 4,lab,HLE,0.1,0.01',
    };
    for (const sources of [
      [first, long],
      [long, first],
    ]) {
      const { table } = await amongLabs(...sources);
      const added = table.models.find(({ model }) => model === 'New 4');
      expect(added?.family.toLowerCase()).toBe('lab');
      expect(added?.scores.gpqa_diamond).toMatchObject({ value: 60, se: 2 });
      expect(table.models.find(({ model }) => model === 'New 1')?.scores.gpqa_diamond.value).toBe(72.5);
    }
  });

  test('records among tables of one model a row, or runs of the harness, are told apart by name', async () => {
    const wide = { name: 'wide.csv', content: 'model,SWE-bench Verified,GPQA Diamond\nNew 5,50,60' };
    const run = {
      name: 'run.json',
      content: json({ results: { hellaswag: { 'acc_norm,none': 0.5 } }, model_name: 'n-1b' }),
    };
    const refused = async (...sources: ImportSource[]) =>
      (await importing(...sources)).result.problems.filter(({ severity }) => severity === 'refused');
    const mixed = await refused(first, wide, second);
    expect(mixed.map(({ source }) => source)).toEqual(['a.json', 'b.json']);
    expect(mixed[0].message).toBe(
      'a.json has one score a row, unlike wide.csv, which has one model a row. Import them apart.',
    );
    expect((await refused(first, run)).map(({ source }) => source)).toEqual(['run.json']);
  });

  test('a record that is broken is refused with its file and place', async () => {
    const refusal = async (document: unknown) => {
      const { result: all } = await importing({ name: 'bad.json', content: json(document) });
      return all.problems[0];
    };
    const good = file([swe]);
    for (const [bad, place] of [
      [{ ...good, evaluation_results: [swe, { evaluation_name: 'HLE' }] }, 'evaluation_results[1]'],
      [{ ...good, evaluation_results: {} }, 'evaluation_results is not a list'],
      [{ ...good, model_info: 'New 1' }, 'model_info'],
      [{ ...good, schema_version: 2 }, 'schema_version'],
    ] as const) {
      const { source, severity, message } = await refusal(bad);
      expect([source, severity]).toEqual(['bad.json', 'refused']);
      expect(message).toContain(place);
    }
    const lower = result('WER', 0.1, { metric_config: { lower_is_better: true } });
    expect((await refusal(file([lower]))).message).toContain('without a score');
    const { result: some } = await importing({ name: 'c.json', content: json(file([swe, lower, gpqa])) });
    expect(some.problems[0]).toMatchObject({ source: 'c.json', column: 'WER', severity: 'skipped' });
    expect(some.problems[0].message).toContain('evaluation_results[1]');
  });

  test('a bad line of many is named, and the others are used', async () => {
    const content = [file([swe, gpqa]), { ...file([]), model_info: 5 }].map(json).join('\n');
    const { result: all, table } = await importing({ name: 'all.jsonl', content });
    expect(table.models).toHaveLength(1);
    expect(all.problems[0]).toMatchObject({ source: 'all.jsonl', line: 2, severity: 'skipped' });
  });
});

describe('a column of labs', () => {
  const read = async (labsAsFamilies: boolean, content: string) => {
    const session = createImportSession();
    await session.read([{ name: 'rows.csv', content }], undefined, { labsAsFamilies });
    session.useColumns();
    return session.table().models.map(({ family }) => family);
  };
  test.each(['lab', 'Organisation', 'Developer', 'vendor', 'Hersteller', 'Model developer'])(
    '%s tells families where it is asked to',
    async (header) => {
      const text = `model,${header},SWE-bench Verified,GPQA Diamond\nNew 1,Lab A,60,70\nNew 2,Lab B,50,60`;
      expect(await read(true, text)).toEqual(['Lab A', 'Lab B']);
      expect(await read(false, text)).not.toContain('Lab A');
    },
  );
  test('comes after a column of families', async () =>
    expect(await read(true, 'model,lab,family,HLE,GPQA Diamond\nNew 1,Lab A,Line,60,70')).toEqual(['Line']));
});
