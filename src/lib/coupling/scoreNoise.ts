/**
 * How far a score would move on other test items, or in another training run. All in percent points.
 * A score is a mean over finitely many items; models of one table answered the same items, so part of their item noise is
 * common to all (correlation ρ) and cancels in differences. Run noise never does.
 */

/** Item count of a benchmark that nobody told: a common order of magnitude, and listed as assumed. */
export const ASSUMED_ITEMS = 1000;

export interface NoiseSettings {
  /** Correlation ρ of two models' errors on the same items, 0 ≤ ρ < 1. */
  itemCorrelation: number;
  /** Standard deviation between training runs of one recipe, points. */
  runSd: number;
}

/**
 * Standard error of a score over its items, in points, always above 0.
 * @param value score in percent
 * @param items number of test items
 * @param itemSd per-item standard deviation (0…1) of a graded benchmark; null when items are scored 0 or 1
 * @param se standard error told with the score; it overrides the formula
 */
export function itemNoise(value: number, items: number, itemSd: number | null, se: number | null): number {
  // Nobody knows a rate better than half an item: a told error of 0, and the formula at 0 and 100 %, stop there.
  const halfAnItem = 0.5 / items;
  const floor = binomial(halfAnItem, items);
  if (se !== null && se > 0) return value <= 0 || value >= 100 ? Math.max(se, floor) : se;
  if (itemSd !== null && itemSd > 0) return Math.max((100 * itemSd) / Math.sqrt(items), floor);
  return binomial(Math.min(Math.max(value / 100, halfAnItem), 1 - halfAnItem), items);
}

const binomial = (p: number, items: number) => 100 * Math.sqrt((p * (1 - p)) / items);

/** Standard error of a difference of two scores: Var Δ = σ₁² + σ₂² − 2ρσ₁σ₂ + 2σ_run². */
export function differenceSd(sdA: number, sdB: number, { itemCorrelation, runSd }: NoiseSettings): number {
  return Math.sqrt(sdA * sdA + sdB * sdB - 2 * itemCorrelation * sdA * sdB + 2 * runSd * runSd);
}

/** The part of a score's noise that it shares with no other model of the table. Equals σ at ρ = 0 and σ_run = 0. */
export function ownSd(itemSd: number, { itemCorrelation, runSd }: NoiseSettings): number {
  return Math.sqrt(itemSd * itemSd * (1 - itemCorrelation) + runSd * runSd);
}

/** The part that moves all models together, and with it no difference of equally noisy scores. */
export const sharedSd = (itemSd: number, { itemCorrelation }: NoiseSettings): number =>
  itemSd * Math.sqrt(itemCorrelation);
