import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auc } from '$lib/stats/auc';

const sample = fc.array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 0, max: 1 })), {
  minLength: 2,
  maxLength: 30,
});

describe('auc', () => {
  test('is 1 for perfect order, 0 for the reverse, a half for equal scores', () => {
    expect(auc([1, 2, 3, 4], [0, 0, 1, 1])).toBe(1);
    expect(auc([1, 2, 3, 4], [1, 1, 0, 0])).toBe(0);
    expect(auc([7, 7, 7], [0, 1, 0])).toBe(0.5);
  });

  test('is the share of pairs in order, ties half', () =>
    fc.assert(
      fc.property(sample, (pairs) => {
        const positives = pairs.filter(([, y]) => y === 1);
        const negatives = pairs.filter(([, y]) => y === 0);
        const found = auc(
          pairs.map(([x]) => x),
          pairs.map(([, y]) => y),
        );
        if (positives.length === 0 || negatives.length === 0) {
          expect(found).toBeNull();
          return;
        }
        let inOrder = 0;
        for (const [p] of positives) for (const [q] of negatives) inOrder += p > q ? 1 : p === q ? 0.5 : 0;
        expect(found).toBeCloseTo(inOrder / (positives.length * negatives.length), 12);
      }),
    ));

  test('names lengths that differ', () => expect(() => auc([1, 2], [1])).toThrow('auc: 2 values against 1'));
});
