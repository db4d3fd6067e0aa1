import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calibratedTail, iteratedBootstrapR } from '$lib/stats/iteratedBootstrap';

const x = [27, 31, 41, 50, 55, 61, 67, 70];
const y = [47, 44, 43, 38, 41, 35, 38, 33];
const few = { seed: 1, draws: 300, inner: 100 };

const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 60 });
const level = fc.double({ min: 0.01, max: 0.99, noNaN: true });

describe('calibratedTail', () => {
  test('covers as often as asked, and a larger tail does not', () =>
    fc.assert(
      fc.property(shares, level, (us, wanted) => {
        const tail = calibratedTail(us, wanted);
        const coverage = (t: number) => us.filter((u) => Math.min(u, 1 - u) >= t).length / us.length;
        expect(coverage(tail)).toBeGreaterThanOrEqual(wanted - 1e-9);
        expect(coverage(tail * (1 + 1e-9) + 1e-12)).toBeLessThan(wanted + 1 / us.length);
      }),
    ));

  test('falls as the level rises', () =>
    fc.assert(
      fc.property(shares, level, level, (us, one, other) => {
        const [lower, higher] = [Math.min(one, other), Math.max(one, other)];
        expect(calibratedTail(us, higher)).toBeLessThanOrEqual(calibratedTail(us, lower));
      }),
    ));

  test('needs no correction where shares are spread evenly', () => {
    const even = Array.from({ length: 1000 }, (_, i) => (i + 0.5) / 1000);
    expect(calibratedTail(even, 0.95)).toBeCloseTo(0.025, 3);
  });

  test('quotes an impossible level', () =>
    expect(() => calibratedTail([0.5], 1)).toThrow('level 1; give a share'));
});

describe('iteratedBootstrapR', () => {
  test('holds r, widens with the level, and repeats with the seed', async () => {
    const wide = (await iteratedBootstrapR(x, y, few))!;
    const narrow = (await iteratedBootstrapR(x, y, { ...few, level: 0.8 }))!;
    expect(wide.lo).toBeLessThanOrEqual(narrow.lo);
    expect(wide.hi).toBeGreaterThanOrEqual(narrow.hi);
    expect(wide.tail).toBeLessThan(narrow.tail);
    expect(narrow.lo).toBeLessThan(-0.94);
    expect(narrow.hi).toBeGreaterThan(-0.94);
    expect(await iteratedBootstrapR(x, y, few)).toEqual(wide);
  });

  test('corrects eight points towards a smaller tail', async () => {
    // Percentile intervals of r at n = 8 are too short: that is what the correction is for.
    expect((await iteratedBootstrapR(x, y, few))!.tail).toBeLessThan(0.025);
  });

  test('turns with the sign of a sample', async () => {
    const one = (await iteratedBootstrapR(x, y, few))!;
    const turned = (await iteratedBootstrapR(
      x,
      y.map((value) => -value),
      few,
    ))!;
    expect(turned.lo).toBeCloseTo(-one.hi, 12);
    expect(turned.hi).toBeCloseTo(-one.lo, 12);
  });

  test('is undefined for a constant sample, and says when it can only give the range', async () => {
    expect(await iteratedBootstrapR([1, 1, 1], [1, 2, 3], few)).toBeNull();
    const three = await iteratedBootstrapR([1, 2, 3], [1, 3, 2], few);
    expect(three?.saturated).toBe(true);
  });

  test('stops when told, and quotes impossible options', async () => {
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    await expect(iteratedBootstrapR(x, y, few, { signal: stop.signal })).rejects.toThrow('enough');
    await expect(iteratedBootstrapR(x, y, { seed: 1, draws: 0.5 })).rejects.toThrow('0.5 draws of 500');
  });
});
