import { readFileSync } from 'node:fs';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import { MOST_BENCHMARKS } from '../../../src/lib/coupling/couplingMatrix';
import { defaultOptions } from '../../../src/lib/coupling/options';
import { ISOCLINE_RATIO } from '../../../src/lib/coupling/reference/isocline';
import { peersOf } from '../../../src/lib/coupling/reference/peers';
import { fieldCoverage, leftOutResiduals } from '../../../src/lib/coupling/reference/residualField';
import { ASSUMED_ITEMS } from '../../../src/lib/coupling/scoreNoise';
import { PHASE_EDGE } from '../../../src/lib/coupling/localCoupling';
import { SETTLED } from '../../../src/lib/coupling/phase';
import { EXACT_BOOTSTRAP_UP_TO } from '../../../src/lib/stats/exactBootstrap';
import { LEAST_OBSERVATIONS } from '../../../src/lib/stats/dimensionality';
import { EXACT_UP_TO } from '../../../src/lib/stats/permutation';
import { bibtex } from '../../../src/lib/methods/citation';
import { EQUATIONS } from '../../../src/lib/methods/equations';
import { itemRows } from '../../../src/lib/methods/itemCounts';
import MethodsPage from '../../../src/lib/methods/MethodsPage.svelte';
import { OUTLINE } from '../../../src/lib/methods/outline';
import { panelEntries } from '../../../src/lib/methods/panelEntries';
import { SPARSE_DEFAULTS } from '../../../src/lib/dynamics/polynomialSystem';
import { FEWEST_FAMILIES } from '../../../src/lib/dynamics/rank';
import { parsePanel } from '../../../src/lib/scores/panels';

const file = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const panels = panelEntries(JSON.parse(file('static/panels/index.json')), (name) => `/panels/${name}`);
const html = render(MethodsPage, { props: { panels, version: '1.2.3' } }).body.replace(
  /<!--[\s\S]*?-->/g,
  '',
);
const words = html
  .replace(/<annotation[\s\S]*?<\/annotation>/g, '')
  .replace(/<[^>]+>/g, ' ')
  .replace(/\s+/g, ' ');
const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);

describe('the methods page', () => {
  test('has every section of the outline, in order, each with its heading', () => {
    const wanted = OUTLINE.flatMap(({ sections }) => sections.map(({ id }) => id));
    expect(ids.filter((id) => wanted.includes(id))).toEqual(wanted);
    for (const id of wanted) expect(ids).toContain(`${id}-title`);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('every link within the page leads somewhere', () => {
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(60);
    for (const target of targets) expect(ids).toContain(target);
  });

  test('shows every equation, once', () => {
    for (const { tex } of Object.values(EQUATIONS)) {
      const annotation = `x-tex">${tex.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}<`;
      expect(html.split(annotation).length - 1, tex).toBe(1);
    }
  });

  test('has no inline style', () => expect(html).not.toMatch(/\sstyle="/));

  test('says what the code does', () => {
    const { draws, itemCorrelation, runSd } = defaultOptions();
    expect(words).toContain(`${ASSUMED_ITEMS.toLocaleString('en-GB')} items`);
    expect(words).toContain(`exact up to ${EXACT_UP_TO} sizes`);
    expect(words).toContain(`Up to ${EXACT_BOOTSTRAP_UP_TO} sizes no resample is drawn`);
    expect(words).toContain(`share reaches ${100 * SETTLED} %`);
    expect(words).toContain(`bands at ±${PHASE_EDGE}`);
    expect(words).toContain(`The default is ${draws.toLocaleString('en-GB')} draws`);
    expect(words).toContain(`Its default of ${itemCorrelation} is the cautious bound`);
    expect(words).toContain(`is therefore a setting, ${runSd} by default`);
    expect(LEAST_OBSERVATIONS).toBe(4);
    expect(words).toContain('from four models on');
  });

  test('says what the code does below the verdict', () => {
    const { forecastTimes, sparsity } = defaultOptions();
    expect(words).toContain(`a model ${forecastTimes} times larger`);
    expect(sparsity).toBe(SPARSE_DEFAULTS.lambda);
    expect(words).toContain(`λ = ${sparsity} (a standard deviation per tenfold size)`);
    expect(words).toContain(`up to ${MOST_BENCHMARKS} benchmarks`);
    expect(words).toMatch(new RegExp(`= ${ISOCLINE_RATIO} comes from OLMo`));
    expect(FEWEST_FAMILIES).toBe(8);
    expect(words).toContain('With eight such families or more');
  });

  test('what it says of the uniform panel’s field is what the panel gives', () => {
    const panel = parsePanel('uniform', file('static/panels/uniform.csv'));
    const [benchmark1, benchmark2] = panel.benchmarks;
    const { inside, n } = fieldCoverage(leftOutResiduals(peersOf(panel, { benchmark1, benchmark2 })));
    expect(words).toContain(`${inside} of the ${n} models of the uniform panel`);
  });

  test('gives source, licence and known defects of each panel', () => {
    for (const { source, licence, protocol } of panels)
      for (const text of [source, licence, protocol]) expect(words).toContain(text.replace(/&/g, '&amp;'));
    expect(words.match(/Known defects (?!undefined)\S/g)).toHaveLength(panels.length);
  });
});

describe('item counts', () => {
  test('HellaSwag, TruthfulQA and its graded variant', () => {
    expect(itemRows).toContainEqual(['HellaSwag', '10,042', '25', '0.50']);
    expect(itemRows).toContainEqual(['TruthfulQA', '817', '–', '1.75']);
    expect(itemRows).toContainEqual(['TruthfulQA MC2', '817', '–', '1.43']);
  });
});

test('the BibTeX entry agrees with CITATION.cff', () => {
  const cff = (name: string) => new RegExp(`^ *-? ?${name}: (.*)$`, 'm').exec(file('CITATION.cff'))?.[1];
  const entry = bibtex(cff('version') ?? '');
  expect(entry).toContain(`{${cff('title')}}`);
  expect(entry).toContain(`{{${cff('name')}}}`);
  expect(entry).toContain(`{${cff('version')}}`);
  expect(entry).toContain(`{${cff('date-released')}}`);
  expect(entry).toContain(`{${cff('license')}}`);
  expect(entry).toMatch(/^@software\{crossover,\n( {2}\w+ += \{.*\},?\n)+\}$/);
});
