import { describe, expect, test } from 'vitest';
import type { SingleModel } from '../../../src/lib/coupling/reference/singleModel';
import type { ScoreTable } from '../../../src/lib/scores/table';
import { sectionAnswers } from '../../../src/lib/ui/sections/answers';
import { holdOutRows, holdOutSizes } from '../../../src/lib/ui/sections/holdOutRows';
import {
  evidenceValue,
  gradeWords,
  strengthWords,
  trackWords,
} from '../../../src/lib/ui/sections/interventionWords';
import {
  askableRows,
  beyondWords,
  neighbourRows,
  predictorRows,
  questionOf,
  singleFigures,
} from '../../../src/lib/ui/sections/singleModelWords';
import { interventions, labels, pythia, sections, standing } from '../charts/sectionFixtures';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const { benchmark1, benchmark2 } = pythia.input;
const pair = [benchmark1, benchmark2] as const;

describe('evidence', () => {
  const evidence = { what: '', lo: null, hi: null, n: null };
  test('every unit has its form', () => {
    expect(
      [
        evidenceValue({ ...evidence, value: 1.62, lo: -4.2, hi: 7.4, unit: 'points' }),
        evidenceValue({ ...evidence, value: -0.3, lo: -0.38, hi: -0.22, unit: 'points per point' }),
        evidenceValue({ ...evidence, value: 2, unit: 'points per decade' }),
        evidenceValue({ ...evidence, value: 0.31, lo: -0.2, hi: 0.7, unit: 'r' }),
        evidenceValue({ ...evidence, value: 0.42, lo: 0.2, hi: 0.7, unit: 'share' }),
        evidenceValue({ ...evidence, value: 5.41, lo: 3.1, hi: 6.8, unit: 'B' }),
        evidenceValue({ ...evidence, value: 7, unit: 'times' }),
        evidenceValue({ ...evidence, value: 1, unit: 'items' }),
        evidenceValue({ ...evidence, value: 1200, unit: 'models' }),
      ].map(plain),
    ).toEqual([
      '1.6 points [−4.2, 7.4]',
      '−0.30 points per point [−0.38, −0.22]',
      '2.0 points per tenfold size',
      '0.31 [−0.20, 0.70]',
      '42 % [20 %, 70 %]',
      '5.4 B [3.1 B, 6.8 B]',
      '7×',
      '1 item',
      '1,200 models',
    ]);
  });
  test('grade, strength and record', () => {
    const [measure, curation] = interventions.list;
    expect([gradeWords(curation), strengthWords(curation)]).toEqual(['matched recipes', 'leaning']);
    expect(trackWords(measure)).toBeNull();
    expect(trackWords(curation)).toBe(
      'Track record (sign of the next step): right in 14 of 20 left out; 12 without the rule.',
    );
  });
});

describe('hold-out', () => {
  test('rows by benchmark, smallest error first', () => {
    const result = (benchmark: string, method: 'line' | 'persistence', relativeError: number | null) => ({
      benchmark,
      method,
      predicted: [40, 39.96],
      relativeError,
    });
    const rows = holdOutRows(
      {
        train: ['OPT'],
        test: 'Pythia',
        results: [
          result('tqa', 'line', 0.06),
          result('hellaswag', 'line', null),
          result('tqa', 'persistence', 0.04),
        ],
        refused: [],
      },
      labels,
    );
    expect(rows.map(({ benchmark, method, error }) => [benchmark, method, error])).toEqual([
      ['TruthfulQA MC2', 'persistence', '4.0 %'],
      ['TruthfulQA MC2', 'line', '6.0 %'],
      ['HellaSwag', 'line', '–'],
    ]);
    expect(rows[0].predicted).toEqual(['40.0', '40.0']);
    expect(holdOutSizes(pythia)).toHaveLength(8);
  });
});

describe('single model', () => {
  const table = (scores: Record<string, number>) => ({
    id: 'row-1',
    model: 'own-1b',
    family: 'Own',
    paramsB: 1,
    scores: Object.fromEntries(
      Object.entries(scores).map(([key, value]) => [key, { value, se: null, items: null }]),
    ),
    excluded: false,
    line: 2,
  });
  test('rows without both scores are not offered', () => {
    const rows = askableRows([table({ hellaswag: 50, tqa: 40 }), table({ tqa: 40 })], 'hellaswag', 'tqa');
    expect(rows).toEqual([{ id: 'row-1', model: 'own-1b', family: 'Own', paramsB: 1, b1: 50, b2: 40 }]);
  });
  test('a changed number is no longer the model of the row', () => {
    const [row] = askableRows([table({ hellaswag: 50, tqa: 40 })], 'hellaswag', 'tqa');
    expect(questionOf({ paramsB: 1, b1: 50, b2: 40 }, row, pair)).toMatchObject({
      model: 'own-1b',
      family: 'Own',
    });
    expect(questionOf({ paramsB: 1, b1: 51, b2: 40 }, row, pair)).toMatchObject({
      model: null,
      family: null,
    });
    expect(questionOf({ paramsB: null, b1: 50, b2: 40 }, null, pair)).toMatchObject({
      model: null,
      paramsB: null,
    });
  });

  const best = {
    predictor: 'level' as const,
    p: 0.18,
    interval: [0.09, 0.3] as [number, number],
    brier: 0.17,
  };
  const answer: SingleModel = {
    input: { ...questionOf({ paramsB: 300, b1: 90, b2: 40 }, null, pair) },
    reference: standing.reference,
    nextStep: {
      stepRatio: 2.4,
      n: 98,
      families: 31,
      draws: 2000,
      baseRate: { share: 0.31, brier: 0.221 },
      predictors: [best, { predictor: 'size', p: 0.9, interval: null, brier: null }],
      best,
      rangeB: [0.07, 180],
      rangeLevel: [26, 85],
      extrapolated: true,
    },
    residual: {
      residual: 4.2,
      lo: -3.4,
      hi: 11.8,
      named: null,
      given: 'level-and-size',
      families: 31,
      n: 130,
    },
    neighbours: [
      {
        model: 'facebook/opt-1.3b',
        family: 'OPT',
        paramsB: 1.3,
        b1: 53,
        b2: 38.7,
        distance: 0.2,
        next: { model: 'opt-2.7b', paramsB: 2.7, delta1: 6.1, delta2: -1.2 },
      },
    ],
    next: {
      typical: null,
      times: null,
      toB: null,
      timesPaired: null,
      detectableAtTenfold: null,
      sentence: '',
    },
    sentence: '',
    reasons: {},
  };
  test('figures, predictors and neighbours', () => {
    expect(singleFigures(answer).map(({ name, value, range }) => [name, value, range])).toEqual([
      ['TruthfulQA MC2 rises at the next step (2.4× in size)', '18 %', '[9 %, 30 %]'],
      ['TruthfulQA MC2 against the field', '+4.2 points', '[−3.4, 11.8]'],
    ]);
    expect(predictorRows(answer)).toEqual([
      { name: 'level', p: '18 % [9 %, 30 %]', brier: '0.170' },
      { name: 'size', p: '90 %', brier: '–' },
      { name: 'base rate', p: '31 %', brier: '0.221' },
    ]);
    expect(neighbourRows(answer)).toEqual([['opt-1.3b', '1.3B', '53.0', '38.7', '+6.1 / −1.2']]);
    expect(beyondWords(answer)).toBe('Outside the models this rests on: 70M to 180B, HellaSwag 26 to 85 %.');
    expect(singleFigures({ ...answer, nextStep: null, residual: null })).toEqual([]);
  });
});

describe('answers', () => {
  const panel: ScoreTable = { title: 'panel', panel: 'uniform', benchmarks: [], models: [] };
  const deepened = { ...sections, reasons: {} };
  test('the panel is fetched once, and again after a failure; sections come without it', async () => {
    let fetches = 0;
    const given: (ScoreTable | null)[] = [];
    const answers = sectionAnswers(
      {
        deepen: async (_table, _diagnosis, reference) => {
          given.push(reference);
          return deepened;
        },
        holdOut: () => Promise.reject(new Error('not asked')),
        singleModel: () => Promise.reject(new Error('not asked')),
      },
      async () => {
        if (++fetches === 1) throw new Error('offline');
        return panel;
      },
    );
    await answers.deepen(panel, pythia, {});
    await answers.deepen(panel, pythia, {});
    await answers.deepen(panel, pythia, {});
    expect(given).toEqual([null, panel, panel]);
    expect(fetches).toBe(2);
  });
});
