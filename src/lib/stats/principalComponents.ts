/**
 * Principal components of standardised variables, and how those of a resample are told to be the same ones. Written for
 * resampling: any number of variables, also more than observations. Pure.
 */
import { symmetricEigen } from './eigen';

/** An eigenvalue below this share of the trace is rounding: its vector is a matter of chance. */
const NO_DIRECTION = 1e-10;

export interface Components {
  /** The min(p, n − 1) largest eigenvalues of the correlation matrix, descending, 0 or more; the others are 0. */
  values: number[];
  /** vectors[k] belongs to values[k], unit length, of no particular sign; as many as have a direction (value above 0). */
  vectors: number[][];
}

/** How many eigenvalues of a correlation matrix can differ from 0. */
export const mostComponents = (observations: number, variables: number): number =>
  Math.min(variables, observations - 1);

/**
 * @param sample observations one after another, `variables` values each, 2 or more of them
 * @returns null when a variable is constant
 */
export function principalComponents(sample: Float64Array, variables: number): Components | null {
  const observations = sample.length / variables;
  const z = standardised(sample, variables);
  if (z === null) return null;
  // Z'Z and ZZ' have the same eigenvalues above 0: the smaller one is solved.
  const byVariable = variables <= observations;
  const size = byVariable ? variables : observations;
  const [inner, across, along] = byVariable ? [observations, variables, 1] : [variables, 1, variables];
  const matrix = Array.from({ length: size }, () => new Float64Array(size));
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += z[k * across + i * along] * z[k * across + j * along];
      matrix[i][j] = sum;
      matrix[j][i] = sum;
    }
  const solved = symmetricEigen(matrix);
  const values = solved.values
    .slice(0, mostComponents(observations, variables))
    .map((value) => Math.max(0, value));
  const directed = values.filter((value) => value > NO_DIRECTION * variables).length;
  const vectors = solved.vectors
    .slice(0, directed)
    .map((vector, k) => (byVariable ? vector : throughObservations(z, vector, variables, values[k])));
  return { values, vectors };
}

/** v = Z'u/√λ. */
function throughObservations(
  z: Float64Array,
  u: readonly number[],
  variables: number,
  value: number,
): number[] {
  const vector = new Array<number>(variables).fill(0);
  u.forEach((weight, row) => {
    for (let j = 0; j < variables; j++) vector[j] += weight * z[row * variables + j];
  });
  return vector.map((entry) => entry / Math.sqrt(value));
}

/** Each variable centred and of unit length; null when one is constant. */
function standardised(sample: Float64Array, variables: number): Float64Array | null {
  const z = Float64Array.from(sample);
  const observations = z.length / variables;
  for (let j = 0; j < variables; j++) {
    let sum = 0;
    let varies = false;
    for (let at = j; at < z.length; at += variables) {
      sum += z[at];
      varies ||= z[at] !== z[j];
    }
    if (!varies) return null;
    const centre = sum / observations;
    let squares = 0;
    for (let at = j; at < z.length; at += variables) {
      z[at] -= centre;
      squares += z[at] * z[at];
    }
    const length = Math.sqrt(squares);
    if (!(length > 0)) return null;
    for (let at = j; at < z.length; at += variables) z[at] /= length;
  }
  return z;
}

/**
 * Vectors of a resample in the order and with the signs of the reference. Components of near-equal eigenvalues change places
 * from one resample to the next, so they are matched by direction and not by rank: of all pairs the one with the largest
 * |inner product| is matched first, then the largest among what is left, and each matched vector takes the sign that makes
 * its inner product positive.
 * @param reference, vectors unit length, orthogonal among themselves
 * @returns for each vector of the reference its match, or null when the resample has too few
 */
export function aligned(
  reference: readonly (readonly number[])[],
  vectors: readonly (readonly number[])[],
): (number[] | null)[] {
  const candidates = reference.flatMap((known, k) =>
    vectors.map((vector, l) => {
      let inner = 0;
      for (let j = 0; j < known.length; j++) inner += known[j] * vector[j];
      return { k, l, inner };
    }),
  );
  candidates.sort((a, b) => Math.abs(b.inner) - Math.abs(a.inner));
  const matched = reference.map((): number[] | null => null);
  const taken = new Set<number>();
  for (const { k, l, inner } of candidates)
    if (matched[k] === null && !taken.has(l)) {
      taken.add(l);
      matched[k] = inner < 0 ? vectors[l].map((value) => -value) : [...vectors[l]];
    }
  return matched;
}
