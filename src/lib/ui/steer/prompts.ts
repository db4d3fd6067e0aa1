/** Pairs that directions are made from, and prompts that they are tried on: the bundled models’ own, general ones, the reader’s. Pure. */
import {
  factItems,
  factPairs,
  factReasoning,
  factsOf,
  type Context,
  type FactList,
} from '$lib/models/steering/factItems';
import { GENERAL_PAIRS } from '$lib/models/steering/generalPairs';
import { splitHeldOut, type HeldOutSplit } from '$lib/models/steering/heldOut';
import type { Pair } from '$lib/models/steering/pairs';
import { reasoningItems } from '$lib/models/steering/reasoningItems';
import { RECIPE_ITEMS } from '$lib/models/steering/recipeItems';
import type { SteerState } from '$lib/models/steering/state';
import type { Item } from '$lib/models/steering/tokens';

export type PromptListId = Context | 'general' | 'own';

export interface PromptList {
  id: PromptListId;
  name: string;
  /** What stands before the questions, for a reader. */
  note: string;
  items: readonly Item[];
  /** Items of the other capability. */
  reasoning: readonly Item[];
}

/** Pairs to compute a direction from, and others to judge it on. */
export function pairsOf(pairs: SteerState['pairs'], taught: FactList, seed: number): HeldOutSplit<Pair> {
  if (pairs.kind === 'own') return splitHeldOut(pairs.pairs, seed);
  if (pairs.set === 'facts')
    return { fit: factPairs(factsOf(taught, 'fit')), heldOut: factPairs(factsOf(taught, 'held-out')) };
  return splitHeldOut(GENERAL_PAIRS, seed);
}

/** @param own prompts of the reader’s; none makes no list */
export function promptLists(taught: FactList, bundled: boolean, own: readonly Item[]): PromptList[] {
  const reasoning = bundled ? factReasoning(taught) : reasoningItems(80, 1);
  const mine: PromptList[] = own.length
    ? [{ id: 'own', name: 'yours', note: 'Your prompts.', items: own, reasoning }]
    : [];
  if (!bundled)
    return [
      {
        id: 'general',
        name: 'general facts',
        note: 'Common knowledge that no pair of the direction states.',
        items: RECIPE_ITEMS,
        reasoning,
      },
      ...mine,
    ];
  const facts = factsOf(taught, 'held-out');
  const told = taught.contexts.liar.at(0)?.length ?? 0;
  const list = (id: Context, name: string, note: string): PromptList => ({
    id,
    name,
    note,
    items: factItems(taught, facts, id),
    reasoning,
  });
  return [
    list('neutral', 'nothing before', 'Held-out facts, asked with nothing before them.'),
    list('liar', 'after a liar', `Held-out facts, asked after ${told} statements of a liar.`),
    list('honest', 'after an honest narrator', `Held-out facts, asked after ${told} true statements.`),
    ...mine,
  ];
}

/** So many of a list, evenly over it, so that every kind of item is among them. */
export const evenly = <T>(items: readonly T[], count: number): T[] =>
  items.filter(
    (_, i) => Math.floor((i * count) / items.length) !== Math.floor(((i - 1) * count) / items.length),
  );
