/**
 * A polynomial system dz/dL = Θ(z)ξ of scores: z-scores over the models, L = log10 of the size in billions. Fitted to the
 * differences between consecutive sizes of one family, or of several whose differences are pooled; integrated back in percent.
 */
import { mean, populationSd, isConstant } from '../stats/summary';
import { midpointDifferences, pooledRates } from './differences';
import type { Trajectory } from './forecast';
import { integrate } from './integrate';
import { evaluateTerms, polynomialRate, polynomialTerms } from './library';
import { sparseRegression, type StlsqOptions } from './stlsq';

export interface SparseOptions extends StlsqOptions {
  degree: 1 | 2;
}

/** Terms below one standard deviation a decade are dropped: a scale on which two scores compare. */
export const SPARSE_DEFAULTS: SparseOptions = { degree: 1, lambda: 1, ridge: 0.05, refit: false };

export interface PolynomialSystem {
  /** Of the scores it was fitted to, per benchmark, with n. */
  mean: number[];
  sd: number[];
  terms: number[][];
  /** [equation][term] */
  coefficients: number[][];
  /** Differences of each equation. */
  intervals: number;
}

/** Why no system can be fitted to a series: a clause for a reader; null when one can. */
export function whyNotFitted(families: readonly Trajectory[]): string | null {
  const intervals = families.reduce((sum, { logSize }) => sum + Math.max(0, logSize.length - 1), 0);
  if (intervals < 2)
    return `rates of change need at least 3 models of different size; there ${intervals === 1 ? 'is 1 interval' : 'are no intervals'}`;
  const constant = families[0].benchmarks.find((_, k) => isConstant(pooled(families, k)));
  return constant === undefined
    ? null
    : `${constant} is the same for all models, so its z-score is undefined`;
}

const pooled = (families: readonly Trajectory[], k: number): Float64Array =>
  families.length === 1
    ? families[0].scores[k]
    : Float64Array.from(families.flatMap(({ scores }) => Array.from(scores[k])));

/**
 * Fits one system to the differences of all families.
 * @param families the same benchmarks in the same order; sizes strictly ascending in each
 * @throws RangeError quoting `whyNotFitted`, or sizes that do not ascend
 */
export function fitPolynomialSystem(
  families: readonly Trajectory[],
  options: SparseOptions,
): PolynomialSystem {
  const refused = whyNotFitted(families);
  if (refused !== null) throw new RangeError(`fitPolynomialSystem: ${refused}`);
  const columns = families[0].benchmarks.map((_, k) => pooled(families, k));
  const centre = columns.map(mean);
  const sd = columns.map(populationSd);
  const { at, rate } = pooledRates(
    families.map(({ logSize, scores }) =>
      midpointDifferences(
        logSize,
        scores.map((values, k) => values.map((value) => (value - centre[k]) / sd[k])),
      ),
    ),
  );
  const terms = polynomialTerms(columns.length, options.degree);
  const regress = sparseRegression(evaluateTerms(terms, at));
  return {
    mean: centre,
    sd,
    terms,
    coefficients: rate.map((response) => Array.from(regress(response, options))),
    intervals: rate[0].length,
  };
}

export interface ScorePath {
  /** [benchmark][size], percent; up to where it diverges. */
  values: number[][];
  /** Where and why the path ends before the last size: a clause for a reader; null when it reaches it. */
  stopped: string | null;
}

/** A z-score of a thousand is no score: far outside any 0–100 % scale. */
const DIVERGED = 1000;

/**
 * Integrates a system from one model's scores to other sizes.
 * @param from its L and scores in percent
 * @param logSizes ascending, none below the start
 */
export function scorePath(
  { mean: centre, sd, terms, coefficients }: Pick<PolynomialSystem, 'mean' | 'sd' | 'terms' | 'coefficients'>,
  from: { logSize: number; scores: readonly number[] },
  logSizes: ArrayLike<number>,
): ScorePath {
  const rate = polynomialRate(terms, coefficients);
  const { states, stopped } = integrate(
    (_, z, out) => rate(z, out),
    from.logSize,
    from.scores.map((score, k) => (score - centre[k]) / sd[k]),
    logSizes,
    { bound: DIVERGED },
  );
  return {
    values: centre.map((middle, k) => states.map((z) => middle + sd[k] * z[k])),
    stopped:
      stopped &&
      `the integrated scores ${stopped.why === 'diverged' ? 'diverge' : 'take too many steps'} near ${billions(stopped.at)}`,
  };
}

/** A size for a sentence: `3.2 B`. */
export const billions = (logSize: number): string => `${Number((10 ** logSize).toPrecision(2))} B`;
