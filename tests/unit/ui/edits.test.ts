import { describe, expect, test } from 'vitest';
import { defaultOptions } from '$lib/coupling/options';
import type { ModelRow, ScoreTable } from '$lib/scores/table';
import {
  addModel,
  moveModel,
  onlyFamily,
  removeModel,
  setBenchmark,
  setExcluded,
  setItems,
  setModelName,
  setOptions,
  setScore,
  setSize,
  withFamilies,
  type ScoreDocument,
} from '$lib/ui/edits';

const row = (id: string, family: string, more: Partial<ModelRow> = {}): ModelRow => ({
  id,
  model: `model ${id}`,
  family,
  paramsB: 1,
  scores: { a: { value: 40, se: 0.5, items: 100 }, b: { value: 60, se: null, items: null } },
  excluded: false,
  line: 2,
  ...more,
});

const table = (): ScoreTable => ({
  title: 'Panel',
  panel: 'uniform',
  benchmarks: [],
  models: [row('1', 'X'), row('2', 'X'), row('3', 'Y')],
});
const start = (): ScoreDocument => ({ table: table(), options: defaultOptions(), partOf: null });
const model = (document: ScoreDocument, id: string) => document.table.models.find((m) => m.id === id);

describe('edits', () => {
  test('leave the document they start from as it was', () => {
    const document = start();
    const before = structuredClone(document);
    setScore(document, '1', 'a', 1);
    setSize(document, '1', 2);
    addModel(document, 'X');
    removeModel(document, '1');
    setItems(document, 'a', 5);
    expect(document).toEqual(before);
  });

  test('that change nothing return the same document', () => {
    const document = start();
    expect(setScore(document, '1', 'a', 40)).toBe(document);
    expect(setScore(document, '1', 'missing', null)).toBe(document);
    expect(setSize(document, '1', 1)).toBe(document);
    expect(setModelName(document, '1', 'model 1')).toBe(document);
    expect(setExcluded(document, '1', false)).toBe(document);
    expect(removeModel(document, 'nobody')).toBe(document);
    expect(setOptions(document, { seed: document.options.seed })).toBe(document);
    expect(setItems(document, 'a', null)).toBe(document);
    expect(setScore(document, 'nobody', 'a', 5)).toBe(document);
  });

  test('make a panel the user’s own table, once', () => {
    const once = setScore(start(), '1', 'a', 41);
    expect(once.table).toMatchObject({ panel: null, title: 'Panel (edited)' });
    expect(setScore(once, '1', 'a', 42).table.title).toBe('Panel (edited)');
  });

  test('settings leave a panel a panel', () => {
    expect(setItems(setOptions(start(), { seed: 9 }), 'a', 50).table.panel).toBe('uniform');
  });

  test('a corrected score keeps its own error and items; a cleared one is gone', () => {
    expect(model(setScore(start(), '1', 'a', 41), '1')?.scores.a).toEqual({ value: 41, se: 0.5, items: 100 });
    expect(model(setScore(start(), '1', 'a', null), '1')?.scores).not.toHaveProperty('a');
  });

  test('a moved point changes both scores', () => {
    const moved = model(moveModel(start(), '2', { a: 12, b: 34 }), '2');
    expect([moved?.scores.a.value, moved?.scores.b.value]).toEqual([12, 34]);
  });

  test('an added model stands at the end of its family under a free id', () => {
    const twice = addModel(addModel(start(), 'X'), 'X');
    expect(twice.table.models.map(({ id }) => id)).toEqual(['1', '2', 'added-1', 'added-2', '3']);
    expect(model(twice, 'added-2')).toMatchObject({ family: 'X', paramsB: null, scores: {} });
    expect(addModel(removeModel(twice, 'added-1'), 'X').table.models.map(({ id }) => id)).toContain(
      'added-1',
    );
  });

  test('choosing the other side’s benchmark swaps the pair', () => {
    const { options } = setBenchmark(start(), 1, 'b', ['a', 'b']);
    expect([options.benchmark1, options.benchmark2]).toEqual(['b', 'a']);
    const other = setBenchmark(start(), 2, 'c', ['a', 'b']).options;
    expect([other.benchmark1, other.benchmark2]).toEqual(['a', 'c']);
  });

  test('item counts are set and taken back by benchmark', () => {
    const set = setItems(setItems(start(), 'a', 50), 'b', 60);
    expect(set.options.items).toEqual({ a: 50, b: 60 });
    expect(setItems(set, 'a', null).options.items).toEqual({ b: 60 });
  });

  test('one family is cut out; an unknown one leaves the table to be reported on', () => {
    expect(onlyFamily(start(), 'X').table.models.map(({ id }) => id)).toEqual(['1', '2']);
    const document = start();
    expect(onlyFamily(document, 'nobody')).toBe(document);
  });

  test('fetched families join without touching edited ones', () => {
    const edited = setScore(start(), '1', 'a', 99);
    const fetched = { ...table(), models: [row('1', 'X'), row('9', 'Z')] };
    const joined = withFamilies(edited, fetched);
    expect(joined.table.models.map(({ id }) => id)).toEqual(['1', '2', '3', '9']);
    expect(model(joined, '1')?.scores.a.value).toBe(99);
    expect(withFamilies(joined, fetched)).toBe(joined);
  });
});
