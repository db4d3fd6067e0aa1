/**
 * In which directions a family's benchmarks move together: spectrum of their correlation matrix over complete cases, against
 * chance, with loadings that say how sure each is. A loading is the entry of a unit-length eigenvector.
 */
import { affordableDraws, resampledComponents, unrelatedEigenvalues } from '../stats/eigenBootstrap';
import type { PortionControl } from '../stats/portions';
import { principalComponents } from '../stats/principalComponents';
import { quantiles } from '../stats/quantile';
import { completeCases, WEAK_BELOW } from './completeCases';
import type { DiagnosedModel } from './diagnosis';
import { familyHalves } from './familyHalves';
import type { Pair } from './pair';
import { unknown, type Reasons } from './reasons';
import type { Eigenstructure, Estimate } from './sections';
import { count } from './words';

/** Draws of the spread that a chart is given. */
const SPREAD_DRAWS = 200;
/** With fewer resamples than this share defined, an interval would speak of the rest only. */
const LEAST_DEFINED = 0.5;
const PATH = 'eigenstructure';

/**
 * Components are those that can differ from 0, n − 1 at most. Eigenvalues of resamples are taken by rank; vectors are matched
 * by direction (`aligned`), and those that fewer than half the resamples have are not listed. The first component's loading
 * of benchmark 1 is positive, and of other components the largest.
 * @param models of one family, one per size; of any order
 * @param keys benchmarks in the table's order
 * @returns null, with a reason, for fewer than 4 sizes or 2 benchmarks that vary
 * @throws the signal's reason when aborted
 */
export async function eigenstructure(
  models: readonly DiagnosedModel[],
  keys: readonly string[],
  pair: Pair,
  { seed }: { seed: number },
  { onProgress, signal }: PortionControl,
  reasons: Reasons,
): Promise<Eigenstructure | null> {
  const ascending = [...models].sort((a, b) => a.paramsB - b.paramsB);
  const complete = completeCases(ascending, keys);
  if (typeof complete === 'string') return unknown(reasons, PATH, complete);
  const { cases, benchmarks, rows } = complete;
  const n = cases.length;
  const observed = principalComponents(Float64Array.from(rows.flat()), benchmarks.length);
  if (observed === null) return unknown(reasons, PATH, 'the scores vary too little for a spectrum');

  const part = (from: number, to: number): PortionControl => ({
    signal,
    onProgress: (fraction) => onProgress?.(from + fraction * (to - from)),
  });
  const draws = affordableDraws(n, benchmarks.length);
  const sampling = { seed, draws };
  const reference = oriented(observed.vectors, benchmarks.indexOf(pair.benchmark1.key));
  const resampled = await resampledComponents(rows, reference, sampling, part(0, 0.4));
  const enough = LEAST_DEFINED * draws;
  if (resampled.used < enough)
    return unknown(
      reasons,
      PATH,
      'in most resamples of its models a benchmark has the same score at all sizes',
    );
  const unrelated = await unrelatedEigenvalues(rows, sampling, part(0.4, 0.7));

  const scree = observed.values.map((value, k) => {
    const [nullMedian, null95] = quantiles(unrelated[k], [0.5, 0.95]);
    return { ...estimated(value, resampled.values[k]), nullMedian, null95 };
  });
  const components: Eigenstructure['components'] = [];
  for (const [k, vector] of reference.entries()) {
    const found = resampled.vectors.flatMap((vectors) => vectors[k] ?? []);
    if (found.length < enough * benchmarks.length) {
      reasons[`${PATH}.components.${k}`] =
        `with ${count(n)} models most resamples have no direction beyond the first ${count(k)}`;
      break;
    }
    components.push({
      loadings: vector.map((value, j) =>
        estimated(
          value,
          found.filter((_, at) => at % benchmarks.length === j),
        ),
      ),
    });
  }
  return {
    n,
    weak: n < WEAK_BELOW,
    benchmarks,
    scree,
    components,
    spread: spreadOf(resampled.vectors),
    halves: await familyHalves(complete, pair, seed, part(0.7, 1), reasons),
  };
}

/** @param values one or more */
function estimated(value: number, values: readonly number[]): Estimate {
  const [lo, hi] = quantiles(values, [0.025, 0.975]);
  return { value, lo, hi };
}

/** Loadings this near in size are equal: rounding must not choose between them. */
const EQUAL = 1e-9;

/** An eigenvector has no sign of its own. @param first position of benchmark 1; −1 when it is not among them */
function oriented(vectors: readonly number[][], first: number): number[][] {
  return vectors.map((vector, k) => {
    const largest = Math.max(...vector.map(Math.abs));
    const leading =
      k === 0 && Math.abs(vector[first] ?? 0) > EQUAL
        ? vector[first]
        : (vector.find((value) => Math.abs(value) >= largest - EQUAL) ?? 0);
    return leading < 0 ? vector.map((value) => -value) : vector;
  });
}

/** Draws in which both of the first two components have a direction. */
function spreadOf(draws: readonly (number[] | null)[][]): Eigenstructure['spread'] {
  const spread: Eigenstructure['spread'] = [];
  for (const [first, second] of draws) {
    if (spread.length === SPREAD_DRAWS) break;
    if (first && second) spread.push(first.map((value, j) => [value, second[j]]));
  }
  return spread;
}
