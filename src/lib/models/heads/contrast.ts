/**
 * What a capability is to a scan: contrast items, the same context with a right and a wrong answer. An item becomes two
 * sequences of one length that differ in the answer alone; both are read at the answer's last token.
 */
import type { LanguageModel } from '../languageModel';
import { itemTokens } from '../steering/tokens';

export interface ContrastItem {
  /** Text up to the answer. */
  context: string;
  correct: string;
  incorrect: string;
}

export interface ContrastSet {
  /** Short name without spaces; of built-in sets a stable one. */
  id: string;
  title: string;
  /** What it asks, and how its items were made. */
  about: string;
  items: readonly ContrastItem[];
}

export interface ContrastTokens {
  context: readonly number[];
  /** As many tokens as `incorrect`, 1 or more. */
  correct: readonly number[];
  incorrect: readonly number[];
}

export interface UsableItems {
  items: ContrastTokens[];
  /** Items left out, with their place in the list and the reason. */
  dropped: { index: number; reason: string }[];
}

/** Items as a model reads them; those whose answers differ in their number of tokens are left out, for place is a cue too. */
export function usableItems(
  model: Pick<LanguageModel, 'tokenize' | 'endTokens'>,
  items: readonly ContrastItem[],
): UsableItems {
  const usable: UsableItems = { items: [], dropped: [] };
  items.forEach(({ context, correct, incorrect }, index) => {
    try {
      const { prompt, right, wrong } = itemTokens(model, {
        prompt: context,
        right: correct,
        wrong: incorrect,
      });
      if (right.length === wrong.length)
        usable.items.push({ context: prompt, correct: right, incorrect: wrong });
      else
        usable.dropped.push({
          index,
          reason: `“${correct}” is ${right.length} tokens and “${incorrect}” ${wrong.length}; only answers of equally many are compared`,
        });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      usable.dropped.push({ index, reason: error.message });
    }
  });
  return usable;
}

/** Which pair of a scan each item belongs to. */
export interface Pairing {
  pairs: number;
  /** By item. */
  pairOf: Uint32Array;
  /** By item: its share in its pair's difference, 1 or 1/2. */
  share: Float32Array;
}

/**
 * Two neighbours that swap their answers make one pair, the mean of both differences: what the words themselves are like
 * cancels in it, and under a sign flip they change sides together, as they depend on each other. Any other item is a pair of
 * its own.
 */
export function pairing(items: readonly ContrastTokens[]): Pairing {
  const pairOf = new Uint32Array(items.length);
  const share = new Float32Array(items.length).fill(1);
  let pairs = 0;
  for (let i = 0; i < items.length; i++) {
    pairOf[i] = pairs;
    if (i + 1 < items.length && swapped(items[i], items[i + 1])) {
      pairOf[i + 1] = pairs;
      share.fill(0.5, i, i + 2);
      i++;
    }
    pairs++;
  }
  return { pairs, pairOf, share };
}

const same = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((id, i) => id === b[i]);
const swapped = (a: ContrastTokens, b: ContrastTokens) =>
  same(a.correct, b.incorrect) && same(a.incorrect, b.correct);

/**
 * Items to scan with, and items that no scan sees: the last quarter, which an ablation is measured on. Neighbours that swap
 * their answers stay together.
 */
export function holdOut<T>(items: readonly T[]): { scanned: T[]; heldOut: T[] } {
  const at = 2 * Math.round((3 * items.length) / 8);
  return { scanned: items.slice(0, at), heldOut: items.slice(at) };
}
