import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { familyIntervals } from '$lib/coupling/familyIntervals';
import { metaRegression } from '$lib/coupling/metaRegression';
import { defaultOptions } from '$lib/coupling/options';
import { POPULATION, relativeError, uniformPanel } from './panel';

interface Estimate {
  x: number;
  y: number;
  variance: number;
}
const fitOf = (estimates: readonly Estimate[]) =>
  metaRegression(
    estimates.map(({ x }) => x),
    estimates.map(({ y }) => y),
    estimates.map(({ variance }) => variance),
  );

/** Distinct x, so that there is always a line. */
const estimates = fc
  .array(
    fc.record({
      y: fc.double({ min: -3, max: 3, noNaN: true }),
      variance: fc.double({ min: 0.001, max: 2, noNaN: true }),
      step: fc.double({ min: 0.01, max: 1, noNaN: true }),
    }),
    { minLength: 3, maxLength: 25 },
  )
  .map((list) => {
    let at = -2;
    return list.map(({ y, variance, step }): Estimate => ({ x: (at += step), y, variance }));
  });

describe('metaRegression', () => {
  test('gives the reference on the uniform panel', () => {
    const { intervals, leftOut } = familyIntervals(uniformPanel(), defaultOptions());
    expect(intervals).toHaveLength(POPULATION.n);
    expect(new Set(intervals.map(({ family }) => family)).size).toBe(POPULATION.families);
    expect(leftOut.every(({ reason }) => reason.length > 10)).toBe(true);
    const fit = fitOf(intervals.map(({ logSize: x, gamma: y, variance }) => ({ x, y, variance })))!;
    expect(relativeError(fit.slope, POPULATION.slope)).toBeLessThan(1e-9);
    expect(relativeError(fit.intercept, POPULATION.intercept)).toBeLessThan(1e-9);
    expect(relativeError(fit.tau2, POPULATION.tau2)).toBeLessThan(1e-9);
    expect(relativeError(10 ** (-fit.intercept / fit.slope), POPULATION.zero_b)).toBeLessThan(1e-9);
  });

  test('agrees with the moment and the fit written out as matrices', () =>
    fc.assert(
      fc.property(estimates, (list) => {
        const fit = fitOf(list)!;
        const { tau2, beta } = byMatrices(list);
        expect(Math.abs(fit.tau2 - tau2)).toBeLessThanOrEqual(1e-7 * (1 + tau2));
        expect(Math.abs(fit.intercept - beta[0])).toBeLessThan(1e-6 * (1 + Math.abs(beta[0])));
        expect(Math.abs(fit.slope - beta[1])).toBeLessThan(1e-6 * (1 + Math.abs(beta[1])));
      }),
    ));

  test('scales with the estimates and their standard errors', () =>
    fc.assert(
      fc.property(estimates, fc.double({ min: 0.01, max: 100, noNaN: true }), (list, scale) => {
        const fit = fitOf(list)!;
        const scaled = fitOf(
          list.map(({ x, y, variance }) => ({ x, y: scale * y, variance: scale * scale * variance })),
        )!;
        expect(Math.abs(scaled.slope - scale * fit.slope)).toBeLessThan(
          1e-8 * scale * (1 + Math.abs(fit.slope)),
        );
        expect(Math.abs(scaled.tau2 - scale ** 2 * fit.tau2)).toBeLessThan(
          1e-8 * scale ** 2 * (1 + fit.tau2),
        );
      }),
    ));

  test('turns with the line: y + c·x adds c to the slope and leaves τ² as it is', () =>
    fc.assert(
      fc.property(estimates, fc.double({ min: -5, max: 5, noNaN: true }), (list, c) => {
        const fit = fitOf(list)!;
        const turned = fitOf(list.map(({ x, y, variance }) => ({ x, y: y + c * x, variance })))!;
        expect(turned.slope).toBeCloseTo(fit.slope + c, 7);
        expect(turned.tau2).toBeCloseTo(fit.tau2, 7);
      }),
    ));

  test('has no τ² where sampling explains the scatter, nor for two estimates', () => {
    const calm = [0, 1, 2, 3].map((x) => ({ x, y: x + 0.01 * (x % 2), variance: 1 }));
    expect(fitOf(calm)?.tau2).toBe(0);
    const two = fitOf([
      { x: 0, y: 1, variance: 1e-6 },
      { x: 1, y: 5, variance: 1 },
    ]);
    expect(two?.slope).toBeCloseTo(4, 12);
    expect(two?.tau2).toBe(0);
  });

  test('is undefined for one size, and quotes an impossible variance', () => {
    expect(metaRegression([1, 1, 1], [0, 1, 2], [1, 1, 1])).toBeNull();
    expect(() => metaRegression([1, 2], [0, 1], [1, 0])).toThrow('variance 0 of estimate 1');
    expect(() => metaRegression([1, 2], [0, 1], [1])).toThrow('2 values against 1');
  });
});

/** DerSimonian–Laird by general matrices: tr(W) − tr[(XᵀWX)⁻¹XᵀW²X], nothing centred. */
function byMatrices(list: readonly Estimate[]): { tau2: number; beta: number[] } {
  const design = list.map(({ x }) => [1, x]);
  const cross = (weights: number[]) =>
    [0, 1].map((j) =>
      [0, 1].map((k) => design.reduce((sum, row, i) => sum + weights[i] * row[j] * row[k], 0)),
    );
  const inverse = ([[a, b], [c, d]]: number[][]) => {
    const det = a * d - b * c;
    return [
      [d / det, -b / det],
      [-c / det, a / det],
    ];
  };
  const fit = (weights: number[]) => {
    const inv = inverse(cross(weights));
    const right = [0, 1].map((j) => design.reduce((sum, row, i) => sum + weights[i] * row[j] * list[i].y, 0));
    return inv.map((row) => row[0] * right[0] + row[1] * right[1]);
  };
  const w = list.map(({ variance }) => 1 / variance);
  const beta = fit(w);
  const q = list.reduce((sum, { x, y }, i) => sum + w[i] * (y - beta[0] - beta[1] * x) ** 2, 0);
  const inv = inverse(cross(w));
  const squared = cross(w.map((value) => value * value));
  const trace = [0, 1].reduce((sum, j) => sum + inv[j][0] * squared[0][j] + inv[j][1] * squared[1][j], 0);
  const scale = w.reduce((sum, value) => sum + value, 0) - trace;
  const tau2 = Math.max(0, (q - (list.length - 2)) / scale);
  return { tau2, beta: fit(list.map(({ variance }) => 1 / (variance + tau2))) };
}
