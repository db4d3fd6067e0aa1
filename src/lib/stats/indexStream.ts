/**
 * Resamples of n things with replacement, made fast: index k of a resample is floor(word k · n / 2^32), with the words of
 * philox.ts bit for bit.
 *
 * A block's counter is (block, resample, stream, 0). What the first two of Philox's ten rounds make of it falls apart into
 * words of the block alone, tabled here once for all resamples, and words of the resample alone. A block then costs eight
 * rounds. Two blocks are made side by side: each waits for its own products, and a processor has room for both.
 */
import { highWordBy, indexOf } from './philox';

/** Philox’s constants once more: a module’s own are folded into its loops, another’s fetched in each round. */
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const KEY_STEP_0 = 0x9e3779b9;
const KEY_STEP_1 = 0xbb67ae85;

/** Up to so many things word · n has at most 53 bits, and the product of two doubles is exact. */
export const MOST_THINGS = 1 << 21;

/** Rounds that are left when two are tabled. */
const ROUNDS = 8;

export interface IndexStream {
  /** The resample that `fill` reads from now on, u32. */
  restart(resample: number): void;
  /**
   * Indices 4·from … 4·to − 1 of the resample into out[0], out[1], …; those from n on belong to no thing of the resample
   * but fill the last block.
   * @param from, to blocks, 0 ≤ from ≤ to ≤ ⌈n/4⌉
   */
  fill(out: Int32Array, from: number, to: number): void;
  /** Whole resamples `first` … `end − 1`, one after another, 4·⌈n/4⌉ indices each; `restart` has no part in it. */
  fillResamples(out: Int32Array, first: number, end: number): void;
}

/** What the words of all resamples have in common. */
interface Prepared {
  /** Counter words 0, 1 and 2 of each block after two rounds, as far as the block and the keys go. */
  ofBlocks: Int32Array;
  /** Counter word 0 of a resample after one round is this and the resample's number, bit by bit exclusive. */
  ofStream: number;
  key0: number;
  key1: number;
  /** n / 2^32. */
  scale: number;
}

/**
 * @param n things, and draws in a resample
 * @throws RangeError when n is not an integer in 1 … 2^21, or seed or stream is not a u32
 */
export function openIndexStream(seed: number, stream: number, n: number): IndexStream {
  if (!Number.isInteger(n) || n < 1 || n > MOST_THINGS)
    throw new RangeError(`openIndexStream: ${n} things; give an integer from 1 to ${MOST_THINGS}`);
  for (const [name, value] of Object.entries({ seed, stream }))
    if (value >>> 0 !== value)
      throw new RangeError(`openIndexStream: ${name} ${value}; give an integer from 0 to ${0xffffffff}`);
  const prepared = prepare(seed, stream, n);
  const blocks = Math.ceil(n / 4);
  let current = 0;
  return {
    restart(resample) {
      current = resample;
    },
    fill(out, from, to) {
      fillBlocks(prepared, out, current, from, to, to - from);
    },
    fillResamples(out, first, end) {
      fillBlocks(prepared, out, first, 0, blocks, (end - first) * blocks);
    },
  };
}

function prepare(seed: number, stream: number, n: number): Prepared {
  const blocks = Math.ceil(n / 4);
  const ofBlocks = new Int32Array(3 * blocks);
  const streamLow = Math.imul(MULTIPLIER_1, stream);
  for (let block = 0; block < blocks; block++) {
    const afterOne = indexOf(block, MULTIPLIER_0) >>> 0;
    ofBlocks[3 * block] = indexOf(afterOne, MULTIPLIER_1) ^ streamLow ^ (seed + KEY_STEP_0);
    ofBlocks[3 * block + 1] = Math.imul(MULTIPLIER_1, afterOne);
    ofBlocks[3 * block + 2] = Math.imul(MULTIPLIER_0, block) ^ KEY_STEP_1;
  }
  return {
    ofBlocks,
    ofStream: indexOf(stream, MULTIPLIER_1) ^ seed,
    key0: (seed + 2 * KEY_STEP_0) | 0,
    key1: (2 * KEY_STEP_1) | 0,
    scale: n * 2 ** -32,
  };
}

/** `count` blocks: those `from` … `to − 1` of the resample, then the same of the next one, and so on. */
function fillBlocks(
  { ofBlocks, ofStream, key0, key1, scale }: Prepared,
  out: Int32Array,
  resample: number,
  from: number,
  to: number,
  count: number,
): void {
  // As int32, and locals: an engine need not look them up in each round.
  const multiplier0 = MULTIPLIER_0 | 0;
  const multiplier1 = MULTIPLIER_1 | 0;
  const factor0 = MULTIPLIER_0 * 2 ** -32;
  const factor1 = MULTIPLIER_1 * 2 ** -32;
  const step0 = KEY_STEP_0 | 0;
  const step1 = KEY_STEP_1 | 0;
  const end = 4 * count;
  let block = from;
  let afterOne = ofStream ^ resample;
  let ofResample3 = Math.imul(multiplier0, afterOne);
  let ofResample2 = highWordBy(afterOne, ofResample3, factor0);
  for (let k = 0; k < end; k += 8) {
    let a0 = ofBlocks[3 * block];
    let a1 = ofBlocks[3 * block + 1];
    let a2 = ofBlocks[3 * block + 2] ^ ofResample2;
    let a3 = ofResample3;
    // An odd last block is made twice, side by side with itself.
    const other = k + 4 < end ? k + 4 : k;
    if (other !== k && ++block === to) {
      block = from;
      afterOne = ofStream ^ ++resample;
      ofResample3 = Math.imul(multiplier0, afterOne);
      ofResample2 = highWordBy(afterOne, ofResample3, factor0);
    }
    let b0 = ofBlocks[3 * block];
    let b1 = ofBlocks[3 * block + 1];
    let b2 = ofBlocks[3 * block + 2] ^ ofResample2;
    let b3 = ofResample3;
    if (++block === to) {
      block = from;
      afterOne = ofStream ^ ++resample;
      ofResample3 = Math.imul(multiplier0, afterOne);
      ofResample2 = highWordBy(afterOne, ofResample3, factor0);
    }
    let roundKey0 = key0;
    let roundKey1 = key1;
    for (let round = 0; round < ROUNDS; round++) {
      const lowA0 = Math.imul(multiplier0, a0);
      const lowA1 = Math.imul(multiplier1, a2);
      const lowB0 = Math.imul(multiplier0, b0);
      const lowB1 = Math.imul(multiplier1, b2);
      const highA0 = highWordBy(a0, lowA0, factor0);
      const highA1 = highWordBy(a2, lowA1, factor1);
      const highB0 = highWordBy(b0, lowB0, factor0);
      const highB1 = highWordBy(b2, lowB1, factor1);
      a0 = highA1 ^ a1 ^ roundKey0;
      a2 = highA0 ^ a3 ^ roundKey1;
      a1 = lowA1;
      a3 = lowA0;
      b0 = highB1 ^ b1 ^ roundKey0;
      b2 = highB0 ^ b3 ^ roundKey1;
      b1 = lowB1;
      b3 = lowB0;
      roundKey0 = (roundKey0 + step0) | 0;
      roundKey1 = (roundKey1 + step1) | 0;
    }
    out[k] = (a0 >>> 0) * scale;
    out[k + 1] = (a1 >>> 0) * scale;
    out[k + 2] = (a2 >>> 0) * scale;
    out[k + 3] = (a3 >>> 0) * scale;
    out[other] = (b0 >>> 0) * scale;
    out[other + 1] = (b1 >>> 0) * scale;
    out[other + 2] = (b2 >>> 0) * scale;
    out[other + 3] = (b3 >>> 0) * scale;
  }
}
