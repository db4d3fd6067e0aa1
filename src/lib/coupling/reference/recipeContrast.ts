/**
 * How families of one kind of training data stand in the residual field against those of another: curated against web-trained at
 * matched level and size. Families, not models, are counted; they differ in more than their data, so this is an association.
 */
import { mean, variance } from '../../stats/summary';
import { tQuantile } from '../../stats/studentT';
import type { Estimate, RecipeEffect } from '../sections';
import { effectSize } from './effectSize';
import { familyResiduals, type LeftOutResidual } from './residualField';

const CURATED = ['curated'];
/** Collected from the web, alone or with books and code, and not selected for quality beyond that. */
const WEB = ['web', 'mixed'];

export interface RecipeContrast extends Estimate {
  curated: string[];
  /** How many web-trained families it is set against. */
  web: number;
}

/** Mean residual of curated families minus that of web-trained ones (Welch); null with fewer than two of either kind. */
export function curatedAgainstWeb(residuals: readonly LeftOutResidual[]): RecipeContrast | null {
  const families = familyResiduals(residuals);
  const ofKind = (kinds: string[]) =>
    families.filter(({ models }) => models.every(({ facts }) => kinds.includes(facts?.recipe ?? '')));
  const curated = ofKind(CURATED);
  const web = ofKind(WEB);
  if (curated.length < 2 || web.length < 2) return null;
  const difference = welch(
    curated.map(({ residual }) => residual),
    web.map(({ residual }) => residual),
  );
  return difference && { ...difference, curated: curated.map(({ family }) => family), web: web.length };
}

/** Difference of means with unequal variances, 95 % (Welch 1947); null when neither sample varies. */
export function welch(a: readonly number[], b: readonly number[]): Estimate | null {
  const va = variance(a) / a.length;
  const vb = variance(b) / b.length;
  if (va + vb === 0) return null;
  const df = (va + vb) ** 2 / ((va * va) / (a.length - 1) + (vb * vb) / (b.length - 1));
  const half = tQuantile(0.975, df) * Math.sqrt(va + vb);
  const value = mean(a) - mean(b);
  return { value, lo: value - half, hi: value + half };
}

const generationsOf = (effects: readonly RecipeEffect[]): RecipeEffect[] =>
  effects.filter(({ kind }) => kind === 'generation');

/** Mean difference at matched level between a line and the generation before it, 95 % t over the lines; null for fewer than three. */
export function meanGeneration(effects: readonly RecipeEffect[]): (Estimate & { n: number }) | null {
  const values = generationsOf(effects).map(({ matchedLevel }) => matchedLevel.value);
  if (values.length < 3) return null;
  const { value, lo, hi } = effectSize(values);
  return lo === null || hi === null ? null : { value, lo, hi, n: values.length };
}

/**
 * “Where the older line stands below the field, the newer one stands higher at matched level”, against saying the same of all
 * (the better of “higher” and “lower”). Residuals are those of a field without the line itself.
 */
export function residualRecord(
  effects: readonly RecipeEffect[],
  residuals: readonly LeftOutResidual[],
): { right: number; n: number; baseline: number } | null {
  const standing = new Map(familyResiduals(residuals).map(({ family, residual }) => [family, residual]));
  const known = generationsOf(effects).flatMap(({ from, matchedLevel }) => {
    const residual = standing.get(from);
    return residual === undefined || matchedLevel.value === 0
      ? []
      : [{ low: residual < 0, higher: matchedLevel.value > 0 }];
  });
  if (known.length === 0) return null;
  const higher = known.filter((one) => one.higher).length;
  return {
    right: known.filter((one) => one.low === one.higher).length,
    n: known.length,
    baseline: Math.max(higher, known.length - higher),
  };
}
