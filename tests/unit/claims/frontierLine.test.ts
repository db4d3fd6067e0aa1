/** Check values: an independent recomputation with NumPy and SciPy of the same public files. */
import { beforeAll, describe, expect, test } from 'vitest';
import { claims as dashboard } from '$lib/claims/frontier/dashboard';
import { claims as examples } from '$lib/claims/frontier/examples';
import { claims as hTable } from '$lib/claims/frontier/hTable';
import { claims as line } from '$lib/claims/frontier/line';
import { claims as residuals } from '$lib/claims/frontier/residuals';
import { claims as subsets } from '$lib/claims/frontier/subsets';
import type { ClaimResult } from '$lib/claims/recompute';
import { claimData, resultsOf } from './data';

let results: Map<string, ClaimResult>;
const of = (id: string): ClaimResult => results.get(id)!;
const near = (id: string, expected: Record<string, number>, digits: number, variant = 0) =>
  Object.entries(expected).forEach(([name, value]) =>
    expect(of(id).variants[variant].values[name], `${id} ${name}`).toBeCloseTo(value, digits),
  );
const calibrated = (id: string, value: number, lo: number, hi: number, digits: number) => {
  const found = of(id).calibrated!;
  [found.value, found.lo, found.hi].forEach((one, i) =>
    expect(one, `${id} ${i}`).toBeCloseTo([value, lo, hi][i], digits),
  );
};

beforeAll(async () => {
  results = await resultsOf([...line, ...examples, ...subsets, ...hTable, ...residuals, ...dashboard]);
}, 30_000);

test.each([
  ['b-r', 'reproduces'],
  ['b-r-p', 'does-not-reproduce'],
  ['b-line', 'reproduces'],
  ['b-line-intervals', 'does-not-reproduce'],
  ['b-refit-39', 'reproduces'],
  ['b-opus-46', 'reproduces'],
  ['b-opus-47', 'reproduces'],
  ['b-core-r', 'reproduces'],
  ['b-swe-40-r', 'reproduces'],
  ['b-no-tier-r', 'reproduces-only-with'],
  ['b-tested-subsets', 'reproduces'],
  ['b-any-subset', 'does-not-reproduce'],
  ['b-before-2025', 'reproduces-only-with'],
  ['b-from-2025', 'does-not-reproduce'],
  ['b-h-table', 'reproduces'],
  ['b-out-of-sample', 'reproduces'],
  ['b-deepseek-reversal', 'reproduces'],
  ['b-deepseek-trajectory', 'reproduces-only-with'],
  ['b-deepest', 'reproduces-only-with'],
  ['b-compute-tier', 'reproduces'],
  ['dashboard-h', 'does-not-reproduce'],
  ['dashboard-frontier-models', 'does-not-reproduce'],
  ['dashboard-frontier-line', 'reproduces-only-with'],
])('%s: %s', (id, verdict) => {
  expect(of(id).verdict).toBe(verdict);
});

test('no claim goes without a verdict here, and each opens the Frontier page', () => {
  expect(results.size).toBe(23);
  for (const { open, id } of results.values()) expect(open?.page, id).toBe('frontier');
});

describe('the line', () => {
  test('r 0.7235, p 1.335e-6, 0.5131 and 46.38', () => {
    near('b-r', { r: 0.7235, models: 34 }, 4);
    // Numerical integration of the t density gives 1.33495e-6.
    near('b-r-p', { p: 1.33495e-6 }, 11);
    near('b-line', { slope: 0.5131, intercept: 46.38 }, 2);
  });

  test('95 % intervals ±0.176 and ±11.8; standard errors 0.0865 and 5.81', () => {
    near('b-line-intervals', { slope: 0.176 }, 3);
    near('b-line-intervals', { intercept: 11.83 }, 2);
    near('b-line-intervals', { slope: 0.0865 }, 4, 1);
    near('b-line-intervals', { intercept: 5.81 }, 2, 1);
  });

  test('39 rows: 0.7497, 0.5266, 45.72, 8.26', () => {
    near('b-refit-39', { r: 0.7497, slope: 0.5266 }, 4);
    near('b-refit-39', { intercept: 45.72, mae: 8.255 }, 2);
  });

  test('labs resampled: slope 0.33 to 1.02, r 0.66 to 0.90; given the date r = 0.28', () => {
    calibrated('b-r', 0.7235, 0.66, 0.9, 2);
    calibrated('b-line', 0.513, 0.33, 1.02, 2);
    expect(of('b-r-p').calibrated!.value).toBeCloseTo(0.28, 2);
  });

  test('18 and 8 of 34 rows lie beyond ±5 and ±10', () => {
    // 53 % and 24 %.
    near('b-opus-47', { beyond5: 18, beyond10: 8, rows: 34 }, 10);
    const { value, hi } = of('b-opus-47').calibrated!;
    expect(hi! - value!).toBeCloseTo(18, 0);
  });
});

describe('subsets', () => {
  test('core 0.654 [0.33, 0.84], from 40 on 0.687, tiers 0.718 and 0.717', () => {
    near('b-core-r', { r: 0.654, p: 7e-4 }, 3);
    calibrated('b-core-r', 0.65, 0.33, 0.84, 2);
    near('b-swe-40-r', { r: 0.687 }, 3);
    near('b-swe-40-r', { p: 1.4e-5 }, 6);
    near('b-no-tier-r', { r: 0.718, models: 33 }, 3);
    near('b-no-tier-r', { r: 0.717, models: 32 }, 3, 1);
  });

  test('from 70 on 0.38, from 75 on 0.02, before December 2024 −0.21', () => {
    near('b-any-subset', { from70: 0.38, models70: 19, from75: 0.02, models75: 15, early: -0.21 }, 2);
  });

  test('8 models of 2024, r 0.03 or 0.04; 26 later, r 0.55', () => {
    near('b-before-2025', { models: 8, least: 16.8, most: 60.4 }, 10);
    near('b-before-2025', { r: 0.035 }, 3);
    near('b-from-2025', { models: 26, r: 0.55 }, 2);
    near('b-from-2025', { models: 29, least: 41 }, 10, 1);
  });
});

describe('residuals', () => {
  test('all 39 of the table within 0.14', () => {
    near('b-h-table', { largest: 0.14, rows: 39 }, 6);
    // Claude 3.5 Haiku alone stands out.
    expect(of('b-h-table').calibrated!.value).toBe(1);
  });

  test('five later releases: mean +1.9, error 2.06', () => {
    near('b-out-of-sample', { within: 5, mean: 1.93, mae: 2.06 }, 2);
  });

  test('DeepSeek 15.9; Sonnet 4.6 after 3.5 Haiku at −26.2; tiers 7.8', () => {
    near('b-deepseek-reversal', { swing: 15.85 }, 2);
    near('b-deepest', { h: -13.13, rank: 2, lowest: -26.23 }, 2);
    near('b-compute-tier', { change: 7.8, swe: 0 }, 10);
  });

  test('18 of 26 values of the dashboard differ: GPT-4o by 12.3', () => {
    near('dashboard-h', { differing: 18, rows: 26 }, 10);
    near('dashboard-h', { largest: 2.5 + 9.8 }, 1);
    near('dashboard-frontier-models', { frozen: 21, later: 5 }, 10);
  });

  test('printed scores of the dashboard are those of the panel', async () => {
    const data = await claimData;
    const rows = new Map(data.rows('frontier').map((row) => [row.model, row]));
    const { shownRows } = await import('$lib/claims/frontier/dashboard');
    for (const { model, x, y } of shownRows(data))
      expect(
        [Number(rows.get(model)?.swe_bench_verified), Number(rows.get(model)?.gpqa_diamond)],
        model,
      ).toEqual([x, y]);
  });
});
