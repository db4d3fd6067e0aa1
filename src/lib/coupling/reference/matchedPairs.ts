/**
 * Which models of a panel stand for the same size under two recipes, by its columns alone:
 *
 * - **matched size**: counted parameters, and those active per token, each differ by a factor of 1.15 at most;
 * - **series**: the `parent` without the version at its end (`Llama-3.1` → `Llama`, `OpenLlamaV2` → `OpenLlama`);
 * - **generation**: a model that is no continued training against the latest earlier-released one of another line of its series;
 * - **continued**: a `continued-pretraining` model against the one that it continues: not itself continued, released no later, of
 *   the same shape (width, layers, heads, counted parameters within 1 %), of a series whose name is part of the line's parent
 *   (`Llama` in `CodeLlama`); the latest released of these;
 * - **recipe**: a model of a special recipe against every `mixed` or `web` model of another line.
 */
import type { RecipeEffect } from '../sections';
import type { PanelModel } from './comparedModels';

export const SIZE_RATIO = 1.15;
const SAME_SHAPE = 1.01;
const CONTINUED = 'continued-pretraining';
/** What most lines are trained on; the others are compared with these. */
export const ORDINARY: ReadonlySet<string> = new Set(['mixed', 'web']);
const SPECIAL: ReadonlySet<string> = new Set(['curated', 'code', 'multilingual', 'distilled']);

export interface MatchedPair {
  kind: RecipeEffect['kind'];
  from: PanelModel;
  to: PanelModel;
}

const within = (a: number, b: number, factor: number) => Math.max(a / b, b / a) <= factor;

const sameSize = (a: PanelModel, b: PanelModel) =>
  within(a.totalB, b.totalB, SIZE_RATIO) && within(a.activeB, b.activeB, SIZE_RATIO);

const sameShape = (a: PanelModel, b: PanelModel) =>
  a.facts.width !== null &&
  a.facts.layers !== null &&
  a.facts.width === b.facts.width &&
  a.facts.layers === b.facts.layers &&
  a.facts.heads === b.facts.heads &&
  within(a.totalB, b.totalB, SAME_SHAPE);

/** The maker's series: the parent family's name without its version. */
export function seriesOf(parent: string): string {
  const series = parent.replace(/[\s_-]*v?\d+(?:\.\d+)*$/i, '');
  return series === '' ? parent : series;
}

/** All pairs, in the order of the later model in the file. */
export function matchedPairs(models: readonly PanelModel[]): MatchedPair[] {
  return models.flatMap((to): MatchedPair[] => {
    const others = models.filter((from) => from.family !== to.family);
    const { recipe } = to.facts;
    if (recipe === CONTINUED) return one('continued', continuedBy(to, others), to);
    const special =
      recipe !== null && SPECIAL.has(recipe)
        ? others
            .filter(
              (from) => from.facts.recipe !== null && ORDINARY.has(from.facts.recipe) && sameSize(from, to),
            )
            .map((from): MatchedPair => ({ kind: 'recipe', from, to }))
        : [];
    return [...one('generation', generationBefore(to, others), to), ...special];
  });
}

const one = (kind: MatchedPair['kind'], from: PanelModel | null, to: PanelModel): MatchedPair[] =>
  from === null ? [] : [{ kind, from, to }];

function generationBefore(to: PanelModel, others: readonly PanelModel[]): PanelModel | null {
  const { parent, released } = to.facts;
  if (parent === null || released === null) return null;
  const series = seriesOf(parent);
  const earlier = others.filter(
    ({ facts }) =>
      facts.parent !== null &&
      facts.released !== null &&
      seriesOf(facts.parent) === series &&
      facts.recipe !== CONTINUED &&
      facts.released < released,
  );
  return latest(
    earlier.filter((from) => sameSize(from, to)),
    to,
  );
}

function continuedBy(to: PanelModel, others: readonly PanelModel[]): PanelModel | null {
  const { parent, released } = to.facts;
  if (parent === null || released === null) return null;
  return latest(
    others.filter(
      (from) =>
        from.facts.parent !== null &&
        from.facts.released !== null &&
        parent.includes(seriesOf(from.facts.parent)) &&
        from.facts.recipe !== CONTINUED &&
        from.facts.released <= released &&
        sameShape(from, to),
    ),
    to,
  );
}

/** The last released; of several released together, the nearest in size. */
function latest(candidates: readonly PanelModel[], to: PanelModel): PanelModel | null {
  const distance = ({ logSize }: PanelModel) => Math.abs(logSize - to.logSize);
  const date = ({ facts }: PanelModel) => facts.released ?? '';
  return (
    [...candidates].sort(
      (a, b) => (date(a) < date(b) ? 1 : date(a) > date(b) ? -1 : 0) || distance(a) - distance(b),
    )[0] ?? null
  );
}
