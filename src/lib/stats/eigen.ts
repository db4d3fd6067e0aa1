/** Covariance structure of several variables and its eigenvalues. Matrices are arrays of rows. Pure. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { clamp, isConstant, mean } from './summary';

export interface SymmetricEigen {
  /** Descending. */
  values: number[];
  /** vectors[k] belongs to values[k]: unit length, its largest component positive. */
  vectors: number[][];
}

/** The columns of a table of observations. @throws RangeError when rows differ in length or are fewer than `least` */
function columnsOf(name: string, rows: readonly ArrayLike<number>[], least: number): Float64Array[] {
  if (rows.length < least)
    throw new RangeError(`${name}: ${rows.length} observations; at least ${least} are needed`);
  const width = rows[0].length;
  rows.forEach((row, i) => {
    if (row.length !== width)
      throw new RangeError(`${name}: observation ${i} has ${row.length} variables against ${width}`);
  });
  return Array.from({ length: width }, (_, k) => Float64Array.from(rows, (row) => row[k]));
}

/**
 * Eigenvalues and eigenvectors of a real symmetric matrix.
 * @throws RangeError when it is empty, not square or not symmetric
 */
export function symmetricEigen(matrix: readonly ArrayLike<number>[]): SymmetricEigen {
  const n = matrix.length;
  if (n === 0) throw new RangeError('symmetricEigen: 0 × 0 matrix; at least 1 × 1 is needed');
  let largest = 0;
  for (const row of matrix) {
    if (row.length !== n)
      throw new RangeError(`symmetricEigen: a row of ${row.length} in a matrix of ${n} rows`);
    for (let j = 0; j < n; j++) largest = Math.max(largest, Math.abs(row[j]));
  }
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++)
      if (!(Math.abs(matrix[i][j] - matrix[j][i]) <= 1e-12 * largest))
        throw new RangeError(
          `symmetricEigen: ${matrix[i][j]} at (${i}, ${j}) against ${matrix[j][i]} opposite`,
        );
  const solved = new EigenvalueDecomposition(new Matrix(matrix.map((row) => Array.from(row))), {
    assumeSymmetric: true,
  });
  const values = solved.realEigenvalues;
  const order = values.map((_, k) => k).sort((a, b) => values[b] - values[a]);
  return {
    values: order.map((k) => values[k]),
    vectors: order.map((k) => orient(solved.eigenvectorMatrix.getColumn(k))),
  };
}

/** An eigenvector has no sign of its own: the component of largest size is made positive. */
function orient(vector: number[]): number[] {
  const leading = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return leading < 0 ? vector.map((value) => -value) : vector;
}

/**
 * Sample covariance (n − 1) of the columns.
 * @param rows observations, each with the same variables
 * @throws RangeError for fewer than 2 observations or rows of unequal length
 */
export function covarianceMatrix(rows: readonly ArrayLike<number>[]): number[][] {
  const centred = columnsOf('covarianceMatrix', rows, 2).map((column) => {
    if (isConstant(column)) return new Float64Array(column.length);
    const centre = mean(column);
    return column.map((value) => value - centre);
  });
  return centred.map((a) =>
    centred.map((b) => a.reduce((sum, value, i) => sum + value * b[i], 0) / (rows.length - 1)),
  );
}

/** Pearson correlations of the columns; null when a column is constant. @throws RangeError as `covarianceMatrix` */
export function correlationMatrix(rows: readonly ArrayLike<number>[]): number[][] | null {
  const covariance = covarianceMatrix(rows);
  const sd = covariance.map((row, i) => Math.sqrt(row[i]));
  if (sd.some((value) => value === 0)) return null;
  return covariance.map((row, i) =>
    row.map((value, j) => (i === j ? 1 : clamp(value / (sd[i] * sd[j]), -1, 1))),
  );
}

/**
 * Effective dimensionality (participation ratio) tr(C)²/‖C‖²_F = (Σλ)²/Σλ² of a symmetric matrix: 1 when one direction
 * carries everything, the number of variables when all carry the same.
 * @returns null for a matrix of zeros
 */
export function effectiveDimension(matrix: readonly ArrayLike<number>[]): number | null {
  let trace = 0;
  let squares = 0;
  matrix.forEach((row, i) => {
    trace += row[i];
    for (let j = 0; j < row.length; j++) squares += row[j] * row[j];
  });
  return squares === 0 ? null : (trace * trace) / squares;
}
