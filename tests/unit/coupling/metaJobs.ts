/** Jobs for the family-cluster bootstrap, for the tests of both sides. */
import fc from 'fast-check';
import type { MetaJob } from '../../../src/lib/gpu/metaBootstrapJob';

const anInterval = fc.record({
  // On a grid: sizes are equal or clearly apart.
  x: fc.integer({ min: -20, max: 50 }).map((step) => step / 20),
  gamma: fc.double({ min: -3, max: 3, noNaN: true }),
  variance: fc.double({ min: 0.001, max: 1, noNaN: true }),
});

/** Families of one to six intervals. */
export const aMetaJob = (draws: number, fewestFamilies = 2) =>
  fc
    .record({
      seed: fc.integer({ min: 0, max: 0xffffffff }),
      stream: fc.integer({ min: 0, max: 0xffffffff }),
      families: fc.array(fc.array(anInterval, { minLength: 1, maxLength: 6 }), {
        minLength: fewestFamilies,
        maxLength: 40,
      }),
      direction: fc.constantFrom<1 | -1>(1, -1),
    })
    .map(({ seed, stream, families, direction }): MetaJob => {
      const intervals = families.flat();
      return {
        seed,
        stream,
        draws,
        family: Uint32Array.from(families.flatMap((own, f) => own.map(() => f))),
        x: Float64Array.from(intervals, ({ x }) => x),
        gamma: Float64Array.from(intervals, ({ gamma }) => gamma),
        variance: Float64Array.from(intervals, ({ variance }) => variance),
        direction,
      };
    });
