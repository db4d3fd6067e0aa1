import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { interventions, type InterventionsInput } from '$lib/coupling/advice/interventions';
import { isUnsettled } from '$lib/coupling/advice/input';
import { cpuBackend } from '$lib/coupling/backend';
import { diagnose } from '$lib/coupling/diagnose';
import type { Diagnosis } from '$lib/coupling/diagnosis';
import { defaultOptions } from '$lib/coupling/options';
import { referenceCrossing, type ReferenceCrossing } from '$lib/coupling/reference/distance';
import { recipeEffects } from '$lib/coupling/reference/recipes';
import { standing } from '$lib/coupling/reference/standing';
import type { Interventions, RecipeEffect } from '$lib/coupling/sections';
import type { ScoreTable } from '$lib/scores/table';
import { uniformPanel } from '../panel';
import { HELLASWAG, optionsWith, smallTable, TRUTHFULQA } from '../tables';

const panel = uniformPanel();
const recipes = recipeEffects(panel, [HELLASWAG, TRUTHFULQA]);
const QUICK = { draws: 1000 };

const diagnosed = (table: ScoreTable, family: string | null = null) =>
  diagnose(table, optionsWith({ ...QUICK, family }), cpuBackend());

/** A crossing under which everything is expected to rise. */
const RISING: ReferenceCrossing = {
  families: 20,
  n: 50,
  zeroB: { value: 0.1, lo: 0.05, hi: 0.2 },
  halfB: { value: 0.1, lo: 0.05, hi: 0.2 },
  halfLevel: { value: 20, lo: 15, hi: 25 },
  nextStep: {
    intercept: 4,
    size: 0,
    level: 0,
    covariance: [
      [0.1, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
    families: 20,
    rangeB: [0.1, 100],
    rangeLevel: [25, 90],
    stepRatio: 2,
  },
  record: { right: 19, n: 20, baseline: 12 },
};

const effect = (value: number, i: number): RecipeEffect => ({
  from: `A${i}`,
  to: `B${i}`,
  kind: 'generation',
  recipe: 'curated',
  differs: 'data',
  pairs: [],
  delta1: { value: 0, lo: null, hi: null },
  delta2: { value, lo: null, hi: null },
  matchedLevel: { value, lo: null, hi: null },
});
const GENEROUS = [6, 7, 8, 7].map(effect);

const adviceOf = (
  diagnosis: Diagnosis,
  table: ScoreTable,
  more: Partial<InterventionsInput> = {},
): Interventions =>
  interventions({
    diagnosis,
    table,
    sections: { width: null, standing: standing(diagnosis.input, panel, {}) },
    panel,
    crossing: null,
    recipes,
    ...more,
  });

const byId = ({ list }: Interventions, id: string) => list.find((one) => one.id === id)!;

describe('interventions', () => {
  test('a family with nothing settled is told to measure first, whatever a panel shows', async () => {
    const near = fc.double({ min: -1.5, max: 1.5, noNaN: true });
    await fc.assert(
      fc.asyncProperty(
        fc.array(near, { minLength: 3, maxLength: 5 }),
        fc.array(near, { minLength: 5, maxLength: 5 }),
        async (b2, b1) => {
          const table = smallTable(b2.map((at, i) => [0.5 * 3 ** i, 50 + 2 * i + b1[i], 41 + at]));
          const diagnosis = await diagnosed(table);
          fc.pre(isUnsettled(diagnosis));
          const found = adviceOf(diagnosis, table, { crossing: RISING, recipes: GENEROUS });
          expect(found.list[0].id).toBe('measure');
          expect(found.list[0].supported).toBe(true);
          expect(found.list.filter(({ supported }) => supported).map(({ id }) => id)).toEqual(['measure']);
          expect(found.summary).toContain('Measure first');
        },
      ),
      { numRuns: 20 },
    );
  });

  describe('over the panel’s families', () => {
    const found = new Map<string, Interventions>();
    beforeAll(async () => {
      for (const family of ['OPT', 'Pythia-deduped', 'Llama-2', 'Qwen2', 'Falcon', 'CodeGen-nl']) {
        const diagnosis = await diagnosed(panel, family);
        const crossing =
          family === 'OPT' ? await referenceCrossing(diagnosis.input, panel, defaultOptions(), {}) : RISING;
        found.set(family, adviceOf(diagnosis, panel, { crossing }));
      }
    });

    test('every one has a number, a unit and what would change it; supported ones stand first', () => {
      for (const { list } of found.values()) {
        expect(list.map(({ id }) => id).toSorted()).toEqual([
          'curation',
          'measure',
          'rotation',
          'scale',
          'steer',
          'width',
        ]);
        const supported = list.map((one) => one.supported);
        expect(supported).toEqual(supported.toSorted((a, b) => Number(b) - Number(a)));
        for (const one of list) {
          // Two sizes have no reliability; all else has a number.
          if (one.evidence.length === 0)
            expect(one).toMatchObject({ id: 'rotation', supported: false, grade: 'none' });
          for (const { value, unit, what } of one.evidence) {
            expect(Number.isFinite(value)).toBe(true);
            expect(unit.length + what.length).toBeGreaterThan(3);
          }
          expect(one.advice).toMatch(/\.$/);
          expect(one.wouldChange).toMatch(/\.$/);
          expect(one.advice).not.toContain('NaN');
        }
        expect(JSON.parse(JSON.stringify(list))).toEqual(list);
      }
    });

    test('says no word of cause', () => {
      const text = JSON.stringify([...found.values()]).toLowerCase();
      for (const verb of [
        'cause',
        'improve',
        'boost',
        'hurt',
        'harm',
        'leads to',
        'because of',
        'due to',
        'makes',
        'damage',
      ])
        expect(text, verb).not.toContain(verb);
    });

    test('the panel’s own numbers support neither curation nor width', () => {
      const opt = found.get('OPT')!;
      const contrast = byId(opt, 'curation').evidence.find(({ what }) => what.startsWith('curated'))!;
      expect(contrast.value).toBeGreaterThan(2);
      expect(contrast.lo).toBeLessThan(0);
      expect(byId(opt, 'curation').supported).toBe(false);
      const width = byId(opt, 'width');
      expect(width.evidence[0].hi).toBeLessThan(0);
      // Its interval leaves 0 out, yet it foretells families no better than the more frequent side.
      expect(width.trackRecord!.right).toBeLessThanOrEqual(width.trackRecord!.baseline);
      expect(width.supported).toBe(false);
      expect(width.advice).toContain('not supported');
    });

    test('steering is offered for small models only, and never as supported', () => {
      expect(byId(found.get('OPT')!, 'steer').advice).toContain('Steer page');
      expect(byId(found.get('CodeGen-nl')!, 'steer').advice).toContain('above 3 B');
      for (const one of found.values())
        expect(byId(one, 'steer')).toMatchObject({ supported: false, grade: 'none' });
    });

    test('scale counts the last step of the panel’s other families', () => {
      const { trackRecord, evidence } = byId(found.get('OPT')!, 'scale');
      expect(trackRecord).toMatchObject({ n: 35 });
      expect(evidence.map(({ unit }) => unit)).toEqual(['share', 'share', 'times', 'points', 'B']);
    });
  });

  describe('of a family that falls, settled', () => {
    const table = smallTable([
      [0.1, 30, 47],
      [0.4, 42, 42],
      [1.6, 55, 36],
      [6.4, 68, 29],
    ]);
    let diagnosis: Diagnosis;
    beforeAll(async () => {
      diagnosis = await diagnosed(table);
    });

    test('curation is supported where generations of the panel stand clearly higher and the rule has a record', () => {
      expect(diagnosis.verdict.kind).toBe('falls');
      const curation = byId(adviceOf(diagnosis, table, { recipes: GENEROUS }), 'curation');
      expect(curation).toMatchObject({ supported: true, strength: 'settled', grade: 'matched-recipe' });
      const weak = byId(adviceOf(diagnosis, table, { recipes: [6, -7, 8, -7].map(effect) }), 'curation');
      expect(weak).toMatchObject({ supported: false, strength: 'none' });
      expect(weak.advice).toContain('not supported');
    });

    test('scale is supported only when the whole interval says rise and the rule beats its baseline', () => {
      const rising = adviceOf(diagnosis, table, { crossing: RISING });
      expect(byId(rising, 'scale').supported).toBe(true);
      expect(rising.summary).toContain('train and measure a larger size');
      const lucky = { ...RISING, record: { right: 12, n: 20, baseline: 12 } };
      expect(byId(adviceOf(diagnosis, table, { crossing: lucky }), 'scale').supported).toBe(false);
      const vague = {
        ...RISING,
        nextStep: {
          ...RISING.nextStep!,
          covariance: [
            [9, 0, 0],
            [0, 0, 0],
            [0, 0, 0],
          ],
        },
      };
      expect(byId(adviceOf(diagnosis, table, { crossing: vague }), 'scale').supported).toBe(false);
    });

    test('without a panel nothing but what the family itself says is left', () => {
      const alone = adviceOf(diagnosis, table, {
        panel: null,
        crossing: null,
        recipes: [],
        sections: { width: null, standing: null },
      });
      for (const id of ['curation', 'width']) {
        expect(byId(alone, id)).toMatchObject({ supported: false, grade: 'none', evidence: [] });
        expect(byId(alone, id).advice).toContain('nothing can be said');
      }
      expect(alone.summary).toContain('No change of the family is supported');
    });
  });
});
