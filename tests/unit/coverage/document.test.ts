import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cellsOf, REPLICATES } from '../../../bench/coverage/cells';
import { markdownOf, tableText } from '../../../bench/coverage/document';
import { cellOf, spanOf } from '../../../bench/coverage/lookup';
import type { StudyTable } from '../../../bench/coverage/report';
import { SEED } from '../../../bench/coverage/seeds';
import validity from '../../../src/lib/methods/validity.json';

const document = readFileSync(new URL('../../../docs/validity.md', import.meta.url), 'utf8');

describe('validity.md and validity.json', () => {
  test('are one study: the document is what the tables make', async () => {
    expect(await markdownOf(validity)).toBe(document);
  });

  test('hold a full run of this study', () => {
    expect(validity.generated.seed).toBe(SEED);
    expect(validity.generated.replicates).toBe(REPLICATES);
    expect(validity.generated.cpuMinutes).toBeGreaterThan(0);
    expect(new Set(cellsOf().map(({ id }) => id)).size).toBe(cellsOf().length);
  });

  test('have tables whose rows fit their columns, each under its own name, and no number that is none', () => {
    const tables: StudyTable[] = validity.tables;
    expect(new Set(tables.map(({ id }) => id)).size).toBe(tables.length);
    for (const { id, columns, rows } of tables)
      for (const row of rows) {
        expect([id, row.length]).toEqual([id, columns.length]);
        expect(row.join(' ')).not.toMatch(/NaN|Infinity|undefined|null/);
      }
    for (const { title } of tables) expect(document).toContain(title.split(' (')[0]);
  });
});

describe('table text', () => {
  const table: StudyTable = {
    id: 'one',
    title: 'Title',
    columns: ['what', 'n = 3', 'n = 4', 'n = 5'],
    rows: [
      ['a|b', '1.0', '12.5', '–'],
      ['c', '2.0', '9.5', '> 3'],
    ],
    note: 'Note.',
  };
  test('escapes bars and sets figures right', () => {
    expect(tableText(table)).toContain('| a\\|b | 1.0 | 12.5 | – |');
    expect(tableText(table)).toContain('| --- | --: | --: | --: |');
  });
  test('is looked up by labels, and refuses what is not there', () => {
    expect(cellOf([table], 'one', ['c'], 'n = 4')).toBe('9.5');
    expect(spanOf([table], 'one', ['a|b'])).toBe('1.0 to 12.5');
    expect(() => cellOf([table], 'one', ['d'], 'n = 4')).toThrow(/no cell d × n = 4/);
    expect(() => spanOf([table], 'two', ['c'])).toThrow(/no figures/);
  });
});
