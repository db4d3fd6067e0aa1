import { describe, expect, test } from 'vitest';
import { permutationTest } from '$lib/stats/permutation';
import { permutationPairs } from '$lib/stats/permutationPairs';
import { openStream } from '$lib/stats/philox';
import { families } from './families';

const random = openStream(11, 3, 0);
const columns = Array.from({ length: 4 }, (_, j) =>
  Float64Array.from({ length: 13 }, (_, i) => j * 0.1 * i + random.nextNormal()),
);
const pairs = [
  [0, 1],
  [2, 3],
  [3, 0],
  [1, 3],
] as const;

describe('permutationPairs', () => {
  test('gives each pair the p that it has alone with the same words', async () => {
    const sampling = { seed: 9, draws: 2000, stream: 4 };
    const ps = await permutationPairs({ columns, pairs }, sampling);
    pairs.forEach(([i, j], k) => {
      const alone = permutationTest(columns[i], columns[j], sampling);
      expect(alone?.exact).toBe(false);
      expect(ps[k]).toBe(alone?.p);
    });
    expect(new Set(ps).size).toBe(pairs.length);
  });
  test('is near the share of all orders where they can be visited', async () => {
    const family = families.find(({ reference }) => reference.n === 8);
    const rows = family?.rows ?? [];
    const five = [0, 1, 2, 3, 4].map((k) => Float64Array.from(rows, (row) => row[k]));
    const all = five.flatMap((_, i) => five.slice(i + 1).map((_, k) => [i, i + 1 + k] as const));
    const ps = await permutationPairs({ columns: five, pairs: all }, { seed: 1, draws: 20_000 });
    all.forEach(([i, j], k) => {
      const exact = Number(permutationTest(five[i], five[j], { seed: 1 })?.p);
      expect(Math.abs(ps[k] - exact)).toBeLessThan(5 * Math.sqrt(exact / 20_000) + 1e-4);
    });
  });
  test('tells progress, and stops when told', async () => {
    const told: number[] = [];
    await permutationPairs(
      { columns, pairs },
      { seed: 1, draws: 20_000 },
      { onProgress: (f) => told.push(f) },
    );
    expect(told.length).toBeGreaterThan(3);
    expect(told.at(-1)).toBe(1);
    const stopped = { signal: AbortSignal.abort(new Error('enough')) };
    await expect(permutationPairs({ columns, pairs }, { seed: 1, draws: 10 }, stopped)).rejects.toThrow(
      'enough',
    );
  });
  test('misuse', async () => {
    const constant = [columns[0], new Float64Array(13).fill(2)];
    await expect(
      permutationPairs({ columns: constant, pairs: [[0, 1]] }, { seed: 1, draws: 10 }),
    ).rejects.toThrow('column 1 is 2 everywhere');
    const uneven = [columns[0], columns[1].subarray(1)];
    await expect(
      permutationPairs({ columns: uneven, pairs: [[0, 1]] }, { seed: 1, draws: 10 }),
    ).rejects.toThrow('column 1 has 12 values');
    await expect(permutationPairs({ columns, pairs }, { seed: 1, draws: 0 })).rejects.toThrow('0 draws');
  });
});
