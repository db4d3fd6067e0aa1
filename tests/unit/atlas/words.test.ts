import { beforeAll, describe, expect, test } from 'vitest';
import { type Survey } from '../../../src/lib/atlas/family';
import { populationView, type PopulationView } from '../../../src/lib/atlas/populationView';
import { publishedScale } from '../../../src/lib/atlas/publishedScales';
import * as words from '../../../src/lib/atlas/words';
import { populationCaption, populationFinding } from '../../../src/lib/charts/atlasWords';
import { metaBootstrapOnCpu } from '../../../src/lib/coupling/metaBootstrap';
import { defaultOptions } from '../../../src/lib/coupling/options';
import type { Population } from '../../../src/lib/coupling/population';
import { populationJson } from '../../../src/lib/export/populationJson';
import { atlasCsv } from '../../../src/lib/export/atlasCsv';
import { familyOf, panelTable, surveyOf } from './panels';

let uniform: Survey;
let view: PopulationView;
beforeAll(async () => {
  uniform = await surveyOf(panelTable('uniform'));
  view = await populationView(
    panelTable('uniform'),
    { ...defaultOptions(), draws: 4_000 },
    async (job, control) => ({
      answer: await metaBootstrapOnCpu(job, control),
      backend: { kind: 'cpu', adapter: null, note: null },
    }),
  );
});
const changed = (change: Partial<Population>): Population => ({ ...view.population, ...change });

describe('what all families say', () => {
  test('the headline counts the verdicts', () => {
    expect(words.headline(uniform.families, uniform.benchmark2)).toBe(
      'TruthfulQA MC2 falls in four of 37 families, rises in two, turns down in one; 30 are undetermined',
    );
    const [bloom] = uniform.families.filter(({ family }) => family === 'BLOOM');
    expect(words.headline([bloom], uniform.benchmark2)).toBe(
      'What TruthfulQA MC2 does along the one family is undetermined',
    );
    expect(words.headline([], uniform.benchmark2)).toMatch(/No family/);
  });
  test('families too small for a verdict are counted apart', () =>
    expect(words.coverage(uniform.families)).toMatch(/17 have two sizes.*26 more have no step/));
  test('what is shown is counted with and without a step', () =>
    expect(
      words.shownWords(
        uniform.families.filter(({ summary }) => summary.kind === 'falls'),
        uniform.families,
      ),
    ).toBe('4 of 37 families, 0 of 26 without a step'));
});

describe('the population in words', () => {
  test('the zero of the line, with what lies on either side', () =>
    expect(words.zeroSentence(view.population)).toMatch(
      /^Over 36 families local coupling rises with size \(0\.44 \[0\.2\d, 0\.6\d\] per decade of size\) and passes zero at 1\.5 B \[0\.\d+, [23](\.\d)?\]: below it TruthfulQA MC2 tends to fall, above it to rise\.$/,
    ));
  test('a slope that may be 0 has no sides', () =>
    expect(words.zeroSentence(changed({ slopeInterval: [-0.1, 0.9] }))).toMatch(
      /neither rises nor falls .* for certain/,
    ));
  test('without a line the reason stands', () =>
    expect(words.zeroSentence(changed({ slope: null, reasons: { slope: 'one interval' } }))).toBe(
      'There is no line over size: one interval.',
    ));
  test('which predictor is better', () => {
    expect(words.signSentence(view.population)).toBe(
      'For a left-out family, the level of HellaSwag foretells the sign of a step better than size: Brier 0.15 against 0.21, base rate 0.26.',
    );
    const equal = view.population.predictors.map((one) => ({ ...one, brier: 0.3 }));
    expect(words.signSentence(changed({ predictors: equal }))).toMatch(
      /Neither .* better than the base rate/,
    );
    expect(words.signSentence(changed({ predictors: [] }))).toMatch(/cannot be told/);
  });
  test('rises on either side of the size that the papers name', () =>
    expect(words.riseSentence(view.population)).toBe(
      'TruthfulQA MC2 rises on 5 of 28 intervals that end at 3.5 B or below and on 27 of 37 that start there or above.',
    ));
  test('titles of the charts state what was found', () => {
    expect(populationFinding(view, 'size')).toBe('Local coupling rises with size and passes zero at 1.5 B');
    expect(populationFinding(view, 'level')).toMatch(
      /rises with the level of HellaSwag and passes zero at 5\d/,
    );
    expect(populationFinding({ ...view, overSize: null }, 'size')).toMatch(/No line/);
    expect(populationCaption(view, 'size')).toContain('83 intervals of 36 families');
  });
});

describe('the drawn lines', () => {
  test('the band holds the line, and is wider at its ends', () => {
    const { band } = view.overSize ?? {};
    if (!band) throw new Error('no band');
    band.x.forEach((_, i) => {
      expect(band.lo[i]).toBeLessThan(band.value[i]);
      expect(band.hi[i]).toBeGreaterThan(band.value[i]);
    });
    const width = (i: number) => band.hi[i] - band.lo[i];
    expect(width(band.x.length - 1)).toBeGreaterThan(width(20));
  });
  test('at no decade the band is the interval of the intercept', () => {
    const { band } = view.overSize ?? {};
    const { interceptInterval } = view.population;
    if (!band || !interceptInterval) throw new Error('no band');
    const at = band.x.findIndex((x) => x > 0);
    const share = -band.x[at - 1] / (band.x[at] - band.x[at - 1]);
    const lo = band.lo[at - 1] + share * (band.lo[at] - band.lo[at - 1]);
    expect(lo).toBeCloseTo(interceptInterval[0], 2);
  });
  test('most resampled lines pass zero within the sizes', () => {
    const sum = view.overSize?.density?.share.reduce((a, b) => a + b, 0) ?? 0;
    expect(sum).toBeGreaterThan(0.9);
    expect(sum).toBeLessThanOrEqual(1 + 1e-9);
  });
  test('weights are shares of the largest', () =>
    expect(Math.max(...view.points.map(({ weight }) => weight))).toBe(1));
});

describe('a family in words', () => {
  test('verdict, sizes and slope make its name', () =>
    expect(words.familyLine(familyOf(uniform, 'Pythia-deduped'), 'falls')).toBe(
      'Pythia-deduped: falls, 8 sizes, 70M to 12B, −0.30 points per point [−0.38, −0.22]',
    ));
  test('its critical scale, settled, open and absent', () => {
    expect(words.scaleWords(familyOf(uniform, 'Pythia-deduped'))).toBe('none in range');
    expect(words.scaleWords(familyOf(uniform, 'Qwen1.5'))).toMatch(/^down at \d+ B \[\d+, \d+\]$/);
    expect(words.scaleWords(familyOf(uniform, 'OPT'))).toMatch(/^\(14 B \[/);
    expect(words.scaleWords(familyOf(uniform, 'Yi'))).toBe('–');
    expect(words.turnWords(familyOf(uniform, 'OPT'))).toMatch(/^a turn up is open \(4\d %\)$/);
    expect(words.turnWords(familyOf(uniform, 'Yi'))).toBeNull();
  });
  test('why a family without a step says nothing', () =>
    expect(words.singleReason(familyOf(uniform, 'Amber'))).toBe('one size, 7B'));
  test('what the paper’s table gives, or that it gives nothing', () => {
    expect(words.publishedWords(publishedScale('Pythia-deduped'))).toBe('3.5 B [2.9, 13.4]');
    expect(words.publishedWords(publishedScale('Cerebras-GPT'))).toBe('1.3 B');
    expect(words.publishedWords(publishedScale('Phi'))).toBe('none given');
    expect(words.publishedWords(publishedScale('constructor'))).toBe('–');
  });
});

describe('exports', () => {
  test('the population as JSON gives back the population', () => {
    const back = JSON.parse(populationJson(view.population, '1.2.3')) as Population;
    expect(back).toEqual({ ...view.population, generator: { name: 'Crossover', version: '1.2.3' } });
    expect(Object.keys(back).slice(0, 2)).toEqual(['schema', 'generator']);
    expect(Object.keys(back.families[0])).toEqual(Object.keys(back.families[1]));
  });
  test('a number that JSON cannot say is named', () =>
    expect(() => populationJson(changed({ slope: Number.NaN }), '1')).toThrow(/slope is NaN/));
  test('the table has a line for every family and escapes formulas', () => {
    const own = { ...familyOf(uniform, 'OPT'), family: '=1+1', own: true };
    const lines = atlasCsv([own, ...uniform.families], () => null).split('\r\n');
    expect(lines).toHaveLength(uniform.families.length + 3);
    expect(lines[1].startsWith("'=1+1,yours,")).toBe(true);
    const pythia = atlasCsv([familyOf(uniform, 'Pythia-deduped')], ({ family }) => publishedScale(family));
    expect(pythia).toMatch(/,falls,-0\.300/);
    expect(pythia).toMatch(/,3\.5,/);
  });
});
