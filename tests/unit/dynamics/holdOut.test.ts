import { describe, expect, test } from 'vitest';
import type { MethodId } from '../../../src/lib/dynamics/forecast';
import { holdOut, meanRelativeError } from '../../../src/lib/dynamics/holdOut';
import { SPARSE_DEFAULTS } from '../../../src/lib/dynamics/polynomialSystem';
import { plantedFamilies } from './planted';
import { familyOf, tableA } from './trajectories';

const named = (name: string, trajectory = tableA()) => ({ name, trajectory });
const options = { ...SPARSE_DEFAULTS, lambda: 0.5 };

describe('hold-out', () => {
  test('a system learnt from five planted families foretells the sixth, which curves in L cannot', () => {
    const families = plantedFamilies(6, 16, 2.2, 0.2, 3).map((one, i) => named(`family ${i}`, one));
    const results = families.map((held) =>
      holdOut(
        families.filter((one) => one !== held),
        held,
        options,
      ),
    );
    for (const result of results) expect(result.train).toHaveLength(5);
    const overFamilies = (method: MethodId) =>
      results.reduce((sum, result) => sum + meanRelativeError(result, method)! / results.length, 0);
    expect(overFamilies('sparse')).toBeLessThan(0.02);
    for (const method of ['persistence', 'constant', 'line', 'quadratic'] as const)
      expect(overFamilies(method)).toBeGreaterThan(3 * overFamilies('sparse'));
  });

  test('Pythia’s system does worse on Llama-2 than the first Llama-2 model’s own scores', () => {
    const result = holdOut(
      [named('Pythia')],
      named('Llama-2', familyOf('published', 'Llama-2')),
      SPARSE_DEFAULTS,
    );
    expect(meanRelativeError(result, 'persistence')!).toBeLessThan(meanRelativeError(result, 'sparse')!);
    const persisted = result.results.find(
      (one) => one.method === 'persistence' && one.benchmark === 'truthfulqa',
    )!;
    expect(persisted.predicted).toEqual([38.98, 38.98, 38.98]);
    // (|38.98 − 37.4| + |38.98 − 44.9|) / (37.4 + 44.9): the model it starts from is not counted.
    expect(persisted.relativeError).toBeCloseTo(7.5 / 82.3, 9);
  });

  test('a curve is the one through all training points', () => {
    const result = holdOut([named('Pythia')], named('Pythia again'), SPARSE_DEFAULTS);
    const constant = result.results.find(
      (one) => one.method === 'constant' && one.benchmark === 'hellaswag',
    )!;
    const mean = tableA().scores[0].reduce((sum, value) => sum + value) / 8;
    for (const value of constant.predicted) expect(value).toBeCloseTo(mean, 9);
  });

  test('uses the benchmarks that all families have, in any order', () => {
    const { benchmarks, logSize, scores, sd } = tableA();
    const turned = {
      benchmarks: [benchmarks[1], benchmarks[0]],
      logSize,
      scores: [scores[1], scores[0]],
      sd: [sd[1], sd[0]],
    };
    const result = holdOut([named('Pythia')], named('two', turned), options);
    expect([...new Set(result.results.map(({ benchmark }) => benchmark))].sort()).toEqual([
      'hellaswag',
      'truthfulqa',
    ]);
    expect(() =>
      holdOut([named('Pythia')], named('none', { ...turned, benchmarks: ['x', 'y'] }), options),
    ).toThrow('none, Pythia have no benchmark in common');
  });

  test('methods that cannot be fitted say why; impossible requests throw', () => {
    const cut = (n: number) => ({
      ...tableA(),
      logSize: tableA().logSize.slice(0, n),
      scores: tableA().scores.map((values) => values.slice(0, n)),
    });
    const { refused } = holdOut([named('two sizes', cut(2))], named('Pythia'), options);
    expect(refused.map(({ method }) => method)).toEqual(['sparse', 'quadratic']);
    expect(refused[1].reason).toBe('the training families have 2 different sizes; 3 are needed');
    expect(() => holdOut([], named('Pythia'), options)).toThrow('no family to foretell Pythia from');
    expect(() => holdOut([named('Pythia')], named('one', cut(1)), options)).toThrow('one has 1 models');
  });
});
