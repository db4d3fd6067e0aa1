/** Effective dimensionality of a family's scores on all its benchmarks, against columns that are permuted. */
import { dimensionalityInterval, LEAST_OBSERVATIONS, parallelAnalysis } from '../stats/dimensionality';
import { correlationMatrix, symmetricEigen } from '../stats/eigen';
import type { DiagnosedModel, Dimensionality } from './diagnosis';
import { unknown, type Reasons } from './reasons';

const MOST_DRAWS = 1000;
const LEAST_DRAWS = 100;
/** Products summed in all draws together: about a second of work for a table of hundreds of models and tens of benchmarks. */
const WORK = 2e7;
/** Below this many models a spectrum is weak evidence. */
const WEAK_BELOW = 10;
const PATH = 'dimensionality';

/**
 * Over complete cases of all benchmarks that the family has scores on; when those are too few, over the benchmarks that
 * every model has. A benchmark with the same score everywhere has no direction and is left out.
 * @param models one per size
 */
export function dimensionality(
  models: readonly DiagnosedModel[],
  keys: readonly string[],
  seed: number,
  reasons: Reasons,
): Dimensionality | null {
  if (models.length < LEAST_OBSERVATIONS)
    return unknown(reasons, PATH, `a spectrum needs ${LEAST_OBSERVATIONS} sizes`);
  const has = (model: DiagnosedModel, key: string) => model.scores[key] !== undefined;
  const scored = keys.filter((key) => models.some((model) => has(model, key)));
  const complete = models.filter((model) => scored.every((key) => has(model, key)));
  const enough = complete.length >= LEAST_OBSERVATIONS;
  const cases = enough ? complete : models;
  const shared = enough ? scored : scored.filter((key) => models.every((model) => has(model, key)));
  const benchmarks = shared.filter((key) =>
    cases.some((model) => model.scores[key] !== cases[0].scores[key]),
  );
  if (benchmarks.length < 2) return unknown(reasons, PATH, 'fewer than two benchmarks vary along the family');

  const rows = cases.map((model) => benchmarks.map((key) => model.scores[key]));
  const correlations = correlationMatrix(rows);
  const work = rows.length * benchmarks.length ** 2;
  const draws = Math.max(LEAST_DRAWS, Math.min(MOST_DRAWS, Math.floor(WORK / work)));
  const dEff = dimensionalityInterval(rows, { seed, draws });
  const unrelated = parallelAnalysis(rows, { seed, draws });
  if (!correlations || !dEff?.covariance || !dEff.correlation || !unrelated)
    return unknown(reasons, PATH, 'the scores vary too little for a spectrum');
  const { values, vectors } = symmetricEigen(correlations);
  return {
    n: cases.length,
    weak: cases.length < WEAK_BELOW,
    benchmarks,
    covariance: dEff.covariance,
    correlation: dEff.correlation,
    eigenvalues: values,
    eigenvectors: vectors,
    nullDEff: unrelated.dEff,
  };
}
