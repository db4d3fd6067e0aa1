/** Projections of pairs in a head whose two directions a test decides. */
import { describe, expect, test } from 'vitest';
import type { Capability } from '../../../../src/lib/models/heads/capability';
import { pairing, type ContrastTokens } from '../../../../src/lib/models/heads/contrast';
import { headProjections } from '../../../../src/lib/models/heads/pairProjections';
import { openFakeModel } from './fakeModel';

const DIM = 6;
/** Sequences that end in 10 … 19 are right, those that end in 20 … 29 wrong. */
const items = (from: number, count = 12): ContrastTokens[] =>
  Array.from({ length: count }, (_, i) => ({
    context: [from, 40 + i],
    correct: [10 + (i % 5)],
    incorrect: [20 + (i % 5)],
  }));
const capability = (id: string, scanned: ContrastTokens[], dropped: number[] = []): Capability => ({
  ...{ id, title: id, scanned, pairing: pairing(scanned), heldOut: [] },
  dropped: dropped.map((index) => ({ index, reason: 'too long' })),
});
/** In head 1.0 right answers of the first kind go along axis 0, those of the second against it; wrong ones are 0. */
const model = openFakeModel({
  shape: { layers: 2, heads: 2, headDim: DIM },
  change: ({ layer, head, sequence }, output) => {
    if (layer !== 1 || head !== 0) return;
    const last = sequence[sequence.length - 1];
    output.fill(0);
    if (last < 20) output[0] = sequence[0] === 30 ? 1 : -1;
  },
});
const sets = [capability('first', items(30)), capability('second', items(31))] as const;

describe('headProjections', () => {
  test('pairs of a planted head lie along their own direction and against the other', async () => {
    const { pairs } = await headProjections(model, { place: { layer: 1, head: 0 }, capabilities: sets });
    for (const side of pairs) {
      expect(side).toHaveLength(12);
      for (const { own, other } of side) {
        expect(own).toBeCloseTo(1, 6);
        expect(other).toBeCloseTo(-1, 6);
      }
    }
  });
  test('a pair has no part in the direction that it is judged by: in noise the mean cosine is not lifted', async () => {
    const many = [capability('first', items(30, 80)), capability('second', items(31, 80))] as const;
    const { pairs } = await headProjections(model, { place: { layer: 0, head: 1 }, capabilities: many });
    const mean = pairs[0].reduce((sum, { own }) => sum + (own ?? 0), 0) / pairs[0].length;
    // With itself in the mean a pair of 80 in 6 dimensions would have a cosine of about √(6/80)·… > 0.1 more.
    expect(Math.abs(mean)).toBeLessThan(0.25);
    for (const { own } of pairs[0]) expect(Math.abs(own ?? 0)).toBeLessThanOrEqual(1);
  });
  test('pairs keep the places of their items, those left out passed over', async () => {
    const swapped: ContrastTokens[] = [
      { context: [30, 1], correct: [10], incorrect: [20] },
      { context: [30, 2], correct: [20], incorrect: [10] },
      { context: [30, 3], correct: [11], incorrect: [21] },
    ];
    const { pairs } = await headProjections(model, {
      place: { layer: 1, head: 0 },
      capabilities: [capability('first', swapped, [0, 2]), sets[1]],
    });
    expect(pairs[0].map(({ items: places }) => places)).toEqual([[1, 3], [4]]);
  });
  test('a head without differences has no cosine, and one that is not there is refused', async () => {
    const silent = openFakeModel({ change: (_, output) => output.fill(0) });
    const { pairs } = await headProjections(silent, { place: { layer: 0, head: 0 }, capabilities: sets });
    expect(pairs[0][0]).toMatchObject({ own: null, other: null });
    await expect(
      headProjections(model, { place: { layer: 1, head: 2 }, capabilities: sets }),
    ).rejects.toThrow('no head 2 in layer 1; this model has 2 layers of 2 heads');
  });
});
