/** Check values: an independent recomputation with NumPy and SciPy of the same public files. */
import { beforeAll, describe, expect, test } from 'vitest';
import { claims as ifeval } from '$lib/claims/frontier/ifeval';
import { claims as matrix } from '$lib/claims/frontier/matrix';
import { claims as predictions } from '$lib/claims/frontier/predictions';
import { claims as saturation } from '$lib/claims/frontier/saturation';
import type { ClaimResult } from '$lib/claims/recompute';
import { resultsOf } from './data';

let results: Map<string, ClaimResult>;
const of = (id: string): ClaimResult => results.get(id)!;
const near = (id: string, expected: Record<string, number>, digits: number, variant = 0) =>
  Object.entries(expected).forEach(([name, value]) =>
    expect(of(id).variants[variant].values[name], `${id} ${name}`).toBeCloseTo(value, digits),
  );

beforeAll(async () => {
  results = await resultsOf([...matrix, ...ifeval, ...saturation, ...predictions]);
}, 30_000);

test.each([
  ['b-matrix-swe-gpqa', 'does-not-reproduce'],
  ['b-matrix-gpqa-hle', 'not-checkable'],
  ['b-matrix-swe-hle', 'not-checkable'],
  ['b-principal-axis', 'does-not-reproduce'],
  ['b-ifeval-r', 'reproduces-only-with'],
  ['a-ifeval-dimensions', 'reproduces-only-with'],
  ['b-nc3', 'not-checkable'],
  ['b-top-five', 'does-not-reproduce'],
  ['b-sigma', 'reproduces-only-with'],
  ['b-sigma-hle', 'not-checkable'],
  ['b-prediction-1', 'reproduces-only-with'],
  ['b-prediction-2', 'not-checkable'],
  ['b-prediction-3', 'not-checkable'],
  ['b-prediction-4', 'not-checkable'],
  ['b-prediction-5', 'reproduces'],
  ['b-prediction-6', 'not-checkable'],
  ['b-prediction-7', 'not-checkable'],
  ['dashboard-prediction-1', 'reproduces'],
])('%s: %s', (id, verdict) => {
  expect(of(id).verdict).toBe(verdict);
});

test('no claim goes without a verdict here', () => {
  expect(results.size).toBe(18);
});

describe('the matrix', () => {
  test('0.848 with 20 rows at p 2.3e-6; 0.850 and 0.844 with 21', () => {
    near('b-matrix-swe-gpqa', { r: 0.848, models: 20 }, 3, 1);
    near('b-matrix-swe-gpqa', { p: 2.3e-6 }, 7, 1);
    near('b-matrix-swe-gpqa', { r: 0.85, models: 21 }, 3);
    near('b-matrix-swe-gpqa', { r: 0.844, models: 21 }, 3, 2);
  });

  test('axis (0.53, 0.74, 0.40); eigenvalues 1.99, 1.25, −0.24; det −0.60; r of SWE and HLE at least 0.236', () => {
    near('b-principal-axis', { swe: 0.53, gpqa: 0.74, hle: 0.4 }, 2);
    near('b-principal-axis', { first: 1.99, second: 1.25, third: -0.24, det: -0.6 }, 2);
    near('b-principal-axis', { sweHleLeast: 0.236, sweHleMost: 0.977 }, 3);
  });

  test('HLE among sourced scores, over far more than ten models', () => {
    for (const id of ['b-matrix-gpqa-hle', 'b-matrix-swe-hle']) {
      const { value, lo, hi, n } = of(id).calibrated!;
      expect(n).toBeGreaterThan(30);
      expect(lo!).toBeLessThan(value!);
      expect(hi!).toBeGreaterThan(value!);
    }
  });

  test('IFEval: r 0.799 in the panel, 0.813 in the script, −0.37 with SWE-bench', () => {
    near('b-ifeval-r', { r: 0.799 }, 3);
    near('b-ifeval-r', { r: 0.813 }, 3, 1);
    near('b-ifeval-r', { sweIfeval: -0.37 }, 2);
    near('a-ifeval-dimensions', { det: 0.11 }, 3);
    near('a-ifeval-dimensions', { dEff: 1.95 }, 2);
    near('a-ifeval-dimensions', { dEff: 1.75 }, 2, 1);
  });

  test('unrelated benchmarks of four models: d_eff 1.27 to 2.59 or so', () => {
    const { lo, hi } = of('a-ifeval-dimensions').calibrated!;
    expect(lo!).toBeLessThan(1.75);
    expect(hi!).toBeGreaterThan(1.96);
  });
});

describe('saturation', () => {
  test('five best 0.9 and 9.1, six best 1.3 and 20.2', () => {
    near('b-top-five', { swe: 0.9, gpqa: 9.1 }, 10);
    near('b-top-five', { swe: 1.3, gpqa: 20.2 }, 10, 1);
  });

  test('σ 0.300 by definition, 0.099 over the same five, 0.96 with Opus 4.7, 0.143 of the printed spreads', () => {
    [0.3, 0.099, 0.959, 0.143].forEach((ratio, variant) => near('b-sigma', { ratio }, 3, variant));
  });
});

describe('predictions', () => {
  test('1: 7.0 and 7.3 now, 0.9 and 9.1 over the frozen rows', () => {
    near('b-prediction-1', { value: 7, second: 7.3 }, 10);
    near('b-prediction-1', { value: 0.9, second: 9.1 }, 10, 1);
  });

  test('5: r 0.750 over 39', () => near('b-prediction-5', { value: 0.7497, n: 39 }, 4));

  test('3 and 4 wait for releases after May 2026', () => {
    for (const id of ['b-prediction-3', 'b-prediction-4']) {
      expect(of(id).calibrated).toMatchObject({ value: null, n: 0 });
      expect(of(id).missing).toContain('after May 2026');
    }
  });

  test('each states its criterion', () => {
    for (let id = 1; id <= 7; id++)
      expect(of(`b-prediction-${id}`).statement).toMatch(new RegExp(`^Prediction ${id}.*It passes when `));
  });
});
