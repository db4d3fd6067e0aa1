/** Effective dimensionality of a family's scores on all its benchmarks, against columns that are permuted. */
import { dimensionalityInterval, parallelAnalysis } from '../stats/dimensionality';
import { correlationMatrix, symmetricEigen } from '../stats/eigen';
import { completeCases, WEAK_BELOW } from './completeCases';
import type { DiagnosedModel, Dimensionality } from './diagnosis';
import { unknown, type Reasons } from './reasons';

const MOST_DRAWS = 1000;
const LEAST_DRAWS = 100;
/** Products summed in all draws together: about a second of work for a table of hundreds of models and tens of benchmarks. */
const WORK = 2e7;
const PATH = 'dimensionality';

/** Over the complete cases of the family. @param models one per size */
export function dimensionality(
  models: readonly DiagnosedModel[],
  keys: readonly string[],
  seed: number,
  reasons: Reasons,
): Dimensionality | null {
  const complete = completeCases(models, keys);
  if (typeof complete === 'string') return unknown(reasons, PATH, complete);
  const { cases, benchmarks, rows } = complete;
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
