/**
 * How far a model is from where benchmark 2 is as likely to rise as to fall at the next step, on the axis of size and on the axis
 * of the level of benchmark 1, over the families of a panel without its own. And what the panel foretells of its next step.
 */
import type { ScoreTable } from '../../scores/table';
import type { KernelControl } from '../../gpu/kernel';
import type { DiagnosisControl } from '../diagnose';
import { familyIntervals } from '../familyIntervals';
import type { DiagnosisOptions } from '../options';
import { metaBootstrapHere, populationLine, sizeB } from '../populationLine';
import { unknown, type Reasons } from '../reasons';
import { signModel, type SignModel } from '../signModel';
import { nextStepModel, nextStepProbability, type NextStep } from '../signPrediction';
import { STREAM } from '../streams';
import { matchPair } from './match';
import { columnsOf, lastSteps, leftOutProbabilities, signsOf, type LastSteps } from './nextStep';
import { withoutJudged } from './judged';
import type { Subject } from './standing';

/** A point of an axis with its 95 % interval; a bound is null where that share of the draws has none. */
export interface CrossingPoint {
  value: number;
  lo: number | null;
  hi: number | null;
}

export interface ReferenceCrossing {
  families: number;
  /** Steps of the families. */
  n: number;
  /** Size in billions at which the line of local coupling passes zero. */
  zeroB: CrossingPoint | null;
  /** Where a rise of benchmark 2 has probability ½: size in billions, level of benchmark 1 in percent. */
  halfB: CrossingPoint | null;
  halfLevel: CrossingPoint | null;
  /** P(benchmark 2 rises at the next step) from size and level of the smaller model. */
  nextStep: NextStep | null;
  /** The last step of each family, foretold by that model fitted without the family. */
  record: LastSteps | null;
}

/** Draws of families: of the line, and of each sign model (an iterative fit each). */
export const LINE_DRAWS = 4000;
export const SIGN_DRAWS = 500;

/**
 * @returns null with its reason under `path`
 * @throws the signal's reason when aborted
 */
export async function referenceCrossing(
  subject: Subject,
  panel: ScoreTable,
  options: DiagnosisOptions,
  reasons: Reasons,
  { onProgress, signal }: DiagnosisControl = {},
): Promise<ReferenceCrossing | null> {
  const path = 'interventions.crossing';
  const pair = matchPair(subject, panel);
  if (pair.kind === 'refused') return unknown(reasons, path, pair.reason);
  const others = withoutJudged(panel, {
    family: subject.family,
    models: subject.models.map(({ model }) => model),
  });
  const keys = { benchmark1: pair.benchmark1.key, benchmark2: pair.benchmark2.key };
  const { intervals } = familyIntervals(others, { ...options, ...keys, items: {} });
  if (intervals.length === 0)
    return unknown(
      reasons,
      path,
      'the panel’s other families have no step on which benchmark 1 changes by over a point',
    );
  const signs = signsOf(intervals);
  const stage = (from: number, to: number): KernelControl => ({
    onProgress: (fraction) => onProgress?.(from + fraction * (to - from), 'Crossing of the panel'),
    signal,
  });
  const { seed } = options;
  const line = await populationLine(
    intervals,
    signs,
    { seed, draws: LINE_DRAWS },
    metaBootstrapHere,
    stage(0, 0.3),
    {},
  );
  const sign = (values: Float64Array, stream: number, control: KernelControl) =>
    signModel(values, signs, { seed, stream, draws: SIGN_DRAWS }, control);
  const size = Float64Array.from(intervals, ({ logSize }) => logSize);
  const level = Float64Array.from(intervals, (interval) => interval.level);
  const bySize = await sign(size, STREAM.referenceSize, stage(0.3, 0.65));
  const byLevel = await sign(level, STREAM.referenceLevel, stage(0.65, 1));
  const foretold = leftOutProbabilities(columnsOf('size-and-level', intervals), signs);
  const { value, lo, hi } = line.zeroB;
  return {
    families: signs.families,
    n: intervals.length,
    zeroB: value === null ? null : { value, lo, hi },
    halfB: point(bySize, sizeB),
    halfLevel: point(byLevel, (at) => at),
    nextStep: nextStepModel(intervals, signs),
    record: foretold && lastSteps(foretold, signs),
  };
}

/** Only a model in which a rise grows more probable upwards has a crossing ahead. */
function point(model: SignModel | null, toOwnUnits: (value: number) => number | null): CrossingPoint | null {
  if (model === null || model.half === null || model.slope <= 0) return null;
  const value = toOwnUnits(model.half);
  const bound = (at: number | null) => (at === null ? null : toOwnUnits(at));
  return value === null ? null : { value, lo: bound(model.interval.lo), hi: bound(model.interval.hi) };
}

export interface Distance {
  /** Multiple of the model's size at which the 50 % point lies; below 1 it lies behind. */
  times: CrossingPoint | null;
  /** Points of benchmark 1 from the model to the 50 % point; below 0 it lies behind. */
  points: CrossingPoint | null;
  /** P(benchmark 2 rises at the next step), 95 % interval. */
  nextRises: { p: number; lo: number; hi: number } | null;
}

/** @param at size in billions, score on benchmark 1 in percent */
export function distanceTo(
  { halfB, halfLevel, nextStep }: Pick<ReferenceCrossing, 'halfB' | 'halfLevel' | 'nextStep'>,
  at: { paramsB: number; level: number },
): Distance {
  const shifted = (from: CrossingPoint | null, to: (value: number) => number): CrossingPoint | null =>
    from && {
      value: to(from.value),
      lo: from.lo === null ? null : to(from.lo),
      hi: from.hi === null ? null : to(from.hi),
    };
  return {
    times: shifted(halfB, (size) => size / at.paramsB),
    points: shifted(halfLevel, (level) => level - at.level),
    nextRises: nextStep && nextStepProbability(nextStep, at),
  };
}
