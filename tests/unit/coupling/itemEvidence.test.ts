import { describe, expect, test } from 'vitest';
import { cpuBackend } from '../../../src/lib/coupling/backend';
import { diagnose } from '../../../src/lib/coupling/diagnose';
import type { ItemBootstrap } from '../../../src/lib/coupling/diagnosis';
import { itemEvidence } from '../../../src/lib/coupling/itemEvidence';
import { recommendedCorrelation, itemNoiseOf } from '../../../src/lib/coupling/itemNoise';
import { alignItems } from '../../../src/lib/coupling/itemResults';
import type { ScoreTable } from '../../../src/lib/scores/table';
import { simulatedItems } from './itemSamples';
import { BENCHMARKS, HELLASWAG, optionsWith, TRUTHFULQA } from './tables';

const SIZES = [0.1, 0.4, 1.5, 6];
const first = simulatedItems(4000, [-0.6, -0.2, 0.3, 0.7], { benchmark: HELLASWAG });
const second = simulatedItems(800, [0.1, 0, -0.12, -0.2], { seed: 2, benchmark: TRUTHFULQA });
const models = SIZES.map((paramsB, i) => ({ model: `model ${i}`, paramsB }));
const request = { models, seed: 1, draws: 2000 };
const backend = cpuBackend();
const made = (): Promise<ItemBootstrap> =>
  itemEvidence([first, second], request, (job, control) => backend.run('items', job, control));

/** Scores with their standard errors, as an import gives them. */
function scored(): ScoreTable {
  const noise = [first, second].map((table) => itemNoiseOf(alignItems(table)));
  return {
    title: 'items',
    panel: null,
    benchmarks: structuredClone(BENCHMARKS.slice(0, 2)),
    models: models.map(({ model, paramsB }, i) => ({
      ...{ id: model, model, family: 'Toy', paramsB, excluded: false, line: null },
      scores: Object.fromEntries(
        noise.map(({ benchmark, scores, se, items }) => [benchmark, { value: scores[i], se: se[i], items }]),
      ),
    })),
  };
}
const rho = Number(recommendedCorrelation([first, second].map((table) => itemNoiseOf(alignItems(table)))));
const options = optionsWith({ itemCorrelation: rho, draws: 20_000 });

describe('the paired item bootstrap in a diagnosis', () => {
  test('stands for the formula in the phases and in the turn, and is given whole', async () => {
    const items = await made();
    const diagnosis = await diagnose(scored(), options, backend, { items });
    expect(diagnosis.itemBootstrap).toEqual(items);
    diagnosis.intervals.forEach(({ pTax, pTransition, pBonus }, i) => {
      const { steps } = items;
      expect([pTax, pTransition, pBonus]).toEqual([steps[i].pTax, steps[i].pTransition, steps[i].pBonus]);
    });
    expect(diagnosis.criticalScale).toMatchObject({ ...items.trend?.turns });
    expect(diagnosis.criticalScale?.rangeB).toEqual([0.1, 6]);
  });

  test('agrees with the formula given σ and ρ of the items, and is another number', async () => {
    const items = await made();
    const formula = await diagnose(scored(), options, backend);
    formula.intervals.forEach(({ pTax, pBonus, perDecade }, i) => {
      expect(Math.abs(items.steps[i].pTax - pTax)).toBeLessThan(0.12);
      expect(Math.abs(items.steps[i].pBonus - pBonus)).toBeLessThan(0.12);
      const width = Number(perDecade?.hi) - Number(perDecade?.lo);
      const [lo, hi] = items.steps[i].perDecade;
      expect((hi - lo) / width).toBeGreaterThan(0.75);
      expect((hi - lo) / width).toBeLessThan(1.25);
    });
    expect(formula.itemBootstrap).toBeNull();
    expect(formula.reasons.itemBootstrap).toMatch(/single items/);
    // Deterministic results, and with them the digest, do not depend on who has the items.
    expect((await diagnose(scored(), options, backend, { items })).digest).toBe(formula.digest);
  });

  test('counts only for the very scores, models, pair and settings it was made for', async () => {
    const items = await made();
    const used = async (table: ScoreTable, changes = {}) =>
      (await diagnose(table, { ...options, ...changes }, backend, { items })).itemBootstrap !== null;
    expect(await used(scored())).toBe(true);
    const edited = scored();
    edited.models[1].scores[TRUTHFULQA].value += 0.01;
    expect(await used(edited)).toBe(false);
    const fewer = scored();
    fewer.models[3].excluded = true;
    expect(await used(fewer)).toBe(false);
    expect(await used(scored(), { runSd: 1 })).toBe(false);
    expect(await used(scored(), { items: { [TRUTHFULQA]: 8000 } })).toBe(false);
    expect(await used(scored(), { benchmark1: TRUTHFULQA, benchmark2: HELLASWAG })).toBe(false);
    expect(await used(scored(), { seed: 9 })).toBe(true);
  });

  test('is plain: shares add up, and nothing of the items is in it', async () => {
    const items = await made();
    expect(JSON.parse(JSON.stringify(items))).toEqual(items);
    for (const { pTax, pTransition, pBonus } of items.steps)
      expect(pTax + pTransition + pBonus).toBeCloseTo(1, 2);
    const shares = Object.values(items.trend?.verdicts ?? {});
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(JSON.stringify(items).length).toBeLessThan(6000);
    expect(items.digests.every((digest) => /^[0-9a-f]{64}$/.test(digest))).toBe(true);
  });
});
