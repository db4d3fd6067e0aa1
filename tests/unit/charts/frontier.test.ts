import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { frontierAnswer, type FrontierAnswer } from '$lib/frontier/answer';
import { defaultFrontierOptions, parseFrontierOptions } from '$lib/frontier/options';
import {
  associationSentence,
  equation,
  flips,
  headline,
  lineSentence,
  otherResidual,
  pointLines,
  scatterFinding,
  scatterSentence,
  scatterTable,
} from '$lib/charts/frontier/frontierWords';
import {
  equalSlopesSentence,
  holdOutFinding,
  labRows,
  labsFinding,
  slopeText,
  trajectoryFinding,
} from '$lib/charts/frontier/labWords';
import { labColour, labIndex, labPath, LAB_SHAPES } from '$lib/charts/frontier/labMarks';
import { monthName, monthNumber, monthOf } from '$lib/charts/frontier/months';
import { dEffSentence, matrixOf, pairsFinding, psdSentence, screeOf } from '$lib/charts/frontier/pairWords';
import {
  predictionsFinding,
  predictionUnit,
  predictionValue,
  ratioSentence,
  rotationFinding,
  saturationRows,
  sensitivitySentence,
  tooFew,
} from '$lib/charts/frontier/saturationWords';
import { clipped, drawnLines, scoreDomain } from '$lib/charts/frontier/scatter';
import { frontierCsv } from '$lib/export/frontierCsv';
import { frontierJson } from '$lib/export/frontierJson';
import { percentileText } from '$lib/frontier/words';
import { frontierReport } from '$lib/export/frontierReport';
import { withModel } from '$lib/ui/frontier/userRows';
import { stepsOf } from '$lib/ui/frontier/yourWords';
import { benchmark, frontierPanel, GPQA, SWE, wide } from '../frontier/panel';

const panels = { frontier: frontierPanel, wide };
const user = withModel(null, {
  model: 'Held-out 1',
  lab: 'Google',
  released: '2026-07',
  scores: [
    { benchmark: benchmark(frontierPanel, SWE), value: 80, items: null },
    { benchmark: benchmark(frontierPanel, GPQA), value: 91, items: null },
  ],
});
let published: FrontierAnswer;
let elsewhere: FrontierAnswer;
const options = { ...defaultFrontierOptions(), draws: 200 };
beforeAll(async () => {
  published = await frontierAnswer(panels, user, options);
  elsewhere = await frontierAnswer(panels, null, { ...options, values: 'elsewhere' });
});

describe('what the page asks for', () => {
  test('columns with their models, labs in an order that the reader’s rows do not change, months, disputes', () => {
    expect(
      published.columns
        .slice(0, 2)
        .map(({ key }) => key)
        .sort(),
    ).toEqual([GPQA, SWE]);
    expect(published.labs.slice(0, 3).map(({ lab }) => lab)).toEqual(
      elsewhere.labs.slice(0, 3).map(({ lab }) => lab),
    );
    expect(published.labs).toHaveLength(10);
    expect(elsewhere.months).toEqual({ first: '2024-05', last: '2026-04' });
    expect(published.months?.last).toBe('2026-07');
    expect(elsewhere.whole?.models).toBeLessThan(published.whole?.models ?? 0);
    expect(published.whole).toMatchObject({ models: 40, x: [16.8, 87.6], y: [41, 94.3] });
    expect(
      published.disputes.find(({ model, benchmark: key }) => model === 'DeepSeek-V3' && key === GPQA),
    ).toMatchObject({
      published: 75.9,
      elsewhere: 59.1,
    });
  });
});

describe('words of the line', () => {
  test('state the published line to its digits', () => {
    expect(equation(published.frontier.line ?? { slope: 0, intercept: 0 })).toBe('46.4 + 0.513');
    expect(lineSentence(published.frontier)).toContain('r = 0.7235');
    expect(lineSentence(published.frontier)).toContain('n = 34');
    expect(headline(published.frontier)).toBe(
      'Across 34 frozen models, GPQA Diamond rises 0.51 [0.34, 0.69] points per point of SWE-bench Verified',
    );
    expect(scatterSentence(published.frontier)).toMatch(
      /±17\.\d points.*one of 40 models lies outside, Claude 3\.5 Haiku/,
    );
    expect(associationSentence(published.frontier)).toContain('given the release date it is 0.28');
    expect(scatterFinding(published.frontier)).toContain('39 of 40');
  });
  test('say of time only what the dates give', () => {
    expect(associationSentence(published.frontier)).toContain('both scores rise with time');
    const { frontier } = published;
    const dated = frontier.others?.dated;
    if (!dated || !frontier.others) throw new Error('no dated line');
    const falling = { ...dated, rDate: { x: dated.rDate.x, y: -0.4 } };
    expect(
      associationSentence({ ...frontier, others: { ...frontier.others, dated: falling } }),
    ).not.toContain('with time');
  });
  test('a percentile is never nothing or all', () => {
    expect([0, 0.05, 0.34, 57.4, 99.6, 100].map(percentileText)).toEqual([
      'below 0.1',
      'below 0.1',
      '0.3',
      '57',
      '99.6',
      'above 99.9',
    ]);
  });
  test('change with the values reported elsewhere', () => {
    expect(lineSentence(elsewhere.frontier)).toContain('unverified');
    expect(headline(elsewhere.frontier)).not.toBe(headline(published.frontier));
  });
  test('never call a residual within its interval anything but within the scatter', () => {
    const word = /excursion|\btax\b/i;
    for (const { frontier, disputes } of [published, elsewhere])
      for (const model of frontier.models) {
        const lines = pointLines(
          model,
          frontier,
          disputes.filter(({ id }) => id === model.id),
        ).join(' ');
        expect(lines).not.toMatch(word);
        if (model.lo <= 0 && model.hi >= 0) expect(lines).toContain('within the scatter');
      }
  });
  test('are drawn and listed where there is no line to measure them from', async () => {
    const { frontier, disputes } = await frontierAnswer(panels, null, { ...options, until: '2024-05' });
    expect(frontier.line).toBeNull();
    expect(frontier.points.map(({ model }) => model)).toEqual(['GPT-4o']);
    expect(scatterFinding(frontier)).toBe('1 model with both scores, no line');
    expect(scatterTable(frontier).rows).toHaveLength(1);
    const [, , scores, residual] = pointLines(frontier.points[0], frontier, disputes);
    expect(scores).toContain('SWE-bench Verified');
    expect(residual ?? '').not.toContain('h =');
  });
  test('say what is disputed, and what was published', () => {
    const lines = (answer: FrontierAnswer) => {
      const model = answer.frontier.models.find((one) => one.model === 'DeepSeek-V3');
      if (!model) throw new Error('no DeepSeek-V3');
      return pointLines(
        model,
        answer.frontier,
        answer.disputes.filter(({ id }) => id === model.id),
      ).join('\n');
    };
    expect(lines(published)).toContain('GPQA Diamond is disputed: 59.1 reported elsewhere');
    expect(lines(elsewhere)).toContain('GPQA Diamond as published: 75.9');
  });
  test('count the signs that another line turns', () => {
    const { changed, of } = flips(published.frontier, 'swapped');
    const [byHand] = [
      published.frontier.models.filter((m) => Math.sign(m.others.swapped ?? 0) !== Math.sign(m.h)).length,
    ];
    expect([changed, of]).toEqual([byHand, 40]);
    expect(flips(published.frontier, 'ols').changed).toBe(0);
  });
});

describe('lines as drawn', () => {
  test('each passes through its own residuals', () => {
    const lines = drawnLines(published.frontier);
    expect(lines.map(({ kind }) => kind)).toEqual(['ols', 'theil-sen', 'deming', 'swapped', 'dated']);
    for (const line of lines.filter(({ kind }) => kind !== 'dated'))
      for (const model of published.frontier.models)
        expect(model.y - line.intercept - line.slope * model.x).toBeCloseTo(
          otherResidual(model, line.kind) ?? NaN,
          9,
        );
  });
  test('the dated line is that of the latest release', () => {
    const line = drawnLines(published.frontier).find(({ kind }) => kind === 'dated');
    const latest = published.frontier.models.find(({ model }) => model === 'Held-out 1');
    if (!line || !latest) throw new Error('missing');
    expect(line.at).toBe('2026-07');
    expect(latest.y - line.intercept - line.slope * latest.x).toBeCloseTo(latest.others.dated ?? NaN, 8);
  });
  test('clipping stays in the box and on the line', () =>
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: -50, max: 150, noNaN: true }),
        (slope, intercept) => {
          const ends = clipped({ slope, intercept }, [10, 90], [20, 80]);
          for (const [x, y] of ends ?? []) {
            expect(x).toBeGreaterThanOrEqual(10 - 1e-9);
            expect(x).toBeLessThanOrEqual(90 + 1e-9);
            expect(y).toBeGreaterThanOrEqual(20 - 1e-6);
            expect(y).toBeLessThanOrEqual(80 + 1e-6);
            expect(y).toBeCloseTo(intercept + slope * x, 6);
          }
        },
      ),
      { numRuns: 200 },
    ));
  test('a range holds its values and stays within 0 and 100', () =>
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 20 }), (values) => {
        const [lo, hi] = scoreDomain(values);
        expect(lo).toBeGreaterThanOrEqual(0);
        expect(hi).toBeLessThanOrEqual(100);
        expect(hi).toBeGreaterThan(lo);
        for (const value of values) expect(value >= lo && value <= hi).toBe(true);
      }),
      { numRuns: 200 },
    ));
});

describe('marks and months', () => {
  test('ten labs have ten shapes, an eleventh goes by its name', () => {
    const shapes = Array.from({ length: LAB_SHAPES }, (_, i) => labPath(i, 5));
    expect(new Set(shapes).size).toBe(LAB_SHAPES);
    expect(labColour(LAB_SHAPES)).toBe(labColour(LAB_SHAPES + 3));
    expect(labIndex([{ lab: 'A' }], 'B')).toBe(LAB_SHAPES);
  });
  test('months count without gaps', () => {
    expect(monthNumber('2026-01') - monthNumber('2025-12')).toBe(1);
    for (const month of ['2024-05', '2025-12', '2026-01']) expect(monthOf(monthNumber(month))).toBe(month);
    expect(monthName('2026-03')).toBe('March 2026');
    expect(monthName('2026-03-26')).toBe('March 2026');
    expect(monthName('2025')).toBe('2025');
  });
});

describe('words of labs', () => {
  test('a lab is named only when its interval leaves 0 out', () => {
    expect(labsFinding(published.frontier)).toContain('Anthropic below');
    expect(labsFinding(published.frontier)).not.toContain('Google');
    expect(labRows(published.frontier)).toHaveLength(10);
  });
  test('a slope needs six models', () => {
    const of = (name: string) => {
      const lab = published.frontier.labs.find((one) => one.lab === name);
      return lab ? slopeText(lab) : '';
    };
    expect(of('Anthropic')).toMatch(/^0\.97 \[0\.60, 1\.34\]$/);
    expect(of('Google')).toBe('n = 5, too few');
    expect(equalSlopesSentence(published.frontier)).toContain('F(3, 19)');
  });
  test('a lab left out: the published error beside the constant', () => {
    const held = published.frontier.leaveOneLabOut;
    if (!held) throw new Error('none');
    expect(holdOutFinding(held)).toMatch(/errs by 9\.20 ± 2\.38 points.*\(10\.5\)/);
  });
  test('the published threshold flags what the scatter does not', () => {
    const anthropic = published.frontier.trajectories.find(({ lab }) => lab === 'Anthropic');
    expect(anthropic && trajectoryFinding(anthropic)).toMatch(
      /none of 8 changes.*published threshold flags five/,
    );
  });
});

describe('words of pairs, saturation and predictions', () => {
  test('four complete cases are said to be four, and the matrix to be none', () => {
    const { matrix } = published.frontier;
    expect(matrix.completeN).toBe(4);
    expect(psdSentence(matrix)).toContain('cannot be correlations');
    expect(pairsFinding(matrix, 'complete')).toContain('too few');
    expect(matrixOf(matrix, 'complete').pairs.every(({ n }) => n === 4)).toBe(true);
    expect(matrixOf(matrix, 'pairwise').pairs.map(({ n }) => n)).toEqual(matrix.cells.map(({ n }) => n));
    expect(screeOf(matrix)?.n).toBe(4);
    expect(dEffSentence(matrix)).toContain('4 complete cases');
  });
  test('an effective dimensionality outside its interval is said to be, and one inside is not', () => {
    const { matrix } = published.frontier;
    const sentence = (dEff: number) => {
      const found = matrix.eigenstructure;
      if (!found) throw new Error('the matrix has an eigenstructure');
      return dEffSentence({
        ...matrix,
        eigenstructure: { ...found, dEff: { dEff, lo: 1.96, hi: 3.48 } },
      });
    };
    expect(sentence(3.56)).toContain('3.56 [1.96, 3.48]');
    expect(sentence(3.56)).toMatch(/The estimate lies above its interval, because resamples repeat models/);
    expect(sentence(1.9)).toContain('lies below its interval');
    expect(sentence(3.4)).not.toContain('its interval');
  });
  test('a benchmark with four models has no reliability and says so', () => {
    const { benchmarks } = published.frontier.saturation;
    expect(tooFew(benchmarks, published.labels).some((text) => text.endsWith('(n = 4)'))).toBe(true);
    expect(saturationRows(benchmarks, published.labels).length).toBe(
      benchmarks.filter(({ reliability }) => reliability !== null).length,
    );
    expect(ratioSentence(published.frontier)).toMatch(/= \d\.\d\d \(not below 0\.2: stay\)/);
    expect(rotationFinding(published.frontier.saturation, published.labels)).toContain('Next to look at');
  });
  test('each prediction has a value or says what is missing', () => {
    const { predictions } = published.frontier;
    expect(predictions).toHaveLength(7);
    for (const one of predictions) {
      expect(predictionValue(one)).toMatch(/^(–|−?\d+\.\d+( \[.*\])?)$/);
      expect(predictionUnit(one)).not.toBe('');
      expect(sensitivitySentence(one)).toMatch(/\.$/);
    }
    const total = ['pass', 'fail', 'between', 'insufficient'].reduce(
      (sum, state) => sum + predictions.filter((one) => one.state === state).length,
      0,
    );
    expect(total).toBe(7);
    expect(predictionsFinding(predictions)).toMatch(/pass zone|fail zone|enough data/);
  });
  test('the playbook sets threshold and reading side by side', () => {
    const [book] = published.frontier.playbook;
    const steps = stepsOf(book, published.labels, 'SWE-bench Verified', 'GPQA Diamond');
    expect(steps.map(({ name }) => name)).toEqual(['Locate', 'Diagnose', 'Rotate']);
    expect(steps[0].calibrated.says).toContain('within the scatter');
    expect(
      steps.map(({ note, published: one, calibrated }) => `${note} ${one.says} ${calibrated.says}`).join(' '),
    ).not.toMatch(/excursion|\btax\b/i);
  });
});

describe('files', () => {
  test('the JSON reads back as the analysis, with its generator', () => {
    const json: unknown = JSON.parse(frontierJson(published.frontier, '1.2.3'));
    expect(json).toMatchObject({
      schema: 'crossover.frontier/1',
      generator: { name: 'Crossover', version: '1.2.3' },
    });
    expect(json).toMatchObject(JSON.parse(JSON.stringify(published.frontier)) as object);
  });
  test('a number that JSON has no word for is refused', () => {
    const { line } = published.frontier;
    expect(() => frontierJson({ ...published.frontier, line: line && { ...line, r: NaN } }, '1')).toThrow(
      /r is NaN/,
    );
  });
  test('the CSV has one line a model, and its scores', () => {
    const lines = frontierCsv(published.frontier).trimEnd().split('\r\n');
    expect(lines).toHaveLength(41);
    expect(lines[0]).toContain('swe_bench_verified,gpqa_diamond,h,h_lo,h_hi');
    expect(lines.at(-1)).toContain('Held-out 1,Google,2026-07,user,no,,80,91,');
  });
  test('the report says what the page says', () => {
    const report = frontierReport(published.frontier, {
      date: new Date('2026-11-23'),
      url: 'https://example.org/#d=x',
    });
    expect(report).toContain('46.4 + 0.513');
    expect(report).toContain('## Your models');
    expect(report).toContain('Held-out 1 has a GPQA Diamond');
    expect(report).toContain('9.20 ± 2.38');
    expect(report).not.toMatch(/excursion|\btax\b|NaN|undefined/i);
  });
  test('options of a link that asks for less give a whole report too', async () => {
    const few = await frontierAnswer(panels, null, parseFrontierOptions({ until: '2024-06', draws: 200 }));
    expect(few.frontier.line).toBeNull();
    expect(frontierReport(few.frontier, { date: new Date(0) })).toContain('No line');
    expect(headline(few.frontier)).toContain('No line of GPQA Diamond');
  });
});
