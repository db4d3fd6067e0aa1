import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { MOST_THINGS, openIndexStream } from '../../../src/lib/stats/indexStream';
import { indexOf, wordAt } from '../../../src/lib/stats/philox';

const u32 = fc.integer({ min: 0, max: 0xffffffff });

describe('a stream of resampled indices', () => {
  test('takes index k from word k of the resample, bit for bit', () => {
    fc.assert(
      fc.property(u32, u32, u32, fc.integer({ min: 1, max: 3000 }), (seed, stream, resample, n) => {
        const indices = new Int32Array(4 * Math.ceil(n / 4));
        const random = openIndexStream(seed, stream, n);
        random.restart(resample);
        random.fill(indices, 0, Math.ceil(n / 4));
        for (const k of new Set([0, 1, n >> 1, n - 2, n - 1].filter((at) => at >= 0)))
          expect(indices[k]).toBe(indexOf(wordAt(seed, stream, resample, k), n));
      }),
      { numRuns: 100 },
    );
  });

  test('is exact for the most things it takes, and reaches all their ends', () => {
    const random = openIndexStream(1, 2, MOST_THINGS);
    const indices = new Int32Array(4096);
    const from = MOST_THINGS / 4 - 1024;
    random.restart(3);
    random.fill(indices, from, from + 1024);
    for (let k = 0; k < 4096; k++)
      expect(indices[k]).toBe(indexOf(wordAt(1, 2, 3, 4 * from + k), MOST_THINGS));
    expect(Math.max(...indices)).toBeGreaterThan(0.999 * MOST_THINGS);
    expect(Math.min(...indices)).toBeLessThan(0.001 * MOST_THINGS);
  });

  test('rounds no high word up where a product ends in ones', () => {
    // Words of counter 0 and key 0 that the first multiplier turns into 2^32 − j: the doubles of j ≤ 1024 are rounded up.
    const random = openIndexStream(0, 0, MOST_THINGS);
    const indices = new Int32Array(4);
    let inverse = 1;
    for (let i = 0; i < 5; i++) inverse = Math.imul(inverse, 2 - Math.imul(inverse, 0xd2511f53));
    for (let j = 1; j < 1100; j++) {
      const resample = Math.imul(inverse, -j) >>> 0;
      random.restart(resample);
      random.fill(indices, 0, 1);
      expect([...indices]).toEqual([0, 1, 2, 3].map((k) => indexOf(wordAt(0, 0, resample, k), MOST_THINGS)));
    }
  });

  test('fills whole resamples as one after another', () => {
    fc.assert(
      fc.property(u32, u32, fc.integer({ min: 1, max: 40 }), fc.nat(20), (seed, first, n, more) => {
        const blocks = Math.ceil(n / 4);
        const end = Math.min(first + more, 0xffffffff);
        const random = openIndexStream(seed, 3, n);
        const together = new Int32Array(4 * blocks * (end - first));
        random.fillResamples(together, first, end);
        const alone = new Int32Array(4 * blocks);
        for (let resample = first; resample < end; resample++) {
          random.restart(resample);
          random.fill(alone, 0, blocks);
          const at = (resample - first) * alone.length;
          expect(together.subarray(at, at + alone.length)).toEqual(alone);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('writes no more than it was asked for', () => {
    const out = new Int32Array(20).fill(-1);
    const random = openIndexStream(5, 6, 40);
    random.restart(0);
    random.fill(out, 0, 3);
    expect([...out.subarray(12)]).toEqual(new Array(8).fill(-1));
    expect(Math.min(...out.subarray(0, 12))).toBeGreaterThanOrEqual(0);
  });

  test('gives the same indices in any order of resamples and blocks', () => {
    const random = openIndexStream(9, 4, 100);
    const whole = new Int32Array(100);
    random.restart(6);
    random.fill(whole, 0, 25);
    const part = new Int32Array(40);
    random.restart(7);
    random.fill(part, 0, 10);
    expect([...part]).not.toEqual([...whole.subarray(0, 40)]);
    random.restart(6);
    random.fill(part, 15, 25);
    expect([...part]).toEqual([...whole.subarray(60)]);
  });

  test('refuses what it cannot draw from', () => {
    for (const n of [0, 1.5, MOST_THINGS + 1])
      expect(() => openIndexStream(1, 2, n)).toThrow(`${n} things; give an integer from 1 to 2097152`);
    expect(() => openIndexStream(-1, 2, 5)).toThrow('seed -1');
    expect(() => openIndexStream(1, 2 ** 32, 5)).toThrow('stream 4294967296');
  });
});
