import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { itemBootstrapOnCpu } from '../../../src/lib/coupling/itemBootstrap';
import { itemNoiseOf } from '../../../src/lib/coupling/itemNoise';
import { alignItems, packItems } from '../../../src/lib/coupling/itemResults';
import type { ItemBootstrapJob } from '../../../src/lib/gpu/itemBootstrapJob';
import type { ItemTable } from '../../../src/lib/scores/items/itemTable';
import { openStream } from '../../../src/lib/stats/philox';
import { variance } from '../../../src/lib/stats/summary';
import { simulatedItems } from './itemSamples';

const packed = (table: ItemTable, models?: string[]) => packItems(alignItems(table, models));
const jobOf = (tables: ItemTable[], draws: number, seed = 1): ItemBootstrapJob => ({
  seed,
  draws,
  benchmarks: tables.map((table, i) => ({ packed: packed(table), stream: 11 + i })),
});

/** The plain way: fetch each drawn result and add. */
function bruteForce(table: ItemTable, levels: number, draws: number, seed: number, stream: number): number[] {
  const totals: number[] = [];
  const random = openStream(seed, stream, 0);
  for (let draw = 0; draw < draws; draw++) {
    random.restart(draw);
    const drawn = Array.from({ length: table.items }, () => random.nextIndex(table.items));
    for (let model = 0; model < table.models.length; model++)
      totals.push(
        drawn.reduce((sum, i) => sum + Math.round(table.results[model * table.items + i] * levels), 0),
      );
  }
  return totals;
}

describe('paired item bootstrap on the CPU', () => {
  test('sums the drawn items of every model, as brute force does', async () => {
    const shape = fc.tuple(fc.integer({ min: 1, max: 90 }), fc.constantFrom(1, 3, 8, 9, 33), fc.boolean());
    await fc.assert(
      fc.asyncProperty(
        shape,
        fc.integer({ min: 0, max: 0xffffffff }),
        async ([items, models, binary], seed) => {
          const table = simulatedItems(
            items,
            Array.from({ length: models }, (_, i) => i / models),
            { binary },
          );
          const job = jobOf([table], 4, seed);
          const [totals] = await itemBootstrapOnCpu(job);
          expect([...totals]).toEqual(bruteForce(table, job.benchmarks[0].packed.levels, 4, seed, 11));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a chunk of more items than are drawn at once is no different', async () => {
    const table = simulatedItems(9001, [-0.5, 0.5]);
    const [totals] = await itemBootstrapOnCpu(jobOf([table], 2));
    expect([...totals]).toEqual(bruteForce(table, 1, 2, 1, 11));
  });

  test('has the standard deviations of the theory: √(p(1−p)/n), s/√n, and the paired one of differences', async () => {
    const abilities = [-0.6, 0, 0.1, 0.9];
    const draws = 4000;
    for (const table of [
      simulatedItems(500, abilities),
      simulatedItems(300, abilities, { binary: false, seed: 2 }),
    ]) {
      const noise = itemNoiseOf(alignItems(table));
      const job = jobOf([table], draws);
      const [totals] = await itemBootstrapOnCpu(job);
      const { levels, items } = job.benchmarks[0].packed;
      const score = (model: number) =>
        Float64Array.from(
          { length: draws },
          (_, draw) => (100 * totals[draw * 4 + model]) / (levels * items),
        );
      // A standard deviation of 4000 values is known to 1.1 %.
      for (let a = 0; a < 4; a++) {
        expect(Math.sqrt(variance(score(a))) / noise.se[a]).toBeCloseTo(1, 1);
        for (let b = 0; b < a; b++) {
          const [first, second] = [score(a), score(b)];
          const difference = first.map((value, draw) => value - second[draw]);
          const ratio = Math.sqrt(variance(difference)) / noise.differenceSe[a * 4 + b];
          expect(Math.abs(ratio - 1)).toBeLessThan(0.05);
          // Paired items leave clearly less noise than independent ones would.
          expect(noise.differenceSe[a * 4 + b]).toBeLessThan(0.95 * Math.hypot(noise.se[a], noise.se[b]));
        }
      }
    }
  });

  test('a range of draws has the rows that it has in the whole', async () => {
    const job = jobOf([simulatedItems(200, [0, 1, 2]), simulatedItems(50, [2, 1, 0], { binary: false })], 30);
    const whole = await itemBootstrapOnCpu(job);
    const parts = await Promise.all(
      [
        [0, 1],
        [1, 17],
        [17, 17],
        [17, 30],
      ].map(([from, to]) => itemBootstrapOnCpu(job, {}, { from, to })),
    );
    whole.forEach((totals, i) => expect(parts.flatMap((part) => [...part[i]])).toEqual([...totals]));
  });

  test('a model keeps its draws in any order of models, and when others come or go', async () => {
    for (const binary of [true, false]) {
      const table = simulatedItems(120, [0, 0.5, 1, -1], { binary });
      const of = async (models: string[]) => {
        const benchmarks = [{ packed: packed(table, models), stream: 3 }];
        const [totals] = await itemBootstrapOnCpu({ seed: 5, draws: 9, benchmarks });
        const column = (model: string) =>
          [...totals].filter((_, at) => at % models.length === models.indexOf(model));
        return Object.fromEntries(models.map((model) => [model, column(model)]));
      };
      const all = await of(['model 0', 'model 1', 'model 2', 'model 3']);
      expect(await of(['model 2', 'model 3', 'model 0', 'model 1'])).toEqual(all);
      expect(await of(['model 2'])).toEqual({ 'model 2': all['model 2'] });
    }
  });

  test('models that answer alike score alike in every draw', async () => {
    const table = simulatedItems(200, [0]);
    const twice = {
      ...table,
      models: ['a', 'b'],
      results: Float32Array.of(...table.results, ...table.results),
    };
    const [totals] = await itemBootstrapOnCpu(jobOf([twice], 50));
    for (let draw = 0; draw < 50; draw++) expect(totals[2 * draw]).toBe(totals[2 * draw + 1]);
    expect(new Set(totals).size).toBeGreaterThan(5);
  });

  test('tells progress, ascending to 1, and hears a cancel on the way', async () => {
    const job = jobOf([simulatedItems(3000, [0, 1]), simulatedItems(800, [0, 1])], 400);
    const told: number[] = [];
    await itemBootstrapOnCpu(job, { onProgress: (fraction) => told.push(fraction) });
    expect(told.at(-1)).toBe(1);
    expect([...told].sort((a, b) => a - b)).toEqual(told);
    const controller = new AbortController();
    const long = itemBootstrapOnCpu({ ...job, draws: 10_000_000 }, { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await expect(long).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('refuses what cannot be', async () => {
    const job = jobOf([simulatedItems(10, [0])], 5);
    const [benchmark] = job.benchmarks;
    const changed = (changes: object) => ({
      ...job,
      benchmarks: [{ ...benchmark, packed: { ...benchmark.packed, ...changes } }],
    });
    await expect(itemBootstrapOnCpu({ ...job, draws: 1.5 })).rejects.toThrow('1.5 draws');
    await expect(itemBootstrapOnCpu({ ...job, seed: -1 })).rejects.toThrow('seed -1');
    await expect(itemBootstrapOnCpu(changed({ items: 2 ** 22 }))).rejects.toThrow('4194304 items');
    await expect(itemBootstrapOnCpu(changed({ models: 40 }))).rejects.toThrow('10 words for 10 items of 40');
    await expect(itemBootstrapOnCpu(changed({ levels: 2 ** 20 }))).rejects.toThrow('1048576 levels');
  });
});
