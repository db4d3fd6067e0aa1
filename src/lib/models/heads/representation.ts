/**
 * d_rep: how many directions the pairs' differences occupy over all heads together. Participation ratio (Σλ)²/Σλ² of the
 * spectrum of both capabilities' differences, each capability given the same total power; by way of the inner products of the
 * pairs, so that heads are added one after another and never held at once. Between 1 and the number of pairs.
 */
import { effectiveDimension } from '../../stats/eigen';

/** Pairs of each capability that count, the first ones: scans with larger sets stay comparable. */
export const REPRESENTATION_PAIRS = 64;

export interface Representation {
  /** Adds a head's differences, [pairs × dims] each; a head with a number that is not finite is passed over. */
  add(first: Float32Array, second: Float32Array, dims: number): void;
  /** Null while there is no difference at all in one of the capabilities. */
  dRep(): number | null;
}

export function openRepresentation(pairs1: number, pairs2: number): Representation {
  const n1 = Math.min(pairs1, REPRESENTATION_PAIRS);
  const n2 = Math.min(pairs2, REPRESENTATION_PAIRS);
  const n = n1 + n2;
  const inner = Array.from({ length: n }, () => new Float64Array(n));
  return {
    add(first, second, dims) {
      const row = (i: number) =>
        i < n1
          ? first.subarray(i * dims, (i + 1) * dims)
          : second.subarray((i - n1) * dims, (i - n1 + 1) * dims);
      const rows = Array.from({ length: n }, (_, i) => row(i));
      if (rows.some((values) => !values.every(Number.isFinite))) return;
      for (let i = 0; i < n; i++)
        for (let j = 0; j <= i; j++) {
          let sum = 0;
          for (let k = 0; k < dims; k++) sum += rows[i][k] * rows[j][k];
          inner[i][j] += sum;
          if (j < i) inner[j][i] += sum;
        }
    },
    dRep() {
      const power = [0, 0];
      for (let i = 0; i < n; i++) power[i < n1 ? 0 : 1] += inner[i][i];
      if (!(power[0] > 0 && power[1] > 0)) return null;
      const scale = (i: number) => 1 / Math.sqrt(power[i < n1 ? 0 : 1]);
      return effectiveDimension(inner.map((row, i) => row.map((value, j) => value * scale(i) * scale(j))));
    },
  };
}
