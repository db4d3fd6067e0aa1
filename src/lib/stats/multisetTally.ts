/**
 * How often each multiset comes up among many resamples of a few things. Eight things have 6,435 multisets, and a statistic
 * that does not look at the order of the draws need be computed once for each of them, however many the resamples.
 * The resamples are those of indexStream.ts, one by one.
 */
import type { IndexStream } from './indexStream';

/** Two blocks of Philox words, four draws each. */
export const MOST_TALLIED = 8;

/** Resamples drawn together, so that they stay in the nearest cache. */
const TOGETHER = 512;

/** The multisets of n draws from n things, by the two blocks that a resample is drawn in. */
interface Multisets {
  /** [((i·n + j)·n + k)·n + l]: which multiset the first four draws are, and the others. */
  first: Uint16Array;
  second: Uint16Array;
  /** Multisets of the second block: pair p is (⌊p/seconds⌋, p mod seconds). */
  seconds: number;
  /** Which multiset of n draws each pair makes. */
  whole: Uint16Array;
  /** [multiset · n + thing]: how often it has the thing. */
  times: Uint8Array;
}

export interface MultisetTally {
  /** Draws the resamples `from` … `to − 1`. */
  add(from: number, to: number): void;
  /** [multiset]: resamples so far. */
  take(): Uint32Array;
  /** [multiset · n + thing]: how often the multiset has the thing. */
  times: Uint8Array;
}

/** @param n things, 1 … `MOST_TALLIED`, as of the stream */
export function openMultisetTally(stream: IndexStream, n: number): MultisetTally {
  const { first, second, seconds, whole, times } = multisetsOf(n);
  const pairs = new Uint32Array(whole.length);
  const drawn = new Int32Array(4 * Math.ceil(n / 4) * TOGETHER);
  return {
    times,
    add(from, to) {
      for (let at = from; at < to; at += TOGETHER) {
        const end = Math.min(to, at + TOGETHER);
        stream.fillResamples(drawn, at, end);
        if (n <= 4) countBlocks(pairs, first, drawn, end - at, n);
        else countPairs(pairs, first, second, seconds, drawn, end - at, n);
      }
    },
    take() {
      const counts = new Uint32Array(times.length / n);
      for (let pair = 0; pair < pairs.length; pair++) counts[whole[pair]] += pairs[pair];
      return counts;
    },
  };
}

function countBlocks(
  pairs: Uint32Array,
  first: Uint16Array,
  drawn: Int32Array,
  resamples: number,
  n: number,
): void {
  for (let k = 0; k < 4 * resamples; k += 4)
    pairs[first[((drawn[k] * n + drawn[k + 1]) * n + drawn[k + 2]) * n + drawn[k + 3]]]++;
}

function countPairs(
  pairs: Uint32Array,
  first: Uint16Array,
  second: Uint16Array,
  seconds: number,
  drawn: Int32Array,
  resamples: number,
  n: number,
): void {
  for (let k = 0; k < 8 * resamples; k += 8) {
    const a = ((drawn[k] * n + drawn[k + 1]) * n + drawn[k + 2]) * n + drawn[k + 3];
    const b = ((drawn[k + 4] * n + drawn[k + 5]) * n + drawn[k + 6]) * n + drawn[k + 7];
    pairs[first[a] * seconds + second[b]]++;
  }
}

const known = new Map<number, Multisets>();

function multisetsOf(n: number): Multisets {
  let multisets = known.get(n);
  if (multisets === undefined) known.set(n, (multisets = listed(n)));
  return multisets;
}

function listed(n: number): Multisets {
  const first = blocksOf(n, Math.min(4, n));
  const second = blocksOf(n, Math.max(0, n - 4));
  const seconds = second.keys.length;
  const whole = new Uint16Array(first.keys.length * seconds);
  const number = new Map<number, number>();
  for (let pair = 0; pair < whole.length; pair++) {
    const key = first.keys[Math.floor(pair / seconds)] + second.keys[pair % seconds];
    whole[pair] = numbered(number, key);
  }
  const times = new Uint8Array(number.size * n);
  for (const [key, multiset] of number)
    for (let thing = 0; thing < n; thing++)
      times[multiset * n + thing] = Math.floor(key / (n + 1) ** thing) % (n + 1);
  return { first: first.multiset, second: second.multiset, seconds, whole, times };
}

/** Multisets of the first `draws` of a block's four; a key has the times of each thing as digits of base n + 1. */
function blocksOf(n: number, draws: number): { multiset: Uint16Array; keys: number[] } {
  const number = new Map<number, number>();
  const multiset = new Uint16Array(n ** 4).map((_, code) => {
    let key = 0;
    for (let draw = 0; draw < draws; draw++) key += (n + 1) ** (Math.floor(code / n ** (3 - draw)) % n);
    return numbered(number, key);
  });
  return { multiset, keys: [...number.keys()] };
}

/** Numbers keys in the order in which they come. */
function numbered(number: Map<number, number>, key: number): number {
  const old = number.get(key);
  if (old !== undefined) return old;
  number.set(key, number.size);
  return number.size - 1;
}
