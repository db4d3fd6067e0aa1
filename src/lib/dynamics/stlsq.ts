/**
 * Sequentially thresholded least squares (STLSQ; Brunton, Proctor & Kutz 2016), each step a ridge regression: fit, drop the
 * terms whose coefficients are smaller than a threshold, fit the others again, until none drops. Pure.
 */
import { Matrix, SVD } from 'ml-matrix';
import { solvePositive } from '../stats/cholesky';

export interface StlsqOptions {
  /** Threshold of |coefficient|, in the rate's unit over the term's. */
  lambda: number;
  /** Ridge penalty α of ‖Θξ − y‖² + α‖ξ‖², on every term, the constant too. */
  ridge: number;
  /** Fit the terms that remain once more, without penalty. */
  refit: boolean;
}

/**
 * Least squares by singular values: of all coefficients that fit equally well, the smallest.
 * @param features features[j][i]: term j at observation i
 */
export function leastSquares(features: readonly ArrayLike<number>[], response: ArrayLike<number>): number[] {
  const design = new Matrix(Array.from(response, (_, i) => features.map((feature) => feature[i])));
  return new SVD(design, { autoTranspose: true })
    .solve(Matrix.columnVector(Array.from(response)))
    .getColumn(0);
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};

/**
 * A regression on given terms, ready for any number of responses: what depends on the terms alone is computed once.
 * @param features features[j][i]: term j at observation i, all of one length
 * @returns for a response and options, one coefficient a term, 0 where it was dropped
 * @throws RangeError when lengths differ, or a threshold or penalty is negative or not finite
 */
export function sparseRegression(
  features: readonly Float64Array[],
): (response: Float64Array, options: StlsqOptions) => Float64Array {
  const gram = features.map((a) => {
    if (a.length !== features[0].length)
      throw new RangeError(`sparseRegression: a term of ${a.length} values against ${features[0].length}`);
    return features.map((b) => dot(a, b));
  });

  const unpenalised = (active: readonly number[], response: Float64Array) =>
    leastSquares(
      active.map((j) => features[j]),
      response,
    );

  function ridgeFit(active: readonly number[], response: Float64Array, moments: Float64Array, ridge: number) {
    const size = active.length;
    const normal = new Float64Array(size * size);
    const solution = new Float64Array(size);
    active.forEach((p, i) => {
      active.forEach((q, j) => (normal[i * size + j] = gram[p][q] + (i === j ? ridge : 0)));
      solution[i] = moments[p];
    });
    if (ridge > 0 && solvePositive(normal, solution, size)) return solution;
    // Collinear terms and a penalty too small to part them: singular values of Θ above √α·I, at the price of time.
    const root = Math.sqrt(ridge);
    const padded = active.map((p, i) => [...features[p], ...active.map((_, j) => (i === j ? root : 0))]);
    return leastSquares(padded, [...response, ...active.map(() => 0)]);
  }

  return (response, { lambda, ridge, refit }) => {
    if (response.length !== (features[0]?.length ?? 0))
      throw new RangeError(
        `sparseRegression: ${response.length} rates against ${features[0]?.length ?? 0} observations`,
      );
    for (const [name, value] of Object.entries({ lambda, ridge }))
      if (!(value >= 0 && value < Infinity))
        throw new RangeError(`sparseRegression: ${name} ${value}; give a number from 0`);
    const moments = Float64Array.from(features, (feature) => dot(feature, response));
    let active = features.map((_, j) => j);
    let fitted: ArrayLike<number> = [];
    while (active.length > 0) {
      const trial = ridgeFit(active, response, moments, ridge);
      const kept = active.filter((_, i) => Math.abs(trial[i]) >= lambda);
      fitted = trial;
      if (kept.length === active.length) break;
      active = kept;
    }
    if (refit && active.length > 0) fitted = unpenalised(active, response);
    const coefficients = new Float64Array(features.length);
    active.forEach((j, i) => (coefficients[j] = fitted[i]));
    return coefficients;
  };
}

/** One response on one library; see `sparseRegression`. */
export const stlsq = (
  features: readonly Float64Array[],
  response: Float64Array,
  options: StlsqOptions,
): Float64Array => sparseRegression(features)(response, options);
