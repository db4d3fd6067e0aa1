import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correlationMatrix, symmetricEigen } from '$lib/stats/eigen';
import { affordableDraws, resampledComponents, unrelatedEigenvalues } from '$lib/stats/eigenBootstrap';
import { openStream } from '$lib/stats/philox';
import { aligned, principalComponents } from '$lib/stats/principalComponents';
import { quantile } from '$lib/stats/quantile';

const flat = (rows: readonly number[][]) => Float64Array.from(rows.flat());
const noise = (seed: number, n: number, p: number) => {
  const random = openStream(seed, 2, 0);
  return Array.from({ length: n }, () => Array.from({ length: p }, () => random.nextNormal()));
};
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, v, i) => sum + v * b[i], 0);

describe('principalComponents', () => {
  test('are the eigenvectors of the correlation matrix, with more or fewer variables than observations', () => {
    for (const [n, p] of [
      [12, 4],
      [5, 5],
      [5, 9],
      [4, 40],
    ]) {
      const rows = noise(n, n, p);
      const found = principalComponents(flat(rows), p);
      const expected = symmetricEigen(correlationMatrix(rows) ?? []);
      expect(found?.values).toHaveLength(Math.min(p, n - 1));
      expect(found?.vectors).toHaveLength(Math.min(p, n - 1));
      found?.vectors.forEach((vector, k) => {
        expect(found.values[k]).toBeCloseTo(expected.values[k], 10);
        expect(dot(vector, vector)).toBeCloseTo(1, 10);
        expect(Math.abs(dot(vector, expected.vectors[k]))).toBeCloseTo(1, 8);
      });
      expect(found?.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(p, 10);
    }
  });
  test('of one direction are one vector; of a constant variable none', () => {
    const line = [1, 2, 4, 8].map((t) => [t, 3 - 2 * t, 5 * t]);
    const found = principalComponents(flat(line), 3);
    expect(found?.values[0]).toBeCloseTo(3, 12);
    expect(found?.vectors).toHaveLength(1);
    const root = 1 / Math.sqrt(3);
    const sign = Math.sign(Number(found?.vectors[0][0]));
    [root, -root, root].forEach((value, j) => expect(found?.vectors[0][j]).toBeCloseTo(sign * value, 12));
    expect(principalComponents(flat([1, 2, 3].map((t) => [t, 0.1])), 2)).toBeNull();
  });
});

describe('aligned', () => {
  const turned = (angle: number) => [
    [Math.cos(angle), Math.sin(angle), 0],
    [-Math.sin(angle), Math.cos(angle), 0],
    [0, 0, 1],
  ];
  test('undoes any change of order and of signs', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.7, max: 0.7, noNaN: true }),
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
        (angle, order, flips) => {
          const own = turned(angle);
          const mixed = order.map((k) => own[k].map((value) => (flips[k] ? -value : value)));
          const found = aligned(turned(0), mixed);
          own.forEach((vector, k) => {
            vector.forEach((value, j) => expect(found[k]?.[j]).toBeCloseTo(value, 12));
          });
        },
      ),
      { numRuns: 100 },
    );
  });
  test('leaves a place without a match empty', () => {
    expect(aligned(turned(0), [[0, -1, 0]])).toEqual([null, [-0, 1, -0], null]);
  });
});

describe('resampledComponents', () => {
  /** Variables 0 and 1 follow one score, 2 and 3 another. */
  const blocks = noise(5, 40, 6).map(([a, b, ...e]) => [
    a + 0.3 * e[0],
    -a + 0.3 * e[1],
    1.3 * b + 0.6 * e[2],
    1.3 * b + 0.6 * e[3],
  ]);
  const reference = principalComponents(flat(blocks), 4)?.vectors ?? [];

  test('holds the quantiles of the eigenvalues, computed the long way', async () => {
    const { used, values } = await resampledComponents(blocks, reference, { seed: 3, draws: 50, stream: 7 });
    expect(used).toBe(50);
    for (let d = 0; d < 50; d++) {
      const random = openStream(3, 7, d);
      const picked = blocks.map(() => blocks[random.nextIndex(40)]);
      const expected = symmetricEigen(correlationMatrix(picked) ?? []).values;
      expected.forEach((value, k) => expect(values[k][d]).toBeCloseTo(value, 10));
    }
  });
  test('keeps planted components of near-equal eigenvalues apart by direction', async () => {
    const { vectors } = await resampledComponents(blocks, reference, { seed: 3, draws: 400 });
    const spread = (k: number, j: number) => {
      const loadings = vectors.map((components) => Number(components[k]?.[j]));
      return quantile(loadings, 0.975) - quantile(loadings, 0.025);
    };
    // By rank the two change places: the loading of variable 0 on the "first" would run from 0 to 0.7.
    for (const k of [0, 1]) for (let j = 0; j < 4; j++) expect(spread(k, j)).toBeLessThan(0.65);
    for (const components of vectors)
      components.forEach((vector, k) => {
        if (vector !== null) expect(dot(vector, reference[k])).toBeGreaterThan(0);
      });
  });
  test('another order of the observations changes nothing but which words are drawn', async () => {
    const ends = async (rows: number[][]) => {
      const { vectors, values } = await resampledComponents(rows, reference, { seed: 1, draws: 1000 });
      return [
        quantile(values[0], 0.025),
        quantile(values[0], 0.975),
        ...[0, 1, 2, 3].map((j) =>
          quantile(
            vectors.map((components) => Number(components[0]?.[j])),
            0.5,
          ),
        ),
      ];
    };
    const [there, back] = [await ends(blocks), await ends([...blocks].reverse())];
    there.forEach((value, i) => expect(Math.abs(value - back[i])).toBeLessThan(0.08));
  });
  test('drops resamples in which a variable is constant', async () => {
    const rows = [
      [1, 0],
      [2, 0],
      [4, 0],
      [3, 1],
    ];
    const { used, values, vectors } = await resampledComponents(
      rows,
      principalComponents(flat(rows), 2)?.vectors ?? [],
      { seed: 1, draws: 500 },
    );
    // The last observation has to be in it, and not alone.
    const expected = 1 - 0.75 ** 4 - 0.25 ** 4;
    expect(Math.abs(used / 500 - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / 500));
    expect(values[0]).toHaveLength(used);
    expect(vectors).toHaveLength(used);
  });
  test('stops when told', async () => {
    const control = { signal: AbortSignal.abort(new Error('enough')) };
    await expect(resampledComponents(blocks, reference, { seed: 1, draws: 9 }, control)).rejects.toThrow(
      'enough',
    );
  });
});

describe('unrelatedEigenvalues', () => {
  test('have a mean of 1, spread about it by the number of observations, and do not see the pairing', async () => {
    const rows = noise(1, 12, 4);
    const related = rows.map(([a]) => [a, 2 * a, -a, a + 1]);
    const unrelated = await unrelatedEigenvalues(related, { seed: 2, draws: 500 });
    expect(unrelated).toHaveLength(4);
    for (let d = 0; d < 500; d++)
      expect(unrelated.reduce((sum, values) => sum + values[d], 0)).toBeCloseTo(4, 9);
    // Σλ² = Σr² over all pairs, and E r² = 1/(n − 1) under permutation: 4 + 12/11.
    const squares = unrelated.flat().reduce((sum, value) => sum + value * value, 0) / 500;
    expect(Math.abs(squares - (4 + 12 / 11))).toBeLessThan(0.12);
    expect(quantile(unrelated[0], 0.95)).toBeLessThan(3.5);
  });
});

test('affordableDraws', () => {
  expect(affordableDraws(8, 5)).toBe(1000);
  expect(affordableDraws(30, 20)).toBe(250);
  expect(affordableDraws(100, 60)).toBe(200);
  expect(affordableDraws(5, 60)).toBe(1000);
});
