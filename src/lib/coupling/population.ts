/**
 * All families of a table together: how local coupling changes with size, where it passes zero, and what foretells the sign
 * of benchmark 2's next step. Schema `crossover.population/1`: plain JSON, scores in percent, sizes in billions; undefined is
 * null, with its reason in `reasons` under its path. Families are resampled, not intervals: those of one recipe are alike.
 */
import type { Benchmark, ScoreTable } from '../scores/table';
import type { DiagnosisControl } from './diagnose';
import { familyIntervals, type FamilyInterval } from './familyIntervals';
import type { DiagnosisOptions } from './options';
import { withoutNegativeZeros } from './plain';
import {
  metaBootstrapHere,
  populationLine,
  sizeB,
  type MetaBootstrap,
  type PopulationLine,
} from './populationLine';
import { unknown, type Reasons } from './reasons';
import { signModel, type SignModel, type Signs } from './signModel';
import {
  nextStepModel,
  predictorScores,
  predictorScoresWithTokens,
  type NextStep,
  type PredictorScore,
  type TokenPredictors,
} from './signPrediction';
import { STREAM } from './streams';
import { summariseFamilies, type FamilySummary } from './summary';

/** Draws for the 50 % points of the sign models: each is an iterative fit, made on the CPU. */
export const SIGN_DRAWS = 2000;
/** The size that the papers name as the crossing: rises are counted on either side of it. */
const NAMED_CROSSING_B = 3.5;

export interface Population extends PopulationLine {
  schema: 'crossover.population/1';
  input: { title: string; panel: string | null; benchmark1: Benchmark; benchmark2: Benchmark };
  options: Pick<DiagnosisOptions, 'seed' | 'draws' | 'itemCorrelation' | 'runSd'> & { signDraws: number };
  /** Intervals used, and families that give them. */
  n: number;
  familyCount: number;
  /** Where benchmark 2 is as likely to rise as to fall, by size and by the level of benchmark 1; slopes in log-odds. */
  logisticSize: { halfB: number | null; lo: number | null; hi: number | null; slope: number | null };
  logisticLevel: { half: number | null; lo: number | null; hi: number | null; slope: number | null };
  auc: { size: number | null; level: number | null };
  /** Intervals that end at or below a size, those that start at or above it, and on how many of them benchmark 2 rises. */
  rises: { atB: number; below: RiseCount; above: RiseCount };
  /** Leave-one-family-out Brier scores of predictors that every interval has. */
  predictors: PredictorScore[];
  /** Training tokens among them, over the intervals on which they are known, the others scored on the same ones. */
  predictorsWithTokens: TokenPredictors | null;
  /** For a model that has no family: P(benchmark 2 rises at the next step). */
  nextStep: NextStep | null;
  families: PopulationFamily[];
  reasons: Reasons;
}

export interface RiseCount {
  rises: number;
  n: number;
}

export interface PopulationFamily extends Omit<FamilySummary, 'kind'> {
  /** Null for a family that cannot be diagnosed; `headline` then says why. */
  verdict: FamilySummary['kind'];
  /** Intervals that it gives to the population. */
  intervals: number;
}

/**
 * The same table, options and kind of device give the same numbers.
 * @param options the pair of benchmarks (one for all families), noise, seed and draws; `family` is not looked at
 * @param bootstrap who draws the families for the line: this thread unless told otherwise
 * @throws DiagnosisError when the table has no two benchmarks; the signal's reason when aborted
 */
export async function population(
  table: ScoreTable,
  options: DiagnosisOptions,
  control: DiagnosisControl = {},
  bootstrap: MetaBootstrap = metaBootstrapHere,
): Promise<Population> {
  const { signal } = control;
  signal?.throwIfAborted();
  const stage = (name: string, from: number, to: number) => ({
    onProgress: (fraction: number) => control.onProgress?.(from + fraction * (to - from), name),
    signal,
  });
  const reasons: Reasons = {};
  const { benchmark1, benchmark2, intervals, leftOut } = familyIntervals(table, options);
  const { seed, draws, itemCorrelation, runSd } = options;
  const { signs, counts } = signsOf(intervals);

  const summaries = await summariseFamilies(table, options, stage('Families', 0, 0.4));
  const overSize = stage('Line across families', 0.4, 0.8);
  const line = await populationLine(intervals, signs, options, bootstrap, overSize, reasons);
  const resampling = { seed, stream: STREAM.populationSigns, draws: SIGN_DRAWS };
  const sign = (of: (interval: FamilyInterval) => number, from: number, to: number) =>
    intervals.length === 0
      ? null
      : signModel(Float64Array.from(intervals, of), signs, resampling, stage('Sign of a step', from, to));
  const bySize = await sign(({ logSize }) => logSize, 0.8, 0.9);
  const byLevel = await sign(({ level }) => level, 0.9, 1);

  const families = summaries.map(({ kind, ...summary }): PopulationFamily => ({
    ...summary,
    verdict: kind,
    intervals: counts.get(summary.family) ?? 0,
  }));
  noteFamilies(families, leftOut, reasons);
  const logisticSize = signPoint('logisticSize', 'halfB', bySize, signs, reasons, sizeB);
  return withoutNegativeZeros<Population>({
    schema: 'crossover.population/1',
    input: { title: table.title, panel: table.panel, benchmark1, benchmark2 },
    options: { seed, draws, itemCorrelation, runSd, signDraws: SIGN_DRAWS },
    n: intervals.length,
    familyCount: signs.families,
    ...line,
    logisticSize,
    logisticLevel: signPoint('logisticLevel', 'half', byLevel, signs, reasons, (level) => level),
    auc: {
      size: bySize?.auc ?? unknown(reasons, 'auc.size', whyNoSigns(signs)),
      level: byLevel?.auc ?? unknown(reasons, 'auc.level', whyNoSigns(signs)),
    },
    rises: risesAround(intervals, NAMED_CROSSING_B),
    predictors: scored(intervals, signs, reasons),
    predictorsWithTokens: scoredWithTokens(intervals, signs, reasons),
    nextStep: nextStepModel(intervals, signs) ?? unknown(reasons, 'nextStep', whyNoSigns(signs)),
    families,
    reasons,
  });
}

/** Families numbered as they come, and the intervals of each. */
function signsOf(intervals: readonly FamilyInterval[]): { signs: Signs; counts: Map<string, number> } {
  const counts = new Map<string, number>();
  const family = Uint32Array.from(intervals, ({ family: name }) => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
    // Intervals come family by family, so the last one seen is this one's.
    return counts.size - 1;
  });
  const rises = Uint8Array.from(intervals, ({ delta2 }) => (delta2 > 0 ? 1 : 0));
  return { signs: { family, families: counts.size, rises }, counts };
}

/** Every null of a family, and every family without an interval, has its reason. */
function noteFamilies(
  families: readonly PopulationFamily[],
  leftOut: readonly { family: string; reason: string }[],
  reasons: Reasons,
): void {
  const why = new Map(leftOut.map(({ family, reason }) => [family, reason]));
  families.forEach(({ family, verdict, slope, pCrossed, turn }, i) => {
    const path = `families.${i}`;
    const reason = why.get(family);
    if (reason !== undefined) reasons[verdict === null ? path : `${path}.intervals`] = reason;
    if (verdict === null) return;
    if (slope === null) reasons[`${path}.slope`] = 'fewer than three sizes, or no line that settles';
    if (pCrossed === null) reasons[`${path}.pCrossed`] = reasons[`${path}.turn`] = 'a turn needs three sizes';
    if (turn !== null && turn.medianB === null)
      for (const part of ['medianB', 'lo', 'hi'])
        reasons[`${path}.turn.${part}`] = 'fewer than 1 % of the draws turn';
  });
}

/** @param half name of the 50 % point @param toOwnUnits from the predictor's units to those shown, increasing; null beyond what a number can say */
function signPoint<Half extends string>(
  path: string,
  half: Half,
  model: SignModel | null,
  signs: Signs,
  reasons: Reasons,
  toOwnUnits: (value: number) => number | null,
): Record<Half | 'lo' | 'hi' | 'slope', number | null> {
  if (model === null) {
    unknown(reasons, path, whyNoSigns(signs));
    return { [half]: null, lo: null, hi: null, slope: null } as Record<Half | 'lo' | 'hi' | 'slope', null>;
  }
  const shown = (part: string, value: number | null, reason: string) =>
    (value === null ? null : toOwnUnits(value)) ?? unknown(reasons, `${path}.${part}`, reason);
  const oneFamily = signs.families < 2;
  const { lo, hi } = oneFamily ? { lo: null, hi: null } : model.interval;
  const unreached = oneFamily
    ? 'all intervals are of one family, and an interval needs families to resample'
    : 'that share of the draws has no such point, or too many have no finite model';
  return {
    [half]: shown(half, model.half, 'the probability is one half at no value that a number can say'),
    lo: shown('lo', lo, unreached),
    hi: shown('hi', hi, unreached),
    slope: model.slope,
  } as Record<Half | 'lo' | 'hi' | 'slope', number | null>;
}

function whyNoSigns({ rises }: Signs): string {
  if (rises.length === 0) return 'no family has an interval on which benchmark 1 changes by over a point';
  const up = rises.reduce((sum, rise) => sum + rise, 0);
  if (up === 0) return 'benchmark 2 rises on no interval';
  if (up === rises.length) return 'benchmark 2 rises on every interval';
  return 'too few intervals or families: rises and falls are told apart without error, and the model has no finite maximum';
}

function risesAround(intervals: readonly FamilyInterval[], atB: number): Population['rises'] {
  const count = (some: readonly FamilyInterval[]): RiseCount => ({
    rises: some.filter(({ delta2 }) => delta2 > 0).length,
    n: some.length,
  });
  return {
    atB,
    below: count(intervals.filter(({ toB }) => toB <= atB)),
    above: count(intervals.filter(({ fromB }) => fromB >= atB)),
  };
}

function scored(intervals: readonly FamilyInterval[], signs: Signs, reasons: Reasons): PredictorScore[] {
  if (signs.families < 2) {
    reasons.predictors = 'a family is foretold by others, and there are none';
    return [];
  }
  const scores = predictorScores(intervals, signs);
  noteUnscored(scores, 'predictors', reasons);
  return scores;
}

function scoredWithTokens(
  intervals: readonly FamilyInterval[],
  signs: Signs,
  reasons: Reasons,
): Population['predictorsWithTokens'] {
  const path = 'predictorsWithTokens';
  const found = predictorScoresWithTokens(intervals, signs);
  if (found === null)
    return unknown(
      reasons,
      path,
      'the training tokens of fewer than two families with an interval are known',
    );
  noteUnscored(found.scores, `${path}.scores`, reasons);
  return found;
}

function noteUnscored(scores: readonly PredictorScore[], path: string, reasons: Reasons): void {
  scores.forEach(({ brier }, i) => {
    if (brier === null)
      reasons[`${path}.${i}.brier`] = 'without one of the families the model has no finite maximum';
  });
}
