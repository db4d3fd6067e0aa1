/** Results of several models, or of one model on several machines, as rows of one table. */
import type { Comparison } from './experiment';
import type { ReadResults } from './resultsRead';

export interface ComparedRow {
  model: string;
  revision: string | null;
  dtype: string;
  device: string;
  layer: number;
  layers: number;
  recipe: string | null;
  prompts: string;
  n: number;
  heldOutAuc: number | null;
  /** Strength at which the figures stand: that nearest to the one asked for. Null where no truth point was run. */
  alpha: number | null;
  deltaLogOdds: number | null;
  lo: number | null;
  hi: number | null;
  pTrue: number | null;
  pTrueUnsteered: number | null;
  /** Largest change by a control of equal length, as the file's averages have it. */
  largestControl: number | null;
  comparison: Comparison | null;
}

/** @param alpha strength to compare at, in units of each model's own residual RMS norm */
export function comparedRow(results: ReadResults, alpha = 0.5): ComparedRow {
  const { model, layer, direction, options, recipe, points, comparisons } = results;
  const truth = points.filter(({ vector, alpha: at }) => vector === 'truth' && at !== 0);
  const nearest =
    [...truth].sort((a, b) => Math.abs(a.alpha - alpha) - Math.abs(b.alpha - alpha)).at(0) ?? null;
  const controls = points
    .filter(
      ({ vector, alpha: at }) => at === nearest?.alpha && (vector === 'shuffled' || vector === 'random'),
    )
    .map(({ deltaLogOdds }) => deltaLogOdds);
  const unsteered = points.find(({ alpha: at }) => at === 0);
  return {
    model: model.id,
    revision: model.revision,
    dtype: model.dtype,
    device: model.device,
    layer,
    layers: model.layers,
    recipe,
    prompts: options.prompts,
    n: options.n,
    heldOutAuc: direction.heldOut?.auc ?? null,
    alpha: nearest?.alpha ?? null,
    deltaLogOdds: nearest?.deltaLogOdds ?? null,
    lo: nearest?.deltaLogOddsLo ?? null,
    hi: nearest?.deltaLogOddsHi ?? null,
    pTrue: nearest?.pTrue ?? null,
    pTrueUnsteered: unsteered?.pTrue ?? null,
    largestControl: controls.length ? Math.max(...controls) : null,
    comparison: comparisons.find(({ alpha: at }) => at === nearest?.alpha)?.deltaLogOdds ?? null,
  };
}

/** Whether rows followed one recipe on one list of prompts, so that their figures can be read down the column. */
export const comparable = (rows: readonly ComparedRow[]): boolean =>
  new Set(rows.map(({ recipe, prompts, n, alpha }) => JSON.stringify([recipe, prompts, n, alpha]))).size <=
    1 && rows.every(({ recipe }) => recipe !== null);
