import { describe, expect, test } from 'vitest';
import { readSourceName } from '$lib/scores/items/sourceName';

describe('readSourceName', () => {
  test.each([
    [
      'out/EleutherAI__pythia-1.4b/samples_hellaswag_2024-07-01T10-20-30.123456.jsonl',
      'EleutherAI/pythia-1.4b',
      'hellaswag',
    ],
    ['pythia/pythia-70m/samples_truthfulqa_mc2_2024-07-01T10-20-30.jsonl.gz', 'pythia-70m', 'truthfulqa_mc2'],
    ['__data__models__pythia-70m/samples_hellaswag.jsonl', 'pythia-70m', 'hellaswag'],
    ['results/my-model/samples_hellaswag_2024-07-01T10-20-30.1 (1).jsonl', 'my-model', 'hellaswag'],
    ['pythia-70m_hellaswag.jsonl', 'pythia-70m', 'hellaswag'],
    ['truthfulqa_mc2-EleutherAI__pythia-1.4b.jsonl', 'EleutherAI/pythia-1.4b', 'truthfulqa_mc2'],
    ['hellaswag/pythia-70m.jsonl', 'pythia-70m', 'hellaswag'],
    ['gpt2-xl.samples.hellaswag.jsonl.gz', 'gpt2-xl', 'hellaswag'],
    ['Qwen2.5-Math-7B_hellaswag.jsonl', 'Qwen2.5-Math-7B', 'hellaswag'],
  ])('%s', (path, model, task) => expect(readSourceName(path)).toMatchObject({ model, task }));

  test.each([
    'samples_hellaswag_2024-07-01T10-20-30.jsonl',
    'results/10-shot/samples_hellaswag.jsonl',
    'hellaswag.jsonl',
  ])('%s does not tell its model', (path) =>
    expect(readSourceName(path)).toMatchObject({ model: null, task: 'hellaswag' }),
  );

  test('the time of the run is told where it is written', () => {
    expect(readSourceName('a/samples_x_2024-07-01T10-20-30.5.jsonl').saved).toBe('2024-07-01T10-20-30.5');
    expect(readSourceName('a/samples_x.jsonl').saved).toBeNull();
  });
});
