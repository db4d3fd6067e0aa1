/**
 * The two fits behind the published figures for scaling dynamics (arXiv:2605.18838): an affine system without sparsity, and
 * the quadratic in L that its hold-out error comes from. Kept as they were, to be set beside the calibrated ones.
 */
import { mean } from '../stats/summary';
import { midpointDifferences } from './differences';
import type { Trajectory } from './forecast';
import { evaluateTerms, polynomialTerms } from './library';
import { polynomialCurve } from './polynomialCurve';
import { scorePath } from './polynomialSystem';
import { relativeErrors } from './relativeError';
import { stabilityOf, type Eigenvalue } from './stability';
import { leastSquares } from './stlsq';

export interface PublishedAffine {
  /** [equation][constant, then benchmarks]: points per decade, and per decade. */
  coefficients: number[][];
  parameters: number;
  observations: number;
  eigenvalues: Eigenvalue[];
  /** [benchmark][model], percent, integrated from the first model; up to where it diverges. */
  fitted: number[][];
  stopped: string | null;
  /** mean|error| / mean(observed) of each benchmark and their mean; null and empty when it diverges. */
  relativeErrors: number[];
  relativeError: number | null;
}

/** Affine least squares dB/dL = C·B + c on raw scores, no penalty and no threshold, integrated from the first model. */
export function publishedAffine({ logSize, scores }: Trajectory): PublishedAffine {
  const { at, rate } = midpointDifferences(logSize, scores);
  const terms = polynomialTerms(scores.length, 1);
  const features = evaluateTerms(terms, at);
  const coefficients = rate.map((response) => leastSquares(features, response));
  const { values, stopped } = scorePath(
    { mean: scores.map(() => 0), sd: scores.map(() => 1), terms, coefficients },
    { logSize: logSize[0], scores: scores.map((column) => column[0]) },
    logSize,
  );
  return {
    coefficients,
    parameters: coefficients.flat().length,
    observations: rate.length * (rate[0]?.length ?? 0),
    eigenvalues: stabilityOf(coefficients.map((row) => row.slice(1))).eigenvalues,
    fitted: values,
    stopped,
    ...relativeErrors(values, scores),
  };
}

/** One benchmark along a family: L = log10 of the size in billions, scores in percent. */
export interface ScoreSeries {
  logSize: ArrayLike<number>;
  score: ArrayLike<number>;
}

export interface PublishedHoldOut {
  predicted: number[];
  /** (predicted − observed) / observed at each model of the test family, and the mean of their sizes. */
  errors: number[];
  meanError: number;
}

/**
 * The published hold-out: one polynomial of a score in L through all training points, read off at the test family's sizes.
 * @param degree 2 as published; its baselines are degrees 1, 3 and 4
 * @throws RangeError when the training families have too few sizes for the degree
 */
export function publishedHoldOut(
  train: readonly ScoreSeries[],
  test: ScoreSeries,
  degree = 2,
): PublishedHoldOut {
  const curve = polynomialCurve(
    train.flatMap(({ logSize }) => Array.from(logSize)),
    train.flatMap(({ score }) => Array.from(score)),
    degree,
  );
  const predicted = Array.from(test.logSize, curve);
  const errors = predicted.map((value, i) => (value - test.score[i]) / test.score[i]);
  return { predicted, errors, meanError: mean(errors.map(Math.abs)) };
}
