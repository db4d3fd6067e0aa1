/**
 * What the results of single items say of a family: the paired item bootstrap as a part of a diagnosis. It is made where the
 * items are, and comes to the diagnosis as plain numbers; the items themselves go nowhere.
 */
import type { ItemBootstrapJob, ItemTotals } from '../gpu/itemBootstrapJob';
import type { KernelControl } from '../gpu/kernel';
import type { ItemTable } from '../scores/items/itemTable';
import type { Answerer } from './backend';
import { turnSummary } from './criticalScale';
import type { ItemBootstrap, ItemBootstrapStep, Range } from './diagnosis';
import { prepareItems } from './itemFamily';
import { itemDigest } from './itemNoise';
import { tallyItems, type ItemStep } from './itemTally';
import type { ItemTrend } from './itemTrend';
import type { Spread } from './spread';

export interface ItemRequest {
  /** Ascending sizes, one model each. */
  models: readonly { model: string; paramsB: number }[];
  seed: number;
  draws: number;
}

/** Resamples the items, on whichever device. */
export type Resample = (
  job: ItemBootstrapJob,
  control: KernelControl,
) => Promise<{ answer: ItemTotals; backend: Answerer }>;

/** Share of the work that is the resampling. */
const RESAMPLING = 0.7;

/**
 * @param tables of benchmark 1 and benchmark 2, which hold the models
 * @throws RangeError as `prepareItems`; the signal's reason
 */
export async function itemEvidence(
  tables: readonly [ItemTable, ItemTable],
  { models, seed, draws }: ItemRequest,
  resample: Resample,
  { onProgress, signal }: KernelControl = {},
): Promise<ItemBootstrap> {
  const { job, family, noise, dropped } = prepareItems(tables, models, { seed, draws });
  const packed = job.benchmarks.map((benchmark) => benchmark.packed);
  const { answer: totals, backend } = await resample(job, {
    onProgress: (fraction) => onProgress?.(RESAMPLING * fraction),
    signal,
  });
  const tally = await tallyItems(totals, packed, family, {
    onProgress: (fraction) => onProgress?.(RESAMPLING + (1 - RESAMPLING) * fraction),
    signal,
  });
  const [one, two] = noise;
  return {
    benchmarks: [one.benchmark, two.benchmark],
    models: models.map(({ model }) => model),
    scores: [Array.from(one.scores), Array.from(two.scores)],
    items: [one.items, two.items],
    dropped,
    correlation: [one.correlation, two.correlation],
    digests: [await itemDigest(tables[0]), await itemDigest(tables[1])],
    seed,
    draws,
    backend,
    steps: tally.steps.map((step) => stepOf(step, draws)),
    trend: tally.trend && trendOf(tally.trend, family.logSize, draws),
  };
}

const rangeOf = ({ lo, hi }: Spread): Range => [lo, hi];

/** A draw without a ratio (ΔB1 = 0) is of no phase. */
function stepOf(step: ItemStep, draws: number): ItemBootstrapStep {
  return {
    pTax: step.tax / draws,
    pTransition: step.transition / draws,
    pBonus: step.bonus / draws,
    pB1Falls: step.b1Falls / draws,
    pB2Falls: step.b2Falls / draws,
    gamma: step.gamma && rangeOf(step.gamma),
    perDecade: rangeOf(step.perDecade),
  };
}

function trendOf(trend: ItemTrend, logSize: Float64Array, draws: number): ItemBootstrap['trend'] {
  const { turnsUp, turnsDown, falls, rises, undetermined } = trend.verdicts;
  return {
    slope: trend.slope && rangeOf(trend.slope),
    perDecade: rangeOf(trend.perDecade),
    turns: turnSummary({ logSize }, trend, draws, {}),
    verdicts: {
      'turns-up': turnsUp / draws,
      'turns-down': turnsDown / draws,
      falls: falls / draws,
      rises: rises / draws,
      undetermined: undetermined / draws,
    },
  };
}
