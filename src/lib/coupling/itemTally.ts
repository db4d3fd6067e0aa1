/**
 * What the draws of a paired item bootstrap say of a family: scores, steps, slope, turns and verdict. Every statistic is
 * made in doubles from the whole-number totals, here for both devices, so that it does not depend on which one drew them.
 *
 * The draws carry item noise and nothing else: another training run would scatter more, and so would scatter about the
 * line.
 */
import type { ItemTotals, PackedItems } from '../gpu/itemBootstrapJob';
import type { KernelControl } from '../gpu/kernel';
import { pacer } from '../stats/portions';
import { percentPer, tallyTrend, type ItemFamily, type ItemTrend } from './itemTrend';
import { PHASE_EDGE } from './localCoupling';
import { spreadOf, type Spread } from './spread';

/** A step from one size to the next. Counts are draws. */
export interface ItemStep {
  /** γ < −0.1, |γ| ≤ 0.1, γ > 0.1, and ΔB1 = 0, where there is no ratio; they add up to all draws. */
  tax: number;
  transition: number;
  bonus: number;
  undefinedRatio: number;
  /** ΔB1 < 0, ΔB2 < 0. */
  b1Falls: number;
  b2Falls: number;
  /** Points. */
  delta1: Spread;
  delta2: Spread;
  /** Null where the interval of ΔB1 holds 0: ratios beyond a pole have no interval. */
  gamma: Spread | null;
  /** ΔB2 per tenfold size, points. */
  perDecade: Spread;
}

export interface ItemTally {
  draws: number;
  /** Scores in percent, one per model. */
  scores1: Spread[];
  scores2: Spread[];
  steps: ItemStep[];
  trend: ItemTrend | null;
}

/**
 * @param totals of benchmark 1 and benchmark 2, draws × models
 * @param packed the items they are sums of
 * @throws RangeError when the parts do not belong together, or for fewer than 2 draws; the signal's reason
 */
export async function tallyItems(
  totals: ItemTotals,
  packed: readonly PackedItems[],
  family: ItemFamily,
  { onProgress, signal }: KernelControl = {},
): Promise<ItemTally> {
  const draws = checkParts(totals, packed, family);
  const n = family.logSize.length;
  const pause = pacer(signal);
  const scores1: Spread[] = [];
  const scores2: Spread[] = [];
  const steps: ItemStep[] = [];
  // Columns over the draws: of a model and of the one before it.
  let [before1, before2, now1, now2] = Array.from({ length: 4 }, () => new Float64Array(draws));
  const scratch = new Float64Array(draws);
  for (let model = 0; model < n; model++) {
    await pause();
    [before1, before2, now1, now2] = [now1, now2, before1, before2];
    fillScores(now1, totals[0], packed[0], model);
    fillScores(now2, totals[1], packed[1], model);
    scores1.push(spreadOf(now1));
    scores2.push(spreadOf(now2));
    if (model > 0) {
      const decades = family.logSize[model] - family.logSize[model - 1];
      steps.push(tallyStep(before1, before2, now1, now2, decades, scratch));
    }
    onProgress?.((0.5 * (model + 1)) / n);
  }
  const trend =
    n < 3
      ? null
      : await tallyTrend(totals, packed, family, draws, {
          onProgress: (fraction) => onProgress?.(0.5 + 0.5 * fraction),
          signal,
        });
  onProgress?.(1);
  return { draws, scores1, scores2, steps, trend };
}

function checkParts(totals: ItemTotals, packed: readonly PackedItems[], family: ItemFamily): number {
  const n = family.logSize.length;
  const told = [family.own1.length, family.own2.length, ...packed.map(({ models }) => models)];
  if (packed.length !== 2 || told.some((models) => models !== n) || family.differenceSe2.length !== n * n)
    throw new RangeError(
      `tallyItems: ${n} sizes for two benchmarks of ${told.slice(2).join(' and ')} models`,
    );
  const rows = totals.map((all) => all.length / n);
  if (rows.length !== 2 || rows[0] !== rows[1] || !Number.isInteger(rows[0]) || rows[0] < 2)
    throw new RangeError(`tallyItems: ${rows.join(' and ')} draws; give as many of both, 2 or more`);
  return rows[0];
}

function fillScores(into: Float64Array, totals: Uint32Array, packed: PackedItems, model: number): void {
  const { models } = packed;
  const percent = percentPer(packed);
  for (let draw = 0, at = model; draw < into.length; draw++, at += models) into[draw] = totals[at] * percent;
}

/** @param decades log10 of the ratio of the sizes @param scratch as long as the columns */
function tallyStep(
  from1: Float64Array,
  from2: Float64Array,
  to1: Float64Array,
  to2: Float64Array,
  decades: number,
  scratch: Float64Array,
): ItemStep {
  const draws = to1.length;
  const step = { tax: 0, transition: 0, bonus: 0, undefinedRatio: 0, b1Falls: 0, b2Falls: 0 };
  for (let draw = 0; draw < draws; draw++) scratch[draw] = to1[draw] - from1[draw];
  const delta1 = spreadOf(scratch);
  for (let draw = 0; draw < draws; draw++) scratch[draw] = to2[draw] - from2[draw];
  const delta2 = spreadOf(scratch);
  let defined = 0;
  for (let draw = 0; draw < draws; draw++) {
    const d1 = to1[draw] - from1[draw];
    const d2 = to2[draw] - from2[draw];
    if (d1 < 0) step.b1Falls++;
    if (d2 < 0) step.b2Falls++;
    if (d1 === 0) {
      step.undefinedRatio++;
      continue;
    }
    const gamma = d2 / d1;
    scratch[defined++] = gamma;
    if (gamma < -PHASE_EDGE) step.tax++;
    else if (gamma > PHASE_EDGE) step.bonus++;
    else step.transition++;
  }
  const tellsRatio = delta1.lo > 0 || delta1.hi < 0;
  return {
    ...step,
    delta1,
    delta2,
    gamma: tellsRatio ? spreadOf(scratch.subarray(0, defined)) : null,
    perDecade: {
      sd: delta2.sd / decades,
      lo: delta2.lo / decades,
      median: delta2.median / decades,
      hi: delta2.hi / decades,
    },
  };
}
