/** Uncertainty of the effective dimensionality: bootstrap over observations, and the null of unrelated variables. */
import { correlationMatrix, covarianceMatrix, effectiveDimension } from './eigen';
import { openStream } from './philox';
import { quantiles } from './quantile';
import { STREAM } from './streams';
import { mean } from './summary';

/** Fewer observations say nothing of a spectrum. */
export const LEAST_OBSERVATIONS = 4;

export interface Estimate {
  dEff: number;
  /** 95 % bootstrap percentile interval. */
  lo: number;
  hi: number;
}

export interface Sampling {
  seed: number;
  draws: number;
  /** Philox stream, when the default one is taken. */
  stream?: number;
}

/**
 * d_eff of the covariance and the correlation matrix of one resample after another, without allocating: the number of
 * draws is that of the user's setting. `sample` holds the resample row by row and is centred in place.
 */
function resampledDimension(n: number, width: number) {
  const sample = new Float64Array(n * width);
  const covariance = new Float64Array(width * width);

  /** @returns whether each column varies */
  function centre(): boolean {
    let allVary = true;
    for (let k = 0; k < width; k++) {
      let sum = 0;
      let varies = false;
      for (let at = k; at < sample.length; at += width) {
        sum += sample[at];
        varies ||= sample[at] !== sample[k];
      }
      const centre = varies ? sum / n : sample[k];
      for (let at = k; at < sample.length; at += width) sample[at] -= centre;
      allVary &&= varies;
    }
    return allVary;
  }

  /** Null where undefined: no column varies (covariance), or one does not (correlation). */
  function evaluate(): { ofCovariance: number | null; ofCorrelation: number | null } {
    const allVary = centre();
    covariance.fill(0);
    for (let row = 0; row < sample.length; row += width)
      for (let j = 0; j < width; j++)
        for (let k = 0; k <= j; k++) covariance[j * width + k] += sample[row + j] * sample[row + k];
    let trace = 0;
    let squares = 0;
    let correlationSquares = width;
    for (let j = 0; j < width; j++) {
      const variance = covariance[j * width + j];
      trace += variance;
      squares += variance * variance;
      for (let k = 0; k < j; k++) {
        const square = covariance[j * width + k] ** 2;
        squares += 2 * square;
        correlationSquares += (2 * square) / (variance * covariance[k * width + k]);
      }
    }
    return {
      ofCovariance: squares === 0 ? null : (trace * trace) / squares,
      ofCorrelation: allVary ? (width * width) / correlationSquares : null,
    };
  }
  return { sample, evaluate };
}

function checkDraws(name: string, draws: number): void {
  if (!Number.isInteger(draws) || draws < 1)
    throw new RangeError(`${name}: ${draws} draws; give a positive whole number`);
}

function estimate(dEff: number | null, resampled: number[]): Estimate | null {
  if (dEff === null || resampled.length === 0) return null;
  const [lo, hi] = quantiles(resampled, [0.025, 0.975]);
  return { dEff, lo, hi };
}

/**
 * d_eff of the covariance and of the correlation matrix, each with its interval. Draw d resamples whole observations
 * with the words of resample d; a draw in which a matrix is undefined (a constant variable) is left out of its interval.
 * @param rows complete observations, each with the same variables
 * @returns null for fewer than 4 observations; a part is null when a variable is constant (correlation) or all are
 */
export function dimensionalityInterval(
  rows: readonly ArrayLike<number>[],
  { seed, draws, stream = STREAM.dimensionality }: Sampling,
): { covariance: Estimate | null; correlation: Estimate | null } | null {
  checkDraws('dimensionalityInterval', draws);
  const n = rows.length;
  if (n < LEAST_OBSERVATIONS) return null;
  const random = openStream(seed, stream, 0);
  const covariance: number[] = [];
  const correlation: number[] = [];
  const width = rows[0].length;
  const observedCovariance = covarianceMatrix(rows);
  const observedCorrelation = correlationMatrix(rows);
  const resample = resampledDimension(n, width);
  for (let draw = 0; draw < draws; draw++) {
    random.restart(draw);
    for (let i = 0; i < n; i++) {
      const row = rows[random.nextIndex(n)];
      for (let k = 0; k < width; k++) resample.sample[i * width + k] = row[k];
    }
    const { ofCovariance, ofCorrelation } = resample.evaluate();
    if (ofCovariance !== null) covariance.push(ofCovariance);
    if (ofCorrelation !== null) correlation.push(ofCorrelation);
  }
  return {
    covariance: estimate(effectiveDimension(observedCovariance), covariance),
    correlation: estimate(observedCorrelation && effectiveDimension(observedCorrelation), correlation),
  };
}

/**
 * Parallel analysis (Horn 1965, with permutations): d_eff of the correlation matrix when each column is permuted by
 * itself, so that nothing but chance relates the variables.
 * @returns mean and 95 % range over the draws; null for fewer than 4 observations or a constant variable
 */
export function parallelAnalysis(
  rows: readonly ArrayLike<number>[],
  { seed, draws, stream = STREAM.parallelAnalysis }: Sampling,
): Estimate | null {
  checkDraws('parallelAnalysis', draws);
  const n = rows.length;
  if (n < LEAST_OBSERVATIONS || correlationMatrix(rows) === null) return null;
  const random = openStream(seed, stream, 0);
  const width = rows[0].length;
  const permuted = resampledDimension(n, width);
  const { sample } = permuted;
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    random.restart(draw);
    rows.forEach((row, i) => {
      for (let k = 0; k < width; k++) sample[i * width + k] = row[k];
    });
    for (let k = 0; k < width; k++) {
      for (let i = n - 1; i > 0; i--) {
        const j = random.nextIndex(i + 1);
        const kept = sample[i * width + k];
        sample[i * width + k] = sample[j * width + k];
        sample[j * width + k] = kept;
      }
    }
    const { ofCorrelation } = permuted.evaluate();
    if (ofCorrelation !== null) values.push(ofCorrelation);
  }
  return estimate(mean(values), values);
}
