/** Item results of a family's models, brought to one shape: the same items for all, in the family's order of sizes. */
import { GRADE_MODELS, MASK_MODELS, MOST_ITEMS, type PackedItems } from '../gpu/itemBootstrapJob';
import type { ItemTable } from '../scores/items/itemTable';

/** Results on the items that every model answered. */
export interface AlignedItems {
  /** `Benchmark.key`. */
  benchmark: string;
  binary: boolean;
  models: string[];
  items: number;
  /** One array of `items` results, 0 … 1, per model. */
  results: Float32Array[];
  /** Items left out because a model has no result for them. */
  dropped: number;
}

/**
 * The items that all the given models answered. Others are left out for all: a pair is a pair only where both answered.
 * @param models names in the order wanted, by default the table's
 * @throws RangeError when a model is not in the table, none of its items is shared by all, or a result is not in 0 … 1 (0 or
 *   1 in a table that says so)
 */
export function alignItems(table: ItemTable, models: readonly string[] = table.models): AlignedItems {
  const { benchmark, binary, items, results } = table;
  if (models.length === 0) throw new RangeError(`alignItems: no models of ${benchmark}; name at least one`);
  const rows = models.map((model) => {
    const row = table.models.indexOf(model);
    if (row < 0) throw new RangeError(`alignItems: no item results of ${model} on ${benchmark}`);
    return results.subarray(row * items, (row + 1) * items);
  });
  const kept: number[] = [];
  for (let item = 0; item < items; item++) if (rows.every((row) => !Number.isNaN(row[item]))) kept.push(item);
  if (kept.length === 0)
    throw new RangeError(
      `alignItems: no item of ${benchmark} was answered by all of ${models.join(', ')}; leave a model out`,
    );
  const aligned = rows.map((row) => Float32Array.from(kept, (item) => row[item]));
  aligned.forEach((row, i) => {
    const bad = row.find((value) => !(binary ? value === 0 || value === 1 : value >= 0 && value <= 1));
    if (bad !== undefined)
      throw new RangeError(
        `alignItems: result ${bad} of ${models[i]} on ${benchmark}; results are ${binary ? '0 or 1' : 'from 0 to 1'}`,
      );
  });
  return {
    benchmark,
    binary,
    models: [...models],
    items: kept.length,
    results: aligned,
    dropped: items - kept.length,
  };
}

/**
 * Packs results for the item bootstrap. Graded ones are rounded to whole levels, as many as keep a sum over all items in 32
 * bits, 65,535 at most: an item is off by at most half a level, the mean of 817 items by some 1e-7 (at most 8e-6) of 1, far
 * below its noise.
 * @throws RangeError for more than 2^21 items
 */
export function packItems({ binary, items, results, benchmark }: AlignedItems): PackedItems {
  if (items > MOST_ITEMS)
    throw new RangeError(`packItems: ${items} items of ${benchmark}; at most ${MOST_ITEMS} can be resampled`);
  const models = results.length;
  const levels = binary ? 1 : Math.min(0xffff, Math.floor(0xffffffff / items));
  return { items, models, levels, words: binary ? masks(results, items) : grades(results, items, levels) };
}

function masks(results: readonly Float32Array[], items: number): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(Math.ceil(results.length / MASK_MODELS) * items);
  results.forEach((row, model) => {
    const group = Math.floor(model / MASK_MODELS) * items;
    const bit = model % MASK_MODELS;
    for (let item = 0; item < items; item++) words[group + item] |= row[item] << bit;
  });
  return words;
}

function grades(results: readonly Float32Array[], items: number, levels: number): Uint32Array<ArrayBuffer> {
  const perItem = GRADE_MODELS / 2;
  const words = new Uint32Array(Math.ceil(results.length / GRADE_MODELS) * items * perItem);
  results.forEach((row, model) => {
    const group = Math.floor(model / GRADE_MODELS) * items;
    const place = model % GRADE_MODELS;
    const shift = place < perItem ? 0 : 16;
    for (let item = 0; item < items; item++)
      words[(group + item) * perItem + (place % perItem)] |= Math.round(row[item] * levels) << shift;
  });
  return words;
}
