import { describe, expect, test } from 'vitest';
import { polynomialCurve } from '../../../src/lib/dynamics/polynomialCurve';
import { SPARSE_DEFAULTS } from '../../../src/lib/dynamics/polynomialSystem';
import { publishedAffine, publishedHoldOut } from '../../../src/lib/dynamics/published';
import { fitSparseSystem } from '../../../src/lib/dynamics/sparseSystem';
import { weightedQuadratic } from '../../../src/lib/stats/quadratic';
import { familyOf, seriesOf, tableA, tableB } from './trajectories';

describe('the published in-sample fit', () => {
  test('30 coefficients from 35 differences of table A give 2.65 %', () => {
    const { relativeError, relativeErrors, parameters, observations } = publishedAffine(tableA());
    expect(parameters).toBe(30);
    expect(observations).toBe(35);
    expect(100 * relativeError!).toBeCloseTo(2.65, 2);
    // HellaSwag 4.7, TruthfulQA 1.2, ARC 3.3, WinoGrande 1.5, MMLU 2.5.
    [4.7, 1.2, 3.3, 1.5, 2.5].forEach((percent, k) =>
      expect(100 * relativeErrors[k]).toBeCloseTo(percent, 1),
    );
  });

  test('is the sparse system without threshold and penalty: z-scores do not matter then', () => {
    const dense = fitSparseSystem(tableA(), { ...SPARSE_DEFAULTS, lambda: 0, ridge: 0 });
    expect(dense.relativeError).toBeCloseTo(publishedAffine(tableA()).relativeError!, 6);
  });

  test('on the repository’s other Pythia table the same fit grows by e^12.5 a decade', () => {
    expect(publishedAffine(tableB()).eigenvalues[0].re).toBeCloseTo(12.5, 1);
    expect(publishedAffine(tableB()).relativeError ?? Infinity).toBeGreaterThan(1);
  });
});

describe('the published hold-out', () => {
  const tqa = (panel: string, family: string) => seriesOf(familyOf(panel, family), 'truthfulqa');
  const train = [tqa('pythia-tables', 'Pythia (table B)'), tqa('published', 'Llama-1')];
  const test_ = tqa('published', 'Llama-2');

  test('5.65 %, with the printed errors −8.5, −2.3 and −6.1 %, is a quadratic in L', () => {
    const { errors, meanError } = publishedHoldOut(train, test_);
    expect(100 * meanError).toBeCloseTo(5.65, 2);
    [-8.5, -2.3, -6.1].forEach((percent, i) => expect(100 * errors[i]).toBeCloseTo(percent, 1));
  });

  test('degrees 1, 3 and 4 on the same points give 9.6, 5.9 and 6.0 %', () => {
    for (const [degree, percent] of [
      [1, 9.6],
      [3, 5.9],
      [4, 6.0],
    ])
      expect(100 * publishedHoldOut(train, test_, degree).meanError).toBeCloseTo(percent, 1);
  });
});

describe('polynomialCurve', () => {
  test('of degree 2 is the least-squares parabola', () => {
    const { logSize, score } = seriesOf(tableA(), 'truthfulqa');
    const curve = polynomialCurve(logSize, score, 2);
    const { a, b, c } = weightedQuadratic(logSize, score, new Float64Array(8).fill(1))!;
    for (const x of [-2, 0.3, 4]) expect(curve(x)).toBeCloseTo(a * x * x + b * x + c, 9);
  });

  test('passes through as many points as it has coefficients; degree 0 is the mean', () => {
    const curve = polynomialCurve([1, 2, 4], [5, 1, 7], 2);
    [5, 1, 7].forEach((y, i) => expect(curve([1, 2, 4][i])).toBeCloseTo(y, 10));
    expect(polynomialCurve([3, 3], [1, 4], 0)(9)).toBeCloseTo(2.5, 12);
    expect(() => polynomialCurve([1, 1], [2, 3], 1)).toThrow('1 different x for degree 1');
  });
});
