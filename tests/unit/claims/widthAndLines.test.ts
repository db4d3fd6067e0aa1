/** Check values: an independent recomputation with NumPy and SciPy of the same public files. */
import { beforeAll, describe, expect, test } from 'vitest';
import { claims as lines } from '$lib/claims/lines';
import { claims as loss, powerLaw } from '$lib/claims/lossFit';
import type { ClaimResult } from '$lib/claims/recompute';
import { claims as width } from '$lib/claims/widthRatio';
import { resultsOf } from './data';

let results: Map<string, ClaimResult>;
const of = (id: string): ClaimResult => results.get(id)!;
const values = (id: string, i = 0) => of(id).variants[i].values;

beforeAll(async () => {
  results = await resultsOf([...width, ...loss, ...lines]);
}, 30_000);

describe('scores divided by width', () => {
  test('raw and divided r of all models of a family', () => {
    const found = ['pythia', 'opt', 'bloom', 'cerebras', 'gpt-neo'].map((id) => {
      const { raw, divided } = values(`a-width-${id}`);
      return [Number(raw.toFixed(3)), Number(divided.toFixed(3))];
    });
    expect(found).toEqual([
      [-0.989, 0.963],
      [-0.97, 0.955],
      [-0.859, 0.977],
      [-0.982, 0.986],
      [-0.968, 0.978],
    ]);
  });

  test('without the models whose leaving out gives the published values', () => {
    expect(values('a-width-bloom', 1).divided).toBeCloseTo(0.995, 3);
    expect(values('a-width-cerebras', 1).divided).toBeCloseTo(0.996, 3);
    expect(values('a-width-gpt-neo', 1).divided).toBeCloseTo(0.985, 3);
  });

  test('shuffled TruthfulQA gives the same', () => {
    for (const { id, variants } of [...results.values()].filter(({ group }) => group === 'width'))
      for (const one of variants)
        expect(Math.abs(one.values.shuffled - one.values.divided), id).toBeLessThan(0.01);
  });

  test('verdicts, and what is left given width', () => {
    expect(
      ['pythia', 'opt', 'bloom', 'cerebras', 'gpt-neo'].map((id) => of(`a-width-${id}`).verdict),
    ).toEqual([
      'reproduces',
      'does-not-reproduce',
      'reproduces-only-with',
      'reproduces-only-with',
      'reproduces-only-with',
    ]);
    const given = ['pythia', 'opt', 'bloom', 'cerebras', 'gpt-neo'].map((id) =>
      Number(of(`a-width-${id}`).calibrated!.value!.toFixed(2)),
    );
    expect(given).toEqual([-0.53, -0.77, -0.9, -0.68, 0.51]);
  });
});

describe('loss', () => {
  test('the law of the eight losses, as curve_fit gives it', () => {
    const { E, A, alpha, alphaSe, r2 } = values('a-loss-fit');
    expect(E).toBeCloseTo(1.533, 3);
    expect(A).toBeCloseTo(153.6, 1);
    expect(alpha).toBeCloseTo(0.238, 3);
    expect(alphaSe).toBeCloseTo(0.015, 3);
    expect(r2).toBeCloseTo(0.99942, 5);
    expect(values('a-loss-constant').cv).toBeCloseTo(0.85, 2);
    for (const id of ['a-loss-fit', 'a-loss-constant']) expect(of(id).verdict).toBe('reproduces');
  });

  test('powerLaw finds the law that made its points', () => {
    const size = [1e7, 1e8, 1e9, 1e10, 1e11];
    const found = powerLaw(
      size,
      size.map((n) => 1.7 + 400 * n ** -0.34),
    );
    expect(found.E).toBeCloseTo(1.7, 6);
    expect(found.A / 400).toBeCloseTo(1, 4);
    expect(found.alpha).toBeCloseTo(0.34, 6);
    expect(found.r2).toBeCloseTo(1, 10);
  });
});

describe('lines', () => {
  test('Pythia-12B from seven sizes', () => {
    const { HS, TQA, ARC, WG, MMLU, largest } = values('a-12b-lines');
    expect([HS, TQA, ARC, WG, MMLU].map((x) => Number(x.toFixed(1)))).toEqual([5.3, -1.6, 3.7, -2.1, -3.2]);
    expect(largest).toBe(HS);
    expect(of('a-12b-lines').verdict).toBe('reproduces');
    expect(of('readme-12b').verdict).toBe('does-not-reproduce');
  });

  test('the summed rate: table A, then B', () => {
    const found = of('a-rate-sum').variants.map(({ values: { cv, first, last } }) =>
      [cv, first, last].map(Math.round),
    );
    expect(found).toEqual([
      [40, 27, 12],
      [35, 44, 2],
    ]);
    expect(of('a-rate-sum').verdict).toBe('does-not-reproduce');
  });
});
