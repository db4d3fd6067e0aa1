/** The drawings of the sections below the verdict, as pictures under gallery/. */
import { describe, expect, test } from 'vitest';
import CouplingMatrix from '../../../src/lib/charts/CouplingMatrix.svelte';
import EigenvectorChart from '../../../src/lib/charts/EigenvectorChart.svelte';
import ForecastFan from '../../../src/lib/charts/ForecastFan.svelte';
import HalvesChart from '../../../src/lib/charts/HalvesChart.svelte';
import RecipeEffects from '../../../src/lib/charts/RecipeEffects.svelte';
import Scree from '../../../src/lib/charts/Scree.svelte';
import SparsityPath from '../../../src/lib/charts/SparsityPath.svelte';
import StandingChart from '../../../src/lib/charts/StandingChart.svelte';
import WidthChart from '../../../src/lib/charts/WidthChart.svelte';
import { markup, picture } from './rendered';
import * as F from './sectionFixtures';

const { labels, eigenstructure } = F;
const halves = eigenstructure.halves;
if (!halves) throw new Error('the fixture has halves');
const benchmark2 = 'tqa';

const cases = [520, 328].flatMap((width) => {
  const narrow = width < 480 ? '-narrow' : '';
  const fan = {
    forecast: F.forecast,
    benchmark: F.tqaForecast,
    method: 'logistic' as const,
    observed: F.observed,
    labels,
    width,
  };
  return [
    { name: `matrix${narrow}`, html: () => markup(CouplingMatrix, { matrix: F.couplings, labels, width }) },
    { name: `scree${narrow}`, html: () => markup(Scree, { eigenstructure, width }) },
    {
      name: `directions${narrow}`,
      html: () => markup(EigenvectorChart, { eigenstructure, benchmark2, labels, width }),
    },
    {
      name: `halves${narrow}`,
      html: () => markup(HalvesChart, { eigenstructure, halves, benchmark2, labels, width }),
    },
    { name: `forecast${narrow}`, html: () => markup(ForecastFan, fan) },
    { name: `sparsity${narrow}`, html: () => markup(SparsityPath, { path: F.sparse, labels, width }) },
    {
      name: `standing${narrow}`,
      html: () => markup(StandingChart, { standing: F.standing, diagnosis: F.pythia, width }),
    },
    {
      name: `recipes${narrow}`,
      html: () =>
        markup(RecipeEffects, { effects: F.recipes, label1: 'HellaSwag', label2: 'TruthfulQA MC2', width }),
    },
    { name: `width${narrow}`, html: () => markup(WidthChart, { result: F.width, width }) },
  ];
});

describe.each(cases)('$name', ({ name, html }) => {
  test('is the picture in the gallery', async () => {
    await expect(picture(html())).toMatchFileSnapshot(`gallery/section-${name}.svg`);
  });

  test('has no inline style and no undefined number', () => {
    const text = html();
    expect(text).not.toMatch(/\sstyle=/);
    expect(text).not.toMatch(/NaN|Infinity|undefined|\bnull\b/);
  });
});

test('twenty columns are drawn whole, wider than their place', () => {
  const text = markup(CouplingMatrix, { matrix: F.manyColumns, labels: {}, width: 328 });
  expect(text.match(/role="img"/g)).toHaveLength(190);
  expect(text.match(/role="img" tabindex="0"|tabindex="0" aria-label="task/g)).toHaveLength(1);
  expect(text).toMatch(/role="region"/);
});
