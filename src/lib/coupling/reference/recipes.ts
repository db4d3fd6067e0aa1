/**
 * What another generation, a continued training or a special recipe did to both benchmarks, at matched size, over the models
 * of a panel. Which models are compared follows from the panel's columns (`matchedPairs`). Differences are later minus
 * earlier, or special minus ordinary, in points; they are associations of released models, not experiments.
 */
import type { ModelRow, ScoreTable } from '../../scores/table';
import { leastSquaresPlane } from '../../stats/plane';
import { mean } from '../../stats/summary';
import type { RecipeEffect } from '../sections';
import { effectSize, type EffectSize } from './effectSize';
import { lineDifference } from './lineDifference';
import { matchedPairs, type MatchedPair } from './matchedPairs';
import { panelModels, type PanelModel } from './comparedModels';

/** `from` of a special recipe: every ordinary line of the size. */
export const ORDINARY_LINES = 'web and mixed lines';

/**
 * One effect for each pair of lines, and one for each line of a special recipe against all ordinary lines.
 *
 * Intervals are t intervals: over the pairs of two lines; for a special recipe over the ordinary lines, each with the mean of
 * its pairs, since pairs that share a line are not independent. Null for one of them.
 * @param table a panel with facts @param pair keys of benchmark 1 and 2
 * @param residualOf points above a field of B2 on B1 and size; without it, that of all other lines (least squares of B2 on B1
 * and log10 size, both lines of a pair left out)
 * @returns generations, continued trainings, recipes; each in order of the later line in the file
 */
export function recipeEffects(
  table: ScoreTable,
  pair: readonly [string, string],
  residualOf?: (row: ModelRow) => number | null,
): RecipeEffect[] {
  const models = panelModels(table, pair);
  const atLevel = levelDifference(models, residualOf);
  const groups = new Map<string, MatchedPair[]>();
  for (const one of matchedPairs(models)) {
    const from = one.kind === 'recipe' ? ORDINARY_LINES : one.from.family;
    const key = JSON.stringify([one.kind, from, one.to.family]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const effects = [...groups.values()].map((pairs) => effectOf(pairs, atLevel));
  return (['generation', 'continued', 'recipe'] as const).flatMap((kind) =>
    effects.filter((effect) => effect.kind === kind),
  );
}

function effectOf(pairs: readonly MatchedPair[], atLevel: (one: MatchedPair) => number): RecipeEffect {
  const [{ kind, from, to }] = pairs;
  const size = (of: (one: MatchedPair) => number): EffectSize =>
    effectSize(kind === 'recipe' ? lineMeans(pairs, of) : pairs.map(of));
  return {
    from: kind === 'recipe' ? ORDINARY_LINES : from.family,
    to: to.family,
    kind,
    recipe: to.facts.recipe,
    differs: lineDifference(pairs),
    pairs: pairs.map((one) => ({
      fromModel: one.from.model,
      toModel: one.to.model,
      fromB: one.from.totalB,
      toB: one.to.totalB,
      delta1: one.to.b1 - one.from.b1,
      delta2: one.to.b2 - one.from.b2,
    })),
    delta1: size((one) => one.to.b1 - one.from.b1),
    delta2: size((one) => one.to.b2 - one.from.b2),
    matchedLevel: size(atLevel),
  };
}

/** Mean over the pairs of each ordinary line. */
function lineMeans(pairs: readonly MatchedPair[], of: (one: MatchedPair) => number): number[] {
  const lines = new Map<string, number[]>();
  for (const one of pairs) lines.set(one.from.family, [...(lines.get(one.from.family) ?? []), of(one)]);
  return [...lines.values()].map(mean);
}

/** Difference of B2 at matched B1 and size: of the given residuals, or of those about the plane of all other lines. */
function levelDifference(
  models: readonly PanelModel[],
  residualOf: ((row: ModelRow) => number | null) | undefined,
): (one: MatchedPair) => number {
  const planes = new Map<string, readonly [number, number]>();
  const slopesWithout = (families: readonly string[]) => {
    const key = JSON.stringify(families);
    const before = planes.get(key);
    if (before) return before;
    const others = models.filter(({ family }) => !families.includes(family));
    const plane =
      others.length < 3
        ? null
        : leastSquaresPlane(
            others.map(({ b1 }) => b1),
            others.map(({ logSize }) => logSize),
            others.map(({ b2 }) => b2),
          );
    // Without a field to speak of, the difference stands as it is.
    const slopes = plane?.slopes ?? ([0, 0] as const);
    planes.set(key, slopes);
    return slopes;
  };
  return ({ from, to }) => {
    const given = [from, to].map(({ row }) => residualOf?.(row) ?? null);
    if (given[0] !== null && given[1] !== null) return given[1] - given[0];
    const [perB1, perDecade] = slopesWithout([from.family, to.family]);
    return to.b2 - from.b2 - perB1 * (to.b1 - from.b1) - perDecade * (to.logSize - from.logSize);
  };
}

/** All effects of one kind, and of one recipe where the kind is `recipe`. */
export interface PooledEffect {
  kind: RecipeEffect['kind'];
  recipe: string | null;
  /** Effects (pairs of lines, or special lines) and pairs of models behind it. */
  effects: number;
  pairs: number;
  delta1: EffectSize;
  delta2: EffectSize;
  matchedLevel: EffectSize;
}

/**
 * Mean over effects, each counting once whatever its number of pairs, with a t interval over effects: the pairs of two lines
 * share what is particular to these, so they are one observation of the kind.
 */
export function pooledEffects(effects: readonly RecipeEffect[]): PooledEffect[] {
  const groups = new Map<string, RecipeEffect[]>();
  for (const effect of effects) {
    const key = JSON.stringify([effect.kind, effect.kind === 'recipe' ? effect.recipe : null]);
    groups.set(key, [...(groups.get(key) ?? []), effect]);
  }
  return [...groups.values()].map((group) => ({
    kind: group[0].kind,
    recipe: group[0].kind === 'recipe' ? (group[0].recipe ?? null) : null,
    effects: group.length,
    pairs: group.reduce((sum, { pairs }) => sum + pairs.length, 0),
    delta1: effectSize(group.map(({ delta1 }) => delta1.value)),
    delta2: effectSize(group.map(({ delta2 }) => delta2.value)),
    matchedLevel: effectSize(group.map(({ matchedLevel }) => matchedLevel.value)),
  }));
}
