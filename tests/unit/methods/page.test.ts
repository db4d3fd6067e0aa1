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
import { bibtex, SOURCES, sourceBibtex } from '../../../src/lib/methods/citation';
import { EQUATIONS } from '../../../src/lib/methods/equations';
import { furtherData } from '../../../src/lib/methods/furtherData';
import { itemRows } from '../../../src/lib/methods/itemCounts';
import MethodsPage from '../../../src/lib/methods/MethodsPage.svelte';
import { OUTLINE } from '../../../src/lib/methods/outline';
import { panelEntries } from '../../../src/lib/methods/panelEntries';
import { REFERENCES } from '../../../src/lib/methods/references';
import { validity } from '../../../src/lib/methods/validity';
import { RULE } from '../../../src/lib/claims/abstract';
import type { PublishedFigure, Variant } from '../../../src/lib/claims/claim';
import { judge } from '../../../src/lib/claims/judge';
import { parseFrontierPanel } from '../../../src/lib/frontier/frontierTable';
import { LEAST_FOR_SLOPE, LEAST_PUBLISHED } from '../../../src/lib/frontier/labSlopes';
import { PREDICTIONS } from '../../../src/lib/frontier/predictions/published';
import { PUBLISHED_BAND, PUBLISHED_CHANGE } from '../../../src/lib/frontier/residual';
import { LEAST_COMPLETE } from '../../../src/lib/frontier/rotation';
import { PUBLISHED_ROTATION, PUBLISHED_TOP } from '../../../src/lib/frontier/saturation';
import { parseReports } from '../../../src/lib/frontier/widePanel';
import { SPARSE_DEFAULTS } from '../../../src/lib/dynamics/polynomialSystem';
import { FEWEST_FAMILIES } from '../../../src/lib/dynamics/rank';
import { RANDOM_HEADS } from '../../../src/lib/models/heads/ablation';
import { drawsFor, LEAST_DRAWS, LEVEL } from '../../../src/lib/models/heads/headClasses';
import { MOST_WIDTH } from '../../../src/lib/models/heads/logitRows';
import { PUBLISHED } from '../../../src/lib/models/heads/published';
import { REPRESENTATION_PAIRS } from '../../../src/lib/models/heads/representation';
import { KEPT_DRAWS } from '../../../src/lib/models/heads/scan';
import { holdOut } from '../../../src/lib/models/heads/contrast';
import { LEAST_CEILING } from '../../../src/lib/models/heads/unitCoupling';
import { readOrganisms } from '../../../src/lib/models/organisms';
import { DEFAULT_CONTROLS, DEFAULT_DRAWS, quarterDepth } from '../../../src/lib/models/steering/calibration';
import { splitHeldOut } from '../../../src/lib/models/steering/heldOut';
import { phaseOf, PHASES } from '../../../src/lib/models/steering/published';
import { TRADE_OFF_ALPHAS } from '../../../src/lib/models/steering/tradeOff';
import { parsePanel } from '../../../src/lib/scores/panels';

const file = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const panels = panelEntries(JSON.parse(file('static/panels/index.json')), (name) => `/panels/${name}`);
const further = furtherData((name) => `/${name}`);
const html = render(MethodsPage, { props: { panels, further, version: '1.2.3' } }).body.replace(
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
    for (const { source, licence, protocol } of [...panels, ...further])
      for (const text of [source, licence, protocol]) expect(words).toContain(text.replace(/&/g, '&amp;'));
    expect(words.match(/Known defects (?!undefined)\S/g)).toHaveLength(panels.length + further.length);
  });

  test('further files are there, and what is said of the wide panel is so', () => {
    for (const { file: name } of further) expect(file(`static/${name}`).length).toBeGreaterThan(1000);
    const reports = parseReports(file('static/panels/frontier-wide.csv'));
    const distinct = (of: (report: (typeof reports)[number]) => string) => new Set(reports.map(of)).size;
    expect(words).toContain(
      `${reports.length.toLocaleString('en-GB')} reports of single scores, of ${distinct(({ model }) => model)} frontier and open models on ${distinct(({ benchmark }) => benchmark)} benchmarks`,
    );
    const official = reports.filter(({ evidence }) => evidence === 'official').length;
    expect(Math.round(reports.length / official)).toBe(9);
    expect(words).toContain('one report in nine is the lab’s own document');
    const runs = JSON.parse(file('static/claims/internals.json')) as { per_layer: unknown[] };
    expect(words).toContain(`Couplings of each layer of ${runs.per_layer.length} runs`);
  });

  test('says of frontier models what the code does', () => {
    expect(words).toContain(`beyond ±${PUBLISHED_BAND} points`);
    expect(words).toContain(`the papers flag ${PUBLISHED_CHANGE} points`);
    expect(words).toContain(`below ${PUBLISHED_ROTATION}`);
    expect([LEAST_FOR_SLOPE, LEAST_PUBLISHED, LEAST_COMPLETE, PUBLISHED_TOP]).toEqual([6, 4, 10, 5]);
    expect(words).toContain('from six models on, and as published from four');
    expect(words).toContain('Ten models with both scores are needed');
    for (const { title } of PREDICTIONS) expect(words).toContain(title);
    const panel = parseFrontierPanel(file('static/panels/frontier.csv'));
    const count = (subset: string) => panel.models.filter((model) => model.subset === subset).length;
    expect([count('frozen'), count('post-cutoff'), panel.models.filter(({ core }) => core).length]).toEqual([
      34, 5, 23,
    ]);
    expect(words).toContain('23 with matched variants, the 34 before its cutoff, and five after');
  });

  test('says of steering what the code does', () => {
    expect(words).toContain(`from ${DEFAULT_DRAWS.toLocaleString('en-GB')} resamples of the prompts`);
    expect(DEFAULT_CONTROLS).toBe(3);
    expect(words).toContain('three of each of the first two kinds by default');
    expect(quarterDepth(12)).toBe(3);
    const pairs = (count: number) => splitHeldOut(Array.from({ length: count }).fill(0), 1);
    expect([pairs(12).heldOut.length, pairs(4).heldOut.length, pairs(3).heldOut.length]).toEqual([4, 1, 0]);
    expect(words).toContain('With fewer than four pairs none is held out');
    expect([TRADE_OFF_ALPHAS.length, Math.min(...TRADE_OFF_ALPHAS), Math.max(...TRADE_OFF_ALPHAS)]).toEqual([
      5, -0.5, 0.5,
    ]);
    expect(words).toContain('At five strengths from −0.5 to 0.5');
    for (const { phase, strength } of PHASES)
      expect(words).toMatch(new RegExp(`${phase} \\S.*? ${strength} `));
    expect(phaseOf(0.3).phase).toBe('bonus');
    expect(words).toContain('bonus 0.3 and above 0');
  });

  test('says that the bundled models are toys, and that they pass their test', () => {
    const organisms = readOrganisms(JSON.parse(file('static/models/organisms.json')));
    expect([organisms.length, organisms.filter(({ causal }) => causal.passes).length]).toEqual([4, 4]);
    expect(words).toContain('The four bundled models are toys');
    expect(words).toContain('All four pass it');
    expect(words).toContain('on no axis of sizes');
  });

  test('says of heads what the code does', () => {
    const thousands = (value: number) => value.toLocaleString('en-GB');
    expect(words).toContain(`over ${thousands(KEPT_DRAWS)} draws`);
    expect(words).toContain(`where the ceiling is below ${LEAST_CEILING}.`);
    expect(words).toContain(`Draws: ${thousands(LEAST_DRAWS)}, or 40 for each head if that is more`);
    expect([drawsFor(1), drawsFor(1000)]).toEqual([LEAST_DRAWS, 40_000]);
    expect(words).toContain(`Cooperative q below ${LEVEL}, coupling above 0`);
    expect(words).toContain(`above ${thousands(MOST_WIDTH)} is folded into ${thousands(MOST_WIDTH)} buckets`);
    expect(words).toContain(
      `from the first ${REPRESENTATION_PAIRS} pairs of each; it lies between 1 and ${2 * REPRESENTATION_PAIRS}`,
    );
    expect(words).toContain(`${PUBLISHED.prompts ** 2} cosines`);
    expect(PUBLISHED.share).toBe(0.5);
    expect(words).toContain(`more than half of them are below −${-PUBLISHED.bound}`);
    expect(RANDOM_HEADS).toBe(5);
    expect(words).toContain('five random heads');
    expect(holdOut(Array.from({ length: 80 })).heldOut).toHaveLength(20);
    expect(words).toContain('the last quarter of each set');
  });

  test('says of claims what the code does', () => {
    expect(words).toContain(RULE);
    const figure: PublishedFigure = {
      name: 'r',
      label: 'r',
      value: 0.5,
      unit: '',
      tolerance: { kind: 'digits', decimals: 1 },
    };
    const verdictOf = (...variants: Variant[]) => judge([figure], variants).verdict;
    expect(verdictOf()).toBe('not-checkable');
    expect(verdictOf({ condition: null, values: { r: 0.55 } })).toBe('reproduces');
    expect(verdictOf({ condition: null, values: { r: 0.6 } })).toBe('does-not-reproduce');
    expect(verdictOf({ condition: null, values: {} }, { condition: 'with b', values: { r: 0.45 } })).toBe(
      'reproduces-only-with',
    );
    for (const name of ['Reproduces', 'Under a condition', 'Does not', 'Cannot be checked'])
      expect(words).toContain(name);
  });

  test('tells for which choice the forecasts’ coverage is in-sample', () => {
    expect(words).toContain('its coverage is in-sample for that choice');
    expect(file('docs/validity.md')).toContain('**In-sample.**');
    expect(validity?.tables.find(({ id }) => id === 'forecast-panel')?.note).toContain('in-sample');
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
  expect(SOURCES.map(sourceBibtex).join('\n')).not.toContain('undefined');
  for (const source of SOURCES) {
    expect(file('CITATION.cff')).toContain(`https://arxiv.org/abs/${source.eprint}`);
    expect(REFERENCES[source.key].full).toContain(`${source.title}. arXiv:${source.eprint}`);
    expect(sourceBibtex(source)).toMatch(/^@article\{\w+,\n( {2}\w+ += \{.*\},?\n)+\}$/);
  }
  expect(entry).toMatch(/^@software\{crossover,\n( {2}\w+ += \{.*\},?\n)+\}$/);
});
