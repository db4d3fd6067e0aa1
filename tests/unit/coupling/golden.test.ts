/** Every reference value of the eight families, out of `diagnose`. References made independently with NumPy and SciPy. */
import { describe, expect, test } from 'vitest';
import { cpuBackend } from '../../../src/lib/coupling/backend';
import { diagnose } from '../../../src/lib/coupling/diagnose';
import type { Diagnosis } from '../../../src/lib/coupling/diagnosis';
import { GOLDEN, optionsWith, referenceTable, type Golden } from './tables';

const DRAWS = 100_000;
const diagnoses = new Map<string, Diagnosis>();
for (const family of Object.keys(GOLDEN))
  diagnoses.set(
    family,
    await diagnose(referenceTable(), optionsWith({ family, draws: DRAWS }), cpuBackend()),
  );

/** 1e-9 relative, or absolute where a difference of near values leaves less than that. */
function close(actual: number | null | undefined, expected: number): void {
  expect(typeof actual, `${actual} against ${expected}`).toBe('number');
  expect(Math.abs(Number(actual) - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1e-2, Math.abs(expected)));
}
const closeRange = (actual: readonly number[] | null | undefined, expected: readonly number[]) => {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => close(actual?.[i], value));
};

/** Families for which the reference has the value; there must be some. */
const having = <K extends keyof Golden>(key: K) => {
  const found = Object.entries(GOLDEN).flatMap(([family, golden]) => {
    const expected = golden[key];
    const diagnosis = diagnoses.get(family);
    return expected === undefined || diagnosis === undefined
      ? []
      : [{ family, diagnosis, expected: expected as NonNullable<Golden[K]> }];
  });
  expect(found.length).toBeGreaterThan(0);
  return found;
};

describe('the reference families', () => {
  test('are diagnosed on HellaSwag and TruthfulQA, smallest model first', () => {
    for (const { diagnosis, expected } of having('models')) {
      expect(diagnosis.input.models.map(({ model }) => model)).toEqual(expected);
      expect([diagnosis.input.benchmark1.task, diagnosis.input.benchmark2.task]).toEqual([
        'hellaswag',
        'truthfulqa',
      ]);
    }
  });

  test('have their intervals', () => {
    for (const { diagnosis, expected } of having('intervals')) {
      expect(diagnosis.intervals).toHaveLength(expected.length);
      expected.forEach((golden, i) => {
        const interval = diagnosis.intervals[i];
        expect([interval.from, interval.to]).toEqual([golden.frm, golden.to]);
        close(interval.paramsMidB, golden.params_mid_b);
        close(interval.delta1, golden.d1);
        close(interval.delta2, golden.d2);
        close(interval.gamma, golden.gamma);
        close(interval.se, golden.se);
        const [kind, lo, hi] = golden.fieller;
        expect(interval.fieller.kind).toBe(kind);
        if (lo !== null && hi !== null)
          closeRange([Number(interval.fieller.lo), Number(interval.fieller.hi)], [lo, hi]);
        expect(Math.abs(interval.pTax - golden.p_tax)).toBeLessThan(0.01);
        expect(Math.abs(interval.pTransition - golden.p_transition)).toBeLessThan(0.01);
        expect(Math.abs(interval.pBonus - golden.p_bonus)).toBeLessThan(0.01);
      });
    }
  });

  test('have their slopes, and the errors-in-variables interval', () => {
    for (const { diagnosis, expected } of having('york')) {
      const line = diagnosis.family?.slopes.errorsInVariables;
      close(line?.slope, expected.slope);
      close(line?.se, expected.se);
      close(line?.chi2PerDof, expected.chi2_nu);
      closeRange([Number(line?.lo), Number(line?.hi)], [expected.lo, expected.hi]);
      closeRange(line?.itemNoiseOnly, expected.item_noise_only);
    }
    for (const { diagnosis, expected } of having('ols_slope')) close(diagnosis.family?.slopes.ols, expected);
    for (const { diagnosis, expected } of having('theil_sen'))
      close(diagnosis.family?.slopes.theilSen, expected);
  });

  test('have their correlations and intervals of r', () => {
    for (const { diagnosis, expected } of having('pearson')) close(diagnosis.family?.pearson.r, expected);
    for (const { diagnosis, expected } of having('spearman')) close(diagnosis.family?.spearman, expected);
    for (const { diagnosis, expected } of having('kendall')) close(diagnosis.family?.kendall, expected);
    for (const { diagnosis, expected } of having('fisher_ci'))
      closeRange(diagnosis.family?.pearson.fisher, expected);
    for (const { diagnosis, expected } of having('exact_percentile_ci'))
      closeRange(diagnosis.family?.pearson.percentile, expected);
    for (const { diagnosis, expected } of having('bca_ci'))
      closeRange(diagnosis.family?.pearson.bca, expected);
    for (const { diagnosis, expected } of having('perm_p')) {
      close(diagnosis.family?.pearson.permutationP, expected);
      expect(diagnosis.family?.pearson.permutationExact).toBe(true);
    }
    for (const { diagnosis, expected } of having('degenerate_mass'))
      expect(Math.abs(Number(diagnosis.family?.pearson.degenerateMass) - expected)).toBeLessThan(1e-12);
  });

  test('have their partial correlation given size', () => {
    for (const { diagnosis, expected } of having('partial_given_logN'))
      close(diagnosis.family?.partialGivenSize?.r, expected);
    for (const { diagnosis, expected } of having('partial_ci')) {
      const partial = diagnosis.family?.partialGivenSize;
      closeRange([Number(partial?.lo), Number(partial?.hi)], expected);
    }
  });

  test('have their critical scale', () => {
    for (const { diagnosis, expected } of having('crossing')) {
      const scale = diagnosis.criticalScale;
      expect(scale).not.toBeNull();
      if (scale === null) continue;
      expect(Math.abs(scale.pCrossed - expected.min.p)).toBeLessThan(0.01);
      expect(Math.abs(scale.pReversed - expected.max.p)).toBeLessThan(0.01);
      const likelier = expected.min.p >= expected.max.p ? expected.min : expected.max;
      expect(scale.direction).toBe(likelier === expected.min ? 'up' : 'down');
      expect(scale.medianB === null).toBe(likelier.median_b === null);
      if (likelier.median_b === null || likelier.lo === null || likelier.hi === null) continue;
      expect(Math.abs(Number(scale.medianB) / likelier.median_b - 1)).toBeLessThan(0.02);
      // Few draws lie near the ends: between seeds BLOOM's lower end moves by a tenth.
      expect(Math.abs(Number(scale.lo) / likelier.lo - 1)).toBeLessThan(0.12);
      expect(Math.abs(Number(scale.hi) / likelier.hi - 1)).toBeLessThan(0.03);
    }
  });

  test('have their effective dimensionality', () => {
    for (const { diagnosis, expected } of having('d_eff_cov'))
      close(diagnosis.dimensionality?.covariance.dEff, expected);
    for (const { diagnosis, expected } of having('d_eff_corr')) {
      const spectrum = diagnosis.dimensionality;
      close(spectrum?.correlation.dEff, expected);
      expect(spectrum?.benchmarks).toHaveLength(5);
      expect(spectrum?.weak).toBe(true);
    }
  });

  test('have their verdict, and two sizes have none', () => {
    for (const { diagnosis, expected } of having('verdict')) expect(diagnosis.verdict.kind).toBe(expected);
    const two = diagnoses.get('DeepSeek-LLM');
    expect(two?.verdict.kind).toBe('undetermined');
    expect(two?.family).toBeNull();
    expect(two?.intervals).toHaveLength(1);
    expect(two?.intervals[0].phase).toBe('bonus');
  });

  test('are worded as the numbers are', () => {
    const pythia = diagnoses.get('Pythia-deduped');
    expect(pythia?.verdict.headline).toBe(
      'TruthfulQA MC2 falls as HellaSwag rises across Pythia-deduped: −0.30 points per point',
    );
    expect(pythia?.verdict.sentence).toContain('[−0.38, −0.22] (an alignment tax, in the paper’s word)');
    expect(pythia?.verdict.basis).toContain('No crossing between 0.07 and 12 B.');
    expect(pythia?.verdict.basis).toContain('None of the seven steps is settled alone; together they are.');
    expect(pythia?.verdict.basis).toContain('cannot be separated from size (partial r −0.04, −0.77 to 0.73)');
    expect(pythia?.verdict.withoutChance?.models).toEqual(['EleutherAI/pythia-70m-deduped']);
  });
});
