/**
 * Counts set bits of many 32-bit masks, each of the 32 bits by itself, at about five operations a mask whatever the number
 * of bits in use. Plane p holds bit p of all 32 counts: masks are added to the planes like digits, three words of one weight
 * giving two of the next (a carry-save adder; Harley and Seal, in Warren, "Hacker's Delight", ch. 5).
 */

/** A count stays below 2^PLANES. */
const PLANES = 32;
const FIRST_RIPPLED = 3;

export interface BitCounter {
  /** Adds masks[at[k]] for k in 0 … n − 1. */
  add(masks: Uint32Array, at: Int32Array, n: number): void;
  /** Writes the counts of bits 0 … bits − 1 into out[first], out[first + 1], … and starts again from 0. */
  take(out: Uint32Array, first: number, bits: number): void;
}

export function createBitCounter(): BitCounter {
  const planes = new Int32Array(PLANES);

  /** Adds a word of weight 2^plane. */
  const ripple = (plane: number, carry: number) => {
    for (; carry !== 0; plane++) {
      const sum = planes[plane];
      planes[plane] = sum ^ carry;
      carry &= sum;
    }
  };

  return {
    add(masks, at, n) {
      let ones = planes[0];
      let twos = planes[1];
      let fours = planes[2];
      let k = 0;
      for (; k + 8 <= n; k += 8) {
        let a = masks[at[k]];
        let b = masks[at[k + 1]];
        let half = ones ^ a;
        const twos0 = (ones & a) | (half & b);
        ones = half ^ b;
        a = masks[at[k + 2]];
        b = masks[at[k + 3]];
        half = ones ^ a;
        const twos1 = (ones & a) | (half & b);
        ones = half ^ b;
        half = twos ^ twos0;
        const fours0 = (twos & twos0) | (half & twos1);
        twos = half ^ twos1;
        a = masks[at[k + 4]];
        b = masks[at[k + 5]];
        half = ones ^ a;
        const twos2 = (ones & a) | (half & b);
        ones = half ^ b;
        a = masks[at[k + 6]];
        b = masks[at[k + 7]];
        half = ones ^ a;
        const twos3 = (ones & a) | (half & b);
        ones = half ^ b;
        half = twos ^ twos2;
        const fours1 = (twos & twos2) | (half & twos3);
        twos = half ^ twos3;
        half = fours ^ fours0;
        ripple(FIRST_RIPPLED, (fours & fours0) | (half & fours1));
        fours = half ^ fours1;
      }
      planes[0] = ones;
      planes[1] = twos;
      planes[2] = fours;
      for (; k < n; k++) ripple(0, masks[at[k]]);
    },
    take(out, first, bits) {
      for (let bit = 0; bit < bits; bit++) {
        let count = 0;
        for (let plane = 0; plane < PLANES; plane++) count |= ((planes[plane] >>> bit) & 1) << plane;
        out[first + bit] = count;
      }
      planes.fill(0);
    },
  };
}
