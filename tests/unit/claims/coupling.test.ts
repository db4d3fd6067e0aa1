/** Check values: an independent recomputation with NumPy and SciPy of the same public files. */
import { beforeAll, describe, expect, test } from 'vitest';
import { claims as steps } from '$lib/claims/couplingSteps';
import { claims as formulas } from '$lib/claims/couplingFormulas';
import { claims as line } from '$lib/claims/couplingLine';
import { claims as plots, plotted } from '$lib/claims/localCoupling';
import type { ClaimResult } from '$lib/claims/recompute';
import { distinctModels, released, stepsOf } from '$lib/claims/released';
import { claims as signs } from '$lib/claims/signs';
import { claimData, resultsOf } from './data';

let results: Map<string, ClaimResult>;
const of = (id: string): ClaimResult => results.get(id)!;
const values = (id: string, i = 0) => of(id).variants[i].values;

beforeAll(async () => {
  results = await resultsOf([...plots, ...steps, ...signs, ...line, ...formulas]);
}, 30_000);

describe('steps of the released families', () => {
  test('are the file’s own γ wherever it is of a step between two sizes of one family', async () => {
    const data = await claimData;
    const found = stepsOf(released(data));
    const own = new Map(
      released(data).map((model) => [`${model.family} ${model.N_B}`, model.gamma12] as const),
    );
    let compared = 0;
    for (const { family, toB, gamma } of found) {
      if (family === 'Llama-3') continue;
      expect(gamma, `${family} ${toB}`).toBeCloseTo(own.get(`${family} ${toB}`)!, 9);
      compared++;
    }
    expect(compared).toBeGreaterThan(40);
    expect(distinctModels(data)).toHaveLength(61);
  });
});

describe('Figure 1b', () => {
  test('the published figures are the bundled points', async () => {
    const data = await claimData;
    const names = {
      pythia: 'Pythia',
      opt: 'OPT',
      bloom: 'BLOOM',
      cerebras: 'Cerebras',
      'gpt-neo': 'GPT-Neo',
      qwen25: 'Qwen2.5',
    };
    for (const [id, family] of Object.entries(names))
      expect(of(`a-fig1b-${id}`).published.map(({ label, value }) => [label, value])).toEqual(
        plotted(data, family).map(({ midB, gamma }) => [`γ at ${midB}B`, gamma]),
      );
  });

  test('Pythia and Qwen2.5 follow from released scores', () => {
    expect(Object.values(values('a-fig1b-pythia')).map((g) => Number(g.toFixed(3)))).toEqual([
      -0.683, -0.326, -0.261, 0, -0.423, -0.788, -0.303,
    ]);
    expect(Object.values(values('a-fig1b-qwen25')).map((g) => Number(g.toFixed(3)))).toEqual([
      0.405, 0.343, 1.339, 0.28, 1.083,
    ]);
    for (const id of ['pythia', 'qwen25']) expect(of(`a-fig1b-${id}`).verdict).toBe('reproduces');
  });

  test('the others do not, some in sign', () => {
    for (const id of ['opt', 'bloom', 'cerebras', 'gpt-neo']) {
      const { verdict, published, recomputed } = of(`a-fig1b-${id}`);
      expect(verdict, id).toBe('does-not-reproduce');
      expect(Object.keys(recomputed!.values), id).toHaveLength(published.length);
      expect(
        published.some(({ name, value }) => value * recomputed!.values[name] < 0),
        id,
      ).toBe(true);
    }
    expect(values('a-fig1b-opt').g4).toBeCloseTo(-0.32, 3);
    expect(values('a-fig1b-cerebras').g5).toBeCloseTo(1.8, 9);
  });
});

describe('single steps', () => {
  test('Pythia-1B: only the probe script’s own scores', () => {
    expect(values('a-pythia-1b-gamma').gamma).toBeCloseTo(0, 12);
    expect(values('a-pythia-1b-gamma', 1).gamma).toBeCloseTo(-0.636, 3);
    expect(of('a-pythia-1b-gamma').verdict).toBe('reproduces-only-with');
  });

  test('OPT-2.7B to 6.7B: four values, none the text’s', () => {
    expect(of('a-opt-gamma').variants.map(({ values: { gamma } }) => Number(gamma.toFixed(2)))).toEqual([
      -0.32, 0.32, -0.27,
    ]);
    expect(of('a-opt-gamma').verdict).toBe('does-not-reproduce');
  });
});

describe('signs', () => {
  test('families that turn', () => {
    expect(values('a-turning-families').families).toBe(6);
    expect(of('a-turning-families').verdict).toBe('does-not-reproduce');
  });

  test('by size: 16 of 19 below 3B, 5 of 5 or 9 of 10 above 10B', () => {
    expect(values('a-signs-by-size').below).toBeCloseTo(16 / 19, 12);
    expect(values('a-signs-by-size').above).toBe(1);
    expect(values('a-signs-by-size', 1).above).toBeCloseTo(9 / 10, 12);
    expect(of('a-signs-by-size').verdict).toBe('does-not-reproduce');
  });

  test('leaving out a family', () => {
    expect(of('a-leave-out-below').variants.map(({ values: { folds } }) => folds)).toEqual([9, 7, 9]);
    expect(values('a-leave-out-below').share).toBeLessThan(1);
    expect(values('a-leave-out-below', 1).share).toBe(1);
    expect(values('a-leave-out-below', 2).share).toBe(1);
    expect(of('a-leave-out-below').verdict).toBe('reproduces-only-with');
    expect(values('a-leave-out-above')).toEqual({ share: 1, folds: 14 });
    expect(of('a-leave-out-above').verdict).toBe('reproduces');
  });
});

describe('the line of γ on log size', () => {
  test('coefficients with table A, R² with table B', () => {
    const [a, b] = of('a-line-coefficients').variants.map((variant) => variant.values);
    expect(a.slope).toBeCloseTo(0.629, 3);
    expect(a.intercept).toBeCloseTo(-5.891, 3);
    expect(a.r2).toBeCloseTo(0.374, 3);
    expect(a.zero).toBeCloseTo(2.33, 2);
    expect([a.right, a.signed]).toEqual([7, 10]);
    expect(b.slope).toBeCloseTo(0.883, 3);
    expect(b.intercept).toBeCloseTo(-8.354, 3);
    expect(b.r2).toBeCloseTo(0.549, 3);
    expect(of('a-line-coefficients').verdict).toBe('reproduces');
    expect(of('a-line-r2').verdict).toBe('reproduces-only-with');
    expect(of('a-line-signs').verdict).toBe('does-not-reproduce');
  });

  test('leaving out a family, table B', () => {
    const { lo, hi, withoutPythia, r2 } = values('a-line-jackknife', 1);
    expect([lo, hi, withoutPythia, r2].map((x) => Number(x.toFixed(2)))).toEqual([2.48, 4.19, 2.48, 0.27]);
    expect(of('a-line-jackknife').verdict).toBe('does-not-reproduce');
  });
});

describe('printed formulas', () => {
  test('the kink has its zero at 10.6B and is at −5.07 at 70M', () => {
    const { zero, smallest, rmse } = values('dashboard-kink');
    expect(zero).toBeCloseTo(10.63, 2);
    expect(smallest).toBeCloseTo(-5.07, 2);
    expect(rmse).toBeGreaterThan(2.4);
    expect(rmse).toBeLessThan(3.1);
    // A second way: the formula is 0 there.
    expect(3.75 * Math.tanh(Math.log10(zero * 1e9) - 9.59) - 1.54).toBeCloseTo(0, 10);
    expect(of('dashboard-kink').verdict).toBe('does-not-reproduce');
  });

  test('critical field, and the root of β', () => {
    expect(values('a-critical-field').at1).toBeCloseTo(60.4, 1);
    expect(values('a-critical-field').at3).toBeCloseTo(5.4, 1);
    const { root } = values('a-beta-root');
    expect(root).toBeCloseTo(0.642, 3);
    expect(-1.35 * root ** 2 - 0.27 * root + 0.73).toBeCloseTo(0, 12);
    for (const id of ['a-critical-field', 'a-beta-root']) expect(of(id).verdict).toBe('reproduces');
    expect(of('a-beta-r2').verdict).toBe('not-checkable');
  });
});
