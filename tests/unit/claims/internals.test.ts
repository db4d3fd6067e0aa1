/** Check values: an independent recomputation of the same public files. */
import { beforeAll, describe, expect, test } from 'vitest';
import { claims as card } from '$lib/claims/dashboardCard';
import { claims } from '$lib/claims/internals';
import { distinctLayers, internals, recordOf, thirdsOf } from '$lib/claims/internals/records';
import type { ClaimResult } from '$lib/claims/recompute';
import { claimData, resultsOf } from './data';

let results: Map<string, ClaimResult>;
const of = (id: string): ClaimResult => results.get(id)!;
const values = (id: string, variant = 0) => of(id).variants[variant].values;

beforeAll(async () => {
  results = await resultsOf([...claims, ...card]);
}, 30_000);

test.each([
  ['a-heads-38-of-40', 'does-not-reproduce'],
  ['a-heads-figure-sum', 'does-not-reproduce'],
  ['a-heads-dip-competing', 'does-not-reproduce'],
  ['a-heads-qwen-mean', 'does-not-reproduce'],
  ['a-qwen-generations', 'reproduces'],
  ['a-gemma-coupling', 'reproduces-only-with'],
  ['a-gemma-tuning', 'reproduces'],
  ['a-qwen-curation', 'reproduces'],
  ['a-phi-equivalence', 'not-checkable'],
  ['a-attention-bottlenecks', 'reproduces'],
  ['a-layer-profiles', 'not-checkable'],
  ['a-head-range', 'not-checkable'],
  ['a-projection-loss', 'reproduces'],
  ['a-projection-wider', 'reproduces'],
  ['a-steering-60', 'reproduces-only-with'],
  ['a-steering-rates', 'reproduces'],
  ['a-steering-14', 'reproduces-only-with'],
  ['a-steering-only-misaligned', 'does-not-reproduce'],
  ['b-opt-fixed-point', 'reproduces'],
  ['b-opt-large', 'reproduces'],
  ['b-opt-drop', 'reproduces'],
  ['b-opt-second-fixed-point', 'not-checkable'],
  ['b-large-net', 'reproduces'],
  ['b-six-drops', 'does-not-reproduce'],
  ['b-layer-profiles', 'reproduces'],
  ['b-phase-coupling', 'not-checkable'],
  ['dashboard-frontier-card', 'reproduces-only-with'],
  ['dashboard-d-eff-many', 'reproduces'],
])('%s: %s', (id, verdict) => {
  expect(of(id).verdict).toBe(verdict);
});

test('no claim goes without a verdict here', () => {
  expect(results.size).toBe(28);
});

describe('heads', () => {
  test('17 of 25 released models without a competing unit: 48 to 83 %', () => {
    expect(values('a-heads-38-of-40')).toEqual({ zero: 17, models: 25, hidden: 8, hiddenCompeting: 8 });
    const { value, lo, hi } = of('a-heads-38-of-40').calibrated!;
    expect([value, lo, hi].map((one) => Math.round(one!))).toEqual([68, 48, 83]);
  });

  test('the figure sums to 37, the Qwen2.5 family to 80.5 %', () => {
    expect(values('a-heads-figure-sum')).toEqual({ models: 37, families: 9 });
    expect(values('a-heads-qwen-mean').mean).toBeCloseTo(80.54, 10);
  });

  test('net coupling of Qwen is 0.83 for each cooperating head', async () => {
    for (const { coop, net } of internals(await claimData).qwen_generation)
      expect(Math.abs(net - 0.83 * coop)).toBeLessThan(0.001);
    expect(values('a-qwen-generations').farthest).toBeLessThan(0.001);
  });
});

describe('layers', () => {
  test('thirds come out as the released files have them', async () => {
    for (const { model, metric, per_layer, thirds_reported } of distinctLayers(await claimData)) {
      if (per_layer.length === 0) continue;
      const own = thirdsOf(per_layer);
      const digits = metric === 'attention_pattern' ? 7 : 4;
      for (const part of ['early', 'mid', 'late'] as const)
        expect(own[part], `${model} ${part}`).toBeCloseTo(thirds_reported[part], digits);
    }
  });

  test('attention patterns: all flags from differences of 10⁻⁷', () => {
    const { asFlagged, models, spread } = values('a-attention-bottlenecks');
    expect([asFlagged, models]).toEqual([7, 7]);
    expect(spread).toBeLessThan(2e-7);
  });

  test('names a model that has no record', async () => {
    const records = distinctLayers(await claimData);
    expect(() => recordOf(records, 'moon-1b')).toThrow('no record of "moon-1b"');
  });
});

describe('OPT', () => {
  test('fixed points by the place of the rates: 0.53, 0.46, 0.60, 0.43, all repelling', () => {
    const { variants } = of('b-opt-fixed-point');
    const expected = [0.5297286882, 0.460514896, 0.5952150978, 0.4298373689];
    variants.forEach(({ values: v }, i) => {
      expect(v.fixedPoint).toBeCloseTo(expected[i], 9);
      expect(v.slope).toBeGreaterThan(0);
    });
  });

  test('59 % between two measures; by one measure a rise', () => {
    expect(values('b-opt-drop').drop).toBeCloseTo(59.36, 2);
    expect(values('b-opt-drop', 1).drop).toBeLessThan(0);
  });

  test('no family with two sizes by one measure drops', () => {
    expect(values('b-six-drops')).toMatchObject({ families: 5, compared: 2, drops: 0 });
    expect(values('b-six-drops').olmo13).toBeCloseTo(0.165, 3);
  });
});

describe('projection and steering', () => {
  test('the nonlinearity adds 0.08 at every size', () => {
    const v = values('a-projection-wider');
    for (const [model, gain] of [
      ['pythia-410m', 0.082],
      ['pythia-1b', 0.08],
      ['pythia-2.8b', 0.077],
    ] as const)
      expect(v[`gain-${model}`]).toBeCloseTo(gain, 3);
    expect(values('a-projection-loss').loss).toBeCloseTo(11.886, 3);
  });

  test('ratings: 23 of 70 changed, 2 better, 2 worse, 25 false ones left', () => {
    expect(values('a-steering-only-misaligned')).toEqual({
      ...{ rated: 70, changed: 23, improved: 2, worsened: 2, falseLeft: 25 },
    });
    expect(values('a-steering-60')).toMatchObject({ of: 6, made: 1 });
    expect(values('a-steering-14')).toEqual({ at410: 9, at28: 6 });
  });

  test('the counts of changed details are those stored with the runs', async () => {
    for (const { source, n, n_changed, details } of internals(await claimData).steering_runs) {
      expect(details, source).toHaveLength(n);
      expect(details.filter(({ changed }) => changed).length, source).toBe(n_changed);
    }
  });

  test('Wilson interval of 6 in 10', () => {
    const { lo, hi } = of('a-steering-rates').calibrated!;
    expect(lo).toBeCloseTo(31.27, 1);
    expect(hi).toBeCloseTo(83.18, 1);
  });
});

describe('the dashboard', () => {
  test('the card is that of r = 0.34; with 0.85 it has det 0.117 and d_eff 1.41', () => {
    expect(of('dashboard-frontier-card').condition).toContain('0.34');
    expect(values('dashboard-frontier-card').det).toBeCloseTo(0.11654, 6);
    expect(values('dashboard-frontier-card').dEff).toBeCloseTo(1.4130947, 6);
    // Of a 3 × 3 correlation matrix: 1 + 2abc − a² − b² − c².
    expect(values('dashboard-frontier-card', 1).det).toBeCloseTo(
      1 + 2 * 0.34 * 0.76 * 0.62 - 0.34 ** 2 - 0.76 ** 2 - 0.62 ** 2,
      12,
    );
  });
});
