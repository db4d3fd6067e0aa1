import { expect, test } from 'vitest';
import fc from 'fast-check';
import { createBitCounter } from '../../../src/lib/stats/bitCounter';

const masks = fc.array(fc.oneof(fc.integer({ min: 0, max: 0xffffffff }), fc.constantFrom(0, 0xffffffff)), {
  minLength: 1,
  maxLength: 40,
});

test('counts every bit by itself, in any portions', () => {
  fc.assert(
    fc.property(
      masks,
      fc.array(fc.array(fc.nat(), { maxLength: 300 }), { maxLength: 4 }),
      (words, portions) => {
        const counter = createBitCounter();
        const expected = new Array<number>(32).fill(0);
        for (const portion of portions) {
          const at = Int32Array.from(portion, (k) => k % words.length);
          for (const k of at) expected.forEach((_, bit) => (expected[bit] += (words[k] >>> bit) & 1));
          counter.add(Uint32Array.from(words), at, at.length);
        }
        const counts = new Uint32Array(35);
        counter.take(counts, 2, 32);
        expect([...counts]).toEqual([0, 0, ...expected, 0]);
      },
    ),
    { numRuns: 100 },
  );
});

test('starts again from 0 after its counts are taken, and writes only the bits asked for', () => {
  const counter = createBitCounter();
  const at = new Int32Array(1000);
  counter.add(Uint32Array.of(0b101), at, 1000);
  const counts = new Uint32Array(3).fill(7);
  counter.take(counts, 0, 2);
  expect([...counts]).toEqual([1000, 0, 7]);
  counter.add(Uint32Array.of(0b101), at, 5);
  counter.take(counts, 0, 3);
  expect([...counts]).toEqual([5, 0, 5]);
});
