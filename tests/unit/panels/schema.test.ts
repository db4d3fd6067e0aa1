import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { benchmarksOf, panelFile, panelText } from './panelFile';

interface Entry {
  id: string;
  title: string;
  file: string;
  description: string;
  source: string;
  licence: string;
  protocol: string;
}
const index = JSON.parse(panelText('index.json')) as Entry[];
const required = ['model', 'family', 'params_b', 'use', 'source', 'note'];
const benchmarkKey = /^[a-z0-9_]+(\/[a-z][a-z0-9_]*)?(\/\d+-shot)?$/;
const positive = [
  'params_b',
  'params_total_b',
  'params_active_b',
  'tokens_t',
  'd_model',
  'n_layers',
  'n_heads',
];
const plainNumber = /^(0|[1-9]\d*)(\.\d*[1-9])?$/;

describe('the list of panels', () => {
  test('names every panel once, with its title, source, licence and protocol', () => {
    expect(index.map((entry) => entry.id)).toEqual(['uniform', 'published', 'frontier', 'pythia-tables']);
    for (const entry of index)
      for (const [key, text] of Object.entries(entry))
        expect(text, `${entry.id}.${key}`).toMatch(/^\S[\s\S]*\S$/);
  });

  test('points at files that are there', () => {
    for (const { file } of index)
      expect(
        existsSync(fileURLToPath(new URL(`../../../static/panels/${file}`, import.meta.url))),
        file,
      ).toBe(true);
  });
});

describe.each(index.map((entry) => entry.file))('%s', (file) => {
  const panel = panelFile(file);
  const where = (row: Record<string, string>) => `${file}: ${row.model}`;

  test('has the required columns, each column once, and no byte-order mark', () => {
    expect(panel.columns).toEqual([...new Set(panel.columns)]);
    for (const column of required) expect(panel.columns, column).toContain(column);
    expect(panelText(file).startsWith('model,family,params_b,')).toBe(true);
    expect(panelText(file)).not.toContain('\r');
  });

  test('heads its benchmark columns by their identity, none of them empty', () => {
    const keys = benchmarksOf(panel);
    expect(keys.length).toBeGreaterThanOrEqual(5);
    for (const key of keys) {
      expect(key).toMatch(benchmarkKey);
      expect(
        panel.rows.some((row) => row[key] !== ''),
        key,
      ).toBe(true);
    }
  });

  test('names each model once within its family', () => {
    const names = panel.rows.map((row) => `${row.family} · ${row.model}`);
    expect(new Set(names).size).toBe(names.length);
    for (const row of panel.rows) expect(row.model !== '' && row.family !== '', where(row)).toBe(true);
  });

  test('writes numbers plainly: sizes and shapes above zero, scores above 0 and below 100', () => {
    for (const row of panel.rows) {
      for (const column of positive) {
        const cell = row[column] ?? '';
        if (cell !== '')
          expect(Number(plainNumber.test(cell) && cell), `${where(row)}, ${column}`).toBeGreaterThan(0);
      }
      for (const key of [...benchmarksOf(panel), 'ext_swe_bench_verified', 'ext_gpqa_diamond']) {
        const cell = row[key] ?? '';
        if (cell === '') continue;
        expect(cell, `${where(row)}, ${key}`).toMatch(plainNumber);
        expect(Number(cell), `${where(row)}, ${key}`).toBeGreaterThan(1);
        expect(Number(cell), `${where(row)}, ${key}`).toBeLessThan(100);
      }
    }
  });

  test('says of every row whether families use it and where its figures come from', () => {
    for (const row of panel.rows) {
      expect(['0', '1'], where(row)).toContain(row.use);
      expect(row.source, where(row)).toMatch(/arXiv:\d{4}\.\d{5}.*[\w-]+\/[\w-]+ .+\.(csv|json|py|html)/);
    }
  });

  test('has no path of anyone’s machine in it', () => {
    expect(panelText(file)).not.toMatch(/(^|[\s,"])(\/[a-z]+\/|~\/|[A-Z]:\\)/m);
  });

  test('dates releases as year, month or day', () => {
    for (const row of panel.rows)
      if (row.released) expect(row.released, where(row)).toMatch(/^20\d\d(-(0[1-9]|1[0-2])(-[0-3]\d)?)?$/);
  });
});
