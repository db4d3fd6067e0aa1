/**
 * What to measure next for a model that has no family: a second size of the same recipe, so far apart that the step between the
 * two could be settled given item noise, if the scores change with size as they usually do in a panel. Nothing is promised.
 */
import { median } from '../../stats/summary';
import { detectableDelta2, PAIRED_CORRELATION } from '../detectable';
import { differenceSd, type NoiseSettings } from '../scoreNoise';
import { decimal, significant, whole } from '../words';
import type { Peer } from './peers';

/** A size further away than this is no proposal. */
export const MOST_TIMES = 1000;
const LEAST_TIMES = 1.5;
const STRIDE = 1.02;
/** A family over less than half a decade tells little of a decade. */
const LEAST_DECADES = 0.5;
/** Families count as near when the level is within their range or so many points outside it. */
const NEAR_POINTS = 5;
const FEWEST_NEAR = 5;

/** Medians over families, points per tenfold size, from their smallest to their largest model. */
export interface TypicalChange {
  delta1PerDecade: number;
  /** Of |ΔB2|: what could be seen, whichever way it goes. */
  delta2PerDecade: number;
  families: number;
}

export interface SecondSize {
  typical: TypicalChange | null;
  /** Ratio of sizes, and the larger size in billions. Null when none up to 1,000× would be settled. */
  times: number | null;
  toB: number | null;
  /** The same when the models' errors on the same items are correlated 0.6. */
  timesPaired: number | null;
  /** Smallest |ΔB2|, points, that a tenfold step could settle; null when it could settle none. */
  detectableAtTenfold: number | null;
  sentence: string;
}

export interface MeasuredModel {
  paramsB: number | null;
  b1: number;
  /** Standard errors of the two scores, points. */
  sd1: number;
  sd2: number;
}

/** Null when no family spans half a decade of size. @param lines ascending by size, one family each */
export function typicalChange(
  lines: readonly { models: readonly Peer[] }[],
  level: number,
): TypicalChange | null {
  const changes = lines.flatMap(({ models }) => {
    const first = models[0];
    const last = models[models.length - 1];
    const decades = last.logSize - first.logSize;
    if (decades < LEAST_DECADES) return [];
    const levels = models.map(({ b1 }) => b1);
    return {
      near: level >= Math.min(...levels) - NEAR_POINTS && level <= Math.max(...levels) + NEAR_POINTS,
      delta1: (last.b1 - first.b1) / decades,
      delta2: Math.abs(last.b2 - first.b2) / decades,
    };
  });
  const near = changes.filter((change) => change.near);
  const used = near.length >= FEWEST_NEAR ? near : changes;
  if (used.length === 0) return null;
  return {
    delta1PerDecade: median(used.map(({ delta1 }) => delta1)),
    delta2PerDecade: median(used.map(({ delta2 }) => delta2)),
    families: used.length,
  };
}

/** @param labels of the two benchmarks */
export function secondSize(
  model: MeasuredModel,
  typical: TypicalChange | null,
  noise: NoiseSettings,
  labels: readonly [string, string],
): SecondSize {
  const paired = { ...noise, itemCorrelation: Math.max(noise.itemCorrelation, PAIRED_CORRELATION) };
  const times = typical === null ? null : timesApart(model, typical, noise);
  const timesPaired = typical === null ? null : timesApart(model, typical, paired);
  const toB = times === null || model.paramsB === null ? null : model.paramsB * times;
  const detectableAtTenfold = typical === null ? null : detectableDelta2(stepOver(10, model, typical, noise));
  const found = { typical, times, toB, timesPaired, detectableAtTenfold };
  return { ...found, sentence: sentence(found, model, labels) };
}

function stepOver(
  times: number,
  { b1, sd1, sd2 }: MeasuredModel,
  typical: TypicalChange,
  noise: NoiseSettings,
) {
  const decades = Math.log10(times);
  // Never more than half of what is left to the end of the scale.
  const most = (typical.delta1PerDecade > 0 ? 100 - b1 : b1) / 2;
  return {
    delta1: Math.sign(typical.delta1PerDecade) * Math.min(Math.abs(typical.delta1PerDecade) * decades, most),
    se1: differenceSd(sd1, sd1, noise),
    se2: differenceSd(sd2, sd2, noise),
  };
}

/** Smallest ratio at which the usual change of benchmark 2 is a change that item noise lets one settle. */
function timesApart(model: MeasuredModel, typical: TypicalChange, noise: NoiseSettings): number | null {
  for (let times = LEAST_TIMES; times <= MOST_TIMES; times *= STRIDE) {
    const needed = detectableDelta2(stepOver(times, model, typical, noise));
    if (needed !== null && needed <= typical.delta2PerDecade * Math.log10(times)) return times;
  }
  return null;
}

function sentence(
  { typical, times, toB, timesPaired, detectableAtTenfold }: Omit<SecondSize, 'sentence'>,
  { paramsB }: MeasuredModel,
  [label1, label2]: readonly [string, string],
): string {
  const measure = 'Measure a second size of the same recipe';
  if (typical === null)
    return `${measure}: one model has no step, and no family of the panel spans half a decade of size to say how far apart.`;
  const usual =
    `the panel’s usual change per tenfold size near this level (${label1} ${signedPoints(typical.delta1PerDecade)}, ` +
    `${label2} ±${decimal(typical.delta2PerDecade, 1)} points, median of ${typical.families} families)`;
  const paired = (text: string) =>
    timesPaired === null
      ? ''
      : `; with paired items (ρ ≈ ${PAIRED_CORRELATION}) ${text}${significant(timesPaired)}×`;
  if (times === null) {
    const seen =
      detectableAtTenfold === null
        ? ''
        : ` A tenfold step could settle a change in ${label2} of ${decimal(detectableAtTenfold, 1)} points or more.`;
    return `${measure}, and more items: with ${usual} no second size up to ${whole(MOST_TIMES)}× away would settle the step given item noise${paired('it would take ')}.${seen}`;
  }
  const where = toB === null || paramsB === null ? '' : whereWords(toB, paramsB / times);
  return `${measure}, ${significant(times)}× apart in size${where}: with ${usual} the step would then be settled given item noise${paired('')}.`;
}

/** Models under this size, billions, are rarely trained. */
const SMALLEST_B = 0.03;

const whereWords = (largerB: number, smallerB: number): string =>
  smallerB < SMALLEST_B
    ? ` (near ${significant(largerB)} B)`
    : ` (near ${significant(largerB)} B, or as far below: ${significant(smallerB)} B)`;

const signedPoints = (points: number): string => `${points > 0 ? '+' : ''}${decimal(points, 1)}`;
