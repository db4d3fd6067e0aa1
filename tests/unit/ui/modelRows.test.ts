import { expect, test } from 'vitest';
import { benchmarkFrom } from '$lib/scores/benchmark';
import type { ModelRow } from '$lib/scores/table';
import { inSizeOrder, remarkOf, restingName } from '$lib/ui/modelRows';

const row = (id: string, paramsB: number | null, more: Partial<ModelRow> = {}): ModelRow => ({
  id,
  model: id,
  family: 'X',
  paramsB,
  scores: {},
  excluded: false,
  line: null,
  ...more,
});
const pair = {
  benchmark1: benchmarkFrom({ task: 'hellaswag', metric: null, shots: null }),
  benchmark2: benchmarkFrom({ task: 'truthfulqa', metric: 'mc2', shots: null }),
};
const score = { value: 40, se: null, items: null };
const ids = (rows: ModelRow[]) => rows.map(({ id }) => id);

test('rows stand by ascending size, those without at the end', () => {
  expect(ids(inSizeOrder([row('c', null), row('b', 7), row('a', 1)], []))).toEqual(['a', 'b', 'c']);
});

test('the order is kept while the rows are the same, whatever their sizes become', () => {
  expect(ids(inSizeOrder([row('a', 70), row('b', 7)], ['a', 'b']))).toEqual(['a', 'b']);
  expect(ids(inSizeOrder([row('a', 70), row('b', 7), row('c', 1)], ['a', 'b']))).toEqual(['c', 'b', 'a']);
});

test('what keeps a model out is said at its row', () => {
  expect(remarkOf(row('a', null), pair, null)).toBe('not used: no size');
  expect(remarkOf(row('a', 1), pair, null)).toBe('not used: no HellaSwag and no TruthfulQA MC2 score');
  expect(remarkOf(row('a', 1, { scores: { hellaswag: score } }), pair, null)).toBe(
    'not used: no TruthfulQA MC2 score',
  );
  const full = row('a', 1, { scores: { hellaswag: score, 'truthfulqa/mc2': score } });
  expect(remarkOf(full, pair, null)).toBeNull();
  expect(remarkOf({ ...full, excluded: true }, pair, null)).toBeNull();
});

test('a repository’s name stands before its owner, where it would be cut', () => {
  expect(restingName('EleutherAI/pythia-70m-deduped')).toBe('pythia-70m-deduped · EleutherAI');
  for (const name of ['pythia-70m', '/pythia', 'pythia/', 'a b']) expect(restingName(name)).toBe(name);
});
