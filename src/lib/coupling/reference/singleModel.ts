/**
 * A single model that has no family: what a panel of families says of its next step, where it stands among them, which models
 * are nearest to it, and what to measure next. Plain JSON; scores in percent, sizes in billions; undefined is null, with its
 * reason in `reasons` under its path.
 */
import type { Benchmark, ScoreTable } from '../../scores/table';
import { median } from '../../stats/summary';
import type { DiagnosisControl } from '../diagnose';
import type { Range } from '../diagnosis';
import { DiagnosisError } from '../diagnosisError';
import { familyIntervals, type FamilyInterval } from '../familyIntervals';
import type { DiagnosisOptions } from '../options';
import { withoutNegativeZeros } from '../plain';
import { unknown, type Reasons } from '../reasons';
import { ASSUMED_ITEMS, itemNoise } from '../scoreNoise';
import type { ReferenceUse } from '../sections';
import { STREAM } from '../streams';
import { bracketed, decimal, percent, significant, whole } from '../words';
import { matchPair } from './match';
import { nearest, type Neighbour } from './neighbours';
import {
  brierScore,
  leftOutProbabilities,
  signsOf,
  startProbabilities,
  type StartProbability,
} from './nextStep';
import { withoutJudged } from './judged';
import { peerLines, peersOf, type Peer } from './peers';
import { residualAt, residualField, type FieldPredictors, type Place, type Residual } from './residualField';
import { secondSize, typicalChange, type SecondSize } from './secondSize';
import { noField, referenceUse } from './standing';

export interface SingleModelInput {
  /** Names, so that a panel it is in does not judge it by itself; null where it has none. */
  model: string | null;
  family: string | null;
  /** Billions; null when not known: level alone then speaks. */
  paramsB: number | null;
  /** Scores in percent. */
  b1: number;
  b2: number;
  /** As the table that it is from has them, or the panel's own. */
  benchmark1: Benchmark;
  benchmark2: Benchmark;
}

export interface SingleModel {
  input: SingleModelInput;
  reference: ReferenceUse;
  /** Null when the panel's steps give no model. */
  nextStep: {
    /** Median ratio of sizes of a step, the steps, and the families they are of. */
    stepRatio: number;
    n: number;
    families: number;
    draws: number;
    /** Share of the panel's steps on which benchmark 2 rises, and its leave-one-family-out Brier score. */
    baseRate: { share: number; brier: number | null };
    predictors: StartProbability[];
    /** The predictor with the smallest Brier score: the one to read. */
    best: StartProbability;
    /** Sizes and levels that the panel's steps start at; outside of them the probability is an extrapolation. */
    rangeB: Range;
    rangeLevel: Range;
    extrapolated: boolean;
  } | null;
  residual: (Residual & { given: FieldPredictors; families: number; n: number }) | null;
  /** Five nearest models of the panel. */
  neighbours: Neighbour[];
  next: SecondSize;
  /** One sentence for a reader. */
  sentence: string;
  reasons: Reasons;
}

/** Each draw fits three models. */
export const NEXT_STEP_DRAWS = 1000;
const NEIGHBOURS = 5;

/**
 * @param options noise, items and seed; benchmarks and family are not looked at
 * @throws DiagnosisError when a score or size is impossible or the panel has other benchmarks; the signal's reason when aborted
 */
export async function singleModel(
  panel: ScoreTable,
  input: SingleModelInput,
  options: DiagnosisOptions,
  control: DiagnosisControl = {},
): Promise<SingleModel> {
  control.signal?.throwIfAborted();
  checked(input);
  const pair = matchPair(input, panel);
  if (pair.kind === 'refused')
    throw new DiagnosisError(
      pair.reason,
      'Choose benchmarks that the panel has, in the same metric and shots.',
    );
  const reasons: Reasons = {};
  const { model, family, paramsB, b1, b2 } = input;
  const others = withoutJudged(panel, { family, models: model === null ? [] : [model] });
  const models = peersOf(others, pair);
  const place: Place = { b1, b2, logSize: paramsB === null ? null : Math.log10(paramsB) };

  const keys = { benchmark1: pair.benchmark1.key, benchmark2: pair.benchmark2.key };
  const { intervals } = familyIntervals(others, { ...options, ...keys, items: {} });
  const nextStep = await nextStepOf(intervals, place, options, control, reasons);
  const residual = residualOf(models, place, panel, reasons);
  const sd = (value: number, { key, items, itemSd }: Benchmark) =>
    itemNoise(value, options.items[key] ?? items ?? ASSUMED_ITEMS, itemSd, null);
  const labels = [input.benchmark1.label, input.benchmark2.label] as const;
  const next = secondSize(
    { paramsB, b1, sd1: sd(b1, input.benchmark1), sd2: sd(b2, input.benchmark2) },
    typicalChange(peerLines(models), b1),
    options,
    labels,
  );
  noteNext(next, paramsB, reasons);
  control.onProgress?.(1, 'Done');
  return withoutNegativeZeros<SingleModel>({
    input,
    reference: referenceUse(panel, models, pair.assumed),
    nextStep,
    residual,
    neighbours: nearest(models, place, NEIGHBOURS),
    next,
    sentence: sentenceOf(nextStep, residual, labels[1]),
    reasons,
  });
}

function checked({ paramsB, b1, b2, benchmark1, benchmark2 }: SingleModelInput): void {
  for (const [value, { label }] of [
    [b1, benchmark1],
    [b2, benchmark2],
  ] as const)
    if (!(value >= 0 && value <= 100))
      throw new DiagnosisError(`The score on ${label} is ${value}.`, 'Give a percentage from 0 to 100.');
  if (paramsB !== null && !(paramsB > 0 && Number.isFinite(paramsB)))
    throw new DiagnosisError(
      `The size is ${paramsB} B.`,
      'Give the parameters in billions, a number above 0, or leave the size out.',
    );
}

async function nextStepOf(
  intervals: readonly FamilyInterval[],
  { b1, logSize }: Place,
  { seed }: DiagnosisOptions,
  control: DiagnosisControl,
  reasons: Reasons,
): Promise<SingleModel['nextStep']> {
  if (intervals.length === 0)
    return unknown(
      reasons,
      'nextStep',
      'no family of the panel has a step on which benchmark 1 changes by over a point',
    );
  const resampling = { seed, stream: STREAM.nextStep, draws: NEXT_STEP_DRAWS };
  const predictors = await startProbabilities(intervals, { logSize, level: b1 }, resampling, {
    onProgress: (fraction) => control.onProgress?.(fraction, 'Next step'),
    signal: control.signal,
  });
  const best = predictors.toSorted((a, b) => (a.brier ?? 1) - (b.brier ?? 1)).at(0);
  if (best === undefined)
    return unknown(
      reasons,
      'nextStep',
      'too few steps or families: rises and falls are told apart without error, or all are the same',
    );
  const signs = signsOf(intervals);
  const base = leftOutProbabilities([], signs);
  const rises = signs.rises.reduce((sum, rise) => sum + rise, 0);
  predictors.forEach(({ interval, brier }, i) => {
    if (interval === null)
      reasons[`nextStep.predictors.${i}.interval`] = 'too many draws of families have no finite model';
    if (brier === null)
      reasons[`nextStep.predictors.${i}.brier`] =
        'without one of the families the model has no finite maximum';
  });
  if (logSize === null) reasons['nextStep.predictors'] = 'the size is not known, so level alone speaks';
  if (base === null) reasons['nextStep.baseRate.brier'] = 'without one of the families all steps go one way';
  const rangeB = rangeOf(intervals.map(({ fromB }) => fromB));
  const rangeLevel = rangeOf(intervals.map(({ fromLevel }) => fromLevel));
  const outside = (value: number, [lo, hi]: Range) => value < lo || value > hi;
  return {
    stepRatio: median(intervals.map(({ fromB, toB }) => toB / fromB)),
    n: intervals.length,
    families: signs.families,
    draws: NEXT_STEP_DRAWS,
    baseRate: { share: rises / intervals.length, brier: base && brierScore(base, signs.rises) },
    predictors,
    best,
    rangeB,
    rangeLevel,
    extrapolated: outside(b1, rangeLevel) || (logSize !== null && outside(10 ** logSize, rangeB)),
  };
}

const rangeOf = (values: readonly number[]): Range => [
  values.reduce((least, value) => Math.min(least, value)),
  values.reduce((most, value) => Math.max(most, value)),
];

function residualOf(
  models: readonly Peer[],
  place: Place,
  panel: ScoreTable,
  reasons: Reasons,
): SingleModel['residual'] {
  const given = place.logSize === null ? 'level' : 'level-and-size';
  const field = residualField(models, given);
  if (field === null) return unknown(reasons, 'residual', noField(models, panel));
  const residual = residualAt(field, place);
  if (residual.named === null) reasons['residual.named'] = '0 is inside the prediction interval';
  return { ...residual, given, families: field.clusters, n: field.n };
}

function noteNext(
  { typical, times, toB, timesPaired, detectableAtTenfold }: SecondSize,
  paramsB: number | null,
  reasons: Reasons,
) {
  const none = 'no second size up to 1,000 times away would settle the step';
  if (typical === null) {
    reasons.next = 'no family of the panel spans half a decade of size';
    return;
  }
  if (times === null) reasons['next.times'] = none;
  if (toB === null) reasons['next.toB'] = paramsB === null ? 'the size is not known' : none;
  if (timesPaired === null) reasons['next.timesPaired'] = none;
  if (detectableAtTenfold === null)
    reasons['next.detectableAtTenfold'] = 'the usual change of benchmark 1 is itself not clear of its noise';
}

const PREDICTOR_WORDS: Record<StartProbability['predictor'], string> = {
  size: 'from its size',
  level: 'from its level',
  'size-and-level': 'from its size and level',
};

function sentenceOf(
  nextStep: SingleModel['nextStep'],
  residual: SingleModel['residual'],
  label2: string,
): string {
  const step =
    nextStep === null
      ? `The panel does not say whether ${label2} would rise at the next step.`
      : stepWords(nextStep, label2);
  if (residual === null) return step;
  const { residual: points, lo, hi, named } = residual;
  const place =
    named === null
      ? 'within what the panel’s families spread over'
      : `${named === 'high' ? 'above' : 'below'} what the panel’s families spread over`;
  return `${step} Its ${label2} stands ${decimal(Math.abs(points), 1)} points ${points < 0 ? 'below' : 'above'} the panel’s field ${bracketed(lo, hi, 1)}, ${place}.`;
}

function stepWords(
  { best, n, families, stepRatio, extrapolated }: NonNullable<SingleModel['nextStep']>,
  label2: string,
): string {
  const { p, interval, predictor } = best;
  const range = interval === null ? '' : ` [${percent(interval[0])}, ${percent(interval[1])}]`;
  const beyond = extrapolated ? ' It stands outside the models this rests on.' : '';
  return `${PREDICTOR_WORDS[predictor].replace('from', 'From')}, ${label2} rises at the next step (${significant(stepRatio)}× in size) with probability ${percent(p)}${range}, as over ${whole(n)} steps of ${families} families.${beyond}`;
}
