/** A family's sparse system carried beyond its largest model: one of the forecasting methods. */
import type { SparseSystem, Trajectory } from './forecast';
import {
  scorePath,
  SPARSE_DEFAULTS,
  whyNotFitted,
  type ScorePath,
  type SparseOptions,
} from './polynomialSystem';
import { fitSparseSystem, saturation } from './sparseSystem';

export interface SparseForecast {
  system: SparseSystem;
  /** Active coefficients of all equations together, and of each. */
  parameters: number;
  activeTerms: number[];
  /** What speaks against the system; shown beside its forecast. */
  marks: string[];
  /** Scores in percent at L = log10 of the size in billions, not below the last model's; null where the system diverges. */
  at(logSize: number): number[] | null;
  /** The same along ascending sizes, [benchmark][size], and the word for where it ends. */
  along(logSizes: ArrayLike<number>): ScorePath;
}

export type SparseAttempt = { forecast: SparseForecast; refused: null } | { forecast: null; refused: string };

/**
 * Fits the system and makes its last model the start of the forecast.
 * @param insist use a system with as many coefficients as observations all the same; its marks say so
 * @returns the forecast, or why there is none: a clause for a reader
 * @throws RangeError when sizes do not ascend, or `at`/`along` is asked below the last model
 */
export function fitSparse(
  trajectory: Trajectory,
  options: SparseOptions = SPARSE_DEFAULTS,
  insist = false,
): SparseAttempt {
  const impossible = whyNotFitted([trajectory]);
  if (impossible !== null) return { forecast: null, refused: impossible };
  const system = fitSparseSystem(trajectory, options);
  const saturated = saturation(system);
  if (saturated !== null && !insist) return { forecast: null, refused: saturated };

  const last = trajectory.logSize.length - 1;
  const from = {
    logSize: trajectory.logSize[last],
    scores: trajectory.scores.map((values) => values[last]),
  };
  const along = (logSizes: ArrayLike<number>) => scorePath(system, from, logSizes);
  return {
    forecast: {
      system,
      parameters: system.parameters,
      activeTerms: system.activeTerms,
      marks: system.refusals,
      along,
      at(logSize) {
        const { values, stopped } = along([logSize]);
        return stopped === null ? values.map(([value]) => value) : null;
      },
    },
    refused: null,
  };
}
