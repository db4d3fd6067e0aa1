import { describe, expect, test } from 'vitest';
import { couplingTable, trajectoryTable } from '../../../src/lib/charts/tables';
import {
  couplingFinding,
  couplingSummary,
  criticalStatement,
  fiellerInWords,
  modelLines,
  numberWord,
  phaseShares,
  share,
  sizeInWords,
  stepLines,
  stepReading,
  trajectoryCaption,
  trajectoryFinding,
  trajectorySummary,
} from '../../../src/lib/charts/words';
import type { Diagnosis, Interval } from '../../../src/lib/coupling/diagnosis';
import { everyCase, firstModels, goldenFamily, interval, scale } from './fixtures';

/** No-break spaces are as good as spaces here. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const pythia = goldenFamily('Pythia-deduped');
const withSteps = (intervals: Interval[], over: Partial<Diagnosis> = {}): Diagnosis => ({
  ...pythia,
  ...over,
  intervals,
});
const step = (over: Partial<Interval>) => interval({ from: 'a', to: 'b', paramsMidB: 1, ...over });
const tax = step({ phase: 'tax', pTax: 0.98, pTransition: 0.01, pBonus: 0.01, pB2Falls: 0.99 });
const bonus = step({
  phase: 'bonus',
  pTax: 0.01,
  pTransition: 0.01,
  pBonus: 0.98,
  delta2: 3,
  pB2Falls: 0.01,
});
const leansDown = step({});
const leansUp = step({ pTax: 0.2, pTransition: 0.1, pBonus: 0.7, pB2Falls: 0.3, delta2: 1 });
const nowhere = step({ pTax: 0.45, pTransition: 0.2, pBonus: 0.35 });

describe('numbers', () => {
  test('small counts are words', () => {
    expect([0, 1, 7, 12, 13].map(numberWord)).toEqual(['no', 'one', 'seven', 'twelve', '13']);
  });
  test('estimated sizes have two digits and a unit', () => {
    expect([5.414, 0.0704, 12, 0.9996, 176].map((b) => plain(sizeInWords(b)))).toEqual([
      '5.4 B',
      '70 M',
      '12 B',
      '1 B',
      '180 B',
    ]);
  });
  test('a share is never rounded to a certainty it is not', () => {
    expect([0.970635, 1, 0, 0.00001, 0.99999, 0.5].map((p) => plain(share(p)))).toEqual([
      '97.1 %',
      '100 %',
      '0 %',
      'less than 0.1 %',
      'more than 99.9 %',
      '50 %',
    ]);
  });
  test('Fieller sets', () => {
    expect(fiellerInWords({ kind: 'bounded', lo: -1.841, hi: 0.193 })).toBe('−1.84 … 0.19');
    expect(fiellerInWords({ kind: 'complement', lo: -0.2, hi: 1.3 })).toBe('outside −0.20 … 1.30');
    expect(fiellerInWords({ kind: 'all', lo: null, hi: null })).toBe('any value');
  });
  test('phase shares', () => {
    expect(phaseShares(pythia.intervals[0])).toBe('tax 91 %, transition 5 %, bonus 4 %');
  });
});

describe('title of the trajectory', () => {
  const finding = (d: Diagnosis) => plain(trajectoryFinding(d));
  const verdict = (kind: Diagnosis['verdict']['kind']) => ({ ...pythia.verdict, kind });
  test('falls at every step', () => expect(finding(pythia)).toBe('TruthfulQA MC2 falls all the way to 12 B'));
  test('rises at every step', () =>
    expect(finding(goldenFamily('Llama-1'))).toBe('TruthfulQA MC2 rises all the way to 65 B'));
  test('falls, but not at every step', () =>
    expect(finding(goldenFamily('RWKV-4-pile'))).toBe('TruthfulQA MC2 falls to 14 B, in four of five steps'));
  test('turns up at the critical scale', () => {
    expect(finding(everyCase())).toBe('TruthfulQA MC2 turns up at 4.2 B');
    expect(
      finding(withSteps(pythia.intervals, { verdict: verdict('turns-down'), criticalScale: null })),
    ).toBe('TruthfulQA MC2 turns down within the sizes');
  });
  test('undetermined: what is beyond noise', () => {
    const undetermined = { verdict: verdict('undetermined') };
    expect(finding(withSteps([leansDown, leansUp], undetermined))).toBe(
      'TruthfulQA MC2 moves within noise up to 12 B',
    );
    expect(finding(withSteps([tax, leansUp], undetermined))).toBe(
      'TruthfulQA MC2 falls in one of two steps, the rest within noise',
    );
    expect(finding(withSteps([tax, bonus], undetermined))).toBe(
      'TruthfulQA MC2 falls in one and rises in one of two steps',
    );
    expect(finding(withSteps([bonus], undetermined))).toBe('TruthfulQA MC2 rises from 70M to 12B');
  });
  test('nothing to judge', () => {
    expect(finding(firstModels(0))).toBe('No model has both scores');
    expect(finding(firstModels(1))).toBe('One size of Pythia-deduped: no step to judge');
  });
  test('the caption explains dashes only where there are some', () => {
    expect(trajectoryCaption(pythia)).toContain('dashed steps are not settled');
    expect(trajectoryCaption(withSteps([tax]))).not.toContain('dashed');
  });
  test('the summary adds family and sizes', () => {
    expect(plain(trajectorySummary(pythia))).toBe(
      'TruthfulQA MC2 falls all the way to 12 B. Scores of eight models of Pythia-deduped, 70M to 12B.',
    );
  });
});

describe('title of the running coupling', () => {
  test('Pythia', () =>
    expect(couplingFinding(pythia)).toBe('Five of seven steps lean down, none is settled alone'));
  test('Llama', () =>
    expect(couplingFinding(goldenFamily('Llama-1'))).toBe('All three steps lean up, one is settled alone'));
  test('every step settled', () => {
    expect(couplingFinding(withSteps([bonus, bonus]))).toBe('Both steps are settled alone: bonus');
    expect(couplingFinding(withSteps([bonus, tax]))).toBe(
      'Of two steps, one leans down and one leans up, each is settled alone',
    );
  });
  test('no leaning, and one step', () => {
    expect(couplingFinding(withSteps([nowhere, nowhere]))).toBe(
      'Neither of two steps leans either way, none is settled alone',
    );
    expect(couplingFinding(withSteps([leansUp]))).toBe('The one step leans up, not settled');
    expect(couplingFinding(withSteps([tax]))).toBe('The one step is settled: tax');
    expect(couplingFinding(withSteps([nowhere]))).toBe('The one step leans nowhere');
    expect(couplingFinding(withSteps([]))).toBe('No step yet: two sizes are needed');
  });
  test('a step in which benchmark 1 falls leans nowhere', () => {
    const falls = step({ phase: 'b1-falls', pTax: 0, pTransition: 0, pBonus: 0 });
    expect(couplingFinding(withSteps([leansDown, leansDown, falls]))).toBe(
      'Two of three steps lean down, none is settled alone',
    );
    expect(stepReading(pythia, falls)).toBe('HellaSwag falls: no phase');
  });
});

describe('critical scale', () => {
  const statement = (...args: Parameters<typeof criticalStatement>) => plain(criticalStatement(...args));
  test('none in range says in how many draws', () =>
    expect(statement(scale())).toBe('no crossing in 97.1 % of draws'));
  test('crossed gives median and interval', () => {
    expect(statement(scale({ status: 'crossed', pCrossed: 0.99 }))).toBe('crossing at 5.4 B [3.2, 6.8]');
    expect(statement(scale({ status: 'crossed', direction: 'down' }))).toBe('turn down at 5.4 B [3.2, 6.8]');
    expect(statement(scale({ status: 'crossed', medianB: 0.9, lo: 0.4, hi: 1.2 }))).toBe(
      'crossing at 900 M [400 M, 1.2 B]',
    );
  });
  test('undetermined gives the share first', () => {
    expect(statement(scale({ status: 'undetermined', pCrossed: 0.171 }))).toBe(
      'undetermined: turns up in 17.1 % of draws, then at 5.4 B [3.2, 6.8]',
    );
    expect(
      statement(scale({ status: 'undetermined', pCrossed: 0.06, medianB: null, lo: null, hi: null })),
    ).toBe('undetermined: turns up in 6 % of draws');
  });
  test('absent has its reason', () => {
    expect(statement(null, 'fewer than three sizes')).toBe('not computed: fewer than three sizes');
    expect(couplingSummary(firstModels(2))).toContain(
      'Critical scale: not computed: fewer than three sizes.',
    );
  });
});

describe('texts of points', () => {
  test('a model', () => {
    expect(modelLines(pythia, pythia.input.models[0]).map(plain)).toEqual([
      'pythia-70m-deduped, 70M',
      'HellaSwag 27.2 ± 0.9 %',
      'TruthfulQA MC2 47.5 ± 2.8 %',
      'at chance on HellaSwag',
    ]);
    const twin = everyCase().input.models.find((m) => m.sizeTwin);
    expect(twin && modelLines(everyCase(), twin).at(-1)).toBe('same size as another model: not joined');
  });
  test('a step', () => {
    expect(stepLines(pythia, pythia.intervals[0]).map(plain)).toEqual([
      '70M → 160M',
      'γ₁₂ −0.75, 95 %: −1.84 … 0.19',
      'tax 91 %, transition 5 %, bonus 4 %',
      'undetermined, leans tax',
    ]);
    const noRatio = everyCase().intervals[4];
    expect(stepLines(everyCase(), noRatio)).toEqual([
      '3B → 7B',
      'HellaSwag 0.0, TruthfulQA MC2 4.0 points',
      'HellaSwag unchanged: no ratio',
    ]);
  });
});

describe('tables', () => {
  test.each([pythia, everyCase(), firstModels(0), firstModels(1)])(
    'every row is as wide as its head',
    (d) => {
      for (const table of [trajectoryTable(d), couplingTable(d)])
        for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    },
  );
  test('a step and the critical scale', () => {
    const { rows } = couplingTable(pythia);
    expect(rows).toHaveLength(8);
    expect(rows[3]).toEqual([
      '1B → 1.4B',
      '+5.31',
      '−0.28',
      '−0.05',
      '−0.83 … 0.72',
      '45 %',
      '20 %',
      '34 %',
      'undetermined',
    ]);
    expect(rows[7].slice(0, 5)).toEqual(['Critical scale N_c', '', '', '5.4B', '3.2B … 6.8B']);
  });
  test('a model with its notes', () => {
    expect(trajectoryTable(pythia).rows[0]).toEqual([
      'pythia-70m-deduped',
      '70M',
      '27.17',
      '0.87',
      '47.51',
      '2.81',
      'at chance on HellaSwag',
    ]);
  });
});
