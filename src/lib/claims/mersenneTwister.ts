/**
 * MT19937 (Matsumoto & Nishimura 1998) as NumPy's legacy generator uses it, so that a published bootstrap with a stated seed
 * comes out draw for draw. The app's own resampling uses Philox (stats/philox.ts), never this.
 */

const SIZE = 624;
const SHIFT = 397;

export interface MersenneTwister {
  /** The next word, u32. */
  nextWord(): number;
  /** Index in 0 … n − 1, as NumPy's `RandomState.randint` and `choice` draw it: low bits of a word, those too large drawn again. */
  nextIndex(n: number): number;
}

/** @throws RangeError when the seed is not a u32 */
export function mersenneTwister(seed: number): MersenneTwister {
  if (seed >>> 0 !== seed)
    throw new RangeError(`mersenneTwister: seed ${seed} is not an integer in 0 … 2^32 − 1`);
  const state = new Uint32Array(SIZE);
  state[0] = seed;
  for (let i = 1; i < SIZE; i++) state[i] = Math.imul(1812433253, state[i - 1] ^ (state[i - 1] >>> 30)) + i;
  let at = SIZE;

  const nextWord = (): number => {
    if (at === SIZE) {
      twist(state);
      at = 0;
    }
    let word = state[at++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  };
  return {
    nextWord,
    nextIndex(n) {
      if (!Number.isInteger(n) || n < 1 || n > 0xffffffff)
        throw new RangeError(`mersenneTwister: ${n} items; give an integer in 1 … 2^32 − 1`);
      // One item needs no choice, and no word is drawn for it.
      if (n === 1) return 0;
      const mask = 0xffffffff >>> Math.clz32(n - 1);
      for (;;) {
        const index = (nextWord() & mask) >>> 0;
        if (index < n) return index;
      }
    },
  };
}

function twist(state: Uint32Array): void {
  for (let i = 0; i < SIZE; i++) {
    const mixed = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
    state[i] = state[(i + SHIFT) % SIZE] ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
  }
}
