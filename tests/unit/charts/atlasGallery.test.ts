/** The Atlas' drawings as pictures under gallery/, from the uniform panel. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { AtlasFamily, Survey } from '../../../src/lib/atlas/family';
import { populationView, type PopulationView } from '../../../src/lib/atlas/populationView';
import { cardDomains, gammaDomain } from '../../../src/lib/charts/atlasDomains';
import FamilyComparison from '../../../src/lib/charts/FamilyComparison.svelte';
import FamilyMini from '../../../src/lib/charts/FamilyMini.svelte';
import PopulationScatter from '../../../src/lib/charts/PopulationScatter.svelte';
import { metaBootstrapOnCpu } from '../../../src/lib/coupling/metaBootstrap';
import { defaultOptions } from '../../../src/lib/coupling/options';
import { familyOf, panelTable, surveyOf } from '../atlas/panels';
import { markup, picture } from './rendered';

let survey: Survey;
let view: PopulationView;
const family = (name: string): AtlasFamily => familyOf(survey, name);
beforeAll(async () => {
  survey = await surveyOf(panelTable('uniform'));
  view = await populationView(
    panelTable('uniform'),
    { ...defaultOptions(), draws: 2_000 },
    async (job, control) => ({
      answer: await metaBootstrapOnCpu(job, control),
      backend: { kind: 'cpu', adapter: null, note: null },
    }),
  );
});

const drawings: Record<string, () => string> = {
  'family-opt': () => markup(FamilyMini, { family: family('OPT'), axis: 'size' }),
  'family-pythia-over-hellaswag': () =>
    markup(FamilyMini, {
      family: family('Pythia-deduped'),
      axis: 'benchmark1',
      overlay: family('Cerebras-GPT'),
    }),
  'family-yi-shared': () =>
    markup(FamilyMini, {
      family: family('Yi'),
      axis: 'size',
      domains: cardDomains(survey.families, 'size'),
    }),
  'comparison-size': () =>
    markup(FamilyComparison, {
      families: ['Pythia-deduped', 'OPT', 'Qwen2', 'Llama-2'].map(family),
      axis: 'size',
    }),
  'comparison-narrow': () =>
    markup(FamilyComparison, {
      families: ['Pythia-deduped', 'Qwen2'].map(family),
      axis: 'benchmark1',
      width: 328,
    }),
  'population-size': () => markup(PopulationScatter, { view, over: 'size', families: survey.families }),
  'population-level-narrow': () =>
    markup(PopulationScatter, { view, over: 'level', families: survey.families, width: 328 }),
};

describe.each(Object.keys(drawings))('%s', (name) => {
  test('is the picture in the gallery', async () => {
    await expect(picture(drawings[name]())).toMatchFileSnapshot(`gallery/${name}.svg`);
  });
  test('has no inline style and no undefined number', () => {
    const text = drawings[name]();
    expect(text).not.toMatch(/\sstyle=/);
    expect(text).not.toMatch(/NaN|Infinity|undefined(?! ratio)|\bnull\b/);
  });
});

describe('ranges', () => {
  test('whiskers stay inside a card', () => {
    const { points } = family('OPT');
    const { y } = cardDomains([family('OPT')], 'size');
    for (const { b2, se2 } of points) {
      expect(b2 - 2 * (se2 ?? 0)).toBeGreaterThan(y[0]);
      expect(b2 + 2 * (se2 ?? 0)).toBeLessThan(y[1]);
    }
  });
  test('one wild ratio does not flatten the others', () => {
    expect(gammaDomain([0.1, 40])[1]).toBeLessThan(3);
    expect(gammaDomain([0.1])[0]).toBeLessThan(0);
  });
});
