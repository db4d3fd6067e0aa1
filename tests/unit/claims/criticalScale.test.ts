/** Check values: an independent recomputation with NumPy of the same public files. */
import { beforeAll, describe, expect, test } from 'vitest';
import { claims as bootstrap } from '$lib/claims/criticalScaleBootstrap';
import { claims as table } from '$lib/claims/criticalScaleTable';
import type { ClaimResult } from '$lib/claims/recompute';
import { resultsOf } from './data';

let results: Map<string, ClaimResult>;
const of = (id: string): ClaimResult => results.get(id)!;
const scales = (id: string) => of(`a-nc-${id}`).variants.map(({ values }) => values.scale);

beforeAll(async () => {
  results = await resultsOf([...table, ...bootstrap]);
}, 30_000);

test('the bootstrap comes out draw for draw', () => {
  const { scale, lo, hi, lo68, hi68, valid } = of('a-nc-bootstrap').recomputed!.values;
  expect(scale).toBeCloseTo(3.494, 3);
  expect(lo).toBeCloseTo(2.92, 2);
  expect(hi).toBeCloseTo(13.4, 2);
  expect(lo68).toBeCloseTo(3.15, 2);
  expect(hi68).toBeCloseTo(4.33, 2);
  expect(valid).toBe(99.53);
  expect(of('a-nc-bootstrap').verdict).toBe('reproduces');
});

test('drawn within families, and with the leaderboard’s scores', () => {
  const [, stratified, leaderboard] = of('a-nc-bootstrap').variants.map(({ values }) => values);
  expect(stratified.scale).toBeCloseTo(3.46, 1);
  expect(stratified.hi).toBeGreaterThan(6);
  expect(stratified.hi).toBeLessThan(9);
  expect(leaderboard.scale).toBeCloseTo(3.79, 2);
  expect(leaderboard.lo).toBeCloseTo(3.03, 2);
  expect(leaderboard.hi).toBeGreaterThan(40);
});

describe('the table', () => {
  test('first step with γ > 0: released scores, then the points of Figure 1b', () => {
    expect(scales('opt')).toEqual([13, 1.3]);
    expect(scales('cerebras')).toEqual([6.7, 1.3]);
    expect(scales('gpt-neo')).toEqual([1.3, 1.3]);
    expect(scales('bloom')).toEqual([7.1, 1.7]);
    expect(scales('falcon')).toEqual([7]);
    expect(scales('pythia')[0]).toBeUndefined();
  });

  test('verdicts', () => {
    const verdicts = Object.fromEntries([...results].map(([id, { verdict }]) => [id, verdict]));
    expect(verdicts).toEqual({
      'a-nc-opt': 'does-not-reproduce',
      'a-nc-cerebras': 'reproduces-only-with',
      'a-nc-gpt-neo': 'reproduces',
      'a-nc-bloom': 'reproduces-only-with',
      'a-nc-falcon': 'reproduces',
      'a-nc-pythia': 'does-not-reproduce',
      'a-nc-range': 'does-not-reproduce',
      'a-nc-bootstrap': 'reproduces',
      'a-nc-ensemble': 'not-checkable',
    });
  });

  test('its range without OPT', () => {
    expect(of('a-nc-range').variants[1].values.ratio).toBeCloseTo(7 / 1.3, 12);
  });
});
