import { describe, expect, test } from 'vitest';
import { panelFile } from './panelFile';

const only = (rows: Record<string, string>[], column: string, value: string) =>
  rows.filter((row) => row[column] === value);
const counts = (rows: Record<string, string>[], column: string) => {
  const found = new Map<string, number>();
  for (const row of rows) found.set(row[column] ?? '', (found.get(row[column] ?? '') ?? 0) + 1);
  return found;
};

describe('the uniform panel', () => {
  const { rows } = panelFile('uniform.csv');

  test('has 148 models in 63 lines, 37 of them with two or more sizes', () => {
    expect(rows).toHaveLength(148);
    expect(counts(rows, 'family').size).toBe(63);
    const used = only(rows, 'use', '1');
    const severalSizes = [...counts(used, 'family').keys()].filter(
      (family) => new Set(only(used, 'family', family).map((row) => row.params_b)).size > 1,
    );
    expect(severalSizes).toHaveLength(37);
  });

  test('leaves only the fine-tuned model out of the families', () => {
    expect(only(rows, 'use', '0').map((row) => row.model)).toEqual(['RWKV/rwkv-raven-14b']);
  });

  test('counts no more parameters as active than there are, and names the size near the counted one', () => {
    for (const row of rows) {
      expect(Number(row.params_active_b), row.model).toBeLessThanOrEqual(Number(row.params_total_b));
      const ratio = Number(row.params_total_b) / Number(row.params_b);
      expect(ratio, `${row.model}: counted over named size`).toBeGreaterThan(0.8);
      expect(ratio, `${row.model}: counted over named size`).toBeLessThan(1.35);
    }
  });
});

describe('the published panel', () => {
  const { rows } = panelFile('published.csv');
  const paper = only(rows, 'in63', '1');

  test('has the 63 rows of the paper in 16 families first, then 17 others', () => {
    expect(rows.map((row) => row.in63)).toEqual([...Array(63).fill('1'), ...Array(17).fill('0')]);
    expect(counts(paper, 'family').size).toBe(16);
  });

  test('gives each of the 63 one TruthfulQA score, under the identity its variant allows', () => {
    for (const row of rows) {
      const mc2 = row['truthfulqa/mc2/0-shot'] !== '';
      const unspecified = row.truthfulqa !== '';
      expect(mc2 && unspecified, row.model).toBe(false);
      if (row.in63 === '1') expect(mc2 || unspecified, row.model).toBe(true);
      if (mc2) expect(['mc2', 'mc2 estimated'], row.model).toContain(row.truthfulqa_variant);
      if (unspecified) expect(['mc2 by magnitude', 'unknown'], row.model).toContain(row.truthfulqa_variant);
    }
    const variants = counts(paper, 'truthfulqa_variant');
    expect(Object.fromEntries(variants)).toEqual({
      mc2: 48,
      'mc2 estimated': 2,
      'mc2 by magnitude': 6,
      unknown: 7,
    });
  });

  test('uses 59 of the 63: not the second listings, not the instruction-tuned', () => {
    expect(only(rows, 'use', '1').every((row) => row.in63 === '1')).toBe(true);
    expect(only(paper, 'use', '0').map((row) => row.model)).toEqual([
      'Gemma-4-E4B',
      'Llama3-8B',
      'Llama3-70B',
      'Phi-3-mini-4k',
    ]);
  });
});

describe('the frontier panel', () => {
  const { columns, rows } = panelFile('frontier.csv');

  test('has 34 frozen rows of ten labs, 23 of them core, and 5 later ones', () => {
    const frozen = only(rows, 'frozen', '1');
    expect(frozen).toHaveLength(34);
    expect(only(rows, 'frozen', '0')).toHaveLength(5);
    expect(counts(frozen, 'family').size).toBe(10);
    expect(counts(rows, 'subset')).toEqual(
      new Map([
        ['core', 23],
        ['extended', 11],
        ['post-cutoff', 5],
      ]),
    );
  });

  test('has no sizes, and both scores of the published line in every row', () => {
    for (const row of rows) {
      expect(row.params_b, row.model).toBe('');
      expect(row.swe_bench_verified !== '' && row.gpqa_diamond !== '', row.model).toBe(true);
    }
  });

  test('marks as disputed only cells that have a score, and says where the other value is from', () => {
    const marked = rows.filter((row) => row.disputed !== '');
    expect(marked.length).toBeGreaterThan(15);
    for (const row of marked)
      for (const column of (row.disputed ?? '').split(' ')) {
        expect(columns, row.model).toContain(column);
        expect(row[column], `${row.model}, ${column}`).not.toBe('');
        const other = row[`ext_${column}`] ?? '';
        expect(other === '' ? row.note : row.ext_source, `${row.model}, ${column}`).not.toBe('');
        if (other !== '') expect(Number(other), `${row.model}, ${column}`).not.toBe(Number(row[column]));
      }
    for (const row of rows)
      if (row.ext_swe_bench_verified !== '' || row.ext_gpqa_diamond !== '')
        expect(row.ext_source, row.model).not.toBe('');
  });
});

test('the two Pythia tables have the same eight sizes', () => {
  const { rows } = panelFile('pythia-tables.csv');
  const sizes = (family: string) => only(rows, 'family', family).map((row) => Number(row.params_b));
  expect(sizes('Pythia (table A)')).toEqual([0.07, 0.16, 0.41, 1, 1.4, 2.8, 6.9, 12]);
  expect(sizes('Pythia (table B)')).toEqual(sizes('Pythia (table A)'));
});
