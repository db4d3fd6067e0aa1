import { describe, expect, test } from 'vitest';
import { itemBootstrapOnCpu } from '../../../src/lib/coupling/itemBootstrap';
import { prepareItems, type PreparedItems } from '../../../src/lib/coupling/itemFamily';
import { tallyItems, type ItemTally } from '../../../src/lib/coupling/itemTally';
import { quantile } from '../../../src/lib/stats/quantile';
import { weightedLine } from '../../../src/lib/stats/regression';
import { populationSd } from '../../../src/lib/stats/summary';
import { york } from '../../../src/lib/stats/york';
import { simulatedItems } from './itemSamples';

const sizes = [0.1, 0.3, 1, 4, 10];
const modelsOf = (paramsB: number[]) => paramsB.map((size, i) => ({ model: `model ${i}`, paramsB: size }));

function prepare(abilities1: number[], abilities2: number[], draws = 400): PreparedItems {
  return prepareItems(
    [
      simulatedItems(600, abilities1, { seed: 1, benchmark: 'one' }),
      simulatedItems(250, abilities2, { seed: 2, benchmark: 'two', binary: false }),
    ],
    modelsOf(sizes.slice(0, abilities1.length)),
    { seed: 3, draws },
  );
}
const tallyOf = async ({ job, family }: PreparedItems): Promise<ItemTally> =>
  tallyItems(
    await itemBootstrapOnCpu(job),
    job.benchmarks.map(({ packed }) => packed),
    family,
  );

const grows = [-1, -0.5, 0, 0.5, 1];
const falling = prepare(grows, [0.6, 0.3, 0.05, -0.3, -0.5]);
const vee = prepare(grows, [0.8, 0.2, -0.3, 0.3, 0.7]);
const flat = prepare(grows, [0, 0.01, -0.01, 0.02, 0]);

describe('tally of resampled items', () => {
  test('agrees with the plain way, draw by draw', async () => {
    for (const prepared of [falling, vee, flat]) {
      const { job, family } = prepared;
      const totals = await itemBootstrapOnCpu(job);
      const tally = await tallyOf(prepared);
      const draws = Array.from({ length: job.draws }, (_, draw) =>
        totals.map((all, b) => {
          const { levels, items } = job.benchmarks[b].packed;
          return [...all.subarray(5 * draw, 5 * draw + 5)].map((total) => (100 * total) / levels / items);
        }),
      );
      for (let i = 1; i < 5; i++) {
        const step = tally.steps[i - 1];
        const d1 = draws.map(([b1]) => b1[i] - b1[i - 1]);
        const d2 = draws.map(([, b2]) => b2[i] - b2[i - 1]);
        const gamma = d1.map((d, k) => d2[k] / d);
        expect([step.tax, step.transition, step.bonus]).toEqual([
          gamma.filter((g) => g < -0.1).length,
          gamma.filter((g) => Math.abs(g) <= 0.1).length,
          gamma.filter((g) => g > 0.1).length,
        ]);
        expect(step.b2Falls).toBe(d2.filter((d) => d < 0).length);
        expect(step.b1Falls).toBe(d1.filter((d) => d < 0).length);
        expect(step.gamma?.median).toBeCloseTo(quantile(gamma, 0.5), 9);
        expect(step.delta1.lo).toBeCloseTo(quantile(d1, 0.025), 9);
        expect(step.delta2.hi).toBeCloseTo(quantile(d2, 0.975), 9);
        expect(step.delta2.sd).toBeCloseTo(populationSd(d2) * Math.sqrt(400 / 399), 9);
        expect(step.perDecade.lo * Math.log10(sizes[i] / sizes[i - 1])).toBeCloseTo(step.delta2.lo, 9);
      }
      const column = (b: number, i: number) => draws.map((draw) => draw[b][i]);
      expect(tally.scores1[2].median).toBeCloseTo(quantile(column(0, 2), 0.5), 9);
      expect(tally.scores2[4].hi).toBeCloseTo(quantile(column(1, 4), 0.975), 9);

      const slopes = draws.map(([b1, b2]) => york(b1, b2, family.own1, family.own2)?.slope ?? NaN);
      expect(tally.trend?.slope?.hi).toBeCloseTo(quantile(slopes, 0.975), 9);
      expect(tally.trend?.below0).toBe(slopes.filter((slope) => slope < 0).length);
      const weights = family.own2.map((sd) => 1 / sd ** 2);
      const decades = draws.map(([, b2]) => weightedLine(family.logSize, b2, weights)?.slope ?? NaN);
      expect(tally.trend?.perDecade.median).toBeCloseTo(quantile(decades, 0.5), 8);

      const legs = (b2: number[], at: number) =>
        [0, 4].every((end) => b2[end] - b2[at] > 0.98 * family.differenceSe2[end * 5 + at]);
      const turnsUp = draws.filter(([, b2]) => legs(b2, b2.indexOf(Math.min(...b2)))).length;
      expect(tally.trend?.up.count).toBe(turnsUp);
      expect(tally.trend?.up.bins.reduce((sum, count) => sum + count, 0)).toBe(turnsUp);
    }
  });

  test('every draw has one phase at each step, and one verdict', async () => {
    for (const prepared of [falling, vee, flat]) {
      const { draws, steps, trend } = await tallyOf(prepared);
      for (const { tax, transition, bonus, undefinedRatio } of steps)
        expect(tax + transition + bonus + undefinedRatio).toBe(draws);
      const verdicts = Object.values(trend?.verdicts ?? {});
      expect(verdicts.reduce((sum, count) => sum + count, 0)).toBe(draws);
    }
  });

  test('says falls, turns up, or neither, as the items were made', async () => {
    const falls = (await tallyOf(falling)).trend;
    expect(falls?.verdicts.falls).toBe(400);
    expect(falls?.slope?.hi).toBeLessThan(0);
    const turns = (await tallyOf(vee)).trend;
    expect(turns?.up.count).toBe(400);
    // The vertex lies between the neighbours of the lowest model, at 1 B.
    const bins = turns?.up.bins ?? new Uint32Array();
    expect(bins.subarray(0, 1900).some((count) => count > 0)).toBe(false);
    expect(bins.subarray(6600).some((count) => count > 0)).toBe(false);
    const neither = (await tallyOf(flat)).trend?.verdicts;
    expect(neither?.falls).toBeLessThan(380);
    expect(neither?.rises).toBeLessThan(380);
    expect(neither?.turnsUp).toBeLessThan(380);
  });

  test('turning down is turning up of what is left to 100 %', async () => {
    const mirrored = prepare(grows, [0.8, 0.2, -0.3, 0.3, 0.7]);
    const [first, second] = mirrored.job.benchmarks;
    const totals = await itemBootstrapOnCpu(mirrored.job);
    const most = second.packed.levels * second.packed.items;
    const { trend } = await tallyItems(
      [totals[0], totals[1].map((total) => most - total)],
      [first.packed, second.packed],
      mirrored.family,
    );
    const { trend: straight } = await tallyOf(vee);
    expect(trend?.down.count).toBe(straight?.up.count);
    expect(trend?.up.count).toBe(straight?.down.count);
    expect(trend?.slope?.lo).toBeCloseTo(-(straight?.slope?.hi ?? NaN), 8);
  });

  test('no ratio where benchmark 1 may not have moved, no slope where it never does', async () => {
    const still = prepare([0, 0, 0], [0, 0.5, 1]);
    const tally = await tallyOf(still);
    expect(tally.steps.map(({ gamma }) => gamma)).toEqual([null, null]);
    const alike = structuredClone(still);
    const totals = await itemBootstrapOnCpu(alike.job);
    totals[0].fill(300);
    const { steps, trend } = await tallyItems(
      totals,
      alike.job.benchmarks.map(({ packed }) => packed),
      alike.family,
    );
    expect(steps[0]).toMatchObject({ undefinedRatio: 400, tax: 0, transition: 0, bonus: 0, gamma: null });
    expect(trend).toMatchObject({ slope: null, undefinedSlope: 400, below0: 0, above0: 0 });
    expect(trend?.verdicts.falls).toBe(0);
  });

  test('two sizes have a step and no trend', async () => {
    const { steps, trend } = await tallyOf(prepare([0, 1], [0, -1]));
    expect(steps).toHaveLength(1);
    expect(trend).toBeNull();
  });

  test('tells progress up to 1, hears an abort, and refuses parts of different families', async () => {
    const { job, family } = falling;
    const totals = await itemBootstrapOnCpu(job);
    const packed = job.benchmarks.map((benchmark) => benchmark.packed);
    const told: number[] = [];
    await tallyItems(totals, packed, family, { onProgress: (fraction) => told.push(fraction) });
    expect(told.at(-1)).toBe(1);
    expect([...told].sort((a, b) => a - b)).toEqual(told);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(tallyItems(totals, packed, family, { signal })).rejects.toThrow('enough');
    await expect(tallyItems([totals[0], totals[1].subarray(5)], packed, family)).rejects.toThrow(
      '400 and 399 draws',
    );
    await expect(tallyItems(totals, packed, vee.family)).resolves.toHaveProperty('draws', 400);
    await expect(tallyItems(totals, [packed[0]], family)).rejects.toThrow('5 sizes for two benchmarks');
  });
});

describe('prepareItems', () => {
  test('refuses sizes out of order, and names the model', () => {
    const table = simulatedItems(20, [0, 1]);
    expect(() => prepareItems([table, table], modelsOf([1, 1]), { seed: 1, draws: 10 })).toThrow(
      'model 1 of 1 B; give sizes in ascending order',
    );
  });

  test('draws the items of the two benchmarks from streams of their own', () => {
    const [a, b] = falling.job.benchmarks;
    expect(a.stream).not.toBe(b.stream);
    expect(falling.dropped).toEqual([0, 0]);
  });
});
