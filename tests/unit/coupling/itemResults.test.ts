import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { alignItems, packItems, type AlignedItems } from '../../../src/lib/coupling/itemResults';
import { groupsOf } from '../../../src/lib/gpu/itemBootstrapJob';
import type { ItemTable } from '../../../src/lib/scores/items/itemTable';

const table = (changes: Partial<ItemTable> = {}): ItemTable => ({
  benchmark: 'arc/acc',
  items: 4,
  models: ['small', 'large'],
  results: Float32Array.of(0, 1, NaN, 0, 1, 1, 1, 0),
  binary: true,
  ...changes,
});
const aligned = (results: number[][], binary: boolean): AlignedItems => ({
  benchmark: 'b',
  binary,
  models: results.map((_, i) => `m${i}`),
  items: results[0].length,
  results: results.map((row) => Float32Array.from(row)),
  dropped: 0,
});

describe('alignItems', () => {
  test('keeps the items that all answered, in the order of models asked for', () => {
    const items = alignItems(table(), ['large', 'small']);
    expect(items).toMatchObject({ models: ['large', 'small'], items: 3, dropped: 1, benchmark: 'arc/acc' });
    expect(items.results.map((row) => [...row])).toEqual([
      [1, 1, 0],
      [0, 1, 0],
    ]);
  });

  test('a model that is left out takes no item away', () => {
    expect(alignItems(table(), ['large'])).toMatchObject({ items: 4, dropped: 0 });
  });

  test('says what is wrong', () => {
    expect(() => alignItems(table(), ['huge'])).toThrow('no item results of huge on arc/acc');
    expect(() => alignItems(table(), [])).toThrow('name at least one');
    expect(() => alignItems(table({ results: Float32Array.of(0, 0.5, 1, 0, 1, 1, 1, 0) }))).toThrow(
      'result 0.5 of small on arc/acc; results are 0 or 1',
    );
    expect(() =>
      alignItems(table({ binary: false, results: Float32Array.of(0, 0.5, 1, 0, 1, 1, 1.5, 0) })),
    ).toThrow('result 1.5 of large on arc/acc; results are from 0 to 1');
    const never = table({ results: Float32Array.of(0, 1, NaN, NaN, NaN, NaN, 1, 0) });
    expect(() => alignItems(never)).toThrow('no item of arc/acc was answered by all of small, large');
  });
});

describe('packItems', () => {
  test('packs 0/1 results as one bit per model', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 9 }), (models, items) => {
        const results = Array.from({ length: models }, (_, m) =>
          Array.from({ length: items }, (__, i) => ((m * 7 + i * 3) % 5) % 2),
        );
        const packed = packItems(aligned(results, true));
        expect(packed).toMatchObject({ models, items, levels: 1 });
        expect(packed.words).toHaveLength(groupsOf(packed) * items);
        results.forEach((row, m) =>
          row.forEach((value, i) =>
            expect((packed.words[(m >> 5) * items + i] >>> (m & 31)) & 1).toBe(value),
          ),
        );
      }),
      { numRuns: 20 },
    );
  });

  test('packs graded results within half a level, as many levels as 32 bits can sum', () => {
    const results = Array.from({ length: 11 }, (_, m) => [0, 1, m / 11, 0.123456]);
    const packed = packItems(aligned(results, false));
    expect(packed.levels).toBe(65_535);
    expect(packed.words).toHaveLength(2 * 4 * 4);
    results.forEach((row, m) =>
      row.forEach((value, i) => {
        const word = packed.words[((m >> 3) * 4 + i) * 4 + (m & 3)];
        const level = (m & 7) < 4 ? word & 0xffff : word >>> 16;
        expect(Math.abs(level / 65_535 - value)).toBeLessThanOrEqual(0.5 / 65_535 + 1e-8);
      }),
    );
    const many = packItems(aligned([new Array<number>(200_000).fill(1)], false));
    expect(many.levels * many.items).toBeLessThanOrEqual(0xffffffff);
    expect((many.levels + 1) * many.items).toBeGreaterThan(0xffffffff);
  });
});
