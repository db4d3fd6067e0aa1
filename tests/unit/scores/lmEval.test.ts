import { describe, expect, test } from 'vitest';
import { importing, importText, keysOf, valuesOf } from './importing';

const json = (value: unknown) => JSON.stringify(value, null, 2);

/** A results file as lm-evaluation-harness 0.4 writes it. */
const modern = (size: string, hellaswag: number, mc2: number, more: object = {}) =>
  json({
    results: {
      hellaswag: {
        alias: 'hellaswag',
        'acc,none': hellaswag - 0.05,
        'acc_stderr,none': 0.0049,
        'acc_norm,none': hellaswag,
        'acc_norm_stderr,none': 0.0048,
      },
      truthfulqa_mc2: { alias: 'truthfulqa_mc2', 'acc,none': mc2, 'acc_stderr,none': 0.0151 },
      truthfulqa_mc1: { 'acc,none': 0.24, 'acc_stderr,none': 'N/A' },
      wikitext: { 'word_perplexity,none': 12.3, 'word_perplexity_stderr,none': 'N/A' },
    },
    'n-samples': {
      hellaswag: { original: 10042, effective: 10042 },
      truthfulqa_mc2: { original: 817, effective: 100 },
      truthfulqa_mc1: { original: 817, effective: 817 },
    },
    'n-shot': { hellaswag: 10, truthfulqa_mc2: 0, truthfulqa_mc1: 0 },
    config: {
      model: 'hf',
      model_args: `pretrained=EleutherAI/pythia-${size},dtype=float16`,
      model_num_parameters: 405334016,
    },
    model_name: `EleutherAI/pythia-${size}`,
    model_name_sanitized: `EleutherAI__pythia-${size}`,
    ...more,
  });

describe('lm-evaluation-harness, current', () => {
  test('one file a model: percents, standard errors, items, shots, size', async () => {
    const { table, draft, result } = await importing(
      { name: 'results_a.json', content: modern('410m', 0.409, 0.412) },
      { name: 'results_b.json', content: modern('1.4b', 0.52, 0.387, { config: {} }) },
    );
    expect(draft).toMatchObject({ shape: 'lm-eval', rows: 2, doubtful: false });
    expect(keysOf(table)).toEqual([
      'hellaswag/acc_norm/10-shot',
      'hellaswag/acc/10-shot',
      'truthfulqa/mc2/0-shot',
      'truthfulqa/mc1/0-shot',
    ]);
    const [first, second] = table.models;
    expect(first).toMatchObject({
      model: 'EleutherAI/pythia-410m',
      family: 'Pythia',
      paramsB: 0.405334016,
      line: null,
    });
    expect(first.scores).toEqual({
      'hellaswag/acc_norm/10-shot': { value: 40.9, se: 0.48, items: 10042 },
      'hellaswag/acc/10-shot': { value: 35.9, se: 0.49, items: 10042 },
      'truthfulqa/mc2/0-shot': { value: 41.2, se: 1.51, items: 100 },
      'truthfulqa/mc1/0-shot': { value: 24, se: null, items: 817 },
    });
    expect(second.paramsB).toBe(1.4);
    expect(result.problems).toContainEqual(
      expect.objectContaining({
        source: 'results_a.json',
        message: expect.stringMatching(/100 of 817 items/),
      }),
    );
  });

  test('files of one model with different tasks are one row; a task that comes twice is listed', async () => {
    const only = (task: string, value: number) =>
      json({
        results: { [task]: { 'acc_norm,none': value } },
        'n-shot': { [task]: 25 },
        model_name: 'pythia-1b',
        configs: {},
      });
    const { table, result } = await importing(
      { name: '1.json', content: only('hellaswag', 0.47) },
      { name: '2.json', content: only('arc_challenge', 0.27) },
      { name: '3.json', content: only('hellaswag', 0.48) },
    );
    expect(valuesOf(table)).toEqual([
      ['pythia-1b', 1, { 'hellaswag/acc_norm/25-shot': 47, 'arc_challenge/acc_norm/25-shot': 27 }],
    ]);
    expect(result.problems).toContainEqual(
      expect.objectContaining({ source: '3.json', severity: 'skipped' }),
    );
  });

  test('groups stand for their subtasks, with the items and shots of these', async () => {
    const file = json({
      results: {
        mmlu: { 'acc,none': 0.26, 'acc_stderr,none': 0.0037 },
        mmlu_stem: { 'acc,none': 0.25 },
        mmlu_anatomy: { 'acc,none': 0.24 },
        mmlu_virology: { 'acc,none': 0.28 },
        hellaswag: { 'acc,none': 0.4, 'acc_norm,none': 0.5 },
      },
      group_subtasks: { mmlu: ['mmlu_stem', 'mmlu_virology'], mmlu_stem: ['mmlu_anatomy'] },
      'n-shot': { mmlu: 0, mmlu_anatomy: 5, mmlu_virology: 5, hellaswag: 0 },
      'n-samples': {
        mmlu_anatomy: { original: 135, effective: 135 },
        mmlu_virology: { original: 166, effective: 166 },
      },
      model_name: 'pythia-1b',
    });
    const { table, result } = await importText(file, 'r.json');
    expect(keysOf(table)).toEqual(['mmlu/acc/5-shot', 'hellaswag/acc_norm/0-shot', 'hellaswag/acc/0-shot']);
    expect(table.models[0].scores['mmlu/acc/5-shot']).toEqual({ value: 26, se: 0.37, items: 301 });
    expect(result.problems.some((one) => /3 subtasks/.test(one.message))).toBe(true);
  });

  test('filters of GSM8K and levels of IFEval are identities of their own', async () => {
    const file = json({
      results: {
        gsm8k: {
          'exact_match,strict-match': 0.3,
          'exact_match,flexible-extract': 0.35,
          'exact_match_stderr,strict-match': 0.012,
        },
        leaderboard_ifeval: {
          'prompt_level_strict_acc,none': 0.4,
          'inst_level_strict_acc,none': 0.5,
          'inst_level_strict_acc_stderr,none': 'N/A',
        },
        leaderboard_gpqa: { 'acc_norm,none': 0.28 },
      },
      'n-shot': { gsm8k: 5 },
      'n-samples': { leaderboard_ifeval: { original: 541, effective: 541 } },
      model_name: 'nimbus-1b',
    });
    const { table } = await importText(file, 'r.json');
    expect(keysOf(table)).toEqual([
      'gsm8k/strict-match/5-shot',
      'gsm8k/flexible-extract/5-shot',
      'ifeval/prompt_level_strict_acc',
      'ifeval/inst_level_strict_acc',
      'gpqa/acc_norm',
    ]);
    expect(table.models[0].scores['gsm8k/strict-match/5-shot']).toEqual({ value: 30, se: 1.2, items: null });
    expect(table.models[0].scores['ifeval/inst_level_strict_acc'].items).toBeNull();
    expect(table.models[0].scores['ifeval/prompt_level_strict_acc'].items).toBe(541);
  });
});

describe('lm-evaluation-harness and relatives, older', () => {
  test('flat metrics, the model in its arguments', async () => {
    const file = json({
      results: {
        hellaswag: { acc: 0.3, acc_stderr: 0.0045, acc_norm: 0.314, acc_norm_stderr: 0.0046 },
        truthfulqa_mc: { mc1: 0.23, mc1_stderr: 0.0147, mc2: 0.443, mc2_stderr: 0.015 },
        lambada_openai: { ppl: 33, ppl_stderr: 1, acc: 0.35, acc_stderr: 0.006 },
      },
      versions: { hellaswag: 0 },
      config: {
        model: 'hf-causal',
        model_args: 'pretrained=EleutherAI/pythia-160m,revision=step3000',
        num_fewshot: 0,
        limit: null,
      },
    });
    const { table } = await importText(file, 'pythia.json');
    expect(table.models[0]).toMatchObject({ model: 'EleutherAI/pythia-160m (step3000)', paramsB: 0.16 });
    expect(valuesOf(table)[0][2]).toEqual({
      'hellaswag/acc_norm/0-shot': 31.4,
      'hellaswag/acc/0-shot': 30,
      'truthfulqa/mc2/0-shot': 44.3,
      'truthfulqa/mc1/0-shot': 23,
      'lambada/acc/0-shot': 35,
    });
  });

  test('leaderboard files: suites in the task names, MMLU by subject', async () => {
    const subjects = Object.fromEntries(
      Array.from({ length: 57 }, (_, i) => [
        `harness|hendrycksTest-subject_${String.fromCharCode(97 + (i % 26))}${'x'.repeat(1 + Math.floor(i / 26))}|5`,
        { acc: 0.2 + 0.001 * i, acc_stderr: 0.03, acc_norm: 0.2, acc_norm_stderr: 0.03 },
      ]),
    );
    const file = (results: object) =>
      json({ config_general: { model_name: 'meta-llama/Llama-2-7b-hf' }, results });
    const { table, result } = await importText(
      file({
        'harness|arc:challenge|25': { acc: 0.49, acc_norm: 0.53, acc_norm_stderr: 0.0146 },
        'harness|hellaswag|10': { acc: 0.58, acc_norm: 0.786 },
        'harness|truthfulqa:mc|0': { mc1: 0.24, mc2: 0.388 },
        ...subjects,
        all: { acc: 0.4, mc2: 0.388 },
      }),
      'r.json',
    );
    expect(valuesOf(table)[0].slice(0, 2)).toEqual(['meta-llama/Llama-2-7b-hf', 7]);
    expect(table.models[0].scores['hellaswag/acc_norm/10-shot'].value).toBe(78.6);
    expect(table.models[0].scores['truthfulqa/mc2/0-shot'].value).toBe(38.8);
    expect(table.models[0].scores['mmlu/acc/5-shot'].value).toBeCloseTo(100 * (0.2 + 0.001 * 28), 10);
    expect(table.models[0].scores['mmlu/acc/5-shot'].se).toBeCloseTo(3 / Math.sqrt(57), 10);
    expect(result.problems.some((one) => /57 subjects/.test(one.message))).toBe(true);
    const part = await importText(
      file({ 'harness|hendrycksTest-anatomy|5': { acc: 0.2 }, 'harness|hellaswag|10': { acc_norm: 0.7 } }),
      'r.json',
    );
    expect(keysOf(part.table)).toEqual(['hellaswag/acc_norm/10-shot']);
  });

  test('a bare file is named after itself, and says so', async () => {
    const { table, result } = await importText(
      '{"results": {"hellaswag": {"acc_norm": 0.4}, "arc_easy": {"acc": 0.5}}}',
      'nimbus-3b.json',
    );
    expect(table.models[0]).toMatchObject({ model: 'nimbus-3b', paramsB: 3 });
    expect(result.problems.some((one) => /does not name its model/.test(one.message))).toBe(true);
  });

  test('several runs in one file, as an array or a line each', async () => {
    const run = (model: string, value: number) => ({
      results: { hellaswag: { acc_norm: value }, truthfulqa_mc2: { acc: 0.4 } },
      model_name: model,
    });
    for (const content of [
      json([run('n-1b', 0.4), run('n-3b', 0.5)]),
      `${JSON.stringify(run('n-1b', 0.4))}\n${JSON.stringify(run('n-3b', 0.5))}\n`,
    ])
      expect(valuesOf((await importText(content, 'runs.json')).table).map((row) => row[1])).toEqual([1, 3]);
  });

  test('a metric out of range is listed, not used', async () => {
    const { table, result } = await importText(
      '{"results": {"hellaswag": {"acc_norm": 140, "acc": 0.4}}, "model_name": "n-1b"}',
      'r.json',
    );
    expect(keysOf(table)).toEqual(['hellaswag/acc']);
    expect(result.problems).toContainEqual(
      expect.objectContaining({ severity: 'skipped', column: 'hellaswag', value: '140' }),
    );
  });

  test('a log of single answers is refused with what to drop instead', async () => {
    const { result } = await importText(
      '{"doc_id": 0, "resps": [[1]], "acc": 1.0}\n{"doc_id": 1, "resps": [[1]], "acc": 0.0}\n',
      'samples.jsonl',
    );
    expect(result.problems[0]).toMatchObject({
      severity: 'refused',
      message: expect.stringMatching(/results_/),
    });
  });
});

test('the table that the harness prints, pasted', async () => {
  const { table, draft } = await importText(
    `hf (pretrained=EleutherAI/pythia-1.4b,dtype=float16), gen_kwargs: (None), limit: None, num_fewshot: None, batch_size: 8
|    Tasks     |Version|Filter|n-shot| Metric |   |Value |   |Stderr|
|--------------|------:|------|-----:|--------|---|-----:|---|-----:|
|hellaswag     |      1|none  |    10|acc     |↑  |0.4725|±  |0.0050|
|              |       |none  |    10|acc_norm|↑  |0.6287|±  |0.0048|
|truthfulqa_mc2|      2|none  |     0|acc     |↑  |0.3725|±  |0.0150|
`,
    'Pasted scores',
  );
  expect(draft.shape).toBe('long');
  expect(table.models).toHaveLength(1);
  expect(table.models[0]).toMatchObject({ model: 'EleutherAI/pythia-1.4b', paramsB: 1.4 });
  expect(table.models[0].scores).toEqual({
    'hellaswag/acc/10-shot': { value: 47.25, se: 0.5, items: null },
    'hellaswag/acc_norm/10-shot': { value: 62.87, se: 0.48, items: null },
    'truthfulqa/mc2/0-shot': { value: 37.25, se: 1.5, items: null },
  });
});
