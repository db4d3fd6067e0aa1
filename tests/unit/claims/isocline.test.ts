/** Check values: an independent recomputation of the same public files. */
import { beforeAll, describe, expect, test } from 'vitest';
import { claims } from '$lib/claims/isocline';
import type { ClaimResult } from '$lib/claims/recompute';
import { distinctModels, released } from '$lib/claims/released';
import { claimData, resultsOf } from './data';

let results: Map<string, ClaimResult>;
const of = (id: string): ClaimResult => results.get(id)!;
const values = (id: string, variant = 0) => of(id).variants[variant].values;

beforeAll(async () => {
  results = await resultsOf(claims);
}, 30_000);

describe('the isocline as a rule', () => {
  test('6/7, 4/5 and 5/6 with the rule turned round; 1, 1 and 1 as stated', () => {
    expect(of('a-isocline-signs').verdict).toBe('reproduces-only-with');
    expect(of('a-isocline-signs').condition).toContain('turned round');
    expect(values('a-isocline-signs')).toEqual({ OPT: 1, BLOOM: 1, 'Cerebras-GPT': 1 });
    expect(values('a-isocline-signs', 1)).toEqual({
      ...{ OPT: 6, BLOOM: 4, 'Cerebras-GPT': 5 },
      ...{ all: 30, allPublished: 13, allFalls: 26, steps: 43 },
    });
    expect(values('a-isocline-signs', 2)).toEqual({ OPT: 5, BLOOM: 4, 'Cerebras-GPT': 5 });
  });

  test('counted a second way, from squares', async () => {
    const line = distinctModels(await claimData)
      .filter(({ family }) => family === 'OPT')
      .sort((a, b) => a.N_B - b.N_B);
    const falls = line.slice(1).filter((to, i) => {
      const from = line[i];
      return from.TQA ** 2 > 18.7 * from.HS === to.TQA < from.TQA;
    });
    expect(falls).toHaveLength(values('a-isocline-signs', 1).OPT);
  });

  test('classifier: 22 of 63 by size, 22 of 45 by γ; all eight small models above', async () => {
    expect(of('a-isocline-classifier').verdict).toBe('does-not-reproduce');
    expect(values('a-isocline-classifier')).toEqual({ right: 22, small: 8, smallAbove: 8 });
    expect(values('a-isocline-classifier', 1)).toEqual({ right: 22, models: 45 });
    expect(released(await claimData)).toHaveLength(63);
    expect(of('a-isocline-classifier-44').verdict).toBe('not-checkable');
  });
});

describe('its calibration', () => {
  test('0.378 from the printed expression, 0.3604 from the calibration itself', () => {
    expect(of('a-isocline-error').verdict).toBe('does-not-reproduce');
    expect(values('a-isocline-error').predicted).toBeCloseTo(0.3779788, 7);
    expect(values('a-isocline-error').error).toBeCloseTo(4.994, 3);
    expect(values('a-isocline-error', 1).predicted).toBeCloseTo(0.3603769, 7);
  });

  test('OLMo: 0.000, −0.048 or +0.22, by source', () => {
    expect(of('a-olmo-zero').verdict).toBe('reproduces-only-with');
    const gammas = of('a-olmo-zero').variants.map(({ values: v }) => v.gamma);
    [-0.0482758621, 0, 0, 0.2195477753].forEach((gamma, i) => expect(gammas[i]).toBeCloseTo(gamma, 9));
    const { value, lo, hi } = of('a-olmo-zero').calibrated!;
    expect(value).toBeCloseTo(gammas[3], 9);
    // 1.96·√2·1.45/13.71 = 0.293: item noise of a difference over the rise of HellaSwag.
    expect((hi! - lo!) / 2).toBeCloseTo(0.293, 2);
  });
});
