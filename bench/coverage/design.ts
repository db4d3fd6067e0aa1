/**
 * What the study simulates: families as they are designed. Sizes are fixed, true scores are smooth in log size, and the only
 * chance is which items were asked and how a training run went. Scores and changes in percent points.
 */
import type { VerdictKind } from '../../src/lib/coupling/diagnosis';
import type { NoiseSettings } from '../../src/lib/coupling/scoreNoise';

/** Sizes in billions: those of the Pythia suite, thinned or filled in, always over the same range. */
export const SIZES: Readonly<Record<number, readonly number[]>> = {
  3: [0.07, 1, 12],
  4: [0.07, 0.41, 2.8, 12],
  5: [0.07, 0.41, 1, 2.8, 12],
  6: [0.07, 0.16, 0.41, 1.4, 6.9, 12],
  8: [0.07, 0.16, 0.41, 1, 1.4, 2.8, 6.9, 12],
  12: [0.07, 0.11, 0.16, 0.25, 0.41, 0.65, 1, 1.4, 2.8, 4.2, 6.9, 12],
};
export const COUNTS = Object.keys(SIZES).map(Number);

/** Place of each size in the range on the log scale, 0 for the smallest and 1 for the largest. */
export function placesOf(n: number): number[] {
  const logs = SIZES[n].map(Math.log10);
  return logs.map((log) => (log - logs[0]) / (logs[n - 1] - logs[0]));
}

/** Size at a place of the range, billions. */
export function sizeAt(n: number, place: number): number {
  const logs = SIZES[n].map(Math.log10);
  return 10 ** (logs[0] + place * (logs[n - 1] - logs[0]));
}

export interface Trend {
  id: string;
  title: string;
  /** True scores at a place 0…1 of the range. */
  b1(place: number): number;
  b2(place: number): number;
  /** B2 is a straight line in B1, so that the slope is one number whatever the weights. */
  straight: boolean;
  /** Where B2 turns, null where it does not. */
  turn: { direction: 'up' | 'down'; place: number } | null;
  /** The right verdict; for a flat trend any label is false. */
  verdict: VerdictKind;
}

/** HellaSwag from 30 to 70 %, straight in log size. */
const rising = (place: number) => 30 + 40 * place;
const softplus = (x: number) => Math.log1p(Math.exp(x));
/** At chance for the smaller sizes, then a straight rise: 0 … 1. */
const leaving = (place: number) => softplus(10 * (place - 0.4)) / softplus(6);
const bowl = (place: number) => (2 * place - 1) ** 2;

const none = { straight: true, turn: null };
export const TRENDS: readonly Trend[] = [
  { id: 'falling', title: 'falls by 12', b1: rising, b2: (t) => 46 - 12 * t, ...none, verdict: 'falls' },
  { id: 'weak', title: 'falls by 4.8', b1: rising, b2: (t) => 42 - 4.8 * t, ...none, verdict: 'falls' },
  { id: 'rising', title: 'rises by 12', b1: rising, b2: (t) => 34 + 12 * t, ...none, verdict: 'rises' },
  { id: 'flat', title: 'flat', b1: rising, b2: () => 40, ...none, verdict: 'undetermined' },
  {
    id: 'leaving',
    title: 'both leave chance, B2 rises by 9',
    b1: (t) => 25 + 45 * leaving(t),
    b2: (t) => 33 + 9 * leaving(t),
    ...none,
    verdict: 'rises',
  },
  {
    id: 'levelling',
    title: 'falls by 12 and levels off',
    b1: rising,
    b2: (t) => 34 + 12 * (1 - t) ** 2,
    straight: false,
    turn: null,
    verdict: 'falls',
  },
  {
    id: 'u',
    title: 'U-shaped, 8 deep',
    b1: rising,
    b2: (t) => 36 + 8 * bowl(t),
    straight: false,
    turn: { direction: 'up', place: 0.5 },
    verdict: 'turns-up',
  },
  {
    id: 'inverted-u',
    title: 'inverted U, 8 high',
    b1: rising,
    b2: (t) => 44 - 8 * bowl(t),
    straight: false,
    turn: { direction: 'down', place: 0.5 },
    verdict: 'turns-down',
  },
];

/** A straight change of B2 over the range while B1 rises by 40. */
export const straightTrend = (change: number): Trend => ({
  ...TRENDS[0],
  id: `change${change}`,
  b2: (t) => 46 + change * t,
});
/** A U of some depth, bottom in the middle of the range. */
export const bowlTrend = (depth: number): Trend => ({
  ...TRENDS.filter(({ id }) => id === 'u')[0],
  id: `bowl${depth}`,
  b2: (t) => 36 + depth * bowl(t),
});

/** The noise that is, and what the method is told of it. */
export interface Condition {
  id: string;
  title: string;
  truth: NoiseSettings;
  told: NoiseSettings;
  /** What the method is told is so. */
  holds: boolean;
}

const condition = (
  id: string,
  title: string,
  [itemCorrelation, runSd]: [number, number],
  told: [number, number],
): Condition => ({
  id,
  title,
  truth: { itemCorrelation, runSd },
  told: { itemCorrelation: told[0], runSd: told[1] },
  holds: told[0] === itemCorrelation && told[1] === runSd,
});

export const CONDITIONS: readonly Condition[] = [
  condition('items', 'item noise alone', [0, 0], [0, 0]),
  condition('rho-told', 'items shared (ρ 0.6), told', [0.6, 0], [0.6, 0]),
  condition('run1-told', 'run SD 1, told', [0, 1], [0, 1]),
  condition('run2-told', 'run SD 2, told', [0, 2], [0, 2]),
  condition('run3-told', 'run SD 3, told', [0, 3], [0, 3]),
  condition('rho-untold', 'items shared (ρ 0.6), not told', [0.6, 0], [0, 0]),
  condition('run1-untold', 'run SD 1, not told', [0, 1], [0, 0]),
  condition('run2-untold', 'run SD 2, not told', [0, 2], [0, 0]),
  condition('run3-untold', 'run SD 3, not told', [0, 3], [0, 0]),
];

/** HellaSwag is scored 0 or 1 an item, TruthfulQA MC2 by a share whose spread over items is 0.41. */
export const ITEMS = { b1: 10042, b2: 817 };
export const B2_ITEM_SD = 0.41;

export function trendOf(id: string): Trend {
  const found = TRENDS.find((trend) => trend.id === id);
  if (!found)
    throw new RangeError(`no trend “${id}”; there are ${TRENDS.map((trend) => trend.id).join(', ')}`);
  return found;
}

export function conditionOf(id: string): Condition {
  const found = CONDITIONS.find((one) => one.id === id);
  if (!found)
    throw new RangeError(`no condition “${id}”; there are ${CONDITIONS.map((one) => one.id).join(', ')}`);
  return found;
}
