import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillNormals, indexOf, openStream, philox4x32, uniformOf, wordAt } from '$lib/stats/philox';

const settings = { numRuns: 200 };
const u32 = fc.integer({ min: 0, max: 0xffffffff });
const hex = (words: ArrayLike<number>) =>
  Array.from(words, (word) => word.toString(16).padStart(8, '0')).join(' ');

function block(counter: number[], key: number[]): string {
  const out = new Uint32Array(4);
  philox4x32(out, counter[0], counter[1], counter[2], counter[3], key[0], key[1]);
  return hex(out);
}

/** The definition, word for word, in unbounded integers. */
function withBigInt(counter: number[], key: number[]): string {
  const mask = 0xffffffffn;
  let [c0, c1, c2, c3] = counter.map(BigInt);
  let [k0, k1] = key.map(BigInt);
  for (let round = 0; round < 10; round++) {
    const p0 = 0xd2511f53n * c0;
    const p1 = 0xcd9e8d57n * c2;
    [c0, c1, c2, c3] = [(p1 >> 32n) ^ c1 ^ k0, p1 & mask, (p0 >> 32n) ^ c3 ^ k1, p0 & mask];
    k0 = (k0 + 0x9e3779b9n) & mask;
    k1 = (k1 + 0xbb67ae85n) & mask;
  }
  return hex([c0, c1, c2, c3].map(Number));
}

describe('philox4x32', () => {
  test('gives the known answers of Random123', () => {
    const ones = 0xffffffff;
    expect(block([0, 0, 0, 0], [0, 0])).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8');
    expect(block([ones, ones, ones, ones], [ones, ones])).toBe('408f276d 41c83b0e a20bc7c6 6d5451fd');
    expect(block([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toBe(
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    );
  });
  test('agrees with the definition in unbounded integers', () => {
    const counter = fc.array(u32, { minLength: 4, maxLength: 4 });
    const key = fc.array(u32, { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(counter, key, (c, k) => block(c, k) === withBigInt(c, k)),
      settings,
    );
  });
});

describe('words', () => {
  test('word k is word k mod 4 of block floor(k/4), with counter (block, resample, stream, 0) and key (seed, 0)', () => {
    fc.assert(
      fc.property(u32, u32, u32, fc.integer({ min: 0, max: 2 ** 34 - 1 }), (seed, stream, resample, k) => {
        const words = withBigInt([Math.floor(k / 4), resample, stream, 0], [seed, 0]).split(' ');
        expect(hex([wordAt(seed, stream, resample, k)])).toBe(words[k % 4]);
      }),
      settings,
    );
  });
  test('a stream gives the same words in order, and again after a restart', () => {
    const stream = openStream(7, 3, 11);
    const first = Array.from({ length: 11 }, () => stream.nextWord());
    expect(first).toEqual(first.map((_, k) => wordAt(7, 3, 11, k)));
    stream.restart(12);
    expect(stream.nextWord()).toBe(wordAt(7, 3, 12, 0));
    stream.restart(11);
    expect(Array.from({ length: 11 }, () => stream.nextWord())).toEqual(first);
  });
  test('what is not a u32 is refused by name', () => {
    expect(() => openStream(-1, 0, 0)).toThrow('seed -1');
    expect(() => wordAt(0, 1.5, 0, 0)).toThrow('stream 1.5');
    expect(() => fillNormals(new Float64Array(1), 0, 0, 2 ** 32)).toThrow('resample 4294967296');
  });
});

describe('uniformOf and indexOf', () => {
  test('uniforms stay inside (0, 1)', () => {
    expect(uniformOf(0)).toBe(2 ** -33);
    expect(uniformOf(0xffffffff)).toBe(1 - 2 ** -33);
  });
  test('the index is floor(word·n / 2^32), exactly', () => {
    fc.assert(
      fc.property(u32, fc.integer({ min: 1, max: 0xffffffff }), (word, n) => {
        expect(BigInt(indexOf(word, n))).toBe((BigInt(word) * BigInt(n)) >> 32n);
      }),
      settings,
    );
    expect(() => indexOf(1, 0)).toThrow('0 items');
  });
});

describe('normals', () => {
  test('are Box–Muller pairs of words 0, 1 and then 2, 3: r·cos, r·sin', () => {
    const out = new Float64Array(4);
    fillNormals(out, 5, 6, 7);
    const u = [0, 1, 2, 3].map((k) => uniformOf(wordAt(5, 6, 7, k)));
    [0, 2].forEach((k) => {
      const r = Math.sqrt(-2 * Math.log(u[k]));
      expect(out[k]).toBeCloseTo(r * Math.cos(2 * Math.PI * u[k + 1]), 14);
      expect(out[k + 1]).toBeCloseTo(r * Math.sin(2 * Math.PI * u[k + 1]), 14);
    });
  });
  test('one at a time and in bulk are the same numbers, whatever the length', () => {
    for (const length of [0, 1, 2, 3, 5, 9]) {
      const out = new Float64Array(length);
      fillNormals(out, 1, 2, 3);
      const stream = openStream(1, 2, 3);
      expect(Array.from(out)).toEqual(Array.from({ length }, () => stream.nextNormal()));
    }
  });
  test('have mean 0, variance 1, no skewness and kurtosis 3, within five standard errors', () => {
    const n = 200_000;
    const out = new Float64Array(n);
    fillNormals(out, 42, 0, 0);
    const moment = (power: number) => out.reduce((sum, z) => sum + z ** power, 0) / n;
    expect(Math.abs(moment(1))).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(moment(3))).toBeLessThan(5 * Math.sqrt(15 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
  });
});
