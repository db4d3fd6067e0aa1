import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  benchmarkFrom,
  benchmarkKey,
  identityFromKey,
  recogniseBenchmark,
  recogniseInSentence,
  recogniseMetric,
  slug,
  withDistinctLabels,
} from '$lib/scores/benchmark';
import { KNOWN_BENCHMARKS, SPELLINGS } from '$lib/scores/registry';

const key = (text: string, context?: string) => {
  const identity = recogniseBenchmark(text, context);
  return identity && benchmarkKey(identity);
};

describe('recogniseBenchmark', () => {
  test.each([
    ['hellaswag', 'hellaswag'],
    ['HellaSwag (10-shot)', 'hellaswag/10-shot'],
    ['HellaSwag (10)', 'hellaswag/10-shot'],
    ['hellaswag_acc_norm', 'hellaswag/acc_norm'],
    ['hellaswag/acc_norm/10-shot', 'hellaswag/acc_norm/10-shot'],
    ['hellaswag_10shot', 'hellaswag/10-shot'],
    ['Hella Swag, %', 'hellaswag'],
    ['HellaSwag normalized accuracy', 'hellaswag/acc_norm'],
    ['zero-shot HellaSwag', 'hellaswag/0-shot'],
    ['TruthfulQA MC2', 'truthfulqa/mc2'],
    ['TruthfulQAMC2', 'truthfulqa/mc2'],
    ['tqa', 'truthfulqa'],
    ['TruthfulQA', 'truthfulqa'],
    ['truthfulqa_mc1', 'truthfulqa/mc1'],
    ['truthfulqa_mc2 acc', 'truthfulqa/mc2'],
    ['harness|truthfulqa:mc|0', 'truthfulqa/0-shot'],
    ['arc:challenge', 'arc_challenge'],
    ['arc_challenge 25 shot', 'arc_challenge/25-shot'],
    ['ARC-c', 'arc_challenge'],
    ['ARC (25-shot)', 'arc_challenge/25-shot'],
    ['ARC Easy', 'arc_easy'],
    ['leaderboard_gpqa', 'gpqa'],
    ['GPQA Diamond', 'gpqa_diamond'],
    ['GSM8K (5-shot, strict-match)', 'gsm8k/strict-match/5-shot'],
    ['harness|hellaswag|10', 'hellaswag/10-shot'],
    ['lighteval|gsm8k|5|0', 'gsm8k/5-shot'],
    ['SWE-bench Verified', 'swe_bench_verified'],
    ['MMLU-Pro', 'mmlu_pro'],
    ['leaderboard_mmlu_pro', 'mmlu_pro'],
    ['MMLU', 'mmlu'],
    ['IFEval', 'ifeval'],
    ['HLE', 'hle'],
    ['HumanEval pass@1', 'humaneval/pass@1'],
    ['HumanEval+', 'humaneval_plus'],
    ['winogrande', 'winogrande'],
    ['WinoGrande (5-shot) ↑', 'winogrande/5-shot'],
  ])('%s is %s', (text, expected) => expect(key(text)).toBe(expected));

  test.each([
    'acc_norm,none',
    'score',
    'mmlu_abstract_algebra',
    'HellaSwag rank',
    'ARC-AGI',
    'hellaswag stderr',
    'HellaSwag and MMLU',
    'd_model',
    'Pythia',
    '',
    'x'.repeat(500),
  ])('%s is none', (text) => expect(key(text)).toBeNull());

  test('a metric alone takes its benchmark from the title', () => {
    expect(key('acc_norm', 'HellaSwag, 10-shot, all sizes')).toBe('hellaswag/acc_norm/10-shot');
    expect(key('acc_norm', 'HellaSwag and ARC-Challenge')).toBeNull();
    expect(key('acc_norm', 'All our runs')).toBeNull();
    expect(recogniseInSentence('TruthfulQA MC2 of the new line')?.metric).toBe('mc2');
  });

  test('metrics are recognised by themselves', () => {
    expect(recogniseMetric('acc_norm,none')).toBe('acc_norm');
    expect(recogniseMetric('exact_match,strict-match')).toBe('strict-match');
    expect(recogniseMetric('prompt_level_strict_acc')).toBe('prompt_level_strict_acc');
    expect(recogniseMetric('hellaswag acc')).toBeNull();
  });

  test('never throws, and what it recognises is in the registry', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 140 }), (text) => {
        const identity = recogniseBenchmark(text, text);
        if (identity) expect(KNOWN_BENCHMARKS.map((entry) => entry.task)).toContain(identity.task);
      }),
      { numRuns: 200 },
    ));
});

describe('registry', () => {
  test('every spelling is its task, and none is claimed twice', () => {
    const claimed = new Map<string, string>();
    for (const entry of KNOWN_BENCHMARKS)
      for (const name of [entry.task, entry.name, ...entry.aliases]) {
        expect(recogniseBenchmark(name)?.task, name).toBe(entry.task);
        expect(claimed.get(name) ?? entry.task, name).toBe(entry.task);
        claimed.set(name, entry.task);
      }
    expect(SPELLINGS.size).toBeGreaterThan(KNOWN_BENCHMARKS.length);
  });

  test('items, chance and spread of the benchmarks that the method names', () => {
    const items = Object.fromEntries(KNOWN_BENCHMARKS.map((entry) => [entry.task, entry.items]));
    expect(items).toMatchObject({
      hellaswag: 10042,
      arc_challenge: 1172,
      winogrande: 1267,
      mmlu: 14042,
      truthfulqa: 817,
      gsm8k: 1319,
      gpqa_diamond: 198,
      swe_bench_verified: 500,
      ifeval: 541,
      hle: 2500,
      mmlu_pro: 12032,
      humaneval: 164,
    });
    const known = (text: string) => benchmarkFrom(identityFromKey(text));
    for (const task of ['hellaswag', 'arc_challenge', 'mmlu', 'gpqa', 'gpqa_diamond'])
      expect(known(task).chance).toBe(25);
    expect(known('winogrande').chance).toBe(50);
    expect(known('truthfulqa/mc2').chance).toBeNull();
    expect(known('truthfulqa/mc2/0-shot').itemSd).toBe(0.41);
    expect(known('truthfulqa/mc1').itemSd).toBeNull();
    expect(known('hellaswag').itemSd).toBeNull();
    expect(known('ifeval/inst_level_strict_acc').items).toBeNull();
    expect(known('my_bench')).toMatchObject({ items: null, chance: null, label: 'my_bench' });
  });
});

describe('identity', () => {
  test('a key and its identity are each other', () =>
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/),
        fc.option(fc.stringMatching(/^[a-z][a-z0-9_@-]{0,8}$/)),
        fc.option(fc.nat(64)),
        (task, metric, shots) => {
          const identity = { task, metric, shots };
          expect(identityFromKey(benchmarkKey(identity))).toEqual(identity);
          expect(benchmarkFrom(identity).key).toBe(benchmarkKey(identity));
        },
      ),
      { numRuns: 100 },
    ));

  test('labels grow only where two columns would read alike', () => {
    const labels = (...keys: string[]) =>
      withDistinctLabels(keys.map((one) => benchmarkFrom(identityFromKey(one)))).map((one) => one.label);
    expect(labels('hellaswag/acc_norm/10-shot', 'truthfulqa/mc2/0-shot')).toEqual([
      'HellaSwag',
      'TruthfulQA MC2',
    ]);
    expect(labels('hellaswag/acc_norm/10-shot', 'hellaswag/acc/10-shot', 'mmlu')).toEqual([
      'HellaSwag (acc_norm)',
      'HellaSwag (acc)',
      'MMLU',
    ]);
    expect(labels('hellaswag/10-shot', 'hellaswag/0-shot', 'hellaswag')).toEqual([
      'HellaSwag (10-shot)',
      'HellaSwag (0-shot)',
      'HellaSwag (shots not stated)',
    ]);
    expect(labels('truthfulqa/mc1', 'truthfulqa/mc2', 'truthfulqa')).toEqual([
      'TruthfulQA MC1',
      'TruthfulQA MC2',
      'TruthfulQA',
    ]);
  });

  test('an unknown name becomes a task id', () => expect(slug('My Bench (v2)')).toBe('my_bench_v2'));
});
