import { describe, expect, test } from 'vitest';
import {
  itemDigest,
  itemNoiseOf,
  ownItemNoise,
  recommendedCorrelation,
} from '../../../src/lib/coupling/itemNoise';
import { alignItems } from '../../../src/lib/coupling/itemResults';
import { differenceSd } from '../../../src/lib/coupling/scoreNoise';
import type { ItemTable } from '../../../src/lib/scores/items/itemTable';
import { pearson } from '../../../src/lib/stats/correlation';
import { populationSd } from '../../../src/lib/stats/summary';
import { simulatedItems } from './itemSamples';

const noiseOf = (table: ItemTable) => itemNoiseOf(alignItems(table));
const handmade = (rows: number[][], binary = true): ItemTable => ({
  benchmark: 'b',
  items: rows[0].length,
  models: rows.map((_, i) => `m${i}`),
  results: Float32Array.from(rows.flat()),
  binary,
});

describe('noise from item results', () => {
  test('is √(p(1−p)/n) for 0/1 results, s/√n for graded ones', () => {
    const { scores, se } = noiseOf(handmade([[1, 1, 1, 0, 0, 0, 0, 0, 0, 0]]));
    expect(scores[0]).toBeCloseTo(30, 12);
    expect(se[0]).toBeCloseTo(100 * Math.sqrt((0.3 * 0.7) / 10), 12);
    const graded = [0.25, 0.5, 0.75, 1, 0];
    expect(noiseOf(handmade([graded], false)).se[0]).toBeCloseTo(
      (100 * populationSd(graded)) / Math.sqrt(5),
      12,
    );
  });

  test('a score of 0 or 100 % has the noise of half an item, and no correlation', () => {
    const { se, consecutive, correlation } = noiseOf(
      handmade([
        [1, 1, 1, 1],
        [0, 0, 0, 0],
      ]),
    );
    expect([...se]).toEqual([se[0], se[0]]);
    expect(se[0]).toBeCloseTo(100 * Math.sqrt((0.125 * 0.875) / 4), 12);
    expect(consecutive).toEqual([null]);
    expect(correlation).toBeNull();
  });

  test('constant graded results, which no float holds exactly, have no correlation either', () => {
    const { consecutive } = noiseOf(
      handmade(
        [
          [0.1, 0.1, 0.1],
          [0.3, 0.2, 0.9],
        ],
        false,
      ),
    );
    expect(consecutive).toEqual([null]);
  });

  test('ρ is the correlation of results, and with it the formula gives the paired standard error', () => {
    const table = simulatedItems(700, [-0.5, 0, 0.7, 1]);
    const { items } = table;
    const noise = noiseOf(table);
    const row = (model: number) => table.results.subarray(model * items, (model + 1) * items);
    noise.consecutive.forEach((rho, i) => {
      expect(rho).toBeCloseTo(pearson(row(i), row(i + 1)) ?? NaN, 12);
      expect(rho).toBeGreaterThan(0.2);
      expect(noise.differenceSe[i * 4 + i + 1]).toBeCloseTo(
        differenceSd(noise.se[i], noise.se[i + 1], { itemCorrelation: rho ?? NaN, runSd: 0 }),
        10,
      );
      const paired = row(i).map((value, item) => value - row(i + 1)[item]);
      expect(noise.differenceSe[(i + 1) * 4 + i]).toBeCloseTo(
        (100 * populationSd(paired)) / Math.sqrt(items),
        10,
      );
    });
  });

  test('takes the median of consecutive correlations, kept within the setting’s range', () => {
    const noise = noiseOf(simulatedItems(400, [-1, 0, 0.2, 0.4]));
    const [, middle] = [...noise.consecutive].sort((a, b) => Number(a) - Number(b));
    expect(noise.correlation).toBe(middle);
    expect(ownItemNoise(noise)[1]).toBeCloseTo(noise.se[1] * Math.sqrt(1 - Number(middle)), 12);
    expect(
      noiseOf(
        handmade([
          [1, 0, 1],
          [1, 0, 1],
        ]),
      ).correlation,
    ).toBe(0.99);
    expect(
      noiseOf(
        handmade([
          [1, 0, 1],
          [0, 1, 0],
        ]),
      ).correlation,
    ).toBe(0);
  });

  test('recommends the cautious one of two benchmarks, in two digits', () => {
    const [a, b] = [0.617, 0.58].map((correlation) => ({
      ...noiseOf(simulatedItems(9, [0, 1])),
      correlation,
    }));
    expect(recommendedCorrelation([a, b])).toBe(0.58);
    expect(recommendedCorrelation([a])).toBe(0.61);
    expect(recommendedCorrelation([{ ...a, correlation: null }])).toBeNull();
  });
});

describe('digest of item results', () => {
  const rows = [
    [1, 0, 1, NaN],
    [1, 1, 0, 0],
    [0, 1, 1, 1],
  ];
  const digest = itemDigest(handmade(rows));

  test('is that of the same items in any order of items and models', async () => {
    const shuffled = rows.map((row) => [3, 1, 0, 2].map((item) => row[item]));
    expect(await itemDigest(handmade(shuffled))).toBe(await digest);
    const { models, ...table } = handmade([rows[2], rows[0], rows[1]]);
    expect(await itemDigest({ ...table, models: [models[2], models[0], models[1]] })).toBe(await digest);
    expect(await digest).toMatch(/^[0-9a-f]{64}$/);
  });

  test('changes with any result, a missing one, a name, or the benchmark', async () => {
    const others = [
      handmade([[0, 0, 1, NaN], rows[1], rows[2]]),
      handmade([[1, 0, 1, 0], rows[1], rows[2]]),
      // Every model keeps its sum, but not what it shares with the others.
      handmade([[1, 1, 0, NaN], rows[1], rows[2]]),
      { ...handmade(rows), models: ['m0', 'm1', 'other'] },
      { ...handmade(rows), benchmark: 'c' },
    ];
    const digests = await Promise.all([digest, ...others.map(itemDigest)]);
    expect(new Set(digests).size).toBe(digests.length);
  });

  test('tells graded results apart to the last bit of a 32-bit float', async () => {
    const of = (value: number) => itemDigest(handmade([[value, 0.25]], false));
    expect(await of(0.5)).not.toBe(await of(0.5 + 2 ** -24));
    expect(await of(0)).toBe(await of(-0));
  });
});
