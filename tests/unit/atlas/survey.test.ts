import { beforeAll, describe, expect, test } from 'vitest';
import { hasStep, sizesOf, type Survey } from '../../../src/lib/atlas/family';
import { releasedRows } from '../../../src/lib/atlas/released';
import { criticalScale } from '../../../src/lib/coupling/criticalScale';
import { defaultOptions } from '../../../src/lib/coupling/options';
import { select } from '../../../src/lib/coupling/select';
import { errorsInVariables } from '../../../src/lib/coupling/slope';
import { STREAM } from '../../../src/lib/coupling/streams';
import { verdictKind } from '../../../src/lib/coupling/verdict';
import { familyOf, panelTable, surveyOf } from './panels';

let uniform: Survey;
let published: Survey;
beforeAll(async () => {
  uniform = await surveyOf(panelTable('uniform'));
  published = await surveyOf(panelTable('published'));
});

describe('survey of the uniform panel', () => {
  test('lists every family, 37 of them with a step', () => {
    expect(uniform.families).toHaveLength(new Set(panelTable('uniform').models.map((r) => r.family)).size);
    expect(uniform.families.filter(hasStep)).toHaveLength(37);
  });

  test('a family has its models with noise, its facts and a link', () => {
    const pythia = familyOf(uniform, 'Pythia-deduped');
    expect(sizesOf(pythia)).toBe(8);
    expect(pythia.points.map(({ paramsB }) => paramsB)).toEqual([0.07, 0.16, 0.41, 1, 1.4, 2.8, 6.9, 12]);
    expect(pythia.points.every(({ se2 }) => se2 !== null && se2 > 1)).toBe(true);
    expect(pythia.facts).toMatchObject({ sizeB: [0.07, 12], tokensT: [0.3, 0.3], recipes: ['mixed'] });
    expect(pythia.summary).toMatchObject({ kind: 'falls', turn: { status: 'none-in-range' } });
    expect(pythia.link).toBe('#Pythia-deduped');
  });

  test('a family of one size keeps its scores and says nothing', () => {
    const amber = familyOf(uniform, 'Amber');
    expect(hasStep(amber)).toBe(false);
    expect(amber.points).toMatchObject([{ paramsB: 7, b1: 73.79, b2: 33.56, se2: null }]);
  });

  test('every verdict is the one that Diagnose gives with all its draws', async () => {
    const table = panelTable('uniform');
    for (const { family, summary } of uniform.families.filter((one) => sizesOf(one) > 2)) {
      const { line } = select(table, { ...defaultOptions(), family });
      const turns = { seed: 1, draws: 30_000, stream: STREAM.criticalScale };
      const critical = await criticalScale(line, defaultOptions(), turns, {});
      const kind = verdictKind({ slope: errorsInVariables(line, defaultOptions()), critical });
      expect([family, summary.kind]).toEqual([family, kind]);
    }
  });
});

describe('survey of the published panel', () => {
  test('is the 63 rows in 16 families as released', () => {
    expect(panelTable('published').models).toHaveLength(63);
    expect(published.families).toHaveLength(16);
  });

  test('a family that is on TruthfulQA of an unknown variant only is read on it, and marked', () => {
    const qwen = familyOf(published, 'Qwen2.5');
    expect(qwen.benchmark2.key).toBe('truthfulqa');
    expect(qwen.marked).toMatch(/does not tell its variant/);
    expect(sizesOf(qwen)).toBe(6);
    expect(familyOf(published, 'Pythia').marked).toBeNull();
  });
});

test('rows that do not belong to the text are refused', () => {
  const table = panelTable('published');
  expect(() => releasedRows(table, 'model,in63\nA,1\n')).toThrow(/1 rows against 63 models/);
  expect(() => releasedRows(table, 'model\nA\n')).toThrow(/no column "in63"/);
});
