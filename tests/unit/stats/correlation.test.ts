import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fisherInterval,
  kendall,
  partialCorrelation,
  pearson,
  ranks,
  spearman,
} from '$lib/stats/correlation';
import { expectClose, familiesWith } from './families';

const settings = { numRuns: 150 };
const score = fc.integer({ min: 0, max: 1000 }).map((k) => k / 10);
const pairs = fc.array(fc.tuple(score, score), { minLength: 3, maxLength: 15 });
const split = (points: [number, number][]) => [points.map((p) => p[0]), points.map((p) => p[1])] as const;

describe('pearson', () => {
  test('agrees with the reference for every family', () => {
    for (const { x, y, expected } of familiesWith('pearson')) expectClose(pearson(x, y), expected);
  });
  test('does not change when a sample is shifted or scaled, and changes sign with it', () => {
    const factor = fc.double({ min: 0.01, max: 100, noNaN: true });
    const shift = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(pairs, factor, shift, (points, a, b) => {
        const [x, y] = split(points);
        const r = pearson(x, y);
        fc.pre(r !== null);
        const moved = x.map((v) => a * v + b);
        expectClose(pearson(moved, y), r as number, 0, 1e-9);
        expectClose(
          pearson(
            moved.map((v) => -v),
            y,
          ),
          -(r as number),
          0,
          1e-9,
        );
      }),
      settings,
    );
  });
  test('does not depend on the order of the pairs or of the two samples', () => {
    fc.assert(
      fc.property(pairs, (points) => {
        const [x, y] = split(points);
        const r = pearson(x, y);
        fc.pre(r !== null);
        expectClose(pearson([...x].reverse(), [...y].reverse()), r as number, 0, 1e-12);
        expect(pearson(y, x)).toBe(r);
      }),
      settings,
    );
  });
  test('is undefined, not zero, for a constant sample', () => {
    expect(pearson([1, 1, 1], [1, 2, 3])).toBeNull();
    expect(pearson([1, 2, 3], [0.1, 0.1, 0.1])).toBeNull();
  });
  test('never leaves [−1, 1]', () => {
    fc.assert(
      fc.property(fc.array(score, { minLength: 2, maxLength: 10 }), (x) => {
        const r = pearson(
          x,
          x.map((v) => 3 * v - 7),
        );
        expect(r === null || Math.abs(r) <= 1).toBe(true);
      }),
      settings,
    );
    expect(() => pearson([1, 2, 3], [1, 2])).toThrow('pearson: 3 values against 2');
  });
});

describe('partialCorrelation', () => {
  test('agrees with the reference given the log of the size', () => {
    for (const { x, y, logSize, expected } of familiesWith('partial_given_logN'))
      expectClose(partialCorrelation(x, y, logSize), expected);
  });
  test('equals the formula in three correlations where that one is accurate', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(score, score, score), { minLength: 4, maxLength: 12 }), (rows) => {
        const [x, y, z] = [0, 1, 2].map((k) => rows.map((row) => row[k]));
        const [xy, xz, yz] = [pearson(x, y), pearson(x, z), pearson(y, z)];
        fc.pre(xy !== null && xz !== null && yz !== null && Math.abs(xz) < 0.99 && Math.abs(yz) < 0.99);
        const formula =
          (Number(xy) - Number(xz) * Number(yz)) / Math.sqrt((1 - Number(xz) ** 2) * (1 - Number(yz) ** 2));
        expectClose(partialCorrelation(x, y, z), formula, 0, 1e-9);
      }),
      settings,
    );
  });
  test('is undefined when the control is constant or explains a sample wholly', () => {
    expect(partialCorrelation([1, 2, 4], [3, 1, 2], [5, 5, 5])).toBeNull();
    expect(partialCorrelation([3, 5, 9, 7], [3, 1, 2, 8], [1, 2, 4, 3])).toBeNull();
    expect(() => partialCorrelation([1, 2], [1, 2], [1, 2])).toThrow('2 pairs; at least 3');
  });
});

describe('fisherInterval', () => {
  test('agrees with the reference, without and with a control', () => {
    for (const { x, y, expected } of familiesWith('fisher_ci')) {
      const interval = fisherInterval(Number(pearson(x, y)), x.length);
      expected.forEach((bound, k) => expectClose(interval && interval[k], bound));
    }
    for (const { x, y, logSize, expected } of familiesWith('partial_ci')) {
      const r = Number(partialCorrelation(x, y, logSize));
      const interval = fisherInterval(r, x.length, { controls: 1 });
      expected.forEach((bound, k) => expectClose(interval && interval[k], Number(bound)));
    }
  });
  test('is symmetric in z and narrows with n', () => {
    const interval = fisherInterval(0.6, 30) as [number, number];
    expect(Math.atanh(interval[0]) + Math.atanh(interval[1])).toBeCloseTo(2 * Math.atanh(0.6), 12);
    const wide = fisherInterval(0.6, 10) as [number, number];
    expect(wide[0]).toBeLessThan(interval[0]);
    expect(wide[1]).toBeGreaterThan(interval[1]);
  });
  test('a perfect correlation has the point as interval; too few points have none', () => {
    expect(fisherInterval(1, 5)).toEqual([1, 1]);
    expect(fisherInterval(-1, 5)).toEqual([-1, -1]);
    expect(fisherInterval(0.5, 3)).toBeNull();
    expect(fisherInterval(0.5, 4, { controls: 1 })).toBeNull();
    expect(() => fisherInterval(1.5, 9)).toThrow('r = 1.5');
  });
});

describe('rank correlations', () => {
  test('agree with the reference for every family', () => {
    for (const { x, y, expected } of familiesWith('spearman')) expectClose(spearman(x, y), expected);
    for (const { x, y, expected } of familiesWith('kendall')) expectClose(kendall(x, y), expected);
  });
  test('equal values share the mean of their ranks', () => {
    expect(Array.from(ranks([10, 20, 10, 5, 20, 20]))).toEqual([2.5, 5, 2.5, 1, 5, 5]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 }), (x) => {
        // Counting: as many ranks as smaller values, and half of the ties, itself included.
        const counted = x.map(
          (a) => x.filter((b) => b < a).length + (x.filter((b) => b === a).length + 1) / 2,
        );
        expect(Array.from(ranks(x))).toEqual(counted);
      }),
      settings,
    );
  });
  test('with ties, τ-b is what SciPy gives', () => {
    expectClose(kendall([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]), -0.47140452079103173);
    expect(kendall([1, 1], [1, 2])).toBeNull();
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeNull();
  });
  test('do not change under increasing transformations', () => {
    fc.assert(
      fc.property(pairs, (points) => {
        const [x, y] = split(points);
        const bent = x.map((v) => Math.exp(v / 40));
        expect(spearman(bent, y)).toBe(spearman(x, y));
        expect(kendall(bent, y)).toBe(kendall(x, y));
      }),
      settings,
    );
  });
});
