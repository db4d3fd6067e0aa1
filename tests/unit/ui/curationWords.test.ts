import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { curationAtLevel, type Curation } from '$lib/coupling/reference/curation';
import { parsePanel } from '$lib/scores/panels';
import { curatedRows, curationWords } from '$lib/ui/sections/curationWords';

const panel = parsePanel('uniform', readFileSync('static/panels/uniform.csv', 'utf8'));
const found = curationAtLevel(panel, ['hellaswag/acc_norm/10-shot', 'truthfulqa/mc2/0-shot']);
const labels = ['HellaSwag', 'TruthfulQA MC2'] as const;
const only = (value: number, lo: number | null, hi: number | null): Curation => ({
  ordinary: [null, null],
  models: [],
  times: [{ value, lo, hi, lines: 3 }, null],
});

describe('curation in words', () => {
  test('of the panel: a multiple with its interval, and what has none says why', () => {
    expect(curationWords(found, labels)).toMatch(
      /^On HellaSwag curated lines stand where web and mixed lines of \d+\.\d× \[\d+\.\d, \d+\.\d\] their size stand, over three lines: less than the tenfold that was published\. On TruthfulQA MC2 the ordinary lines have no slope/,
    );
  });

  test('say where tenfold lies', () => {
    expect(curationWords(only(3, 1.5, 7), labels)).toContain('less than the tenfold');
    expect(curationWords(only(30, 15, 70), labels)).toContain('more than the tenfold');
    expect(curationWords(only(8, 2, 30), labels)).toContain(
      'more than their own size, and tenfold is inside',
    );
    expect(curationWords(only(3, 0.5, 30), labels)).toContain('holds both');
    expect(curationWords(only(3, null, null), labels)).toContain('too few for an interval');
  });

  test('every curated model has a row without a bare number missing', () => {
    const rows = curatedRows(found);
    expect(rows).toHaveLength(found.models.length);
    for (const row of rows) expect(JSON.stringify(row)).not.toMatch(/NaN|null|undefined/);
  });
});
