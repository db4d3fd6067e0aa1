/** Which models and benchmarks of a family have a joint spectrum. */
import { LEAST_OBSERVATIONS } from '../stats/dimensionality';
import type { DiagnosedModel } from './diagnosis';

/** Below this many models a spectrum is weak evidence. */
export const WEAK_BELOW = 10;

export interface CompleteCases {
  /** In the order given. */
  cases: DiagnosedModel[];
  /** Keys of two or more benchmarks, in the order given. */
  benchmarks: string[];
  /** Scores in percent: a row for each case, in the order of `benchmarks`. No gaps, no constant column. */
  rows: number[][];
}

/**
 * Over complete cases of all benchmarks that the family has scores on; when those are too few, over the benchmarks that
 * every model has. A benchmark with the same score everywhere has no direction and is left out.
 * @param models one per size
 * @returns a clause for a reader when there is no spectrum
 */
export function completeCases(
  models: readonly DiagnosedModel[],
  keys: readonly string[],
): CompleteCases | string {
  if (models.length < LEAST_OBSERVATIONS) return `a spectrum needs ${LEAST_OBSERVATIONS} sizes`;
  const has = (model: DiagnosedModel, key: string) => model.scores[key] !== undefined;
  const scored = keys.filter((key) => models.some((model) => has(model, key)));
  const complete = models.filter((model) => scored.every((key) => has(model, key)));
  const enough = complete.length >= LEAST_OBSERVATIONS;
  const cases = enough ? complete : [...models];
  const shared = enough ? scored : scored.filter((key) => models.every((model) => has(model, key)));
  const benchmarks = shared.filter((key) =>
    cases.some((model) => model.scores[key] !== cases[0].scores[key]),
  );
  if (benchmarks.length < 2) return 'fewer than two benchmarks vary along the family';
  return { cases, benchmarks, rows: cases.map((model) => benchmarks.map((key) => model.scores[key])) };
}
