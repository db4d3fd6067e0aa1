/** Which families are shown. A bound that is null does not bind; an empty list takes all. */
import type { Range, VerdictKind } from '../coupling/diagnosis';
import type { AtlasFamily } from './family';

export type Bounds = [lo: number | null, hi: number | null];

export interface AtlasFilter {
  /** Words that must all be in the name of the family, of its parent or of a model. */
  text: string;
  verdicts: VerdictKind[];
  /** Recipes as the panel names them; a family passes when one of its models has one of them. */
  recipes: string[];
  /** Billions; a family passes when its sizes reach into the range. */
  sizeB: Bounds;
  /** Training tokens, trillions; a family whose tokens are not known passes only while neither end binds. */
  tokensT: Bounds;
}

export const noFilter = (): AtlasFilter => ({
  text: '',
  verdicts: [],
  recipes: [],
  sizeB: [null, null],
  tokensT: [null, null],
});

export function filtersNothing({ text, verdicts, recipes, sizeB, tokensT }: AtlasFilter): boolean {
  const open = [...sizeB, ...tokensT].every((bound) => bound === null);
  return open && text.trim() === '' && verdicts.length === 0 && recipes.length === 0;
}

export function passes(family: AtlasFamily, filter: AtlasFilter): boolean {
  const { kind } = family.summary;
  if (filter.verdicts.length > 0 && (kind === null || !filter.verdicts.includes(kind))) return false;
  const { recipes, sizeB, tokensT } = family.facts;
  if (filter.recipes.length > 0 && !recipes.some((recipe) => filter.recipes.includes(recipe))) return false;
  return reaches(sizeB, filter.sizeB) && reaches(tokensT, filter.tokensT) && says(family, filter.text);
}

function reaches(range: Range | null, [lo, hi]: Bounds): boolean {
  if (lo === null && hi === null) return true;
  return range !== null && (lo === null || range[1] >= lo) && (hi === null || range[0] <= hi);
}

function says({ family, facts, points }: AtlasFamily, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const names = [family, facts.parent ?? '', ...points.map(({ model }) => model)].join('\n').toLowerCase();
  return words.every((word) => names.includes(word));
}

/** Every recipe of the families, most frequent first, with the number of families that have it. */
export function recipesOf(families: readonly AtlasFamily[]): { recipe: string; families: number }[] {
  const counts = new Map<string, number>();
  for (const { facts } of families)
    for (const recipe of facts.recipes) counts.set(recipe, (counts.get(recipe) ?? 0) + 1);
  return [...counts]
    .map(([recipe, count]) => ({ recipe, families: count }))
    .sort((a, b) => b.families - a.families || a.recipe.localeCompare(b.recipe, 'en'));
}
