/**
 * Job and answer of the paired item bootstrap: one shape for the GPU side and its CPU twin. A draw takes as many items as
 * the benchmark has, with replacement, once for all models together, so that what makes an item hard for one model and for
 * the next stays paired. Draw d of a benchmark with n items takes item floor(word k · n / 2^32) as its k-th, with the Philox
 * words of resample d of the benchmark's stream.
 */
/** More items than any benchmark has; see `MOST_THINGS` of stats/indexStream.ts. */
export const MOST_ITEMS = 1 << 21;

/** Models side by side in the words of one item: bits of a mask, or halves of four words. */
export const MASK_MODELS = 32;
export const GRADE_MODELS = 8;

/** The results of one benchmark's items, packed so that one draw fetches many models at once. */
export interface PackedItems {
  /** 1 … `MOST_ITEMS`. */
  items: number;
  models: number;
  /** Whole steps that stand for a result of 1: 1 for results of 0 or 1, up to 65,535 for graded ones. */
  levels: number;
  /**
   * Models in groups, a group's items one after the other. levels = 1: groups of 32, a word an item, bit j the group's
   * model j. Else groups of 8, four words an item, word j mod 4 holding model j in its low (j < 4) or high half.
   */
  words: Uint32Array<ArrayBuffer>;
}

/** Resample the items of each benchmark, for all models of it together. */
export interface ItemBootstrapJob {
  /** Key of the Philox generator, u32. */
  seed: number;
  /** Resamples of each benchmark. */
  draws: number;
  benchmarks: readonly { packed: PackedItems; stream: number }[];
}

/**
 * For each benchmark the sums over the drawn items, in levels: draws × models, row by draw. Whole numbers, so that both
 * sides agree exactly, for graded results too; score in percent = 100 · total / (levels · items).
 */
export type ItemTotals = Uint32Array[];

export const groupsOf = ({ models, levels }: PackedItems): number =>
  Math.ceil(models / (levels === 1 ? MASK_MODELS : GRADE_MODELS));

/** @throws RangeError naming what no device could do */
export function checkItemBootstrap({ seed, draws, benchmarks }: ItemBootstrapJob): void {
  if (!Number.isInteger(draws) || draws < 0 || draws > 0xffffffff)
    throw new RangeError(`itemBootstrap: ${draws} draws; give an integer from 0 to ${0xffffffff}`);
  if (seed >>> 0 !== seed)
    throw new RangeError(`itemBootstrap: seed ${seed}; give an integer from 0 to ${0xffffffff}`);
  for (const { packed, stream } of benchmarks) {
    const { items, models, levels, words } = packed;
    if (stream >>> 0 !== stream)
      throw new RangeError(`itemBootstrap: stream ${stream}; give an integer from 0 to ${0xffffffff}`);
    if (!Number.isInteger(items) || items < 1 || items > MOST_ITEMS)
      throw new RangeError(`itemBootstrap: ${items} items; give an integer from 1 to ${MOST_ITEMS}`);
    if (!(levels >= 1 && levels <= 0xffff && levels * items <= 0xffffffff))
      throw new RangeError(
        `itemBootstrap: ${levels} levels of ${items} items; their sum must fit in 32 bits`,
      );
    const expected = groupsOf(packed) * items * (levels === 1 ? 1 : GRADE_MODELS / 2);
    if (words.length !== expected)
      throw new RangeError(
        `itemBootstrap: ${words.length} words for ${items} items of ${models} models; ${expected} are needed`,
      );
  }
}
