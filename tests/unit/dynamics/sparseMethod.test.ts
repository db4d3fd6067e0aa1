import { describe, expect, test } from 'vitest';
import { isRefused } from '../../../src/lib/dynamics/methods/method';
import { sparse } from '../../../src/lib/dynamics/methods/sparse';
import { SPARSE_DEFAULTS } from '../../../src/lib/dynamics/polynomialSystem';
import { fitSparse } from '../../../src/lib/dynamics/sparseForecast';
import { familyOf } from './trajectories';

const opt = familyOf('uniform', 'OPT');
const last = opt.logSize[opt.logSize.length - 1];
const noise = { seed: 1, draws: 20 };

describe('the sparse system as a method', () => {
  test('foretells what the system does when carried on, whether or not the size was announced', () => {
    const direct = fitSparse(opt).forecast?.at(last + 0.3);
    const announced = sparse(SPARSE_DEFAULTS, noise).fit(opt, [last + 0.1, last + 0.3]);
    const asked = sparse(SPARSE_DEFAULTS, noise).fit(opt);
    opt.benchmarks.forEach((_, k) => {
      const [a, b] = [announced[k], asked[k]];
      if (isRefused(a) || isRefused(b)) throw new Error('refused');
      expect(b.at(last + 0.3)).toBeCloseTo(direct?.[k] ?? NaN, 9);
      // The integrator picks its steps by where it is to stop.
      expect(Math.abs(a.at(last + 0.3) - b.at(last + 0.3))).toBeLessThan(1e-3);
    });
  });

  test('has nested bands that are the same each time, and none without draws', () => {
    const fits = () => sparse(SPARSE_DEFAULTS, noise).fit(opt, [last + 0.3]);
    const [first, again] = [fits(), fits()];
    first.forEach((fit, k) => {
      const same = again[k];
      if (isRefused(fit) || isRefused(same)) throw new Error('refused');
      const [inner, outer] = [fit.band(last + 0.3, 0.8), fit.band(last + 0.3, 0.95)];
      if (inner === null || outer === null) throw new Error('no band');
      expect(outer[0]).toBeLessThan(inner[0]);
      expect(inner[0]).toBeLessThan(fit.at(last + 0.3));
      expect(inner[1]).toBeLessThan(outer[1]);
      expect(same.band(last + 0.3, 0.8)).toEqual(inner);
    });
    const [bare] = sparse(SPARSE_DEFAULTS, { seed: 1, draws: 0 }).fit(opt, [last + 0.3]);
    expect(!isRefused(bare) && bare.band(last + 0.3, 0.8)).toBeNull();
  });

  test('says why it is refused, for every benchmark', () => {
    const small = familyOf('uniform', 'GPT-Neo');
    const fits = sparse(SPARSE_DEFAULTS, noise).fit(small);
    expect(fits).toHaveLength(small.benchmarks.length);
    for (const fit of fits) expect(isRefused(fit) && fit.refused).toMatch(/so many fit any series/);
  });
});
