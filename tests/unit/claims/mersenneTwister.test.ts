import { describe, expect, test } from 'vitest';
import { mersenneTwister } from '$lib/claims/mersenneTwister';

const take = (n: number, next: () => number) => Array.from({ length: n }, next);

describe('MT19937', () => {
  test('gives NumPy’s words for seed 42, across a renewal of its state', () => {
    const random = mersenneTwister(42);
    expect(take(5, random.nextWord)).toEqual([1608637542, 3421126067, 4083286876, 787846414, 3143890026]);
    take(1247 - 5, random.nextWord);
    expect(take(3, random.nextWord)).toEqual([1014112781, 2655384025, 3263983643]);
  });

  test('draws the indices of RandomState.choice and randint', () => {
    const random = mersenneTwister(42);
    const fourteen = () => take(14, () => random.nextIndex(14));
    expect(fourteen()).toEqual([6, 3, 12, 10, 7, 12, 4, 6, 9, 2, 6, 10, 10, 7]);
    expect(fourteen()).toEqual([4, 3, 7, 7, 2, 5, 4, 1, 7, 11, 13, 5, 1, 11]);
    const other = mersenneTwister(7);
    expect(take(10, () => other.nextIndex(8))).toEqual([7, 4, 1, 6, 3, 3, 7, 7, 4, 1]);
  });

  test('draws no word for a single item', () => {
    const [plain, asked] = [mersenneTwister(1), mersenneTwister(1)];
    expect(asked.nextIndex(1)).toBe(0);
    expect(asked.nextWord()).toBe(plain.nextWord());
  });

  test('refuses what is no u32', () => {
    expect(() => mersenneTwister(-1)).toThrow('seed -1');
    expect(() => mersenneTwister(0.5)).toThrow('seed 0.5');
    expect(() => mersenneTwister(1).nextIndex(0)).toThrow('0 items');
  });
});
