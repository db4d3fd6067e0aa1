/** Effective dimensionality of a family's scores on all its benchmarks, against columns that are permuted. */
import { dimensionalityInterval, LEAST_OBSERVATIONS, parallelAnalysis } from '../stats/dimensionality';
import { correlationMatrix, symmetricEigen } from '../stats/eigen';
import type { DiagnosedModel, Dimensionality } from './diagnosis';
import { unknown, type Reasons } from './reasons';

const DRAWS = 1000;
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
  const dEff = dimensionalityInterval(rows, { seed, draws: DRAWS });
  const unrelated = parallelAnalysis(rows, { seed, draws: DRAWS });
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
