/** Check values: an independent recomputation with NumPy and SciPy of the same public files. */
import { beforeAll, describe, expect, test } from 'vitest';
import { claims as labLines } from '$lib/claims/frontier/labLines';
import { claims as labs } from '$lib/claims/frontier/labs';
import type { ClaimResult } from '$lib/claims/recompute';
import { mean } from '$lib/stats/summary';
import { claimData, resultsOf } from './data';

let results: Map<string, ClaimResult>;
const of = (id: string): ClaimResult => results.get(id)!;
const near = (id: string, expected: Record<string, number>, digits: number, variant = 0) =>
  Object.entries(expected).forEach(([name, value]) =>
    expect(of(id).variants[variant].values[name], `${id} ${name}`).toBeCloseTo(value, digits),
  );

beforeAll(async () => {
  results = await resultsOf([...labs, ...labLines]);
}, 30_000);

test.each([
  ['b-lab-means', 'reproduces-only-with'],
  ['b-lab-counts', 'does-not-reproduce'],
  ['b-google-extended', 'reproduces-only-with'],
  ['b-google-consistent', 'reproduces-only-with'],
  ['b-moonshot-later', 'reproduces-only-with'],
  ['dashboard-lab-means', 'reproduces-only-with'],
  ['b-lab-slopes', 'reproduces'],
  ['b-lab-r', 'does-not-reproduce'],
  ['b-leave-one-lab-out', 'reproduces'],
])('%s: %s', (id, verdict) => {
  expect(of(id).verdict).toBe(verdict);
});

test('no claim goes without a verdict here', () => {
  expect(results.size).toBe(9);
});

describe('means', () => {
  test('as the released file has them', () => {
    near(
      'b-lab-means',
      {
        ...{ Google: 5.468675771463843, OpenAI: 3.112867877388399, Alibaba: 2.820786133398059 },
        ...{ Meta: 2.350572871798775, DeepSeek: 1.8514667650335166, Moonshot: 1.815554216125875 },
        ...{ MiniMax: -2.3289170806876314, Anthropic: -6.941409660341921 },
        ...{ xAI: 5.066477434402863, Zhipu: -0.2975255770545573 },
      },
      9,
      1,
    );
    expect(of('b-lab-means').variants[0].values).not.toHaveProperty('xAI');
  });

  test('a second way: from the columns of the panel', async () => {
    const rows = (await claimData).rows('frontier').filter(({ frozen }) => frozen === '1');
    const [x, y] = ['swe_bench_verified', 'gpqa_diamond'].map((key) => rows.map((row) => Number(row[key])));
    const [mx, my] = [mean(x), mean(y)];
    const slope =
      x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0) /
      x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
    const h = rows.flatMap(({ family }, i) => (family === 'xAI' ? [y[i] - my - slope * (x[i] - mx)] : []));
    near('b-lab-means', { xAI: mean(h) }, 10, 1);
  });

  test('Google +1.94 with Gemini 2.0 Flash at −12.2; Moonshot +2.4', () => {
    near('b-google-extended', { mean: 1.94 }, 2);
    near('b-google-consistent', { least: -12.17 }, 2);
    near('b-moonshot-later', { mean: 2.39 }, 2);
  });

  test('shrunk: Anthropic −7.7, Google +1.4', () => {
    expect(of('b-lab-means').calibrated!.value).toBeCloseTo(-7.7, 1);
    expect(of('b-google-consistent').calibrated!.value).toBeCloseTo(1.4, 1);
  });

  test('counts: OpenAI 10, Alibaba, Moonshot and Zhipu 2', () => {
    near('b-lab-counts', { OpenAI: 10, Alibaba: 2, Moonshot: 2, Zhipu: 2, Anthropic: 9 }, 10);
  });
});

describe('lines within labs', () => {
  test('1.152 and 0.232 [−0.05, 0.51]; Google 0.57 without its lowest; with later rows 0.32 and 3.6', () => {
    near('b-lab-slopes', { google: 1.152, deepseek: 0.232 }, 3);
    near('b-lab-slopes', { googleLeast: 0.57, deepseekLo: -0.05, deepseekHi: 0.51 }, 2);
    near('b-lab-slopes', { deepseek: 0.32 }, 2, 1);
    near('b-lab-slopes', { ratio: 3.6 }, 1, 1);
    expect(of('b-lab-slopes').calibrated!.value).toBeCloseTo(0.007, 3);
  });

  test('r 0.934, 0.930, 0.887 and 0.867', () => {
    near('b-lab-r', { Anthropic: 0.934, DeepSeek: 0.93, Google: 0.887, OpenAI: 0.867, least: 0.867 }, 3);
  });

  test('errors 9.20 ± 2.38; constant 10.5 and 10.8, Theil–Sen 7.5; skill per model 21 %', () => {
    near('b-leave-one-lab-out', { mean: 9.2, sd: 2.38, perModel: 7.77, constant: 10.51, theilSen: 7.5 }, 2);
    near('b-leave-one-lab-out', { median: 10.8 }, 1);
    expect(of('b-leave-one-lab-out').calibrated!.value).toBeCloseTo(0.21, 2);
  });
});
