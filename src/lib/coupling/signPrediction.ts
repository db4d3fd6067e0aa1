/**
 * How well can the sign of a family's next step be foretold by families that it is not one of? Predictors are compared by
 * leave-one-family-out Brier score, the mean squared difference between the probability given and what happened: 0 is
 * perfect, and what counts is the distance below the base rate. And the joint model, for a model that has no family.
 */
import { solvePositive } from '../stats/cholesky';
import { logistic, logisticFit, probabilityOf } from '../stats/logistic';
import { tQuantile } from '../stats/studentT';
import { median } from '../stats/summary';
import type { Range } from './diagnosis';
import type { FamilyInterval } from './familyIntervals';
import type { Signs } from './signModel';

/** Predictors that every interval has. */
const KNOWN_TO_ALL = [
  'base-rate',
  'size',
  'level',
  'size-and-level',
  'size-and-level-of-the-smaller',
] as const;
/** Those compared where training tokens are known. */
const WITH_TOKENS = [
  'base-rate',
  'size',
  'level',
  'tokens',
  'size-and-level',
  'size-level-and-tokens',
] as const;

export type Predictor = (typeof KNOWN_TO_ALL)[number] | (typeof WITH_TOKENS)[number];

/** A predictor that is unknown for an interval has no place in a model: such intervals are left out before. */
type Column = (interval: FamilyInterval) => number;
const tokensOf: Column = ({ logTokens, family, from, to }) => {
  if (logTokens === null)
    throw new RangeError(
      `training tokens of ${from} or ${to} (${family}) are unknown; leave the interval out`,
    );
  return logTokens;
};

const COLUMNS: Record<Predictor, Column[]> = {
  'base-rate': [],
  size: [({ logSize }) => logSize],
  level: [({ level }) => level],
  tokens: [tokensOf],
  'size-and-level': [({ logSize }) => logSize, ({ level }) => level],
  'size-level-and-tokens': [({ logSize }) => logSize, ({ level }) => level, tokensOf],
  'size-and-level-of-the-smaller': [({ fromLogSize }) => fromLogSize, ({ fromLevel }) => fromLevel],
};

const columnsOf = (predictor: Predictor, intervals: readonly FamilyInterval[]): Float64Array[] =>
  COLUMNS[predictor].map((of) => Float64Array.from(intervals, of));

export interface PredictorScore {
  predictor: Predictor;
  /** Null when a family's sign has to be foretold by families that leave the model undefined. */
  brier: number | null;
}

/** Every predictor that all intervals have, in a fixed order. @param signs of the intervals, of 2 or more families */
export const predictorScores = (intervals: readonly FamilyInterval[], signs: Signs): PredictorScore[] =>
  scoresOf(KNOWN_TO_ALL, intervals, signs);

/** The same, with training tokens, over the intervals on which those are known: all on the same ones. */
export interface TokenPredictors {
  n: number;
  families: number;
  scores: PredictorScore[];
}

/** Null when the intervals whose tokens are known are of fewer than 2 families. @param signs of all the intervals */
export function predictorScoresWithTokens(
  intervals: readonly FamilyInterval[],
  { family, rises }: Signs,
): TokenPredictors | null {
  const known = intervals.flatMap(({ logTokens }, i) => (logTokens === null ? [] : [i]));
  const numbers = new Map<number, number>();
  for (const i of known) if (!numbers.has(family[i])) numbers.set(family[i], numbers.size);
  if (numbers.size < 2) return null;
  const signs: Signs = {
    family: Uint32Array.from(known, (i) => numbers.get(family[i]) ?? 0),
    families: numbers.size,
    rises: Uint8Array.from(known, (i) => rises[i]),
  };
  const some = known.map((i) => intervals[i]);
  return { n: some.length, families: numbers.size, scores: scoresOf(WITH_TOKENS, some, signs) };
}

const scoresOf = (
  predictors: readonly Predictor[],
  intervals: readonly FamilyInterval[],
  signs: Signs,
): PredictorScore[] =>
  predictors.map((predictor) => ({
    predictor,
    brier: leaveOneFamilyOut(columnsOf(predictor, intervals), signs),
  }));

function leaveOneFamilyOut(
  columns: readonly Float64Array[],
  { family, families, rises }: Signs,
): number | null {
  const { fit, beta } = logisticFit(columns, rises);
  const weights = new Uint8Array(family.length);
  let squares = 0;
  for (let held = 0; held < families; held++) {
    for (let i = 0; i < weights.length; i++) weights[i] = family[i] === held ? 0 : 1;
    if (fit(weights) === null) return null;
    for (let i = 0; i < weights.length; i++)
      if (family[i] === held) {
        let eta = beta[0];
        columns.forEach((column, j) => (eta += beta[j + 1] * column[i]));
        squares += (rises[i] - probabilityOf(eta)) ** 2;
      }
  }
  return squares / family.length;
}

/** P(benchmark 2 rises at the next step), from the size and the level of the model that the step starts at. */
export interface NextStep {
  intercept: number;
  /** Log-odds per decade of size, and per point of benchmark 1. */
  size: number;
  level: number;
  /** Covariance of the three in that order, robust to families being alike within (sandwich, F/(F − 1)). */
  covariance: number[][];
  families: number;
  /** Of the models it rests on; beyond these it extrapolates. */
  rangeB: Range;
  rangeLevel: Range;
  /** Median ratio of sizes of a step. */
  stepRatio: number;
}

/** Null when there is no finite maximum, or fewer than four families for three coefficients. */
export function nextStepModel(intervals: readonly FamilyInterval[], signs: Signs): NextStep | null {
  const columns = columnsOf('size-and-level-of-the-smaller', intervals);
  const { families } = signs;
  const fitted = families < 4 ? null : logistic(columns, signs.rises);
  if (fitted === null) return null;
  const {
    intercept,
    coefficients: [size, level],
  } = fitted;
  const covariance = sandwich(columns, [intercept, size, level], signs);
  if (covariance === null) return null;
  return {
    intercept,
    size,
    level,
    covariance,
    families,
    rangeB: rangeOf(intervals.map(({ fromB }) => fromB)),
    rangeLevel: rangeOf(intervals.map(({ fromLevel }) => fromLevel)),
    stepRatio: median(intervals.map(({ fromB, toB }) => toB / fromB)),
  };
}

const rangeOf = (values: readonly number[]): Range => [
  values.reduce((least, value) => Math.min(least, value)),
  values.reduce((most, value) => Math.max(most, value)),
];

/** @param paramsB size in billions @param level score on benchmark 1, percent @returns with a 95 % interval, t with F − 1 */
export function nextStepProbability(
  { intercept, size, level, covariance, families }: NextStep,
  at: { paramsB: number; level: number },
): { p: number; lo: number; hi: number } {
  const row = [1, Math.log10(at.paramsB), at.level];
  const eta = intercept + size * row[1] + level * row[2];
  let variance = 0;
  for (let j = 0; j < 3; j++) for (let k = 0; k < 3; k++) variance += row[j] * covariance[j][k] * row[k];
  const half = tQuantile(0.975, families - 1) * Math.sqrt(Math.max(0, variance));
  return { p: probabilityOf(eta), lo: probabilityOf(eta - half), hi: probabilityOf(eta + half) };
}

/** H⁻¹ (Σ_f s_f s_fᵀ) H⁻¹ · F/(F − 1), s_f the score of a family, H the information (Liang and Zeger 1986). */
function sandwich(
  columns: readonly Float64Array[],
  beta: readonly number[],
  { family, families, rises }: Signs,
): number[][] | null {
  const size = beta.length;
  // About the mean of each predictor, where the information matrix is well conditioned.
  const centre = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
  const information = new Float64Array(size * size);
  const scores = new Float64Array(families * size);
  const row = new Float64Array(size);
  for (let i = 0; i < rises.length; i++) {
    let eta = beta[0];
    row[0] = 1;
    columns.forEach((column, j) => {
      row[j + 1] = column[i] - centre[j];
      eta += beta[j + 1] * column[i];
    });
    const p = probabilityOf(eta);
    for (let j = 0; j < size; j++) {
      scores[family[i] * size + j] += (rises[i] - p) * row[j];
      for (let k = 0; k < size; k++) information[j * size + k] += p * (1 - p) * row[j] * row[k];
    }
  }
  const covariance = beta.map(() => beta.map(() => 0));
  for (let f = 0; f < families; f++) {
    const influence = scores.slice(f * size, (f + 1) * size);
    if (!solvePositive(information.slice(), influence, size)) return null;
    // The intercept at 0 instead of at the centre.
    centre.forEach((c, j) => (influence[0] -= c * influence[j + 1]));
    for (let j = 0; j < size; j++)
      for (let k = 0; k < size; k++)
        covariance[j][k] += (influence[j] * influence[k] * families) / (families - 1);
  }
  return covariance;
}
