/**
 * Least squares over observations that come in clusters, with a covariance of the coefficients that is robust to clusters being
 * alike within (Liang and Zeger 1986, with the small-sample factor G/(G − 1) · (n − 1)/(n − k)), and the variance of residuals
 * between and within clusters (one-way analysis of variance, method of moments). Pure; inputs are never changed.
 */
import { solvePositive } from '../../stats/cholesky';
import { isConstant, mean } from '../../stats/summary';
import { tQuantile } from '../../stats/studentT';

export interface ClusterRegression {
  n: number;
  clusters: number;
  /** Intercept, then one a predictor. */
  coefficients: number[];
  /** Of the coefficients, in that order. */
  covariance: number[][];
  /** Variances of the residuals. */
  between: number;
  within: number;
}

/** Fewer clusters say nothing of how clusters differ. */
export const FEWEST_CLUSTERS = 4;

/**
 * @param columns predictors, each as long as y @param cluster of each observation, 0 … `clusters` − 1, each present
 * @returns null when predictors are collinear or constant, or there are fewer than 4 clusters or k + 2 observations
 */
export function clusterRegression(
  columns: readonly Float64Array[],
  y: Float64Array,
  cluster: Uint32Array,
  clusters: number,
): ClusterRegression | null {
  const n = y.length;
  const k = columns.length + 1;
  for (const { length } of [...columns, cluster])
    if (length !== n) throw new RangeError(`clusterRegression: ${length} values for ${n} observations`);
  if (clusters < FEWEST_CLUSTERS || n < k + 2 || columns.some(isConstant)) return null;
  // About the means, where the normal matrix is well conditioned; the intercept at 0 is put back at the end.
  const centre = columns.map(mean);
  const design = new Float64Array(n * k).fill(1);
  columns.forEach((column, j) => {
    for (let i = 0; i < n; i++) design[i * k + j + 1] = column[i] - centre[j];
  });
  const normal = new Float64Array(k * k);
  const beta = new Float64Array(k);
  for (let i = 0; i < n; i++)
    for (let a = 0; a < k; a++) {
      beta[a] += design[i * k + a] * y[i];
      for (let b = 0; b < k; b++) normal[a * k + b] += design[i * k + a] * design[i * k + b];
    }
  if (!solvePositive(normal.slice(), beta, k)) return null;

  const residual = new Float64Array(n);
  const scores = new Float64Array(clusters * k);
  for (let i = 0; i < n; i++) {
    let left = y[i];
    for (let a = 0; a < k; a++) left -= design[i * k + a] * beta[a];
    residual[i] = left;
    for (let a = 0; a < k; a++) scores[cluster[i] * k + a] += left * design[i * k + a];
  }
  const factor = ((clusters / (clusters - 1)) * (n - 1)) / (n - k);
  const covariance = Array.from({ length: k }, () => new Array<number>(k).fill(0));
  for (let c = 0; c < clusters; c++) {
    const influence = scores.slice(c * k, (c + 1) * k);
    if (!solvePositive(normal.slice(), influence, k)) return null;
    centre.forEach((c, j) => (influence[0] -= c * influence[j + 1]));
    for (let a = 0; a < k; a++)
      for (let b = 0; b < k; b++) covariance[a][b] += factor * influence[a] * influence[b];
  }
  const coefficients = Array.from(beta);
  centre.forEach((c, j) => (coefficients[0] -= c * beta[j + 1]));
  return { n, clusters, coefficients, covariance, ...varianceParts(residual, cluster, clusters) };
}

/** σ² within from the spread about cluster means; σ² between from what the spread of the means has beyond it, at least 0. */
function varianceParts(
  residual: Float64Array,
  cluster: Uint32Array,
  clusters: number,
): Pick<ClusterRegression, 'between' | 'within'> {
  const n = residual.length;
  const size = new Float64Array(clusters);
  const centre = new Float64Array(clusters);
  for (let i = 0; i < n; i++) {
    size[cluster[i]]++;
    centre[cluster[i]] += residual[i];
  }
  for (let c = 0; c < clusters; c++) centre[c] /= size[c];
  const overall = mean(residual);
  let ssWithin = 0;
  for (let i = 0; i < n; i++) ssWithin += (residual[i] - centre[cluster[i]]) ** 2;
  let ssBetween = 0;
  let squares = 0;
  for (let c = 0; c < clusters; c++) {
    ssBetween += size[c] * (centre[c] - overall) ** 2;
    squares += size[c] * size[c];
  }
  // With one observation a cluster the two cannot be told apart, and only their sum is of use.
  const within = n > clusters ? ssWithin / (n - clusters) : 0;
  const typicalSize = (n - squares / n) / (clusters - 1);
  return { within, between: Math.max(0, (ssBetween / (clusters - 1) - within) / typicalSize) };
}

/** Half-width of a 95 % interval of a coefficient, t with G − 1. */
export const coefficientHalf = ({ covariance, clusters }: ClusterRegression, at: number): number =>
  tQuantile(0.975, clusters - 1) * Math.sqrt(covariance[at][at]);

/**
 * What is expected of one new observation of a new cluster.
 * @param x one value a predictor
 * @returns the fitted value, and the half-width of its 95 % prediction interval, t with G − 1
 */
export function predicted(
  { coefficients, covariance, clusters, between, within }: ClusterRegression,
  x: readonly number[],
): { value: number; half: number } {
  const row = [1, ...x];
  const value = row.reduce((sum, at, j) => sum + at * coefficients[j], 0);
  let variance = between + within;
  for (let a = 0; a < row.length; a++)
    for (let b = 0; b < row.length; b++) variance += row[a] * row[b] * covariance[a][b];
  return { value, half: tQuantile(0.975, clusters - 1) * Math.sqrt(Math.max(0, variance)) };
}
