/** Small symmetric positive definite systems, solved in place (Cholesky). */

/** A pivot this small beside its diagonal is what rounding leaves of 0. */
const SINGULAR = 1e-12;

/**
 * Solves A·x = b.
 * @param a `size` × `size`, row by row; its lower triangle is read and replaced by the factor
 * @param b right-hand side, replaced by the solution
 * @returns false when A is not positive definite; `a` and `b` are then spoiled
 */
export function solvePositive(a: Float64Array, b: Float64Array, size: number): boolean {
  for (let j = 0; j < size; j++) {
    const diagonal = a[j * size + j];
    let pivot = diagonal;
    for (let k = 0; k < j; k++) pivot -= a[j * size + k] * a[j * size + k];
    if (!(pivot > SINGULAR * diagonal)) return false;
    const root = Math.sqrt(pivot);
    a[j * size + j] = root;
    for (let i = j + 1; i < size; i++) {
      let sum = a[i * size + j];
      for (let k = 0; k < j; k++) sum -= a[i * size + k] * a[j * size + k];
      a[i * size + j] = sum / root;
    }
  }
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) b[i] -= a[i * size + k] * b[k];
    b[i] /= a[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) b[i] -= a[k * size + i] * b[k];
    b[i] /= a[i * size + i];
  }
  return true;
}
