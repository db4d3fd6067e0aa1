/**
 * A family's item results on two benchmarks, made ready: resample with `itemBootstrapOnCpu` or its GPU side, then judge the
 * totals with `tallyItems`.
 */
import type { ItemBootstrapJob } from '../gpu/itemBootstrapJob';
import type { ItemTable } from '../scores/items/itemTable';
import { itemNoiseOf, ownItemNoise, type ItemNoise } from './itemNoise';
import { alignItems, packItems } from './itemResults';
import type { ItemFamily } from './itemTrend';
import { STREAM } from './streams';

export interface PreparedItems {
  job: ItemBootstrapJob;
  family: ItemFamily;
  noise: [ItemNoise, ItemNoise];
  /** Items of each benchmark left out because a model has no result for them. */
  dropped: [number, number];
}

/**
 * @param tables of benchmark 1 and benchmark 2
 * @param models of both tables, in ascending order of sizes, one per size
 * @throws RangeError when a model is missing from a table, sizes do not ascend, or no item was answered by all
 */
export function prepareItems(
  tables: readonly [ItemTable, ItemTable],
  models: readonly { model: string; paramsB: number }[],
  { seed, draws }: { seed: number; draws: number },
): PreparedItems {
  models.forEach(({ model, paramsB }, i) => {
    if (!(paramsB > (i === 0 ? 0 : models[i - 1].paramsB)))
      throw new RangeError(
        `prepareItems: ${model} of ${paramsB} B; give sizes in ascending order, one model each`,
      );
  });
  const names = models.map(({ model }) => model);
  const [items1, items2] = tables.map((table) => alignItems(table, names));
  const noise: PreparedItems['noise'] = [itemNoiseOf(items1), itemNoiseOf(items2)];
  return {
    job: {
      seed,
      draws,
      benchmarks: [
        { packed: packItems(items1), stream: STREAM.resampledItems1 },
        { packed: packItems(items2), stream: STREAM.resampledItems2 },
      ],
    },
    family: {
      logSize: Float64Array.from(models, ({ paramsB }) => Math.log10(paramsB)),
      own1: ownItemNoise(noise[0]),
      own2: ownItemNoise(noise[1]),
      differenceSe2: noise[1].differenceSe,
    },
    noise,
    dropped: [items1.dropped, items2.dropped],
  };
}
