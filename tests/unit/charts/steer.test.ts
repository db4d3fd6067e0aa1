import { describe, expect, test } from 'vitest';
import { arrowTarget, type Stop } from '$lib/charts/arrowKeys';
import { doseDomain, dosedAlphas, doseSeries, toldAlpha, type DoseMeasure } from '$lib/charts/steer/dose';
import DoseResponse from '$lib/charts/steer/DoseResponse.svelte';
import { doseCaption, doseFinding, doseLines, doseTable, settledWay } from '$lib/charts/steer/doseWords';
import LayerRanks from '$lib/charts/steer/LayerRanks.svelte';
import {
  byLayer,
  idleSeparator,
  layerLines,
  layersCaption,
  layersFinding,
  layersTable,
} from '$lib/charts/steer/layerWords';
import TokenLine from '$lib/charts/steer/TokenLine.svelte';
import { LETTER, placeTokens, visible } from '$lib/charts/steer/tokenLines';
import { GROUNDS, LINES, STEPS, stepWords, tokenMark } from '$lib/charts/steer/tokenMarks';
import { quoted, tokenLines, tokensFinding, tokensTable } from '$lib/charts/steer/tokenWords';
import TradeOffChart from '$lib/charts/steer/TradeOffChart.svelte';
import { changeDomain, tradeOffPaths } from '$lib/charts/steer/tradeOffPaths';
import {
  tradeOffCaption,
  tradeOffFinding,
  tradeOffState,
  tradeOffTable,
} from '$lib/charts/steer/tradeOffWords';
import { flowLines, KIND_LOOKS, strength } from '$lib/charts/steer/vectorKinds';
import { VECTOR_KINDS } from '$lib/models/steering/doses';
import { markup, picture } from './rendered';
import { ALPHAS, around, coupling, experiment, layer, LAYERS, TOKENS, tradeOff } from './steerFixtures';

const settled = [
  coupling('truth', [-0.3, -0.41, -0.2]),
  coupling('shuffled', [0.1, -0.1, 0.4]),
  coupling('random', [0.2, -0.15, 0.6]),
];
const open = [
  coupling('truth', [-0.3, -0.41, -0.2]),
  coupling('shuffled', [-0.2, -1.4, 0.9]),
  coupling('random', [-1.5, null, null]),
];

describe('kinds of vectors', () => {
  test('differ in colour, in dash and in shape', () => {
    const looks = VECTOR_KINDS.map((kind) => KIND_LOOKS[kind]);
    for (const key of ['colour', 'dash', 'shape', 'name'] as const)
      expect(new Set(looks.map((look) => look[key])).size).toBe(4);
  });
  test('strengths have a sign and no needless digits', () => {
    expect([-1, -0.25, 0, 0.5, 0.1 + 0.2].map(strength)).toEqual(['−1', '−0.25', '0', '+0.5', '+0.3']);
  });
  test('a legend wraps into rows that fit', () => {
    const entries = VECTOR_KINDS.map((kind) => ({ text: KIND_LOOKS[kind].name, look: KIND_LOOKS[kind] }));
    expect(flowLines(entries, 2000, 12).map(({ row }) => row)).toEqual([0, 0, 0, 0]);
    const narrow = flowLines(entries, 300, 12);
    expect(narrow[0]).toMatchObject({ x: 0, row: 0 });
    expect(narrow[3].row).toBeGreaterThan(0);
  });
});

describe('arrow keys', () => {
  const stops: Stop[] = [
    { id: 'a0', row: 0, column: -1 },
    { id: 'a1', row: 0, column: 0 },
    { id: 'a2', row: 0, column: 1 },
    { id: 'b0', row: 2, column: -1 },
    { id: 'b2', row: 2, column: 1 },
  ];
  const to = (id: string, key: string, wraps = false) => arrowTarget(stops, id, key, wraps)?.id ?? null;
  test('go along a row and to the nearest place of the next', () => {
    expect(to('a0', 'ArrowRight')).toBe('a1');
    expect(to('b2', 'ArrowLeft')).toBe('b0');
    expect(to('a2', 'ArrowDown')).toBe('b2');
    expect(to('b0', 'ArrowUp')).toBe('a0');
    expect(to('a1', 'Home')).toBe('a0');
    expect(to('a1', 'End')).toBe('a2');
  });
  test('stop at the ends, or go on in the next row where text does', () => {
    expect(to('a2', 'ArrowRight')).toBeNull();
    expect(to('a0', 'ArrowLeft')).toBeNull();
    expect(to('a0', 'ArrowUp')).toBeNull();
    expect(to('a2', 'ArrowRight', true)).toBe('b0');
    expect(to('b0', 'ArrowLeft', true)).toBe('a2');
    expect(to('a1', 'x')).toBeNull();
    expect(to('gone', 'ArrowRight')).toBeNull();
  });
});

describe('dose–response', () => {
  test('every series passes through the unsteered model, in the order of strengths', () => {
    const series = doseSeries(experiment(), 'pTrue');
    expect(series.map(({ kind }) => kind)).toEqual(['truth', 'shuffled', 'random', 'negative']);
    for (const { points, singles } of series) {
      expect(points.map(({ alpha }) => alpha)).toEqual(ALPHAS);
      expect(points[2]).toMatchObject({ unsteered: true, value: experiment().unsteered.pTrue.value });
      for (const single of singles) expect(single.map(({ alpha }) => alpha)).toEqual(ALPHAS);
    }
    expect(series.map(({ singles }) => singles.length)).toEqual([0, 3, 3, 0]);
    expect(dosedAlphas(experiment(undefined, [0.5, 0.25]))).toEqual([0, 0.25, 0.5]);
  });
  test('the range holds every bar and keeps to what a measure can be', () => {
    const high = doseSeries(experiment({ truth: [9] }), 'pTrue');
    expect(doseDomain(high, 'pTrue')[1]).toBe(1);
    expect(doseDomain(doseSeries(experiment(), 'klPerToken'), 'klPerToken')[0]).toBe(0);
    const [lo, hi] = doseDomain(doseSeries(experiment(), 'deltaLogOdds'), 'deltaLogOdds');
    expect(lo).toBeLessThan(-1.82);
    expect(hi).toBeGreaterThan(1.82);
  });
  test('the title speaks of the run strength nearest to the present one, never of 0', () => {
    const { points } = experiment();
    expect([0, null, 0.5, 0.6, -0.8, 7].map((alpha) => toldAlpha(points, alpha))).toEqual([
      0.5, 0.5, 0.5, 0.5, -1, 1,
    ]);
    expect(toldAlpha(experiment(undefined, [0]).points, 0.5)).toBeNull();
    expect(doseFinding(experiment(undefined, [0]), 'pTrue', 0.5)).toMatch(/no strength but 0/);
  });
  test('a rise is told with its values, and that no control does as much', () => {
    expect(doseFinding(experiment(), 'pTrue', 0.5)).toBe(
      'At +0.5 the truth direction raises P(true) from 0.17 to 0.32 [0.30, 0.34]; no control does as much',
    );
    expect(doseFinding(experiment(), 'deltaLogOdds', -1)).toBe(
      'At −1 the truth direction lowers the log-odds of the right answer by 1.70 [1.58, 1.82] nats; no control does as much',
    );
    expect(doseFinding(experiment(), 'klPerToken', 1)).toBe(
      'At +1 the truth direction shifts the next-token distribution by 0.30 [0.29, 0.31] nats a token; no control does as much',
    );
  });
  test('controls that reach it, come close or do more are told', () => {
    const finding = (random: number[]) =>
      doseFinding(experiment({ truth: [1.7], random }), 'deltaLogOdds', 1).split('; ')[1];
    expect(finding([1.75, -1])).toBe('a control does as much');
    expect(finding([1.6, -1])).toBe('not settled against its controls');
    expect(finding([3, 2.5])).toBe('every control does more');
    expect(doseFinding(experiment({ truth: [1.7] }), 'deltaLogOdds', 1)).toMatch(/no control was run/);
  });
  test('a change within its interval is no change', () => {
    expect(doseFinding(experiment({ truth: [0.05], random: [0.02, 0.01] }), 'pTrue', 1)).toBe(
      'At +1 the truth direction settles no change of P(true): 0.18 [0.16, 0.20], unsteered 0.17 [0.15, 0.19]',
    );
    expect(doseFinding(experiment({ truth: [0.05], random: [-1, -2] }), 'deltaLogOdds', 1)).toMatch(
      /settles no change of the log-odds: 0.05 \[−0.07, 0.17\] nats; every control stands lower$/,
    );
    expect(settledWay('deltaLogOdds', around(0.2, 0.1), around(9, 1))).toBe(1);
    expect(settledWay('accuracy', around(0.2, 0.1), around(0.9, 0.1))).toBe(-1);
    expect(settledWay('pTrue', around(0.2, 0.1), around(0.35, 0.1))).toBe(0);
  });
  test('a point tells its kind, strength, value and every direction alone', () => {
    const [truth, shuffled] = doseSeries(experiment(), 'deltaLogOdds');
    expect(doseLines(shuffled, shuffled.points[4], experiment(), 'deltaLogOdds')).toEqual([
      'Shuffled labels, α = +1',
      'Δ log-odds 0.02 [−0.10, 0.14]',
      'mean of 3; alone: 0.20, −0.30, 0.15',
    ]);
    expect(doseLines(truth, truth.points[4], experiment(), 'deltaLogOdds').at(-1)).toBe(
      'clear above every control',
    );
    expect(doseLines(truth, truth.points[2], experiment(), 'pTrue')[0]).toBe('Unsteered, α = 0');
  });
  test('the table holds every point once, the unsteered model first', () => {
    const table = doseTable(experiment(), 'pTrue');
    expect(table.rows).toHaveLength(1 + 4 * 4);
    expect(table.rows[0].slice(0, 2)).toEqual(['unsteered', '0']);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    expect(doseCaption(experiment())).toContain('240 prompts');
  });
});

describe('trade-off', () => {
  test('the negative is left out where its path is the truth direction’s', () => {
    expect(tradeOffPaths(tradeOff(settled)).map(({ kind }) => kind)).toEqual(['truth', 'shuffled', 'random']);
    const oneSided = tradeOffPaths(tradeOff(settled, -0.3, [0, 0.25, 0.5]));
    expect(oneSided.map(({ kind }) => kind)).toContain('negative');
  });
  test('paths pass through the origin and lie in the ranges', () => {
    const paths = tradeOffPaths(tradeOff(settled));
    const [lo, hi] = changeDomain(paths, 'truthfulness');
    for (const { points } of paths) {
      expect(points.find(({ alpha }) => alpha === 0)?.reasoning.value).toBe(0);
      for (const { truthfulness } of points) {
        expect(truthfulness.lo).toBeGreaterThan(lo);
        expect(truthfulness.hi).toBeLessThan(hi);
      }
    }
  });
  test('tax and bonus are said only where the slope is clear of zero and of every control', () => {
    expect(tradeOffFinding(tradeOff(settled))).toBe(
      'A tax inside this model: reasoning falls 0.30 [0.20, 0.41] nats for each nat of truthfulness, more than along any control',
    );
    const rising = [coupling('truth', [0.8, 0.7, 0.9]), coupling('random', [0.1, -0.2, 0.4])];
    expect(tradeOffFinding({ couplings: rising })).toMatch(
      /^A bonus inside this model: reasoning rises 0.80/,
    );
    expect(tradeOffState({ couplings: open })).toBe('not settled');
    for (const couplings of [
      open,
      [settled[0]],
      [coupling('truth', [-0.1, -0.4, 0.2]), settled[1]],
      [coupling('truth', [-0.1, null, null]), settled[1]],
      [coupling('truth', null)],
      [],
    ]) {
      const words = tradeOffFinding({ couplings });
      expect(words).toMatch(/not settled/i);
      expect(words).not.toMatch(/\btax\b|\bbonus\b|null|NaN/);
    }
  });
  test('a fall along a control that is as steep leaves it open', () => {
    const couplings = [settled[0], coupling('random', [-0.3, -0.35, -0.25])];
    expect(tradeOffFinding({ couplings })).toBe(
      'Not settled against the controls: reasoning falls 0.30 [0.20, 0.41] nats for each nat of truthfulness',
    );
  });
  test('the caption tells r, and what this coupling is not', () => {
    expect(tradeOffCaption(tradeOff(settled))).toMatch(/r = −0.97.*not of benchmark scores/);
  });
  test('the table has every drawn point, then slope and r of each kind', () => {
    const given = tradeOff(open);
    const table = tradeOffTable(given, tradeOffPaths(given));
    expect(table.rows).toHaveLength(3 * 4 + 3 * 2);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    expect(table.rows.at(-2)).toEqual(['random: slope', '', '', '', '−1.50', '–']);
  });
});

describe('layers', () => {
  test('rows lie as in the model, the rank is the given one', () => {
    expect(byLayer(LAYERS).map(({ rank }) => rank)).toEqual([2, 1, 3, 4]);
    expect(layersTable(LAYERS).rows[0].slice(0, 3)).toEqual(['0', '2', '1.10']);
    expect(layerLines(LAYERS[3])[2]).toBe(
      'truth direction 0.07 [−0.13, 0.27] nats, controls −0.05 to 0.10, size 0.07',
    );
  });
  test('the one that steers best, and one that separates as well and steers nothing', () => {
    expect(layersFinding(LAYERS)).toBe(
      'Layer 1 steers best; layer 3 separates as well (AUC 0.99) and steers nothing',
    );
    const twin = layer(4, 5, around(-0.1, 0.2), [0.99, 0.97, 1], false);
    expect(idleSeparator([...LAYERS, twin], LAYERS[0])?.layer).toBe(4);
    expect(idleSeparator(LAYERS.slice(0, 3), LAYERS[0])).toBeNull();
  });
  test('an effect on a probability has no nats', () => {
    expect(layerLines(LAYERS[3], 'pTrue').join(' ')).not.toContain('nats');
    expect(layersCaption(LAYERS, 0.5, 'pTrue')).toContain('P(true) at +0.5');
    expect(layersTable(LAYERS, 'pTrue').columns.join(' ')).not.toContain('nats');
  });
  test('a layer that separates worse is not said to separate as well', () => {
    const worse = layer(3, 4, around(0, 0.1), [0.7, 0.6, 0.8], false);
    expect(layersFinding([...LAYERS.slice(0, 3), worse])).toBe('Layer 1 steers best');
  });
  test('overlapping layers, and no layer at all, are not settled', () => {
    const rival = layer(5, 2, around(2.4, 0.3), null, true);
    expect(layersFinding([LAYERS[0], rival])).toBe('Layer 1 ranks first, not settled against layer 5');
    expect(layersFinding([LAYERS[3], layer(2, 1, around(0.1, 0.3), null, false)])).toBe(
      'No layer steers clearly more than its controls',
    );
    expect(layersFinding([])).toBe('No layer was tried');
  });
});

describe('tokens', () => {
  test('every step has a stronger ground and a thicker line than the one before', () => {
    for (const scale of [GROUNDS, LINES])
      for (let i = 1; i < scale.length; i++) expect(scale[i]).toBeGreaterThan(scale[i - 1]);
    expect(GROUNDS).toHaveLength(STEPS.kl.length + 1);
    expect(GROUNDS).toHaveLength(STEPS.delta.length + 1);
  });
  test('a rise and a fall of the same size differ in more than hue', () => {
    const [up, down] = [1.2, -1.2].map((delta) =>
      tokenMark({ text: 'a', logP: -1, delta, kl: 0.1 }, 'delta'),
    );
    expect(up).toMatchObject({ step: 3, way: 'up' });
    expect(down).toMatchObject({ step: 3, way: 'down' });
    expect(tokenMark(TOKENS[0], 'delta')).toMatchObject({ step: 0, way: null });
    expect([0, 1, 4].map((step) => stepWords('kl', step))).toEqual(['< 0.01', '0.01–0.05', '≥ 1']);
  });
  test('words stay whole, lines break where the text does, and no token leaves its line', () => {
    const texts = TOKENS.map(({ text }) => text);
    const { tokens, lines } = placeTokens(texts, 160);
    expect(lines).toBe(Math.max(...tokens.map(({ line }) => line)) + 1);
    for (const { x, width } of tokens) expect(x + width).toBeLessThanOrEqual(160);
    expect(new Set(tokens.slice(3, 6).map(({ line }) => line)).size).toBe(1);
    expect(tokens[14].x).toBe(0);
    expect(tokens[14].line).toBe(tokens[13].line + 1);
    expect(tokens[1].lettersX - tokens[1].x).toBe(LETTER);
  });
  test('a token wider than a line is set narrower', () => {
    const { tokens } = placeTokens(['a'.repeat(100), ' b'], 200);
    expect(tokens[0]).toMatchObject({ width: 200, lettersWidth: 200 });
    expect(tokens[1].line).toBe(1);
  });
  test('what cannot be seen gets a sign', () => {
    expect(['\n', ' ', '\t', '', ' a'].map(visible)).toEqual(['⏎', '␣', '⇥', '∅', ' a']);
    expect(quoted(' Paris')).toBe('“Paris”');
  });
  test('the title names the tokens that changed most', () => {
    expect(tokensFinding(TOKENS, 'delta')).toBe(
      'Most raised: “Quor”, +2.40 nats; most lowered: “not”, −2.80 nats',
    );
    expect(tokensFinding(TOKENS, 'kl')).toMatch(
      /^KL from unsteered is largest at “Quor”, 1.31 nats; mean 0.17 over 19/,
    );
    const same = TOKENS.map((token) => ({ ...token, delta: 0, kl: 0 }));
    expect(tokensFinding(same, 'kl')).toMatch(/^No next-token distribution differs/);
    expect(tokensFinding(same, 'delta')).toMatch(/^No log probability differs/);
    expect(tokensFinding([TOKENS[0]], 'kl')).toBe('No token with another before it');
    expect(tokenLines(TOKENS[0])).toEqual(['“The”', 'first token: nothing stands before it']);
    expect(tokensTable(TOKENS).rows[0]).toEqual(['The', '–', '–', '–']);
  });
});

const measures: DoseMeasure[] = ['pTrue', 'deltaLogOdds', 'accuracy', 'klPerToken'];
const drawings: [name: string, html: () => string, stops: number][] = [
  ...measures.map((measure): [string, () => string, number] => [
    `steer-dose-${measure}`,
    () => markup(DoseResponse, { experiment: experiment(), measure, alpha: 0.5 }),
    17,
  ]),
  ['steer-dose-narrow', () => markup(DoseResponse, { experiment: experiment(), alpha: 0.3, width: 328 }), 17],
  ['steer-trade-off', () => markup(TradeOffChart, { tradeOff: tradeOff(settled), alpha: 0.25 }), 13],
  ['steer-trade-off-narrow', () => markup(TradeOffChart, { tradeOff: tradeOff(open), width: 328 }), 13],
  ['steer-layers', () => markup(LayerRanks, { layers: LAYERS, alpha: 0.5, chosen: 1 }), 4],
  ['steer-layers-narrow', () => markup(LayerRanks, { layers: LAYERS, alpha: 0.5, width: 328 }), 4],
  ['steer-tokens-kl', () => markup(TokenLine, { tokens: TOKENS, subject: 'Steered, α = +0.5' }), 20],
  [
    'steer-tokens-delta-narrow',
    () => markup(TokenLine, { tokens: TOKENS, measure: 'delta', subject: 'Steered, α = +0.5', width: 328 }),
    20,
  ],
];

describe.each(drawings)('%s', (name, html, stops) => {
  test('is the picture in the gallery', async () => {
    await expect(picture(html())).toMatchFileSnapshot(`gallery/${name}.svg`);
  });
  test('has one tab stop among its points, each with its text as name', () => {
    const svg = /<svg[\s\S]*<\/svg>/.exec(html())?.[0] ?? '';
    const points = [...svg.matchAll(/<g[^>]*role="img"[^>]*>/g)].map(([tag]) => tag);
    expect(points).toHaveLength(stops);
    expect(points.filter((tag) => tag.includes('tabindex="0"'))).toHaveLength(1);
    for (const tag of points) expect(tag).toMatch(/aria-label="[^"]{5,}"/);
  });
  test('has no inline style and no undefined number', () => {
    expect(html()).not.toMatch(/\sstyle=|NaN|Infinity|undefined|\bnull\b/);
  });
});

test('drawings of nothing say so', () => {
  const bare = { layer: 0, unsteered: experiment().unsteered, points: [] };
  expect(markup(DoseResponse, { experiment: bare })).toMatch(/no strength but 0/);
  expect(markup(TradeOffChart, { tradeOff: { ...tradeOff([]), points: [] } })).toMatch(/Not settled/);
  expect(markup(LayerRanks, { layers: [], alpha: 0.5 })).toMatch(/No layer was tried/);
  expect(markup(TokenLine, { tokens: [], subject: 'Empty' })).toMatch(/No token/);
  for (const html of [
    markup(DoseResponse, { experiment: bare }),
    markup(LayerRanks, { layers: [], alpha: 0.5 }),
  ])
    expect(html).not.toMatch(/NaN|Infinity|undefined/);
});
