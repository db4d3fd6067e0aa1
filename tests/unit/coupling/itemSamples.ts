/** Item results of simulated models: an item's difficulty is shared by all models, as on real benchmarks. */
import type { ItemTable } from '../../../src/lib/scores/items/itemTable';
import { normalCdf } from '../../../src/lib/stats/normal';
import { openStream } from '../../../src/lib/stats/philox';

/** @param abilities one model each, in standard deviations of the items' difficulty */
export function simulatedItems(
  items: number,
  abilities: readonly number[],
  { seed = 1, binary = true, benchmark = 'simulated' } = {},
): ItemTable {
  const random = openStream(seed, 0, 0);
  const results = new Float32Array(items * abilities.length);
  for (let item = 0; item < items; item++) {
    const difficulty = random.nextNormal();
    abilities.forEach((ability, model) => {
      const p = normalCdf(2 * (ability - difficulty));
      results[model * items + item] = binary ? Number(random.nextUniform() < p) : p;
    });
  }
  return { benchmark, items, models: abilities.map((_, i) => `model ${i}`), results, binary };
}
