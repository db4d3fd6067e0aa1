import { describe, expect, test } from 'vitest';
import type { ColumnDraft, ColumnRole } from '$lib/scores/import/draft';
import { benchmarkOfHeader, mappingFault, roleKinds, withIdentity, withKind } from '$lib/ui/columnRoles';

const column = (header: string, role: ColumnRole, samples: string[] = []): ColumnDraft => ({
  header,
  samples,
  role,
  doubt: null,
});
const score = (header: string): ColumnRole => ({
  kind: 'score',
  benchmark: benchmarkOfHeader(header),
  unit: 'percent',
});
const isScore = (role: ColumnRole) => {
  if (role.kind !== 'score') throw new Error(`expected a score, found ${role.kind}`);
  return role;
};

describe('roles of columns', () => {
  test('a header that names a benchmark brings what is known of it', () => {
    expect(benchmarkOfHeader('HellaSwag (10-shot)')).toMatchObject({
      task: 'hellaswag',
      shots: 10,
      items: 10042,
    });
  });
  test('an unknown header is its own benchmark', () => {
    expect(benchmarkOfHeader('My Bench v2')).toMatchObject({
      task: 'my_bench_v2',
      label: 'My Bench v2',
      items: null,
    });
  });
  test('a column made a score takes its unit from its cells', () => {
    const ignored = (samples: string[]) => column('tqa', { kind: 'ignore' }, samples);
    expect(isScore(withKind(ignored(['0,47', '0.5']), 'score', [])).unit).toBe('fraction');
    expect(isScore(withKind(ignored(['47', '0.5']), 'score', [])).unit).toBe('percent');
  });
  test('a standard error belongs to a score that is there', () => {
    const columns = [column('hellaswag', score('hellaswag')), column('se', { kind: 'ignore' })];
    expect(withKind(columns[1], 'stderr', columns)).toEqual({ kind: 'stderr', of: 'hellaswag' });
  });
  test('choosing the same kind changes nothing', () => {
    const same = column('hellaswag', score('hellaswag'));
    expect(withKind(same, 'score', [])).toBe(same.role);
  });
  test('a corrected metric is another identity', () => {
    const corrected = isScore(withIdentity(isScore(score('truthfulqa')), { metric: 'mc2' }, 'truthfulqa'));
    expect(corrected.benchmark).toMatchObject({
      key: 'truthfulqa/mc2',
      label: 'TruthfulQA MC2',
      itemSd: 0.41,
    });
  });
  test('a role from outside the usual ones can be kept', () => {
    expect(roleKinds('wide', 'shots')).toContain('shots');
    expect(roleKinds('long', 'model')).not.toContain('score');
  });
});

describe('what is wrong with a mapping', () => {
  const model = column('model', { kind: 'model' });
  test('nothing, with a model and two different scores', () => {
    const columns = [model, column('hellaswag', score('hellaswag')), column('arc', score('arc'))];
    expect(mappingFault(columns, 'wide')).toBeNull();
  });
  test('no model, or two', () => {
    expect(mappingFault([], 'wide')).toMatch(/model names/);
    expect(mappingFault([model, model], 'wide')).toMatch(/keep one/);
  });
  test('fewer than two scores, or one benchmark twice', () => {
    const one = column('hellaswag', score('hellaswag'));
    expect(mappingFault([model, one], 'wide')).toMatch(/at least two/);
    expect(mappingFault([model, one, one], 'wide')).toMatch(/Two columns hold hellaswag/);
  });
  test('a long table needs name and value', () => {
    expect(mappingFault([model], 'long')).toMatch(/long table/);
    const long = [model, column('b', { kind: 'benchmark-name' }), column('v', { kind: 'benchmark-value' })];
    expect(mappingFault(long, 'long')).toBeNull();
  });
});

describe('a column made a fact', () => {
  test('is the one that its header names, else the first', () => {
    const ignored = (header: string) => column(header, { kind: 'ignore' });
    expect(withKind(ignored('Hidden size'), 'fact', [])).toEqual({ kind: 'fact', fact: 'width' });
    expect(withKind(ignored('quux'), 'fact', [])).toEqual({ kind: 'fact', fact: 'totalB' });
  });
  test('is offered for wide and long tables, and counts as no score', () => {
    for (const shape of ['wide', 'long', 'lm-eval'] as const)
      expect(roleKinds(shape, 'ignore')).toContain('fact');
    const columns = [
      column('model', { kind: 'model' }),
      column('hellaswag', score('hellaswag')),
      column('d_model', { kind: 'fact', fact: 'width' }),
    ];
    expect(mappingFault(columns, 'wide')).toMatch('at least two columns as scores');
  });
});
