/** “How sure would I be if…”: other noise than the present, tried out as options. Pure: options in, options out. */
import type { Diagnosis } from './diagnosis';
import type { DiagnosisOptions } from './options';
import { ASSUMED_ITEMS } from './scoreNoise';
import { significant } from './words';

/** Each null, or 1 for the items, leaves things as they are. */
export interface Trial {
  /** Multiples of the items of benchmark 1 and of benchmark 2. */
  times1: number;
  times2: number;
  itemCorrelation: number | null;
  /** Points. */
  runSd: number | null;
}

export const NO_TRIAL: Trial = { times1: 1, times2: 1, itemCorrelation: null, runSd: null };

export const FEWEST_TIMES = 0.25;
export const MOST_TIMES = 100;
export const MOST_TRIED = { itemCorrelation: 0.95, runSd: 5 };

export const isTrial = ({ times1, times2, itemCorrelation, runSd }: Trial): boolean =>
  times1 !== 1 || times2 !== 1 || itemCorrelation !== null || runSd !== null;

type Input = Pick<Diagnosis['input'], 'benchmark1' | 'benchmark2' | 'models'>;

/**
 * Items that a multiple counts from: what most of the models have.
 * @returns the assumed count where none is known
 */
export function presentItems({ models }: Pick<Input, 'models'>, key: string): number {
  const counts = new Map<number, number>();
  for (const { items } of models) {
    const n = items[key];
    if (n !== null && n !== undefined) counts.set(n, (counts.get(n) ?? 0) + 1);
  }
  const [usual] = [...counts].sort((a, b) => b[1] - a[1]);
  return usual?.[0] ?? ASSUMED_ITEMS;
}

/** Options under which the trial would be the present. @param input of the diagnosis that is tried on */
export function trialOptions(
  options: DiagnosisOptions,
  { times1, times2, itemCorrelation, runSd }: Trial,
  input: Input,
): DiagnosisOptions {
  const items = { ...options.items };
  for (const [{ key }, times] of [
    [input.benchmark1, times1],
    [input.benchmark2, times2],
  ] as const)
    if (times !== 1) items[key] = Math.max(1, Math.round(presentItems(input, key) * times));
  return {
    ...options,
    items,
    itemCorrelation: itemCorrelation ?? options.itemCorrelation,
    runSd: runSd ?? options.runSd,
  };
}

/** What is tried, in words: `9× the TruthfulQA MC2 items, ρ 0.6`; empty for nothing. */
export function trialWords(trial: Trial, { benchmark1, benchmark2 }: Omit<Input, 'models'>): string {
  const { times1, times2, itemCorrelation, runSd } = trial;
  const items = (times: number, label: string) =>
    times === 1 ? null : `${significant(times)}× the ${label} items`;
  return [
    items(times1, benchmark1.label),
    items(times2, benchmark2.label),
    itemCorrelation === null ? null : `ρ ${significant(itemCorrelation)}`,
    runSd === null ? null : `run noise ${significant(runSd)} points`,
  ]
    .filter((part) => part !== null)
    .join(', ');
}
