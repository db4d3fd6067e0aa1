/** A capability ready for a model: its items as tokens, those that a scan sees and those kept for measuring an ablation. */
import type { LanguageModel } from '../languageModel';
import {
  holdOut,
  pairing,
  usableItems,
  type ContrastSet,
  type ContrastTokens,
  type Pairing,
} from './contrast';

export interface Capability {
  id: string;
  title: string;
  scanned: ContrastTokens[];
  /** Of the scanned items. */
  pairing: Pairing;
  heldOut: ContrastTokens[];
  /** Items that this model cannot be asked, with their place in the set and the reason. */
  dropped: { index: number; reason: string }[];
}

/** Pairs that a scan needs of each capability. */
export const LEAST_PAIRS = 8;

/** @throws RangeError naming the set when too few items are left */
export function prepareCapability(
  model: Pick<LanguageModel, 'tokenize' | 'endTokens'>,
  { id, title, items }: Pick<ContrastSet, 'id' | 'title' | 'items'>,
): Capability {
  const usable = usableItems(model, items);
  const { scanned, heldOut } = holdOut(usable.items);
  const paired = pairing(scanned);
  if (paired.pairs < LEAST_PAIRS)
    throw new RangeError(
      `“${title}” gives this model ${paired.pairs} pairs to scan with; ${LEAST_PAIRS} are needed.${usable.dropped.length > 0 ? ` First item left out: ${usable.dropped[0].reason}.` : ''}`,
    );
  return { id, title, scanned, pairing: paired, heldOut, dropped: usable.dropped };
}
