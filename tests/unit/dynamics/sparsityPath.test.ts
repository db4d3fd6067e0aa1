import { describe, expect, test } from 'vitest';
import { SPARSE_DEFAULTS } from '../../../src/lib/dynamics/polynomialSystem';
import { fitSparseSystem } from '../../../src/lib/dynamics/sparseSystem';
import { lambdaGrid, sparsityPath } from '../../../src/lib/dynamics/sparsityPath';
import { tableA } from './trajectories';

const noise = { seed: 1, draws: 20 };

describe('sparsity path', () => {
  test('runs from every term active to none, in equal ratios', () => {
    const grid = lambdaGrid(tableA(), SPARSE_DEFAULTS, 24);
    expect(grid).toHaveLength(24);
    for (let i = 2; i < 24; i++) expect(grid[i] / grid[i - 1]).toBeCloseTo(grid[1] / grid[0], 9);
    const parameters = (lambda: number) =>
      fitSparseSystem(tableA(), { ...SPARSE_DEFAULTS, lambda }).parameters;
    expect(parameters(grid[0])).toBe(30);
    expect(parameters(grid[23])).toBe(0);
  });

  test('has the chosen λ among its systems, that one alone with inclusion probabilities', async () => {
    const { lambdas, systems } = await sparsityPath(tableA(), SPARSE_DEFAULTS, noise, 12);
    expect(lambdas).toHaveLength(13);
    expect(lambdas).toEqual([...lambdas].sort((a, b) => a - b));
    expect(systems.map(({ lambda }) => lambda)).toEqual(lambdas);
    expect(systems.filter(({ inclusion }) => inclusion.length > 0).map(({ lambda }) => lambda)).toEqual([1]);
    expect(systems[lambdas.indexOf(1)].relativeError).toBeCloseTo(0.0506, 4);
  });

  test('a λ of the grid is not listed twice', async () => {
    const lambda = lambdaGrid(tableA(), SPARSE_DEFAULTS, 12)[4];
    const { lambdas } = await sparsityPath(tableA(), { ...SPARSE_DEFAULTS, lambda }, noise, 12);
    expect(lambdas).toHaveLength(12);
    expect(() => lambdaGrid(tableA(), SPARSE_DEFAULTS, 1)).toThrow('1 thresholds');
  });
});
