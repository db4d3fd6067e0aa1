/**
 * Counter-based random numbers: Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as
 * 1, 2, 3"). Value k of a stream is word k mod 4 of block floor(k/4), a pure function of
 *
 *   counter = (block, resample, stream, 0),  key = (seed, 0)
 *
 * so any draw can be made alone, in any order and on any device, and the u32 words agree bit for bit.
 */

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const KEY_STEP_0 = 0x9e3779b9;
const KEY_STEP_1 = 0xbb67ae85;
const ROUNDS = 10;
const TWO_TO_MINUS_32 = 2 ** -32;

/** High 32 bits of the 64-bit product of two u32, as int32. A double holds 53 bits only, hence the 16-bit halves. */
function highWord(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const lowHigh = Math.imul(aLow, bHigh);
  const highLow = Math.imul(aHigh, bLow);
  const carry = (Math.imul(aLow, bLow) >>> 16) + (lowHigh & 0xffff) + (highLow & 0xffff);
  return (Math.imul(aHigh, bHigh) + (lowHigh >>> 16) + (highLow >>> 16) + (carry >>> 16)) | 0;
}

/**
 * High 32 bits of word · multiplier, as int32, when the low ones are at hand: by way of a double, half the work of 16-bit
 * halves. A double has 53 of the product's 64 bits, so that it may be rounded up to the next whole high word; that takes low
 * bits within 2^10 of 2^32, and then half a unit less is still above the high word.
 * @param low the product's low 32 bits @param factor multiplier / 2^32, the multiplier below 2^32
 */
export function highWordBy(word: number, low: number, factor: number): number {
  let high = (word >>> 0) * factor;
  if (low >>> 0 > 0xfffffbff) high -= 0.5;
  return high | 0;
}

/**
 * One block: four random words into out[0..3]. Allocates nothing and checks nothing, for inner loops.
 * @param c0, c1, c2, c3 counter words; k0, k1 key words (taken modulo 2^32)
 */
export function philox4x32(
  out: Uint32Array,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
): void {
  // Made here, they stay in registers; a module's constants would be fetched in each round.
  const factor0 = MULTIPLIER_0 * TWO_TO_MINUS_32;
  const factor1 = MULTIPLIER_1 * TWO_TO_MINUS_32;
  for (let round = 0; round < ROUNDS; round++) {
    const low0 = Math.imul(MULTIPLIER_0, c0);
    const low1 = Math.imul(MULTIPLIER_1, c2);
    const high0 = highWordBy(c0, low0, factor0);
    const high1 = highWordBy(c2, low1, factor1);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + KEY_STEP_0) | 0;
    k1 = (k1 + KEY_STEP_1) | 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** The number itself when it is a u32. @throws RangeError naming the value otherwise */
function u32(value: number, name: string): number {
  if (value >>> 0 !== value)
    throw new RangeError(`philox: ${name} ${value} is not an integer in 0 … 2^32 − 1`);
  return value;
}

/**
 * Word k of a stream, computed alone: u32.
 * @throws RangeError when seed, stream or resample is not a u32, or k not an integer in 0 … 2^34 − 1
 */
export function wordAt(seed: number, stream: number, resample: number, k: number): number {
  const block = new Uint32Array(4);
  philox4x32(
    block,
    u32(Math.floor(k / 4), 'block'),
    u32(resample, 'resample'),
    u32(stream, 'stream'),
    0,
    u32(seed, 'seed'),
    0,
  );
  return block[u32(k % 4, 'word')];
}

/** Uniform in the open interval (0, 1): (word + 1/2) / 2^32, so that its logarithm is always finite. */
export const uniformOf = (word: number): number => (word + 0.5) * TWO_TO_MINUS_32;

/**
 * Index in 0 … n−1: floor(word·n / 2^32), exact for every u32 n.
 * @throws RangeError when n is not an integer in 1 … 2^32 − 1
 */
export function indexOf(word: number, n: number): number {
  if (n >>> 0 !== n || n === 0) throw new RangeError(`indexOf: ${n} items; give an integer in 1 … 2^32 − 1`);
  return highWord(word, n) >>> 0;
}

export interface PhiloxStream {
  nextWord(): number;
  nextUniform(): number;
  nextIndex(n: number): number;
  /** Standard normal. Takes two words for every second call; see `fillNormals`. */
  nextNormal(): number;
  /** Back to word 0, of another resample of the same seed and stream. */
  restart(resample: number): void;
}

/**
 * Words 0, 1, 2, … of one stream, in order.
 * Mixing `nextNormal` with the others is deterministic: a pair of normals is made from the next two words.
 * @throws RangeError when seed, stream or resample is not a u32
 */
export function openStream(seed: number, stream: number, resample: number): PhiloxStream {
  u32(seed, 'seed');
  u32(stream, 'stream');
  u32(resample, 'resample');
  const block = new Uint32Array(4);
  let blockIndex = 0;
  let position = 4;
  let spare = 0;
  let hasSpare = false;

  function nextWord(): number {
    if (position === 4) {
      philox4x32(block, blockIndex++, resample, stream, 0, seed, 0);
      position = 0;
    }
    return block[position++];
  }
  function nextNormal(): number {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(uniformOf(nextWord())));
    const angle = 2 * Math.PI * uniformOf(nextWord());
    spare = radius * Math.sin(angle);
    hasSpare = true;
    return radius * Math.cos(angle);
  }
  return {
    nextWord,
    nextUniform: () => uniformOf(nextWord()),
    nextIndex: (n) => indexOf(nextWord(), n),
    nextNormal,
    restart(to) {
      resample = u32(to, 'resample');
      blockIndex = 0;
      position = 4;
      hasSpare = false;
    },
  };
}

const scratch = new Uint32Array(4);

/**
 * Fills `out` with the first normals of a stream, equal to successive `nextNormal()` calls: Box–Muller on words 0, 1
 * and then 2, 3 of each block, r·cos before r·sin.
 * @throws RangeError when seed, stream or resample is not a u32
 */
export function fillNormals(out: Float64Array, seed: number, stream: number, resample: number): void {
  u32(seed, 'seed');
  u32(stream, 'stream');
  u32(resample, 'resample');
  const n = out.length;
  for (let i = 0, blockIndex = 0; i < n; blockIndex++) {
    philox4x32(scratch, blockIndex, resample, stream, 0, seed, 0);
    for (let pair = 0; pair < 4 && i < n; pair += 2) {
      const radius = Math.sqrt(-2 * Math.log((scratch[pair] + 0.5) * TWO_TO_MINUS_32));
      const angle = 2 * Math.PI * ((scratch[pair + 1] + 0.5) * TWO_TO_MINUS_32);
      out[i++] = radius * Math.cos(angle);
      if (i < n) out[i++] = radius * Math.sin(angle);
    }
  }
}
