import { describe, expect, test } from 'vitest';
import { PANELS, panelOf, parsePanel } from '../../../src/lib/scores/panels';
import { familiesOf } from '../../../src/lib/scores/table';
import { benchmarksOf, panelFile, panelText } from './panelFile';

describe.each(PANELS.map((panel) => panel.id))('the %s panel, loaded', (id) => {
  const file = panelOf(id)?.file ?? '';
  const { rows, ...panel } = panelFile(file);
  const keys = benchmarksOf({ rows, ...panel });
  const table = parsePanel(id, panelText(file));

  test('has the file’s benchmarks by their keys, and nothing else as a benchmark', () => {
    expect(table.benchmarks.map((benchmark) => benchmark.key)).toEqual(keys);
    expect(new Set(table.benchmarks.map((benchmark) => benchmark.label)).size).toBe(keys.length);
    expect(table.panel).toBe(id);
  });

  test('has every row with the figures of its line', () => {
    expect(table.models.map(({ model, family }) => [model, family])).toEqual(
      rows.map((row) => [row.model, row.family]),
    );
    for (const [i, loaded] of table.models.entries()) {
      const row = rows[i] ?? {};
      const cells = keys.filter((key) => row[key] !== '');
      expect(loaded.paramsB, loaded.model).toBe(row.params_b === '' ? null : Number(row.params_b));
      expect(loaded.excluded, loaded.model).toBe(row.use === '0');
      expect(Object.keys(loaded.scores), loaded.model).toEqual(cells);
      for (const key of cells) expect(loaded.scores[key]?.value, loaded.model).toBe(Number(row[key]));
    }
  });

  test('knows how many items each benchmark of the pair has', () => {
    const pair = table.benchmarks.filter(({ task }) =>
      ['hellaswag', 'truthfulqa', 'swe_bench_verified', 'gpqa_diamond'].includes(task),
    );
    expect(pair.length).toBeGreaterThanOrEqual(2);
    for (const { items, key } of pair) expect(items, key).toBeGreaterThan(0);
  });
});

test('the list in the app and the list beside the files name the same panels', () => {
  const listed = JSON.parse(panelText('index.json')) as {
    id: string;
    title: string;
    file: string;
    licence: string;
  }[];
  expect(PANELS.map(({ id, title, file, licence }) => ({ id, title, file, licence }))).toEqual(
    listed.map(({ id, title, file, licence }) => ({ id, title, file, licence })),
  );
});

test('Pythia of the uniform panel has its eight sizes in use', () => {
  const families = familiesOf(parsePanel('uniform', panelText('uniform.csv')));
  expect(families).toContainEqual({ family: 'Pythia-deduped', models: 8 });
  expect(families).toContainEqual({ family: 'RWKV-4-raven', models: 0 });
});
