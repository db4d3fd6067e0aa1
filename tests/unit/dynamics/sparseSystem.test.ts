import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Trajectory } from '../../../src/lib/dynamics/forecast';
import { inclusionCounts, inclusionProbabilities } from '../../../src/lib/dynamics/inclusion';
import {
  fitPolynomialSystem,
  SPARSE_DEFAULTS,
  whyNotFitted,
  type SparseOptions,
} from '../../../src/lib/dynamics/polynomialSystem';
import { fitSparseSystem, outside, sparseSystem } from '../../../src/lib/dynamics/sparseSystem';
import { COUPLINGS, plantedFamilies } from './planted';
import { familyOf, tableA } from './trajectories';

const options = (change: Partial<SparseOptions> = {}): SparseOptions => ({ ...SPARSE_DEFAULTS, ...change });
const first = (trajectory: Trajectory, models: number): Trajectory => ({
  ...trajectory,
  logSize: trajectory.logSize.slice(0, models),
  scores: trajectory.scores.map((values) => values.slice(0, models)),
  sd: trajectory.sd.map((values) => values.slice(0, models)),
});

describe('check values on Pythia table A, degree 1, ridge 0.05', () => {
  test.each([
    { lambda: 1, refit: false, active: [1, 1, 3, 3, 6], error: 5.06 },
    { lambda: 0.1, refit: false, active: [6, 5, 6, 6, 6], error: 2.29 },
    { lambda: 1, refit: true, active: [1, 1, 3, 3, 6], error: 9.9 },
    { lambda: 0.1, refit: true, active: [6, 5, 6, 6, 6], error: 2.59 },
  ])('λ = $lambda, refit $refit', ({ lambda, refit, active, error }) => {
    const system = fitSparseSystem(tableA(), options({ lambda, refit }));
    expect(system.benchmarks.slice(0, 2)).toEqual(['hellaswag', 'truthfulqa']);
    expect(system.activeTerms).toEqual(active);
    expect(100 * (system.relativeError ?? NaN)).toBeCloseTo(error, error === 9.9 ? 1 : 2);
    expect(system.relativeErrors).toHaveLength(5);
    expect(system.parameters).toBe(active.reduce((sum, count) => sum + count));
    expect(system.observations).toBe(35);
  });

  test('eigenvalues: a decaying oscillation and three constant slopes at λ = 1, a growing pair at 0.1', () => {
    const sparse = fitSparseSystem(tableA(), options());
    expect(sparse.eigenvalues?.map(({ re }) => Number(re.toFixed(4)))).toEqual([0, 0, 0, -2.5046, -2.5046]);
    expect(sparse.stable).toBe(false);
    expect(sparse.refusals).toEqual([]);
    const dense = fitSparseSystem(tableA(), options({ lambda: 0.1 }));
    expect(dense.eigenvalues?.[0].re).toBeCloseTo(0.1967, 3);
    expect(dense.refusals.join()).toMatch(/unstable: an eigenvalue of \+0\.20 a decade/);
  });
});

describe('what speaks against a system', () => {
  test('as many coefficients as differences', () => {
    const system = fitSparseSystem(first(tableA(), 4), options({ lambda: 0 }));
    expect(system.parameters).toBe(30);
    expect(system.refusals[0]).toBe('30 coefficients for 15 observed differences: so many fit any series');
    expect(system.refusals[1]).toBe(
      'the terms of each equation are chosen among 6 by 3 observed differences',
    );
  });

  test('one equation with as many coefficients as differences, the others being sparse', () => {
    const { activeTerms, refusals } = fitSparseSystem(first(tableA(), 7), options());
    const full = activeTerms.findIndex((count) => count >= 6);
    expect(full).toBeGreaterThanOrEqual(0);
    expect(refusals[0]).toMatch(/^the equation of \w+ has 6 coefficients for 6 observed differences/);
  });

  test('a path that diverges is cut where it does, without an error figure', () => {
    const system = fitSparseSystem(tableA(), options({ degree: 2, lambda: 0.1 }));
    expect(system.relativeError).toBeNull();
    expect(system.relativeErrors).toEqual([]);
    expect(system.fitted[0].length).toBeLessThan(8);
    expect(system.refusals.join()).toMatch(/the integrated scores diverge near 0\.0\d+ B/);
    expect(JSON.stringify(system)).not.toMatch(/null,null/);
  });

  test('scores outside 0–100 %', () => {
    expect(outside(['a', 'b'], [[99], [100.04, 103]])).toBe('b would reach 100.0 %');
    expect(outside(['a'], [[3, -2.5]])).toBe('a would reach −2.5 %');
    expect(outside(['a'], [[0, 100]])).toBeNull();
  });

  test('nothing to fit has a word, and an error that quotes it', () => {
    expect(whyNotFitted([first(tableA(), 2)])).toMatch(/at least 3 models .* there is 1 interval/);
    expect(whyNotFitted([tableA()])).toBeNull();
    const flat = { ...tableA(), scores: [new Float64Array(8).fill(25), ...tableA().scores.slice(1)] };
    expect(whyNotFitted([flat])).toBe('hellaswag is the same for all models, so its z-score is undefined');
    expect(() => fitSparseSystem(flat, options())).toThrow('hellaswag is the same for all models');
  });
});

describe('invariance', () => {
  const scale = fc.integer({ min: 2, max: 40 }).map((tenths) => tenths / 10);
  const shift = fc.integer({ min: -30, max: 30 });

  test('rescaled and shifted scores give the same system in z-scores, a mirrored one its signs turned', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), scale, shift, fc.boolean(), (which, by, to, mirrored) => {
        const original = tableA();
        const sign = mirrored ? -1 : 1;
        const moved = {
          ...original,
          scores: original.scores.map((values, k) =>
            k === which ? values.map((value) => sign * by * value + to) : values,
          ),
        };
        const a = fitPolynomialSystem([original], options({ lambda: 0.5, degree: 2 }));
        const b = fitPolynomialSystem([moved], options({ lambda: 0.5, degree: 2 }));
        a.coefficients.forEach((row, k) =>
          row.forEach((value, j) => {
            const turned = sign ** (a.terms[j][which] + (k === which ? 1 : 0));
            expect(b.coefficients[k][j]).toBeCloseTo(turned * value, 6);
          }),
        );
      }),
      { numRuns: 25 },
    ));

  test('larger models by a constant factor change nothing; twice the decades halve rates and threshold', () => {
    const original = tableA();
    const base = fitPolynomialSystem([original], options());
    const larger = { ...original, logSize: original.logSize.map((value) => value + 2) };
    const wider = { ...original, logSize: original.logSize.map((value) => 2 * value) };
    const same = fitPolynomialSystem([larger], options());
    const half = fitPolynomialSystem([wider], options({ lambda: 0.5 }));
    base.coefficients.forEach((row, k) =>
      row.forEach((value, j) => {
        expect(same.coefficients[k][j]).toBeCloseTo(value, 8);
        expect(half.coefficients[k][j]).toBeCloseTo(value / 2, 8);
      }),
    );
  });
});

describe('a planted system of ten couplings among 25, half a point of score noise', () => {
  /** Share of the 25 couplings rightly kept or dropped, and the mean error of the kept, over independent data sets. */
  function recovery(families: number, sets: number) {
    let exact = 0;
    let right = 0;
    let error = 0;
    for (let seed = 1; seed <= sets; seed++) {
      const { coefficients, sd } = fitPolynomialSystem(
        plantedFamilies(families, 8, 2.2, 0.5, seed),
        options({ lambda: 0.5 }),
      );
      let wrong = 0;
      COUPLINGS.forEach((row, i) =>
        row.forEach((planted, j) => {
          const value = coefficients[i][j + 1];
          if ((value !== 0) !== (planted !== 0)) wrong++;
          // Back from units of each benchmark's own standard deviation.
          if (planted !== 0) error += Math.abs((value * sd[i]) / sd[j] - planted) / (10 * sets);
        }),
      );
      right += (25 - wrong) / (25 * sets);
      if (wrong === 0) exact += 1 / sets;
    }
    return { exact, right, error };
  }

  test('five families of eight models: all couplings right in at least 95 % of data sets, sizes to 0.1', () => {
    const { exact, error } = recovery(5, 40);
    expect(exact).toBeGreaterThanOrEqual(0.95);
    expect(error).toBeLessThan(0.1);
  });

  test('one family of eight models does not tell them: never all, and no more right than by saying “none”', () => {
    const { exact, right } = recovery(1, 40);
    expect(exact).toBe(0);
    expect(right).toBeLessThan(15 / 25 + 0.05);
  });
});

describe('inclusion probabilities', () => {
  test('are shares of draws; without noise they are the fit itself', async () => {
    const quiet = { ...tableA(), sd: tableA().sd.map((column) => column.map(() => 0)) };
    const system = await sparseSystem(quiet, options(), { seed: 1, draws: 10 });
    expect(system.inclusion).toEqual(
      system.coefficients.map((row) => row.map((value) => (value === 0 ? 0 : 1))),
    );
    const noisy = await inclusionProbabilities(tableA(), options(), { seed: 1, draws: 50 });
    for (const share of noisy.flat()) expect(share * 50).toBeCloseTo(Math.round(share * 50), 9);
    // The growth of HellaSwag stays in nearly all draws, its dependence on MMLU in few.
    expect(noisy[0][0]).toBeGreaterThan(0.95);
    expect(noisy[0][5]).toBeLessThan(0.2);
  });

  test('do not depend on how the draws are cut', () => {
    const counts = (from: number, to: number) => inclusionCounts(tableA(), options(), 7, { from, to });
    const parts = [counts(0, 13), counts(13, 30)];
    expect(parts[0].map((row, e) => row.map((value, j) => value + parts[1][e][j]))).toEqual(counts(0, 30));
  });

  test('report progress, and stop when aborted', async () => {
    const seen: number[] = [];
    const noise = { seed: 1, draws: 60 };
    await inclusionProbabilities(tableA(), options(), noise, { onProgress: (share) => seen.push(share) });
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    const controller = new AbortController();
    controller.abort(new Error('cancelled'));
    const cancelled = inclusionProbabilities(tableA(), options(), noise, { signal: controller.signal });
    await expect(cancelled).rejects.toThrow('cancelled');
    await expect(inclusionProbabilities(tableA(), options(), { seed: 1, draws: 0 })).rejects.toThrow(
      '0 draws',
    );
  });
});

test('families of three and more models of the uniform panel all give a finite, plain answer', () => {
  for (const family of ['OPT', 'BLOOM', 'Cerebras-GPT', 'Llama-1', 'Llama-2', 'Falcon']) {
    const system = fitSparseSystem(familyOf('uniform', family), options());
    expect(JSON.parse(JSON.stringify(system)), family).toEqual(system);
  }
});
