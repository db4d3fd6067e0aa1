import { describe, expect, test } from 'vitest';
import { matchBenchmark, matchPair } from '$lib/coupling/reference/match';
import { benchmarkFrom } from '$lib/scores/benchmark';
import { uniformPanel } from '../panel';

const panel = uniformPanel();
const of = (task: string, metric: string | null, shots: number | null) =>
  benchmarkFrom({ task, metric, shots });

describe('a table’s benchmark and a panel’s', () => {
  test('of the same identity is used, and nothing assumed', () => {
    expect(matchBenchmark(of('hellaswag', 'acc_norm', 10), panel)).toEqual({
      kind: 'used',
      benchmark: panel.benchmarks[0],
      assumed: null,
    });
  });

  test('with metric or shots untold is used, and says what was taken', () => {
    expect(matchBenchmark(of('hellaswag', null, null), panel)).toMatchObject({
      kind: 'used',
      assumed: 'HellaSwag: metric and shots not told, taken as acc_norm and 10-shot',
    });
    expect(matchBenchmark(of('truthfulqa', 'mc2', null), panel)).toMatchObject({
      kind: 'used',
      assumed: 'TruthfulQA MC2: shots not told, taken as 0-shot',
    });
  });

  test('of another metric, shots or task is refused, and both are named', () => {
    const mc1 = matchBenchmark(of('truthfulqa', 'mc1', 0), panel);
    expect(mc1).toMatchObject({ kind: 'refused' });
    expect(mc1.kind === 'refused' && mc1.reason).toContain('TruthfulQA MC1 (mc1, 0-shot)');
    expect(mc1.kind === 'refused' && mc1.reason).toContain('TruthfulQA MC2 (mc2, 0-shot)');
    expect(mc1.kind === 'refused' && mc1.reason).toContain('the metric differs');
    const zero = matchBenchmark(of('hellaswag', 'acc', 0), panel);
    expect(zero.kind === 'refused' && zero.reason).toContain('the metric and the number of shots differ');
    const gpqa = matchBenchmark(of('gpqa', null, null), panel);
    expect(gpqa.kind === 'refused' && gpqa.reason).toContain(
      `GPQA is not among the benchmarks of “${panel.title}”`,
    );
  });

  test('that could be two of the panel’s is refused', () => {
    const both = { title: 'Two', benchmarks: [of('truthfulqa', 'mc1', 0), of('truthfulqa', 'mc2', 0)] };
    const found = matchBenchmark(of('truthfulqa', null, 0), both);
    expect(found.kind === 'refused' && found.reason).toContain('name the metric and shots');
  });

  test('told where the panel does not tell is marked', () => {
    const vague = { title: 'Vague', benchmarks: [of('hellaswag', null, null)] };
    expect(matchBenchmark(of('hellaswag', 'acc_norm', 10), vague)).toMatchObject({
      assumed: 'HellaSwag: the panel does not tell metric and shots',
    });
  });

  test('a pair is refused when one of it is, and when both would be one column', () => {
    const benchmark1 = of('hellaswag', null, null);
    const refused = matchPair({ benchmark1, benchmark2: of('truthfulqa', 'mc1', 0) }, panel);
    expect(refused).toMatchObject({ kind: 'refused' });
    const twice = matchPair({ benchmark1, benchmark2: of('hellaswag', 'acc_norm', null) }, panel);
    expect(twice.kind === 'refused' && twice.reason).toContain('would both be HellaSwag');
    const used = matchPair({ benchmark1, benchmark2: of('truthfulqa', 'mc2', 0) }, panel);
    expect(used.kind === 'used' && used.assumed).toHaveLength(1);
  });
});
