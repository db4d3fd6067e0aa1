import { describe, expect, test } from 'vitest';
import { benchmarksOf, usualKeys, type SampleColumn } from '$lib/scores/items/sampleBenchmark';

const column = (
  task: string,
  metric: string,
  filter: string | null = 'none',
  shots: number | null = null,
): SampleColumn => ({ task, metric, filter, shots });
const keys = (...columns: SampleColumn[]) => benchmarksOf(columns).map(({ key }) => key);

describe('benchmarksOf', () => {
  test('tasks and metrics of the harness', () =>
    expect(
      keys(
        column('hellaswag', 'acc'),
        column('hellaswag', 'acc_norm'),
        column('truthfulqa_mc1', 'acc'),
        column('truthfulqa_mc2', 'acc'),
        column('leaderboard_gpqa_diamond', 'acc_norm'),
        column('my_task', 'exact_match'),
      ),
    ).toEqual([
      'hellaswag/acc',
      'hellaswag/acc_norm',
      'truthfulqa/mc1',
      'truthfulqa/mc2',
      'gpqa_diamond/acc_norm',
      'my_task/exact_match',
    ]));

  test('filters of one metric are kept apart', () => {
    expect(
      keys(
        column('gsm8k', 'exact_match', 'strict-match'),
        column('gsm8k', 'exact_match', 'flexible-extract'),
      ),
    ).toEqual(['gsm8k/strict-match', 'gsm8k/flexible-extract']);
    expect(
      keys(column('my_task', 'exact_match', 'first'), column('my_task', 'exact_match', 'maj@8')),
    ).toEqual(['my_task/exact_match,first', 'my_task/exact_match,maj@8']);
    expect(keys(column('my_task', 'exact_match', 'first'))).toEqual(['my_task/exact_match']);
    expect(
      keys(column('my_task', 'acc', 'none'), column('my_task', 'acc', null), column('my_task', 'acc', 'cot')),
    ).toEqual(['my_task/acc', 'my_task/acc', 'my_task/acc,cot']);
  });

  test('shots that some files tell and none contradicts hold for all; different ones are different benchmarks', () => {
    expect(keys(column('hellaswag', 'acc', 'none', 10), column('hellaswag', 'acc'))).toEqual([
      'hellaswag/acc/10-shot',
      'hellaswag/acc/10-shot',
    ]);
    expect(
      keys(
        column('hellaswag', 'acc', 'none', 10),
        column('hellaswag', 'acc', 'none', 0),
        column('hellaswag', 'acc'),
      ),
    ).toEqual(['hellaswag/acc/10-shot', 'hellaswag/acc/0-shot', 'hellaswag/acc']);
  });
});

test('the customary metric of each task', () => {
  const usual = usualKeys(
    benchmarksOf([
      column('hellaswag', 'acc'),
      column('hellaswag', 'acc_norm'),
      column('truthfulqa_mc1', 'acc'),
      column('truthfulqa_mc2', 'acc'),
      column('winogrande', 'acc'),
      column('gsm8k', 'exact_match', 'flexible-extract'),
      column('gsm8k', 'exact_match', 'strict-match'),
      column('my_task', 'f1'),
      column('my_task', 'acc'),
    ]),
  );
  expect([...usual]).toEqual([
    'hellaswag/acc_norm',
    'truthfulqa/mc2',
    'winogrande/acc',
    'gsm8k/strict-match',
    'my_task/acc',
  ]);
});
