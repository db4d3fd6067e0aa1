import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PANELS, panelOf, parsePanel } from '$lib/scores/panels';

const fileOf = (id: string) => readFileSync(`static/panels/${panelOf(id)?.file}`, 'utf8');

describe('bundled panels', () => {
  test.each(PANELS.map((panel) => [panel.id]))('%s parses', (id) => {
    const table = parsePanel(id, fileOf(id));
    expect(table.panel).toBe(id);
    expect(table.models.length).toBeGreaterThan(10);
    expect(table.benchmarks.length).toBeGreaterThanOrEqual(2);
    expect(new Set(table.benchmarks.map((one) => one.label)).size).toBe(table.benchmarks.length);
    for (const row of table.models) {
      expect(row.family).not.toBe('');
      for (const { value } of Object.values(row.scores)) expect(value >= 0 && value <= 100).toBe(true);
    }
  });

  test('are those that the list beside the files names', () => {
    expect(existsSync('static/panels/index.json')).toBe(true);
    const listed = JSON.parse(readFileSync('static/panels/index.json', 'utf8')) as {
      id: string;
      title: string;
      file: string;
      licence: string;
    }[];
    expect(PANELS.map(({ id, title, file, licence }) => ({ id, title, file, licence }))).toEqual(
      listed.map(({ id, title, file, licence }) => ({ id, title, file, licence })),
    );
  });

  test('the uniform panel has one protocol, and marks what no family uses', () => {
    const table = parsePanel('uniform', fileOf('uniform'));
    expect(table.models).toHaveLength(148);
    expect(table.benchmarks.map((one) => one.key)).toEqual([
      'hellaswag/acc_norm/10-shot',
      'truthfulqa/mc2/0-shot',
      'arc_challenge/acc_norm/25-shot',
      'winogrande/acc/5-shot',
      'mmlu/acc/5-shot',
    ]);
    expect(table.benchmarks[1]).toMatchObject({ label: 'TruthfulQA MC2', items: 817, itemSd: 0.41 });
    expect(table.models.filter((row) => row.excluded).map((row) => row.model)).toEqual([
      'RWKV/rwkv-raven-14b',
    ]);
    const pythia = table.models.find((row) => row.model === 'EleutherAI/pythia-1.4b-deduped');
    expect(pythia).toMatchObject({ family: 'Pythia-deduped', paramsB: 1.4, line: null });
    expect(pythia?.scores['hellaswag/acc_norm/10-shot'].value).toBeGreaterThan(50);
  });
});

test('a fault in a panel is quoted', () => {
  expect(() => parsePanel('uniform', 'model,family,params_b,hellaswag\na,A,1,fifty\n')).toThrow(
    /a, hellaswag: "fifty" is not a number/,
  );
  expect(() => parsePanel('uniform', 'model,params_b\na,1\n')).toThrow(/no column "family"/);
  expect(() => parsePanel('nowhere', '')).toThrow(/no panel "nowhere".*uniform/);
  expect(panelOf('nowhere')).toBeNull();
});

test('an empty cell is not known, and not zero', () => {
  const [row] = parsePanel('uniform', 'model,family,params_b,hellaswag,mmlu,use\nx,A,,45,,0\n').models;
  expect(row).toMatchObject({
    paramsB: null,
    excluded: true,
    scores: { hellaswag: { value: 45, se: null, items: null } },
  });
  expect(Object.keys(row.scores)).toEqual(['hellaswag']);
});
