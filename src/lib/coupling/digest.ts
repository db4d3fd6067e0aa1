/**
 * Digest of a diagnosis: SHA-256 over RFC 8785 canonical JSON of what must be equal everywhere, input and deterministic
 * results, at 6 significant digits. Not in it: generator, backend, seed, draws, time, titles, and every simulated number.
 */
import canonicalize from 'canonicalize';
import type { Diagnosis, FamilyCoupling, Interval } from './diagnosis';
import { sha256 } from './sha256';

export type Digested = Pick<
  Diagnosis,
  'input' | 'options' | 'intervals' | 'family' | 'criticalScale' | 'dimensionality'
>;

export const digestOf = (diagnosis: Digested): Promise<string> => sha256(digestText(diagnosis));

/** The text that is digested. @throws RangeError when a number is not finite */
export function digestText({
  input,
  options,
  intervals,
  family,
  criticalScale,
  dimensionality,
}: Digested): string {
  const { benchmark1, benchmark2, models } = input;
  const text = canonicalize(
    rounded({
      input: {
        family: input.family,
        benchmark1: benchmark1.key,
        benchmark2: benchmark2.key,
        models: models.map(({ model, paramsB, scores, se }) => ({ model, paramsB, scores, se })),
      },
      options: { itemCorrelation: options.itemCorrelation, runSd: options.runSd },
      intervals: intervals.map(deterministicInterval),
      family: family && deterministicFamily(family),
      criticalScale: criticalScale && { rangeB: criticalScale.rangeB, quadratic: criticalScale.quadratic },
      dimensionality: dimensionality && {
        n: dimensionality.n,
        benchmarks: dimensionality.benchmarks,
        covariance: dimensionality.covariance.dEff,
        correlation: dimensionality.correlation.dEff,
        eigenvalues: dimensionality.eigenvalues,
      },
    }),
  );
  if (text === undefined) throw new RangeError('digest: nothing to digest');
  return text;
}

function deterministicInterval(interval: Interval) {
  const { from, to, paramsMidB, delta1, delta2, se1, se2, gamma, se, fieller } = interval;
  const { pB2Falls, pB1Falls, perDecade, published } = interval;
  return {
    ...{ from, to, paramsMidB, delta1, delta2, se1, se2, gamma, se, fieller },
    ...{ pB2Falls, pB1Falls, perDecade, published },
  };
}

/** Of the resampled intervals only those that visit every resample. */
function deterministicFamily({ pearson, ...rest }: FamilyCoupling) {
  const exact = pearson.bootstrap === 'exact';
  return {
    ...rest,
    pearson: {
      r: pearson.r,
      fisher: pearson.fisher,
      permutationP: pearson.permutationExact ? pearson.permutationP : null,
      bca: exact ? pearson.bca : null,
      percentile: exact ? pearson.percentile : null,
      degenerateMass: exact ? pearson.degenerateMass : null,
    },
  };
}

/** Last bits differ between machines; six digits do not, and what is nearly 0 is 0. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`digest: ${value} is not a number that JSON can hold`);
    return Math.abs(value) < 1e-9 ? 0 : Number(value.toPrecision(6));
  }
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, rounded(entry)]));
  return value;
}
