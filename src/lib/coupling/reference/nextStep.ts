/**
 * For a model, the probability that benchmark 2 rises at the next step of its family, as it did in families of a panel: from the
 * size and the level of the model that the step starts at, each alone and together (logistic regression). The interval resamples
 * whole families; each predictor is scored on families that it was not fitted to.
 */
import { logisticFit, probabilityOf } from '../../stats/logistic';
import { indexOf, philox4x32 } from '../../stats/philox';
import { pacer, type PortionControl } from '../../stats/portions';
import { resampledInterval } from '../../stats/resampledInterval';
import type { Range } from '../diagnosis';
import type { FamilyInterval } from '../familyIntervals';
import type { Signs } from '../signModel';
import { familyNumbers } from './peers';

export type StartPredictor = 'size' | 'level' | 'size-and-level';

const COLUMNS: Record<StartPredictor, ((interval: FamilyInterval) => number)[]> = {
  size: [({ fromLogSize }) => fromLogSize],
  level: [({ fromLevel }) => fromLevel],
  'size-and-level': [({ fromLogSize }) => fromLogSize, ({ fromLevel }) => fromLevel],
};

export const columnsOf = (predictor: StartPredictor, intervals: readonly FamilyInterval[]): Float64Array[] =>
  COLUMNS[predictor].map((of) => Float64Array.from(intervals, of));

/** Signs of benchmark 2 over the intervals, families numbered as they come. */
export function signsOf(intervals: readonly FamilyInterval[]): Signs {
  return {
    ...familyNumbers(intervals),
    rises: Uint8Array.from(intervals, ({ delta2 }) => (delta2 > 0 ? 1 : 0)),
  };
}

/** P(rise) of every interval from a model fitted without its family; null when one has no finite maximum. */
export function leftOutProbabilities(
  columns: readonly Float64Array[],
  { family, families, rises }: Signs,
): Float64Array | null {
  const { fit, beta } = logisticFit(columns, rises);
  const weights = new Uint8Array(rises.length);
  const p = new Float64Array(rises.length);
  for (let held = 0; held < families; held++) {
    for (let i = 0; i < weights.length; i++) weights[i] = family[i] === held ? 0 : 1;
    if (fit(weights) === null) return null;
    for (let i = 0; i < p.length; i++)
      if (family[i] === held)
        p[i] = probabilityOf(columns.reduce((eta, column, j) => eta + beta[j + 1] * column[i], beta[0]));
  }
  return p;
}

/** Mean squared difference between what was foretold and what happened. */
export const brierScore = (p: Float64Array, rises: Uint8Array): number =>
  p.reduce((sum, at, i) => sum + (rises[i] - at) ** 2, 0) / p.length;

export interface LastSteps {
  /** Families whose last step went the way that was more probable. */
  right: number;
  n: number;
  /** Right by saying the same of all, the better of “rises” and “falls”. */
  baseline: number;
}

/** Over the last step of each family: one step a family, since those of a family are alike. @param p of every interval */
export function lastSteps(p: Float64Array, { family, rises }: Signs): LastSteps {
  const last: number[] = [];
  family.forEach((number, i) => (last[number] = i));
  const rising = last.filter((i) => rises[i] === 1).length;
  return {
    right: last.filter((i) => p[i] > 0.5 === (rises[i] === 1)).length,
    n: last.length,
    baseline: Math.max(rising, last.length - rising),
  };
}

export interface StartProbability {
  predictor: StartPredictor;
  p: number;
  /** 95 % over resampled families; null when too many of the draws have no finite model. */
  interval: Range | null;
  /** Leave-one-family-out Brier score; null when a model without one of the families is undefined. */
  brier: number | null;
}

export interface StartResampling {
  seed: number;
  stream: number;
  draws: number;
}

/** Draws between two looks at the clock: a few ms of work. */
const PORTION = 32;

/** In the order of `COLUMNS`. */
function valuesOf(
  predictor: StartPredictor,
  { logSize, level }: { logSize: number | null; level: number },
): number[] {
  return predictor === 'level' || logSize === null
    ? [level]
    : predictor === 'size'
      ? [logSize]
      : [logSize, level];
}

/**
 * @param at size (null when not known: only the level is then used) and score on benchmark 1, percent
 * @returns the predictors that have a finite model, in a fixed order
 * @throws the signal's reason when aborted
 */
export async function startProbabilities(
  intervals: readonly FamilyInterval[],
  at: { logSize: number | null; level: number },
  { seed, stream, draws }: StartResampling,
  { onProgress, signal }: PortionControl = {},
): Promise<StartProbability[]> {
  const signs = signsOf(intervals);
  const predictors = (Object.keys(COLUMNS) as StartPredictor[])
    .filter((predictor) => predictor === 'level' || at.logSize !== null)
    .flatMap((predictor) => {
      const columns = columnsOf(predictor, intervals);
      const { fit, beta } = logisticFit(columns, signs.rises);
      if (fit(null) === null) return [];
      const x = valuesOf(predictor, at);
      const here = () => probabilityOf(x.reduce((eta, value, j) => eta + value * beta[j + 1], beta[0]));
      const leftOut = leftOutProbabilities(columns, signs);
      const brier = leftOut === null ? null : brierScore(leftOut, signs.rises);
      return [{ predictor, fit, here, p: here(), brier, values: new Float64Array(draws), undefinedDraws: 0 }];
    });

  const times = new Uint32Array(signs.families);
  const weights = new Uint32Array(signs.rises.length);
  const words = new Uint32Array(4);
  const pause = pacer(signal);
  for (let draw = 0; draw < draws; draw++) {
    if (draw % PORTION === 0) {
      await pause();
      onProgress?.(draw / draws);
    }
    times.fill(0);
    for (let k = 0; k < signs.families; k++) {
      if (k % 4 === 0) philox4x32(words, k / 4, draw, stream, 0, seed, 0);
      times[indexOf(words[k % 4], signs.families)]++;
    }
    for (let i = 0; i < weights.length; i++) weights[i] = times[signs.family[i]];
    for (const one of predictors) {
      const found = one.fit(weights) !== null;
      if (!found) one.undefinedDraws++;
      one.values[draw] = found ? one.here() : Infinity;
    }
  }
  onProgress?.(1);
  return predictors.map(({ predictor, p, brier, values, undefinedDraws }) => {
    const { lo, hi } = resampledInterval(values, undefinedDraws);
    return { predictor, p, interval: lo === null || hi === null ? null : [lo, hi], brier };
  });
}
