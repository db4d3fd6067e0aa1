import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openIndexStream } from '$lib/stats/indexStream';
import { MOST_TALLIED, openMultisetTally } from '$lib/stats/multisetTally';
import { openStream } from '$lib/stats/philox';

const things = fc.integer({ min: 1, max: MOST_TALLIED });
const u32 = fc.integer({ min: 0, max: 0xffffffff });
const binomial = (n: number, k: number): number => (k === 0 ? 1 : (binomial(n - 1, k - 1) * n) / k);

/** Counts by the times of each thing, drawn one resample after another. */
function slowly(seed: number, stream: number, n: number, draws: number): Map<string, number> {
  const random = openStream(seed, stream, 0);
  const counts = new Map<string, number>();
  for (let draw = 0; draw < draws; draw++) {
    random.restart(draw);
    const times = new Array<number>(n).fill(0);
    for (let k = 0; k < n; k++) times[random.nextIndex(n)]++;
    counts.set(times.join(), (counts.get(times.join()) ?? 0) + 1);
  }
  return counts;
}

describe('tally of multisets', () => {
  test('counts the resamples of the plain stream, cut anywhere', () => {
    fc.assert(
      fc.property(u32, u32, things, fc.nat(700), fc.nat(700), (seed, stream, n, some, more) => {
        const tally = openMultisetTally(openIndexStream(seed, stream, n), n);
        tally.add(0, some);
        tally.add(some, some + more);
        const counted = new Map<string, number>();
        tally.take().forEach((count, multiset) => {
          if (count > 0) counted.set(tally.times.subarray(multiset * n, (multiset + 1) * n).join(), count);
        });
        expect(counted).toEqual(slowly(seed, stream, n, some + more));
      }),
      { numRuns: 40 },
    );
  });

  test('knows all multisets of n draws from n things, each once', () => {
    for (let n = 1; n <= MOST_TALLIED; n++) {
      const { times } = openMultisetTally(openIndexStream(1, 2, n), n);
      const all = Array.from({ length: times.length / n }, (_, i) => [...times.subarray(i * n, (i + 1) * n)]);
      expect(all).toHaveLength(Math.round(binomial(2 * n - 1, n)));
      expect(new Set(all.map(String)).size).toBe(all.length);
      for (const multiset of all) expect(multiset.reduce((sum, time) => sum + time, 0)).toBe(n);
    }
  });
});
