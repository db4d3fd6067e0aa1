/** Check values: an independent recomputation with NumPy of the same public files. */
import { beforeAll, describe, expect, test } from 'vitest';
import { claims as dimensionality } from '$lib/claims/dimensionality';
import { claims as phases } from '$lib/claims/phases';
import { claims as matrices } from '$lib/claims/printedMatrices';
import type { ClaimResult } from '$lib/claims/recompute';
import { resultsOf } from './data';

let results: Map<string, ClaimResult>;
const of = (id: string): ClaimResult => results.get(id)!;
const values = (id: string, i = 0) => of(id).variants[i].values;

beforeAll(async () => {
  results = await resultsOf([...phases, ...dimensionality, ...matrices]);
}, 30_000);

test('phases by the released γ', () => {
  expect(values('a-phase-counts')).toEqual({ tax: 24, bonus: 16, none: 16 });
  expect(values('a-phase-transition')).toEqual({ transition: 7 });
  expect(values('a-tax-families')).toEqual({ families: 8 });
  expect(of('a-phase-counts').verdict).toBe('does-not-reproduce');
  for (const id of ['a-phase-transition', 'a-tax-families']) expect(of(id).verdict).toBe('reproduces');
});

describe('effective dimensionality', () => {
  test('by phase and by size, covariance', () => {
    const byGamma = values('a-deff-phases');
    expect(byGamma.tax).toBeCloseTo(1.353, 3);
    expect(byGamma.bonus).toBeCloseTo(1.256, 3);
    expect(byGamma.frontier).toBeCloseTo(1.038, 3);
    const bySize = values('a-deff-phases', 1);
    expect(bySize.tax).toBeCloseTo(1.394, 3);
    expect(bySize.bonus).toBeCloseTo(1.229, 3);
    expect(bySize.frontier).toBeCloseTo(1.127, 3);
    expect(of('a-deff-phases').verdict).toBe('does-not-reproduce');
  });

  test('of the 26-model file, correlation', () => {
    const rounded = (id: string) => Object.values(values(id, 1)).map((value) => Number(value.toFixed(2)));
    expect(rounded('a-deff-above')).toEqual([1.2, 0.89]);
    expect(rounded('a-deff-transition')[0]).toBe(1.78);
    expect(rounded('a-deff-below')).toEqual([1.66, 0.03]);
    expect(of('a-deff-above').verdict).toBe('reproduces-only-with');
    for (const id of ['a-deff-transition', 'a-deff-below']) expect(of(id).verdict).toBe('does-not-reproduce');
  });

  test('lies between 1 and 5, as do its intervals', () => {
    for (const { calibrated } of results.values())
      if (calibrated !== null) {
        expect(calibrated.lo!).toBeGreaterThanOrEqual(1);
        expect(calibrated.lo!).toBeLessThan(calibrated.hi!);
        expect(calibrated.hi!).toBeLessThanOrEqual(5);
      }
  });
});

test('the dashboard’s matrices against their printed summaries', () => {
  const found = ['dashboard-mean-r', 'dashboard-d-eff', 'dashboard-delta-r'].map((id) =>
    Object.values(values(id)).map((value) => Number(value.toFixed(4))),
  );
  expect(found).toEqual([
    [0.277, 0.822],
    [1.9137, 1.3317],
    [1.2375, 0.0833],
  ]);
  for (const id of ['dashboard-mean-r', 'dashboard-d-eff', 'dashboard-delta-r'])
    expect(of(id).verdict).toBe('does-not-reproduce');
});
