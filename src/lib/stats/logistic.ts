/**
 * Logistic regression by unpenalised maximum likelihood: P(outcome = 1) = 1/(1 + e^−η), η linear in the predictors.
 * Newton's method (iteratively reweighted least squares) with step halving, on standardised predictors. Where no finite
 * maximum exists (the classes are separated, one is missing, predictors are collinear) the answer is null, never the
 * point at which the iteration stopped.
 */
import { solvePositive } from './cholesky';
import { isConstant, mean, populationSd } from './summary';

export interface LogisticModel {
  intercept: number;
  /** One per predictor, per unit of it. */
  coefficients: number[];
  logLikelihood: number;
}

/** A model to be fitted again and again with other weights, as a bootstrap does; fitting allocates nothing. */
export interface LogisticFit {
  /**
   * @param weights how often each observation counts, ≥ 0; null for once each
   * @returns the log-likelihood, or null when there is no finite maximum, and `beta` is then of no use
   */
  fit(weights: ArrayLike<number> | null): number | null;
  /** Intercept, then one coefficient per predictor, in the predictors' own units. */
  readonly beta: Float64Array;
}

const MOST_STEPS = 60;
/** Newton's error is about the square of its last step. */
const CONVERGED = 1e-8;
/** Per standard deviation of a predictor. Beyond, fitted probabilities are 0 and 1: the classes are separated. */
const SEPARATED = 40;
const SHORTEST_STEP = 1e-6;

/**
 * @param predictors columns of equal length, any units; none fits the intercept alone
 * @param outcome 1 or 0
 * @throws RangeError when lengths differ, nothing is given, or an outcome is neither 0 nor 1
 */
export function logisticFit(
  predictors: readonly ArrayLike<number>[],
  outcome: ArrayLike<number>,
): LogisticFit {
  const n = checkedLength(predictors, outcome);
  const size = predictors.length + 1;
  const centre = predictors.map(mean);
  const spread = predictors.map((column) => populationSd(column));
  const identifiable = !predictors.some(isConstant);
  // Row by row: 1, then the standardised predictors.
  const z = new Float64Array(n * size);
  for (let i = 0; i < n; i++) {
    z[i * size] = 1;
    predictors.forEach((column, j) => (z[i * size + j + 1] = (column[i] - centre[j]) / spread[j]));
  }
  const beta = new Float64Array(size);
  const at = new Float64Array(size);
  const trial = new Float64Array(size);
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  const step = new Float64Array(size);

  /** Log-likelihood at `point`; leaves gradient and information (lower triangle) there. */
  function evaluate(point: Float64Array, weights: ArrayLike<number> | null): number {
    gradient.fill(0);
    information.fill(0);
    let logLikelihood = 0;
    for (let i = 0; i < n; i++) {
      const weight = weights === null ? 1 : weights[i];
      if (weight === 0) continue;
      const row = i * size;
      let eta = 0;
      for (let j = 0; j < size; j++) eta += point[j] * z[row + j];
      // e^−|η| cannot overflow.
      const small = Math.exp(-Math.abs(eta));
      const p = eta >= 0 ? 1 / (1 + small) : small / (1 + small);
      logLikelihood += weight * (outcome[i] * eta - Math.max(eta, 0) - Math.log1p(small));
      const slack = weight * (outcome[i] - p);
      const curvature = (weight * small) / ((1 + small) * (1 + small));
      for (let j = 0; j < size; j++) {
        gradient[j] += slack * z[row + j];
        for (let k = 0; k <= j; k++) information[j * size + k] += curvature * z[row + j] * z[row + k];
      }
    }
    return logLikelihood;
  }

  function fit(weights: ArrayLike<number> | null): number | null {
    if (!identifiable || !bothClasses(outcome, weights)) return null;
    at.fill(0);
    let value = evaluate(at, weights);
    for (let count = 0; count < MOST_STEPS; count++) {
      step.set(gradient);
      if (!solvePositive(information, step, size)) return null;
      let share = 1;
      let next = -Infinity;
      for (; share > SHORTEST_STEP; share /= 2) {
        for (let j = 0; j < size; j++) trial[j] = at[j] + share * step[j];
        next = evaluate(trial, weights);
        // At the top, rounding decides which of two equal values is the larger.
        if (next >= value - 1e-12 * Math.abs(value)) break;
      }
      at.set(trial);
      value = next;
      let moved = 0;
      for (let j = 0; j < size; j++) {
        if (!(Math.abs(at[j]) < SEPARATED)) return null;
        moved = Math.max(moved, Math.abs(step[j]));
      }
      if (moved < CONVERGED) return toOwnUnits(value);
    }
    return null;
  }

  function toOwnUnits(logLikelihood: number): number {
    beta[0] = at[0];
    for (let j = 1; j < size; j++) {
      beta[j] = at[j] / spread[j - 1];
      beta[0] -= beta[j] * centre[j - 1];
    }
    return logLikelihood;
  }

  return { fit, beta };
}

/** One fit. See `logisticFit` for the parameters and errors. @returns null when there is no finite maximum */
export function logistic(
  predictors: readonly ArrayLike<number>[],
  outcome: ArrayLike<number>,
): LogisticModel | null {
  const { fit, beta } = logisticFit(predictors, outcome);
  const logLikelihood = fit(null);
  if (logLikelihood === null) return null;
  const [intercept, ...coefficients] = beta;
  return { intercept, coefficients, logLikelihood };
}

/** The inverse of the logit: a probability, never NaN for a finite or infinite η. */
export const probabilityOf = (eta: number): number =>
  eta >= 0 ? 1 / (1 + Math.exp(-eta)) : Math.exp(eta) / (1 + Math.exp(eta));

function bothClasses(outcome: ArrayLike<number>, weights: ArrayLike<number> | null): boolean {
  let positive = false;
  let negative = false;
  for (let i = 0; i < outcome.length; i++) {
    if (weights !== null && weights[i] === 0) continue;
    if (outcome[i] === 1) positive = true;
    else negative = true;
  }
  return positive && negative;
}

function checkedLength(predictors: readonly ArrayLike<number>[], outcome: ArrayLike<number>): number {
  const n = outcome.length;
  if (n === 0) throw new RangeError('logistic: 0 outcomes; at least 1 is needed');
  for (const column of predictors)
    if (column.length !== n)
      throw new RangeError(`logistic: ${column.length} values of a predictor for ${n} outcomes`);
  for (let i = 0; i < n; i++)
    if (outcome[i] !== 0 && outcome[i] !== 1)
      throw new RangeError(`logistic: outcome ${outcome[i]} of observation ${i}; give 0 or 1`);
  return n;
}
