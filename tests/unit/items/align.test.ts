import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeByHash, placeById, shareItems } from '$lib/scores/items/align';

interface Row {
  hash: number;
  id: number;
}
const columns = (rows: Row[]) => ({ hashes: rows.map(({ hash }) => hash), docIds: rows.map(({ id }) => id) });

/** A run: few hashes and ids, so that equal documents and doubled lines are common; in any order. */
const runs = fc.array(fc.record({ hash: fc.nat(6), id: fc.nat(4) }), { maxLength: 14 });

/** Straight from the definition: the row of the k-th id, of those that a hash has, at its first line. */
function bruteForce(rows: Row[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const hash of new Set(rows.map((row) => row.hash))) {
    const ids = [...new Set(rows.filter((row) => row.hash === hash).map((row) => row.id))].sort(
      (a, b) => a - b,
    );
    ids.forEach((id, occurrence) =>
      found.set(
        `${hash} ${occurrence}`,
        rows.findIndex((row) => row.hash === hash && row.id === id),
      ),
    );
  }
  return found;
}
const spelled = (items: ReadonlyMap<number, number>) =>
  new Map([...items].map(([item, row]) => [`${item % 2 ** 32} ${Math.floor(item / 2 ** 32)}`, row]));

describe('placing by hash', () => {
  test('equals brute force, for any order of lines', () =>
    fc.assert(
      fc.property(runs, (rows) => {
        const { rows: placed, doubled, unplaced } = placeByHash(columns(rows));
        expect(spelled(placed)).toEqual(bruteForce(rows));
        expect(placed.size + doubled.length + unplaced).toBe(rows.length);
        for (const { row, first } of doubled) {
          expect(rows[row]).toEqual(rows[first]);
          expect(first).toBeLessThan(row);
        }
      }),
      { numRuns: 200 },
    ));

  test('the order of lines does not change which document an item is', () =>
    fc.assert(
      fc.property(
        runs.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
        ([rows, shuffled]) => {
          const one = placeByHash(columns(rows)).rows;
          const other = placeByHash(columns(shuffled)).rows;
          expect(one.size).toBe(other.size);
          for (const [item, row] of one) expect(shuffled[other.get(item)!]).toEqual(rows[row]);
        },
      ),
      { numRuns: 200 },
    ));

  test('without ids, equal hashes are one item', () => {
    const { rows, doubled } = placeByHash({ hashes: [4, 5, 4], docIds: [NaN, NaN, NaN] });
    expect([...rows]).toEqual([
      [4, 0],
      [5, 1],
    ]);
    expect(doubled).toEqual([{ row: 2, first: 0 }]);
  });

  test('lines without a hash are counted', () =>
    expect(placeByHash({ hashes: [-1, 2], docIds: [0, 1] })).toMatchObject({ unplaced: 1 }));
});

test('placing by id keeps the first line of each', () => {
  const { rows, doubled, unplaced } = placeById({ docIds: [7, 3, 7, NaN] });
  expect([...rows]).toEqual([
    [7, 0],
    [3, 1],
  ]);
  expect({ doubled, unplaced }).toEqual({ doubled: [{ row: 2, first: 0 }], unplaced: 1 });
});

describe('sharing items', () => {
  const setsOf = (...lists: number[][]) => lists.map((items) => new Map(items.map((item) => [item, 0])));
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

  test('equals the intersection and the union of the runs that are included', () =>
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(fc.nat(12)), { minLength: 1, maxLength: 5 }), (lists) => {
        const { included, shared, dropped } = shareItems(setsOf(...lists));
        const used = included.map((i) => lists[i]);
        const union = [...new Set(used.flat())];
        const both = union.filter((item) => used.every((items) => items.includes(item)));
        expect([...shared].sort()).toEqual([...both].sort());
        expect(dropped).toBe(union.length - both.length);
        const common = upTo(13).filter(
          (item) => 2 * lists.filter((l) => l.includes(item)).length > lists.length,
        );
        lists.forEach((items, i) =>
          expect(included.includes(i)).toBe(
            2 * common.filter((item) => items.includes(item)).length >= common.length,
          ),
        );
      }),
      { numRuns: 200 },
    ));

  test('one short run does not reduce the others to its few items', () =>
    expect(shareItems(setsOf(upTo(100), upTo(100), upTo(10)))).toMatchObject({
      included: [0, 1],
      dropped: 0,
    }));

  test('of two runs the shorter decides', () => {
    const { included, shared, dropped } = shareItems(setsOf(upTo(100), upTo(10)));
    expect({ included, shared: shared.length, dropped }).toEqual({
      included: [0, 1],
      shared: 10,
      dropped: 90,
    });
  });
});
