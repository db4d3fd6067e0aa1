import { describe, expect, test } from 'vitest';
import AblationChart from '$lib/charts/heads/AblationChart.svelte';
import { ablationFinding, ablationTable, bearsOut } from '$lib/charts/heads/ablationWords';
import { censusFinding, censusRows, censusSentences, censusTable } from '$lib/charts/heads/censusWords';
import { CLASS_LOOKS, classEntries, headLook, headStrength } from '$lib/charts/heads/classLooks';
import { mapLayout, markSize } from '$lib/charts/heads/headMap';
import HeadMap from '$lib/charts/heads/HeadMap.svelte';
import LayerProfile from '$lib/charts/heads/LayerProfile.svelte';
import {
  profileFinding,
  profileLines,
  profileTable,
  readoutSentence,
} from '$lib/charts/heads/layerProfileWords';
import { foremostHead, headLines, mapCaption, mapFinding, mapTable } from '$lib/charts/heads/mapWords';
import ProjectionScatter from '$lib/charts/heads/ProjectionScatter.svelte';
import { namedPairs, projectionFinding, projectionTable } from '$lib/charts/heads/projectionWords';
import IntervalRows from '$lib/charts/IntervalRows.svelte';
import { HEAD_CLASSES } from '$lib/models/heads/headClasses';
import {
  ablation,
  censusOf,
  counted,
  effect,
  head,
  HEADS,
  largeScan,
  LAYERS,
  READOUT,
  scanOf,
  unit,
} from './headsFixtures';
import { markup, picture } from './rendered';

const TITLES = ['Transitive reasoning', 'Truthfulness'] as const;

describe('classes', () => {
  test('differ in shape, not in colour alone', () => {
    const shapes = HEAD_CLASSES.map((name) => CLASS_LOOKS[name].shape);
    expect(new Set(shapes).size).toBe(HEAD_CLASSES.length);
  });
  test('the published rule has two, and NaN apart in both', () => {
    expect(headLook(HEADS[1], 'published').name).toBe('competing');
    expect(headLook(HEADS[0], 'published').name).toBe('not competing');
    expect(headLook(HEADS[7], 'calibrated').name).toBe('neutral');
    expect(headLook(HEADS[7], 'published').name).toBe('competing');
    for (const mode of ['calibrated', 'published'] as const)
      expect(headLook(HEADS[4], mode).name).toBe('not finite');
  });
  test('the legend counts what is drawn, and nothing else', () => {
    expect(classEntries(HEADS, 'calibrated').map(({ text }) => text)).toEqual([
      'cooperative (2)',
      'competing (1)',
      'neutral (2)',
      'no signal (2)',
      'not finite (1)',
    ]);
    expect(classEntries(HEADS, 'published').map(({ text }) => text)).toEqual([
      'competing (2)',
      'not finite (1)',
      'not competing (5)',
    ]);
  });
  test('strength is the size of the coupling; without signal there is none', () => {
    expect(headStrength(HEADS[1], 'calibrated')).toBeCloseTo(0.62);
    expect(headStrength(HEADS[3], 'calibrated')).toBeNull();
    expect(headStrength(HEADS[4], 'published')).toBeNull();
    expect(markSize(null, 15)).toBe(3);
    expect(markSize(0.5, 15)).toBe(9);
    expect(markSize(1, 2)).toBe(2);
  });
});

describe('map', () => {
  test('cells keep a size that can be met: a wide model is wider than a phone', () => {
    const small = mapLayout(3, 4, 500, 30);
    expect(small.cellWidth).toBe(92);
    expect(small.width).toBe(500);
    const wide = mapLayout(32, 32, 328, 30);
    expect(wide.cellWidth).toBe(20);
    expect(wide.width).toBeGreaterThan(640);
    expect(wide.headTicks.length).toBeLessThanOrEqual(32);
    expect(wide.layerTicks).toHaveLength(32);
  });
  test('the title says what was found, and NaN apart', () => {
    expect(mapFinding(scanOf(), 'calibrated')).toBe(
      '1 of 7 heads competes, 2 point the same way for both and 2 are neutral (1 not finite, apart)',
    );
    expect(mapFinding(scanOf([head(0, 0, 0.1, 'no-signal')]), 'calibrated')).toBe(
      'None of 1 head is found to compete and none to point the same way for both',
    );
    expect(mapFinding(scanOf([head(0, 0, -0.7, 'competing')]), 'calibrated')).toBe(
      '1 of 1 head competes and none is found to point the same way for both',
    );
    expect(mapFinding(scanOf([head(0, 0, null, 'nan')]), 'calibrated')).toBe('No head gave finite numbers');
    expect(mapFinding(scanOf(), 'published')).toBe('By the published rule 2 of 7 heads compete');
    expect(mapCaption(scanOf(), 'published')).toMatch(/more than 50 %.*below −0.5.*no test/);
    expect(mapCaption(scanOf(), 'calibrated')).toMatch(/72 and 70 pairs.*5 % false discoveries/);
  });
  test('a cell tells class, coupling, q, ceiling and the published rule', () => {
    expect(headLines(HEADS[1], 'calibrated')).toEqual([
      'Layer 0, head 1: competing',
      'coupling −0.62 [−0.77, −0.47], q < 0.001',
      'split-half ceiling 0.75',
      'published rule: mean cosine −0.20, 70 % of pairs below −0.5',
    ]);
    expect(headLines(HEADS[4], 'calibrated')[1]).toBe('a number read there is not finite');
    expect(mapTable(scanOf()).rows).toHaveLength(8);
    for (const row of mapTable(scanOf()).rows) expect(row).toHaveLength(mapTable(scanOf()).columns.length);
  });
  test('the page opens with the strongest coupled head, else with the nearest to it', () => {
    expect(foremostHead(HEADS)).toMatchObject({ layer: 0, head: 0 });
    const open = [head(0, 0, null, 'nan'), head(0, 1, 0.1, 'neutral')];
    expect(foremostHead(open)).toMatchObject({ head: 1 });
    expect(foremostHead([])).toBeNull();
  });
});

describe('layers', () => {
  test('the title tells agreement and opposition, or neither', () => {
    expect(profileFinding({ layers: LAYERS })).toBe('In the stream the two directions agree in layer 0 of 2');
    expect(profileFinding({ layers: [unit(0, 0.3, 'cooperative'), unit(1, -0.6, 'competing')] })).toBe(
      'In the stream the two directions agree in layer 0 and oppose each other in layer 1 of 2',
    );
    expect(profileFinding({ layers: [LAYERS[1]] })).toMatch(/^In no layer/);
    expect(profileLines(unit(2, null, 'nan'))).toContain('a number read there is not finite');
  });
  test('a change to the logits is claimed only beyond both controls', () => {
    expect(readoutSentence(READOUT)).toMatch(
      /\+0.45 \[0.30, 0.60\]: more than shuffled labels and random projections give/,
    );
    expect(readoutSentence({ ...READOUT, lo: -0.1 })).toMatch(/not told apart from none/);
    const wide = { lo: -0.6, hi: 0.6 };
    expect(readoutSentence({ ...READOUT, shuffled: wide })).toMatch(
      /more than random projections give, but no more than shuffled labels do/,
    );
    expect(readoutSentence({ ...READOUT, randomProjection: wide })).toMatch(/but no more than random/);
    expect(readoutSentence({ ...READOUT, shuffled: wide, randomProjection: wide })).toMatch(
      /: no more than shuffled labels or random/,
    );
    expect(readoutSentence(null)).toMatch(/no length/);
    expect(profileTable(scanOf()).rows.at(-1)?.[0]).toBe('logits');
  });
});

describe('ablation', () => {
  test('has a scale on a phone too, where the range ends short of a round number', () => {
    for (const half of [0.45, 0.97, 1.6, 4.6, 9.7]) {
      const result = ablation('unclear', [effect(0, half, [0]), effect(0, half / 4, [0])]);
      const drawn = picture(markup(AblationChart, { result, titles: TITLES, width: 270 }));
      const ticks = drawn.match(/text-anchor="middle"/g) ?? [];
      expect(ticks.length, String(half)).toBeGreaterThan(1);
      expect(ticks.length, String(half)).toBeLessThan(7);
    }
  });

  test('both capabilities are said to be lowered only where the result says so', () => {
    expect(ablationFinding(ablation('lowers-both'), TITLES)).toBe(
      'Ablating layer 0, head 0 lowers both margins on held-out items, more than random heads do',
    );
    for (const finding of ['unclear', 'opposes', 'raises-both'] as const)
      expect(ablationFinding(ablation(finding), TITLES)).not.toMatch(/lowers both/);
    expect(ablationFinding(ablation('unclear', undefined, 1), TITLES)).toMatch(/nothing changes/);
    expect(
      ablationFinding(ablation('opposes', [effect(0.5, 0.1, [0]), effect(-0.5, 0.1, [0])], 1.5), TITLES),
    ).toBe(
      'Scaling layer 0, head 0 to × 1.5 raises transitive reasoning and lowers truthfulness, each more than random heads do',
    );
  });
  test('what the scan named a head is set against what its loss does', () => {
    expect(bearsOut(ablation('lowers-both'), 'cooperative')).toMatch(/agrees/);
    expect(bearsOut(ablation('unclear'), 'cooperative')).toMatch(/does not show it/);
    expect(bearsOut(ablation('lowers-both'), 'competing')).toMatch(/does not show it/);
    expect(bearsOut(ablation('raises-both', undefined, 2), 'cooperative')).toMatch(/agrees/);
    expect(bearsOut(ablation('lowers-both'), 'neutral')).toBeNull();
    expect(bearsOut(ablation('unclear', undefined, 1), 'cooperative')).toBeNull();
  });
  test('the table has the head and every random head, for both', () => {
    const table = ablationTable(ablation('lowers-both'), TITLES);
    expect(table.rows).toHaveLength(8);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    expect(table.rows[0].slice(0, 5)).toEqual([
      'Transitive reasoning',
      'layer 0, head 0',
      '1.20',
      '0.40',
      '−0.80',
    ]);
  });
});

const ITEMS = ['Ann', 'Bob', 'Carl', 'Dora'].map((name) => ({
  context: `The tallest of ${name} and Zoe is`,
  correct: name,
  incorrect: 'Zoe',
}));
const SIDES = [
  {
    title: 'Transitive reasoning',
    pairs: namedPairs(
      [
        { items: [0, 1], own: 0.8, other: -0.3 },
        { items: [2], own: 0.5, other: 0.1 },
      ],
      ITEMS,
    ),
  },
  { title: 'Truthfulness', pairs: namedPairs([{ items: [3], own: null, other: null }], ITEMS) },
] as const;

describe('pairs of a head', () => {
  test('keep the words of their items', () => {
    expect(SIDES[0].pairs[0].questions).toEqual([
      'The tallest of Ann and Zoe is … Ann, not Zoe',
      'The tallest of Bob and Zoe is … Bob, not Zoe',
    ]);
    expect(projectionFinding(SIDES)).toBe(
      'Transitive reasoning: 2 of 2 pairs lie along their own direction; truthfulness: 0 of 1 pair',
    );
    expect(projectionTable(SIDES).rows[2].slice(1)).toEqual(['Truthfulness', '–', '–']);
  });
});

describe('census', () => {
  const empty = censusOf(counted(0, 0), counted(0, 0), counted(5, 10));
  const some = censusOf(counted(2, 3), counted(3, 3), counted(5, 10));
  test('scans and released records are never counted together', () => {
    expect(censusSentences(empty)[0]).toMatch(/No model has been counted yet.*toys trained to lie/);
    expect(censusSentences(some)[0]).toMatch(/in 2 of 3 scanned models.*in 3 of 3 by the published one/);
    expect(censusSentences(some)[1]).toMatch(/released with the paper 5 of 10/);
    expect(censusFinding(empty)).toMatch(/^No scan is counted yet; 5 of 10/);
    expect(censusRows(empty).map(({ key }) => key)).toEqual(['released']);
    expect(censusRows(some)).toHaveLength(3);
    expect(censusTable(empty).rows[0].slice(1)).toEqual(['0', '0', '–', '–']);
  });
});

const drawings: [name: string, html: () => string, stops: number][] = [
  ['heads-map', () => markup(HeadMap, { scan: scanOf(), chosen: { layer: 0, head: 1 } }), 8],
  ['heads-map-published', () => markup(HeadMap, { scan: scanOf(), mode: 'published' }), 8],
  ['heads-map-large', () => markup(HeadMap, { scan: largeScan(12, 16), width: 520 }), 192],
  ['heads-map-narrow', () => markup(HeadMap, { scan: scanOf(), width: 296 }), 8],
  ['heads-layers', () => markup(LayerProfile, { scan: scanOf() }), 3],
  [
    'heads-layers-narrow',
    () =>
      markup(LayerProfile, {
        scan: { layers: [...LAYERS, unit(2, null, 'nan')], readout: null },
        width: 296,
      }),
    2,
  ],
  ['heads-ablation', () => markup(AblationChart, { result: ablation('lowers-both'), titles: TITLES }), 8],
  [
    'heads-ablation-narrow',
    () => markup(AblationChart, { result: ablation('unclear', undefined, 0.5), titles: TITLES, width: 296 }),
    8,
  ],
  ['heads-pairs', () => markup(ProjectionScatter, { place: { layer: 0, head: 1 }, sides: SIDES }), 2],
];

describe.each(drawings)('%s', (name, html, stops) => {
  test('is the picture in the gallery', async () => {
    await expect(picture(html())).toMatchFileSnapshot(`gallery/${name}.svg`);
  });
  test('has one tab stop among its points, each with its text as name', () => {
    const svg = /<svg[\s\S]*<\/svg>/.exec(html())?.[0] ?? '';
    const points = [...svg.matchAll(/<g[^>]*role="(?:img|button)"[^>]*>/g)].map(([tag]) => tag);
    expect(points).toHaveLength(stops);
    expect(points.filter((tag) => tag.includes('tabindex="0"'))).toHaveLength(1);
    for (const tag of points) expect(tag).toMatch(/aria-label="[^"]{5,}"/);
  });
  test('has no inline style and no undefined number', () => {
    expect(html()).not.toMatch(/\sstyle=|NaN|Infinity|undefined|\bnull\b/);
  });
});

test('cells are buttons where one can be chosen, and the chosen one is pressed', () => {
  const html = markup(HeadMap, {
    scan: scanOf(),
    chosen: { layer: 0, head: 1 },
    onchoose: () => undefined,
  });
  expect(html.match(/role="button"/g)).toHaveLength(8);
  expect(html.match(/aria-pressed="true"/g)).toHaveLength(2 - 1);
});

test('the census draws each share with its interval', () => {
  const html = markup(IntervalRows, {
    rows: censusRows(censusOf(counted(2, 3), counted(3, 3), counted(5, 10))),
    axis: 'share',
    label: 'census',
    domain: [0, 1],
  });
  expect(html).toContain('no competing head in 2 of 3 models');
  expect(html).not.toMatch(/NaN|undefined/);
});
