import { describe, expect, test } from 'vitest';
import { assemble } from '$lib/scores/import/assemble';
import { gridOfEveryEval, isEveryEvalFile, readEveryEval } from '$lib/scores/import/everyEval';
import { createProblemLog } from '$lib/scores/import/problems';
import { guessRoles } from '$lib/scores/import/roles';

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

test('records of several files become one table through the importer', () => {
  const files = [
    {
      source: 'a.json',
      rows: read(
        result('SWE-bench Verified', 0.614),
        result('GPQA Diamond', 0.725, {
          score_details: { score: 0.725, uncertainty: { standard_error: { value: 0.03 }, num_samples: 198 } },
        }),
      ).rows,
    },
    { source: 'b.json', rows: read(result('HLE', 0.25)).rows.map((row) => ({ ...row, model: 'New 2' })) },
  ];
  const grid = gridOfEveryEval(files, true);
  const log = createProblemLog();
  const { columns, shape } = guessRoles(grid, log);
  expect(shape).toBe('long');
  const table = assemble(
    grid,
    columns.map(({ role }) => role),
    'records',
    log,
  );
  expect(table.benchmarks.map(({ key }) => key)).toEqual(['swe_bench_verified', 'gpqa_diamond', 'hle']);
  expect(table.models.map(({ model, family }) => [model, family])).toEqual([
    ['New 1', 'Lab'],
    ['New 2', 'Lab'],
  ]);
  expect(table.models[0].scores.gpqa_diamond).toMatchObject({ value: 72.5, se: 3, items: 198 });
  expect(table.models[0].scores.swe_bench_verified.value).toBeCloseTo(61.4, 10);
  // Without labs as families a developer is no family: it would put all of a maker's families in one.
  expect(gridOfEveryEval(files).headers).toContain('developer');
});
