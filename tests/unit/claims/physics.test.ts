/** Check values: an independent recomputation with NumPy and SciPy of the same public files. */
import { beforeAll, describe, expect, test } from 'vitest';
import { claims } from '$lib/claims/physics';
import type { ClaimResult } from '$lib/claims/recompute';
import { resultsOf } from './data';

let results: Map<string, ClaimResult>;
const of = (id: string): ClaimResult => results.get(id)!;
const values = (id: string, variant = 0) => of(id).variants[variant].values;
const near = (id: string, expected: Record<string, number>, digits: number, variant = 0) =>
  Object.entries(expected).forEach(([name, value]) =>
    expect(values(id, variant)[name], `${id} ${name}`).toBeCloseTo(value, digits),
  );

beforeAll(async () => {
  results = await resultsOf(claims);
}, 30_000);

test.each([
  ['a-universal-curve', 'reproduces'],
  ['a-phi-field', 'reproduces-only-with'],
  ['a-web-field', 'does-not-reproduce'],
  ['a-gradient-exponent', 'reproduces'],
  ['a-gradient-loss-exponent', 'reproduces'],
  ['a-gradient-dip', 'reproduces'],
  ['a-arrhenius', 'does-not-reproduce'],
  ['a-d-eff-line', 'does-not-reproduce'],
  ['a-lambda2-exponent', 'does-not-reproduce'],
  ['a-det-zero', 'does-not-reproduce'],
  ['script-stiffness-range', 'reproduces'],
  ['script-stiffness-exponent', 'does-not-reproduce'],
  ['a-riccati-fixed-point', 'reproduces'],
  ['a-riccati-fit', 'does-not-reproduce'],
  ['a-rotation-angle', 'reproduces'],
  ['a-pysr-formula', 'reproduces'],
  ['a-bayes-factor', 'not-checkable'],
  ['a-susceptibility-peak', 'not-checkable'],
  ['a-coupling-angle-r', 'not-checkable'],
  ['a-decay-ratio', 'not-checkable'],
  ['a-feedback-r', 'not-checkable'],
])('%s: %s', (id, verdict) => {
  expect(of(id).verdict).toBe(verdict);
});

test('no claim goes without a verdict here', () => {
  expect(results.size).toBe(21);
});

describe('the curve', () => {
  test('coefficients 4.53165, −86.42061, 447.76697', () =>
    near('a-universal-curve', { a: 4.53164617, b: -86.42060681, c: 447.76697412 }, 6));

  test('Phi: +8.4, +29.2 and +38.3 in the figure’s list, +24.1 at most in the file', () => {
    near('a-phi-field', { lowest: 8.444458302, highest: 38.262173865 }, 7, 1);
    expect(values('a-phi-field').highest).toBeCloseTo(24.124, 3);
  });

  test('web-trained models: Qwen2.5 by 20 points, BLOOM-176B by 9', () => {
    expect(values('a-web-field').largest).toBeCloseTo(20.22, 2);
    expect(values('a-web-field', 1).largest).toBeCloseTo(9.24, 2);
    expect(values('a-web-field').beyond).toBeGreaterThan(values('a-web-field', 1).beyond);
  });
});

describe('gradients', () => {
  test('power laws', () => {
    near('a-gradient-exponent', { exponent: 0.4010977078, se: 0.0846413746, r: -0.9213068522 }, 9);
    near('a-gradient-loss-exponent', { exponent: 3.4477624945, r: 0.9342028413 }, 9);
    expect(of('a-gradient-dip').variants.map(({ values: v }) => v.departure.toFixed(2))).toEqual([
      '-36.83',
      '-36.60',
      '-44.21',
    ]);
  });

  test('Arrhenius constants 10.6, −35 and −8', () =>
    near('a-arrhenius', { tax: 10.582, transition: -35.29, bonus: -7.814 }, 2));
});

describe('eigenvalue lists', () => {
  test('d_eff: −0.371, +4.91, 1 at 35B; the printed line at 55B', () => {
    near('a-d-eff-line', { slope: -0.37062607, intercept: 4.90684242, oneAt: 34.76939267 }, 6);
    expect(values('a-d-eff-line', 1).oneAt).toBeCloseTo(55.04789807, 6);
  });

  test('second eigenvalue, determinant and stiffness', () => {
    near('a-lambda2-exponent', { exponent: -0.26712397, r2: 0.9547132 }, 7);
    expect(values('a-det-zero').zero).toBeCloseTo(229.63889354, 5);
    expect(values('a-det-zero', 1).zero).toBeCloseTo(275.61145238, 5);
    near('script-stiffness-exponent', { exponent: 0.31833594, r: 0.99793119 }, 7);
    expect(values('script-stiffness-exponent', 1).exponent).toBeCloseTo(0.30449655, 7);
  });
});

describe('rotation', () => {
  test('the printed equation ends at +0.37 where the list ends at −0.39', () =>
    near(
      'a-riccati-fixed-point',
      { stable: 0.37071475, unstable: 0.16030715, reached: 0.36519212, observed: -0.39 },
      7,
    ));

  test('the list gives another equation, with a stable point below 0', () =>
    near('a-riccati-fit', { a: 32.40610807, b: 7.01133403, c: -1.81718758, stable: -0.36852168 }, 6));

  test('sine of 38.8°, and the slope in another logarithm', () =>
    near('a-rotation-angle', { sine: 0.626604, perEFold: 0.273171 }, 5));
});

test('the formula of symbolic regression: R² 0.91 to 0.99, and hardly less for any order of TruthfulQA', () => {
  const { least, most, shuffledLeast } = values('a-pysr-formula');
  expect(least).toBeCloseTo(0.912, 3);
  expect(most).toBeCloseTo(0.993, 3);
  expect(shuffledLeast).toBeGreaterThan(0.8);
  expect(shuffledLeast).toBeLessThan(1);
});
