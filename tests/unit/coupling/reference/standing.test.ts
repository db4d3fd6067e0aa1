import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isoclineAt, ISOCLINE_RATIO, isoclineTally } from '$lib/coupling/reference/isocline';
import { peerLines, peersOf, type Peer } from '$lib/coupling/reference/peers';
import { standing } from '$lib/coupling/reference/standing';
import type { Reasons } from '$lib/coupling/reasons';
import { select } from '$lib/coupling/select';
import { parsePanel } from '$lib/scores/panels';
import type { ScoreTable } from '$lib/scores/table';
import { uniformPanel } from '../panel';
import { optionsWith, smallTable } from '../tables';

const panel = uniformPanel();
const published = parsePanel('published', readFileSync('static/panels/published.csv', 'utf8'));

/** Lines of the published panel, TruthfulQA in whichever of its two columns is filled. */
function publishedLines(): Map<string, Peer[]> {
  const benchmark1 = published.benchmarks.find(({ task }) => task === 'hellaswag')!;
  const columns = published.benchmarks.filter(({ task }) => task === 'truthfulqa');
  const peers = columns.flatMap((benchmark2) => peersOf(published, { benchmark1, benchmark2 }));
  return new Map(peerLines(peers).map(({ family, models }) => [family, models]));
}

describe('the isocline', () => {
  test('is √(0.187·B1), both as fractions', () => {
    expect(isoclineAt(69.45)).toBeCloseTo(100 * Math.sqrt(ISOCLINE_RATIO * 0.6945), 12);
    expect(isoclineAt(0)).toBe(0);
  });

  test('gives the papers’ counts with “above ⇒ falls” from the smaller model, each with its baseline', () => {
    const lines = publishedLines();
    const tally = (family: string) => isoclineTally([lines.get(family)!]);
    expect(tally('OPT')).toEqual({ right: 6, publishedRight: 1, alwaysFalls: 5, n: 7 });
    expect(tally('BLOOM')).toEqual({ right: 4, publishedRight: 1, alwaysFalls: 4, n: 5 });
    expect(tally('Cerebras-GPT')).toEqual({ right: 5, publishedRight: 1, alwaysFalls: 5, n: 6 });
    expect(tally('Pythia')).toMatchObject({ right: 5, n: 6 });
  });

  test('over the uniform panel is right on 50 of 85 steps, “always falls” on 43', () => {
    const [benchmark1, benchmark2] = panel.benchmarks;
    const lines = peerLines(peersOf(panel, { benchmark1, benchmark2 })).map(({ models }) => models);
    expect(isoclineTally(lines)).toEqual({ right: 50, publishedRight: 35, alwaysFalls: 43, n: 85 });
  });

  test('does not count a step on which benchmark 2 stays', () => {
    const level = [
      { b1: 30, b2: 45 },
      { b1: 40, b2: 45 },
    ];
    expect(isoclineTally([level]).n).toBe(0);
  });
});

describe('standing', () => {
  const of = (table: ScoreTable, family: string | null) => {
    const reasons: Reasons = {};
    return { found: standing(select(table, optionsWith({ family })), panel, reasons), reasons };
  };

  test('of a panel family is judged without it, model by model', () => {
    const { found } = of(panel, 'OPT');
    expect(found!.field.families).toBe(61);
    expect(found!.field.n).toBe(139);
    expect(found!.reference).toMatchObject({ panel: 'uniform', families: 61, models: 139, assumed: [] });
    expect(found!.models).toHaveLength(8);
    expect(found!.isocline!.family).toEqual({ right: 6, publishedRight: 1, alwaysFalls: 5, n: 7 });
    expect(found!.isocline!.panel.n).toBe(85 - 7);
    for (const { residual, lo, hi, named } of found!.models) {
      expect((lo + hi) / 2).toBeCloseTo(residual, 9);
      expect(named).toBe(lo > 0 ? 'high' : hi < 0 ? 'low' : null);
    }
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  test('of an own table uses all of the panel, and is refused for another metric', () => {
    const table = smallTable([
      [1, 45, 80],
      [3, 55, 42],
      [9, 65, 41],
    ]);
    const { found, reasons } = of(table, null);
    expect(found!.field.n).toBe(147);
    expect(found!.models[0].named).toBe('high');
    expect(reasons['standing.models.1.named']).toContain('inside');
    const mc1 = { ...table.benchmarks[1], key: 'x', metric: 'mc1', label: 'TruthfulQA MC1' };
    const other: ScoreTable = {
      ...table,
      benchmarks: [table.benchmarks[0], mc1],
      models: table.models.map((row) => ({
        ...row,
        scores: {
          [table.benchmarks[0].key]: row.scores[table.benchmarks[0].key],
          x: row.scores[table.benchmarks[1].key],
        },
      })),
    };
    const refused = of(other, null);
    expect(refused.found).toBeNull();
    expect(refused.reasons.standing).toContain('MC1');
  });

  test('of a pair without an isocline says so', () => {
    const reasons: Reasons = {};
    const options = optionsWith({ family: 'OPT', benchmark1: 'mmlu/acc/5-shot' });
    const found = standing(select(panel, options), panel, reasons);
    expect(found!.isocline).toBeNull();
    expect(found!.models[0].above).toBeNull();
    expect(reasons['standing.isocline']).toContain('HellaSwag');
  });

  test('without enough families has a reason and no field', () => {
    const reasons: Reasons = {};
    const few = { ...panel, models: panel.models.filter(({ family }) => family === 'BLOOM') };
    expect(standing(select(panel, optionsWith({ family: 'OPT' })), few, reasons)).toBeNull();
    expect(reasons.standing).toContain('1 other family');
  });
});
