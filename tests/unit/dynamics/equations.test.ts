import { describe, expect, test } from 'vitest';
import { equationOf, equationsOf } from '../../../src/lib/dynamics/equations';
import { polynomialTerms } from '../../../src/lib/dynamics/library';
import { SPARSE_DEFAULTS } from '../../../src/lib/dynamics/polynomialSystem';
import { fitSparseSystem, sparseSystem } from '../../../src/lib/dynamics/sparseSystem';
import { tableA } from './trajectories';

describe('equations', () => {
  test('read constant first, then by size, with true minus signs', () => {
    const texts = equationsOf(fitSparseSystem(tableA(), SPARSE_DEFAULTS)).map(({ text }) => text);
    expect(texts[0]).toMatch(/^d hellaswag\/dL = 1\.\d+$/);
    expect(texts[1]).toMatch(/^d truthfulqa\/dL = −1\.\d+$/);
    expect(texts[3]).toMatch(/^d winogrande\/dL = [\d.]+ − [\d.]+·mmlu \+ [\d.]+·hellaswag$/);
  });

  test('name powers and products of degree 2, and an empty equation is 0', () => {
    const system = {
      ...fitSparseSystem(tableA(), SPARSE_DEFAULTS),
      benchmarks: ['A', 'B'],
      terms: polynomialTerms(2, 2),
      coefficients: [
        [0, 0, 0, -1234.5, 0.04567, 0],
        [0, 0, 0, 0, 0, 0],
      ],
    };
    expect(equationOf(system, 0).text).toBe('d A/dL = −1230·A² + 0.0457·A·B');
    expect(equationOf(system, 0).terms[0].factors).toEqual([{ benchmark: 'A', power: 2 }]);
    expect(equationOf(system, 1).text).toBe('d B/dL = 0');
    expect(() => equationOf(system, 2)).toThrow('equation 2 of 2');
  });

  test('carry each term’s inclusion probability, or none', async () => {
    const drawn = await sparseSystem(tableA(), SPARSE_DEFAULTS, { seed: 1, draws: 10 });
    const j = drawn.terms.findIndex((term) => term.every((power) => power === 0));
    expect(equationOf(drawn, 0).terms[0].inclusion).toBe(drawn.inclusion[0][j]);
    expect(equationOf({ ...drawn, inclusion: [] }, 0).terms[0].inclusion).toBeNull();
  });
});
