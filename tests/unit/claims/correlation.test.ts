/** Check values: an independent recomputation with NumPy and SciPy of the same public files. */
import { beforeAll, describe, expect, test } from 'vitest';
import { claims as pairs } from '$lib/claims/benchmarkPairs';
import { claims as correlation } from '$lib/claims/correlation';
import type { ClaimResult } from '$lib/claims/recompute';
import { claims as sample } from '$lib/claims/sample';
import { claims as interval } from '$lib/claims/wilson';
import { wilsonInterval } from '$lib/stats/wilson';
import { resultsOf } from './data';

let results: Map<string, ClaimResult>;
const of = (id: string): ClaimResult => results.get(id)!;
/** Values of a figure over the variants. */
const over = (id: string, name: string) => of(id).variants.map(({ values }) => values[name]);

beforeAll(async () => {
  results = await resultsOf([...correlation, ...pairs, ...sample, ...interval]);
}, 30_000);

describe('correlation of HellaSwag and TruthfulQA', () => {
  test('Pythia: the published value is that of table A', () => {
    const [o, a, b, c] = over('a-pythia-r', 'r');
    expect(a).toBeCloseTo(-0.9886223474431346, 12);
    expect(o).toBeCloseTo(-0.9838672606529859, 12);
    expect(b).toBeCloseTo(-0.9759599090284118, 12);
    expect(c).toBeCloseTo(-0.9386709816776152, 12);
    expect(of('a-pythia-r')).toMatchObject({ verdict: 'reproduces-only-with' });
    expect(of('a-pythia-r').condition).toContain('table A');
    // The sound estimator: nothing is left of it once size is given.
    const { value, lo, hi } = of('a-pythia-r').calibrated!;
    expect(Math.abs(value!)).toBeLessThan(0.1);
    expect(lo).toBeLessThan(-0.7);
    expect(hi).toBeGreaterThan(0.7);
  });

  test('Pythia: p by t and by counting all orders', () => {
    const [o, a, b, c, exact] = over('a-pythia-p', 'p');
    for (const [found, expected] of [
      [o, 1.037038078254443e-5],
      [a, 3.650771699991097e-6],
      [b, 3.4110246418337636e-5],
      [c, 5.50483943922258e-4],
    ])
      expect(found / expected).toBeCloseTo(1, 8);
    expect(exact).toBe(2 / 40320);
    expect(of('a-pythia-p').verdict).toBe('reproduces-only-with');
    expect(over('a-pythia-permutation', 'p')).toEqual([1 / 40320, 2 / 40320, 1 / 40320, 1 / 40320]);
    expect(of('a-pythia-permutation').verdict).toBe('does-not-reproduce');
    expect(of('readme-pythia-p').verdict).toBe('does-not-reproduce');
  });

  test('over models', () => {
    const [from7, above7] = over('a-large-r', 'r');
    expect(from7).toBeCloseTo(0.8164342892924269, 12);
    expect(above7).toBeCloseTo(0.8739273931350303, 12);
    expect(of('a-large-r').verdict).toBe('reproduces');
    const [all, from10, gamma] = over('a-r-63', 'r');
    expect(all).toBeCloseTo(0.08930863112089421, 12);
    expect(from10).toBeCloseTo(0.6342564658381389, 12);
    expect(gamma).toBeCloseTo(0.23973794427119438, 12);
    expect(over('a-r-63', 'p')[0]).toBeCloseTo(0.4863893149558188, 8);
    expect(of('a-r-63').verdict).toBe('does-not-reproduce');
    expect(over('a-r-7b', 'r')[1]).toBeCloseTo(0.5209960212376341, 12);
    expect(over('a-r-7b', 'p')[1]).toBeCloseTo(0.05608894032399811, 8);
    expect(over('a-r-7b', 'r')[0]).toBeCloseTo(0.24, 2);
    expect(of('a-r-7b').verdict).toBe('does-not-reproduce');
  });
});

describe('other pairs', () => {
  test('WinoGrande and MMLU with TruthfulQA', () => {
    expect(over('a-pythia-winogrande-r', 'r').map((r) => Number(r.toFixed(3)))).toEqual([
      -0.94, -0.896, -0.936,
    ]);
    expect(of('a-pythia-winogrande-r').verdict).toBe('reproduces');
    expect(over('a-pythia-mmlu-r', 'r').map((r) => Number(r.toFixed(3)))).toEqual([-0.349, -0.844, -0.483]);
    expect(of('a-pythia-mmlu-r').verdict).toBe('does-not-reproduce');
  });

  test('intervals on which a benchmark falls', () => {
    expect(over('a-hs-other-pairs', 'mmlu')).toEqual([3, 3, 4]);
    expect(over('a-hs-other-pairs', 'arc')).toEqual([0, 0, 0]);
    expect(over('a-hs-other-pairs', 'winogrande')).toEqual([1, 2, 1]);
    expect(of('a-hs-other-pairs')).toMatchObject({
      verdict: 'does-not-reproduce',
      reproduced: ['arc', 'winogrande'],
    });
  });
});

describe('sample', () => {
  test('61 models in 63 rows, and no row with MC1', () => {
    expect(over('a-models', 'models')).toEqual([61, 63]);
    expect(of('a-models').verdict).toBe('reproduces-only-with');
    expect(of('a-mc1').recomputed!.values).toEqual({ mc1: 0, mc2: 56, unknown: 7 });
    expect(of('a-mc1').verdict).toBe('does-not-reproduce');
  });

  test('the null model: one order in 24', () => {
    for (const p of over('script-null-p', 'p')) expect(p).toBe(1 / 24);
    expect(of('script-null-p').verdict).toBe('does-not-reproduce');
  });

  test('Wilson’s interval', () => {
    const { lo, hi } = of('a-wilson').recomputed!.values;
    expect(lo).toBeCloseTo(83.5, 1);
    expect(hi).toBeCloseTo(98.6, 1);
    expect(of('a-wilson').verdict).toBe('reproduces');
    // A second way: its ends are the shares that the observed one is z standard errors away from.
    const { lo: low, hi: high } = wilsonInterval(38, 40, 1.96)!;
    for (const share of [low, high])
      expect(Math.abs(38 / 40 - share) / Math.sqrt((share * (1 - share)) / 40)).toBeCloseTo(1.96, 10);
  });
});
