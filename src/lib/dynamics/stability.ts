/** Eigenvalues of a system's linear part, which tell whether a difference between two trajectories grows or fades. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

export interface Eigenvalue {
  re: number;
  im: number;
}

/** Groups of states that act on each other, directly or through others: the strong components of the matrix. */
function interactingGroups(matrix: readonly (readonly number[])[]): number[][] {
  const reaches = matrix.map((row, i) => row.map((value, j) => i === j || value !== 0));
  for (let k = 0; k < matrix.length; k++)
    for (let i = 0; i < matrix.length; i++)
      if (reaches[i][k]) for (let j = 0; j < matrix.length; j++) reaches[i][j] ||= reaches[k][j];
  const groups: number[][] = [];
  matrix.forEach((_, i) => {
    const group = groups.find(([first]) => reaches[i][first] && reaches[first][i]);
    if (group) group.push(i);
    else groups.push([i]);
  });
  return groups;
}

/**
 * Eigenvalues of a real square matrix, largest real part first, of a pair the one with im > 0 first.
 *
 * A sparse matrix is block triangular over the groups of states that interact, and its eigenvalues are those of the blocks;
 * so a zero that the structure implies comes out as 0 and not as the square root of a rounding error.
 * @throws RangeError when the matrix is not square or an entry is not finite
 */
export function eigenvalues(matrix: readonly (readonly number[])[]): Eigenvalue[] {
  matrix.forEach((row, i) => {
    if (row.length !== matrix.length || !row.every(Number.isFinite))
      throw new RangeError(
        `eigenvalues: row ${i} is [${row.join(', ')}] in a matrix of ${matrix.length} rows; give finite numbers, as many as rows`,
      );
  });
  const all = interactingGroups(matrix).flatMap((group): Eigenvalue[] => {
    const block = group.map((i) => group.map((j) => matrix[i][j]));
    if (group.length === 1) return [{ re: block[0][0], im: 0 }];
    const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(
      new Matrix(unstructured(block)),
    );
    return realEigenvalues.map((re, i) => ({ re, im: imaginaryEigenvalues[i] }));
  });
  return all.sort((a, b) => b.re - a.re || b.im - a.im);
}

/**
 * The block, each entry moved by a share of rounding error. The QR sweep of ml-matrix (6.15, as JAMA 1.0.2) never ends on
 * some matrices of exact zeros and ones; a movement below the rounding of its own arithmetic takes it off them.
 */
function unstructured(block: number[][]): number[][] {
  const largest = Math.max(...block.map((row) => Math.max(...row.map(Math.abs))));
  return block.map((row, i) =>
    row.map((value, j) => value + 1e-14 * largest * (((7 * i + 13 * j + 5) * 0.618033988749895) % 1)),
  );
}

export interface Stability {
  eigenvalues: Eigenvalue[];
  /** All real parts below 0: differences fade. */
  stable: boolean;
  /** The largest real part when it is above 0, null otherwise (0: a score keeps its slope). */
  growth: number | null;
}

/** @param jacobian linear part of dz/dt @throws RangeError as `eigenvalues` */
export function stabilityOf(jacobian: readonly (readonly number[])[]): Stability {
  const spectrum = eigenvalues(jacobian);
  // What rounding leaves of a zero.
  const zero = 1e-9 * Math.max(...jacobian.map((row) => Math.max(...row.map(Math.abs))));
  const largest = spectrum[0].re;
  return { eigenvalues: spectrum, stable: largest < -zero, growth: largest > zero ? largest : null };
}
