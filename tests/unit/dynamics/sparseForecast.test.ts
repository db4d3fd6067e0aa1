import { describe, expect, test } from 'vitest';
import type { Trajectory } from '../../../src/lib/dynamics/forecast';
import { SPARSE_DEFAULTS } from '../../../src/lib/dynamics/polynomialSystem';
import { fitSparse } from '../../../src/lib/dynamics/sparseForecast';
import { tableA } from './trajectories';

/** One score that decays towards 60 at rate 1.5 a decade, seen at many sizes. */
const relaxing: Trajectory = (() => {
  const logSize = Float64Array.from({ length: 41 }, (_, i) => -1 + i / 20);
  return {
    benchmarks: ['a'],
    logSize,
    scores: [logSize.map((L) => 60 - 30 * Math.exp(-1.5 * (L + 1)))],
    sd: [new Float64Array(41).fill(0.1)],
  };
})();

describe('sparse forecast', () => {
  test('carries a known law beyond the last model', () => {
    const { forecast } = fitSparse(relaxing, { ...SPARSE_DEFAULTS, ridge: 0, lambda: 0.1 });
    expect(forecast?.parameters).toBe(2);
    expect(forecast?.at(2)?.[0]).toBeCloseTo(60 - 30 * Math.exp(-4.5), 1);
    expect(forecast?.at(1)?.[0]).toBeCloseTo(relaxing.scores[0][40], 9);
    expect(forecast?.marks).toEqual([]);
  });

  test('along many sizes is the same as at each', () => {
    const { forecast } = fitSparse(tableA());
    const sizes = [1.1, 1.5, 2.08];
    const { values, stopped } = forecast!.along(sizes);
    expect(stopped).toBeNull();
    sizes.forEach((size, i) =>
      forecast!.at(size)!.forEach((value, k) => expect(values[k][i]).toBeCloseTo(value, 6)),
    );
    expect(() => forecast!.at(0)).toThrow('time 0 after 1.07');
  });

  test('is refused with as many coefficients as observations, and marked when asked for all the same', () => {
    const short = {
      ...tableA(),
      logSize: tableA().logSize.slice(0, 4),
      scores: tableA().scores.map((values) => values.slice(0, 4)),
    };
    const refused = fitSparse(short, { ...SPARSE_DEFAULTS, lambda: 0 });
    expect(refused.forecast).toBeNull();
    expect(refused.refused).toMatch(/30 coefficients for 15/);
    const insisted = fitSparse(short, { ...SPARSE_DEFAULTS, lambda: 0 }, true);
    expect(insisted.forecast?.marks[0]).toMatch(/30 coefficients for 15/);
  });

  test('of a system that diverges is null, with the size where it ends', () => {
    // 10 / (1.5 − L) has no value from 32 B on, and its rate is its own square.
    const hyperbola = {
      ...relaxing,
      scores: [relaxing.logSize.map((L) => 10 / (1.5 - L))],
    };
    const { forecast } = fitSparse(hyperbola, { degree: 2, lambda: 0.01, ridge: 0, refit: false });
    expect(forecast?.at(1.2)?.[0]).toBeCloseTo(10 / 0.3, 0);
    expect(forecast?.at(2)).toBeNull();
    const { values, stopped } = forecast!.along([1.1, 1.2, 2]);
    expect(values[0]).toHaveLength(2);
    expect(stopped).toMatch(/^the integrated scores diverge near 3[0-4] B$/);
    expect(forecast?.marks.join()).toMatch(/unstable/);
  });

  test('of two models is refused in words', () => {
    const two = {
      ...relaxing,
      logSize: relaxing.logSize.slice(0, 2),
      scores: [relaxing.scores[0].slice(0, 2)],
    };
    expect(fitSparse(two).refused).toMatch(/at least 3 models/);
  });
});
