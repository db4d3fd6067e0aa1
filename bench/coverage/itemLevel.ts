/**
 * Scores made item by item: every model answers the same items, an item's difficulty is common to all models, and a score is
 * the mean. It checks the correlated-normal model, which knows none of this.
 */
import { normalCdf, normalQuantile } from '../../src/lib/stats/normal';
import type { PhiloxStream } from '../../src/lib/stats/philox';
import { add, type Counters } from './counters';
import { ITEMS } from './design';
import { drawScores, putScores, scoresNow, type DesignedFamily } from './family';
import { runFamilyCell, type FamilyCell } from './familyCell';

/** A cell of the main study with scores made by items, or, to compare, by the normal model; ρ is the condition's. */
export interface ItemCell extends FamilyCell {
  made: 'by-items' | 'normal';
}

/** Counts what a cell of the main study does, and the moments of the errors of the two outermost models. */
export async function runItemCell(cell: ItemCell, seed: number): Promise<Counters> {
  const { truth } = cell.condition;
  const errors: Counters = {};
  const draw = (family: DesignedFamily, random: PhiloxStream) => {
    if (cell.made === 'normal') drawScores(family, truth, random);
    else drawItemScores(family, truth.itemCorrelation, random);
    const { b1, b2 } = scoresNow(family);
    moments(errors, 'b1', b1, family.b1, family.sd1);
    moments(errors, 'b2', b2, family.b2, family.sd2);
  };
  return { ...(await runFamilyCell({ ...cell, draw }, seed)), ...errors };
}

/** Products of the standardised errors of the smallest and the largest model. */
function moments(
  into: Counters,
  name: string,
  scores: Float64Array,
  truth: Float64Array,
  sd: Float64Array,
): void {
  const last = scores.length - 1;
  const first = (scores[0] - truth[0]) / sd[0];
  const other = (scores[last] - truth[last]) / sd[last];
  add(into, `errors.${name}.first`, first * first);
  add(into, `errors.${name}.last`, other * other);
  add(into, `errors.${name}.product`, first * other);
  add(into, `errors.${name}.of`, 1);
}

/** Spread of the graded answers around a threshold: their SD over items is then that of TruthfulQA MC2, 0.41. */
const SOFTNESS = 0.35;
/** Share of the variance of a graded answer's latent scale that the item, not the grading, makes. */
const GRADED = 1 / (1 + SOFTNESS * SOFTNESS);

/**
 * Correlation of two models' latent answers to an item that makes their scores near 50 % correlate by ρ: the arcsine law
 * (Sheppard 1899), for 0/1 answers with `share` = 1.
 */
export const latentCorrelation = (rho: number, share = 1): number => Math.sin(rho * Math.asin(share)) / share;

/** Fills the family's table with one replicate. @param rho correlation of two models' item scores that is aimed at */
export function drawItemScores(family: DesignedFamily, rho: number, random: PhiloxStream): void {
  const hard = family.b1.map((score) => normalQuantile(score / 100));
  const grade = family.b2.map((score) => normalQuantile(score / 100) * Math.hypot(1, SOFTNESS));
  putScores(
    family,
    meanOver(ITEMS.b1, family.n, latentCorrelation(rho), random, (i, difficulty) =>
      difficulty < hard[i] ? 1 : 0,
    ),
    meanOver(ITEMS.b2, family.n, latentCorrelation(rho, GRADED), random, (i, difficulty) =>
      normalCdf((grade[i] - difficulty) / SOFTNESS),
    ),
  );
}

/** Mean score in percent of each model over items whose latent difficulty has a common part. */
function meanOver(
  items: number,
  n: number,
  latent: number,
  random: PhiloxStream,
  scoreOf: (model: number, difficulty: number) => number,
): Float64Array {
  const common = Math.sqrt(latent);
  const own = Math.sqrt(1 - latent);
  const totals = new Float64Array(n);
  for (let item = 0; item < items; item++) {
    const shared = common * random.nextNormal();
    for (let i = 0; i < n; i++) totals[i] += scoreOf(i, shared + own * random.nextNormal());
  }
  return totals.map((total) => (100 * total) / items);
}
