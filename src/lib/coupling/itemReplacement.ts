/**
 * Where the results of single items are known, their paired bootstrap stands in the place of the noise formula: for the
 * phases of the steps and for the turn. It speaks of item noise alone, and of the very scores it was made from: when a score
 * was edited, the items set by hand or run noise added, the formula stands.
 */
import type { CriticalScale, Interval, ItemBootstrap } from './diagnosis';
import type { DiagnosisOptions } from './options';
import { phaseOf } from './phase';
import { unknown, type Reasons } from './reasons';
import type { Selection } from './select';

/** Scores of items are means of their results; a table may round them to a billionth of a point. */
const SAME = 1e-6;

/** The bootstrap when it is of this very selection, else null. */
export function applicable(
  items: ItemBootstrap | null,
  { line, benchmark1, benchmark2 }: Selection,
  options: DiagnosisOptions,
): ItemBootstrap | null {
  if (items === null || options.runSd > 0) return null;
  const keys = [benchmark1.key, benchmark2.key];
  if (keys.some((key, i) => key !== items.benchmarks[i] || Object.hasOwn(options.items, key))) return null;
  if (items.models.length !== line.names.length) return null;
  const same = line.names.every(
    (name, i) =>
      name === items.models[i] &&
      Math.abs(line.b1[i] - items.scores[0][i]) < SAME &&
      Math.abs(line.b2[i] - items.scores[1][i]) < SAME,
  );
  return same ? items : null;
}

type Replaced = Pick<Interval, 'pTax' | 'pTransition' | 'pBonus' | 'phase' | 'leaning'>;

/**
 * Phase probabilities of step `i`, and its label by the same rule. What is deterministic of a step stays: a link's receiver,
 * who has no items, must come to the same digest.
 */
export function phasesByItems(items: ItemBootstrap, i: number, delta1: number): Replaced {
  const { pTax, pTransition, pBonus } = items.steps[i];
  const shares = { pTax, pTransition, pBonus };
  return { ...shares, ...phaseOf(delta1, shares) };
}

/** The turn by the items; its smooth alternative stays. */
export function turnByItems(
  items: ItemBootstrap,
  critical: CriticalScale | null,
  reasons: Reasons,
): CriticalScale | null {
  if (critical === null || items.trend === null) return critical;
  const { turns } = items.trend;
  for (const part of ['medianB', 'lo', 'hi'] as const) {
    delete reasons[`criticalScale.${part}`];
    if (turns[part] === null) unknown(reasons, `criticalScale.${part}`, 'fewer than 1 % of the draws turn');
  }
  return { ...critical, ...turns };
}
