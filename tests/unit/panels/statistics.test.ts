/** The panels give the reference values made from the same figures elsewhere, by formulas written out here. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { panelFile } from './panelFile';

interface FamilyReference {
  models: string[];
  pearson?: number;
  ols_slope?: number;
  intervals: { frm: string; to: string; params_mid_b: number; d1: number; d2: number; gamma: number }[];
}
const golden = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../golden/${name}.json`, import.meta.url), 'utf8')) as unknown;
const families = golden('families') as Record<string, FamilyReference>;
const population = golden('population') as {
  frontier: { n: number; r: number; slope: number; intercept: number };
};

const numbers = (rows: Record<string, string>[], column: string) => rows.map((row) => Number(row[column]));
const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
function moments(x: number[], y: number[]) {
  const [mx, my] = [average(x), average(y)];
  const over = (a: number[], ma: number, b: number[], mb: number) =>
    a.reduce((sum, value, i) => sum + (value - ma) * ((b[i] ?? NaN) - mb), 0);
  const [xx, yy, xy] = [over(x, mx, x, mx), over(y, my, y, my), over(x, mx, y, my)];
  return { r: xy / Math.sqrt(xx * yy), slope: xy / xx, intercept: my - (xy / xx) * mx };
}

describe('families of the uniform panel', () => {
  const uniform = panelFile('uniform.csv').rows;
  const bySize = (family: string) =>
    uniform
      .filter((row) => row.family === family && row.use === '1')
      .sort((a, b) => Number(a.params_b) - Number(b.params_b));

  test.each(Object.keys(families))('%s has the models and intervals of the reference', (family) => {
    const expected = families[family];
    const rows = bySize(family);
    expect(rows.map((row) => row.model)).toEqual(expected?.models);
    for (const [i, interval] of (expected?.intervals ?? []).entries()) {
      const pair = rows.slice(i, i + 2);
      const [h1 = NaN, h2 = NaN] = numbers(pair, 'hellaswag/acc_norm/10-shot');
      const [t1 = NaN, t2 = NaN] = numbers(pair, 'truthfulqa/mc2/0-shot');
      const [n1 = NaN, n2 = NaN] = numbers(pair, 'params_b');
      expect(h2 - h1).toBeCloseTo(interval.d1, 10);
      expect((t2 - t1) / (h2 - h1)).toBeCloseTo(interval.gamma, 9);
      expect(Math.sqrt(n1 * n2)).toBeCloseTo(interval.params_mid_b, 9);
    }
  });

  test('Pythia: r and slope of TruthfulQA MC2 on HellaSwag', () => {
    const rows = bySize('Pythia-deduped');
    const found = moments(
      numbers(rows, 'hellaswag/acc_norm/10-shot'),
      numbers(rows, 'truthfulqa/mc2/0-shot'),
    );
    expect(found.r).toBeCloseTo(families['Pythia-deduped']?.pearson ?? NaN, 10);
    expect(found.slope).toBeCloseTo(families['Pythia-deduped']?.ols_slope ?? NaN, 10);
  });
});

test('the frozen frontier rows give the published line', () => {
  const rows = panelFile('frontier.csv').rows.filter((row) => row.frozen === '1');
  const found = moments(numbers(rows, 'swe_bench_verified'), numbers(rows, 'gpqa_diamond'));
  expect(rows).toHaveLength(population.frontier.n);
  expect(found.r).toBeCloseTo(population.frontier.r, 10);
  expect(found.slope).toBeCloseTo(population.frontier.slope, 10);
  expect(found.intercept).toBeCloseTo(population.frontier.intercept, 9);
});

describe('the Pythia tables are two, and both are published', () => {
  const { rows } = panelFile('pythia-tables.csv');
  const correlation = (family: string) => {
    const table = rows.filter((row) => row.family === family);
    return moments(numbers(table, 'hellaswag'), numbers(table, 'truthfulqa/mc2/0-shot')).r;
  };
  test('A gives the correlation printed in the paper, −0.989', () => {
    expect(correlation('Pythia (table A)')).toBeCloseTo(-0.989, 3);
  });
  test('B does not: −0.976', () => {
    expect(correlation('Pythia (table B)')).toBeCloseTo(-0.976, 3);
  });
  test('A is the Pythia of the 63', () => {
    const published = panelFile('published.csv').rows.filter((row) => row.family === 'Pythia');
    const table = rows.filter((row) => row.family === 'Pythia (table A)');
    for (const key of [
      'params_b',
      'hellaswag',
      'truthfulqa/mc2/0-shot',
      'arc_challenge',
      'winogrande',
      'mmlu',
    ])
      expect(numbers(published, key), key).toEqual(numbers(table, key));
  });
});
