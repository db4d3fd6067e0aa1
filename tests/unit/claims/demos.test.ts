import { describe, expect, test } from 'vitest';
import { allClaims } from '$lib/claims/all';
import { givenSize } from '$lib/claims/demos/givenSize';
import { heldOutDemos } from '$lib/claims/demos/heldOut';
import { BINS, SHUFFLED_FAMILIES, shuffled, summarise } from '$lib/claims/demos/shuffled';
import { PYTHIA_TABLES, pythiaMatrix } from '$lib/claims/demos/tables';
import { topModels } from '$lib/claims/demos/topModels';
import { WITH_TABLE } from '$lib/claims/pythia';
import { recomputeClaim } from '$lib/claims/recompute';
import { ofFamily } from '$lib/claims/widthRatio';
import { pearson } from '$lib/stats/correlation';
import { claimData } from './data';

describe('shuffled TruthfulQA', () => {
  test('begins at the correlations of the width claim, for every family', async () => {
    const data = await claimData;
    for (const family of SHUFFLED_FAMILIES) {
      const { observed } = shuffled(data, family, 0, 0);
      const { r, published } = ofFamily(data, family);
      expect(observed.raw, family).toBeCloseTo(r, 12);
      expect(observed.divided, family).toBeCloseTo(published.r, 12);
    }
  });

  test('stays near +0.96 for Pythia though the scores are no longer related', async () => {
    const { draws } = shuffled(await claimData, 'Pythia', 0, 2000);
    const { raw, divided } = summarise(draws);
    expect(Math.abs(raw!)).toBeLessThan(0.06);
    expect(divided!).toBeGreaterThan(0.93);
    // The null of the engine draws the same orders.
    expect(divided).toBeCloseTo(ofFamily(await claimData, 'Pythia').published.shuffledMedian, 12);
  });

  test('is the same whether drawn at once or one by one, and each order is a permutation', async () => {
    const data = await claimData;
    const together = shuffled(data, 'OPT', 0, 20).draws;
    const apart = Array.from({ length: 20 }, (_, i) => shuffled(data, 'OPT', i, 1).draws[0]);
    expect(apart).toEqual(together);
    for (const { order } of together)
      expect([...order].sort((a, b) => a - b)).toEqual(order.map((_, i) => i));
  });

  test('counts every draw in one bin', () => {
    const { rawBins, dividedBins, raw } = summarise([
      { raw: -1, divided: 1 },
      { raw: 1, divided: 0 },
    ]);
    expect([rawBins[0], rawBins[BINS - 1], dividedBins[BINS - 1], dividedBins[BINS / 2]]).toEqual([
      1, 1, 1, 1,
    ]);
    expect(raw).toBe(0);
    expect(summarise([]).raw).toBeNull();
  });
});

describe('given size', () => {
  test('the residuals’ correlation is the partial correlation, for every family', async () => {
    const families = givenSize(await claimData);
    expect(families.length).toBeGreaterThan(5);
    for (const { family, points, r, partial } of families) {
      const of = (name: 'b1' | 'b2' | 'residual1' | 'residual2') => points.map((point) => point[name]);
      expect(pearson(of('residual1'), of('residual2')), family).toBeCloseTo(partial.value, 9);
      expect(pearson(of('b1'), of('b2')), family).toBeCloseTo(r, 12);
      expect(partial.lo, family).toBeLessThan(partial.value);
    }
    const pythia = families.find(({ family }) => family === 'Pythia-deduped');
    expect(pythia?.partial.value).toBeCloseTo(-0.0425, 3);
  });
});

describe('Pythia tables', () => {
  test('give what the claims’ own variants give with that table', async () => {
    const data = await claimData;
    const claims = await allClaims();
    const rows = await pythiaMatrix(data, claims);
    expect(rows.length).toBeGreaterThan(8);
    let compared = 0;
    for (const { id, cells } of rows) {
      const claim = claims.find((one) => one.id === id)!;
      const [figure] = claim.figures;
      const { variants } = await recomputeClaim(claim, data);
      for (const table of PYTHIA_TABLES) {
        const variant = variants.find(({ condition }) => condition === WITH_TABLE[table]);
        if (variant === undefined || id === 'a-nc-bootstrap') continue;
        const { value } = cells[table];
        // A variant may change more than Pythia: the leaderboard's then has its Llamas too.
        if (id === 'a-quadratic-llama2' || id === 'a-ode-held-out' || value === null) continue;
        expect(value, `${id}, ${table}`).toBeCloseTo(variant.values[figure.name], 9);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(10);
    const r = rows.find(({ id }) => id === 'a-pythia-r')!;
    expect(PYTHIA_TABLES.filter((table) => r.cells[table].agrees)).toEqual(['A']);
    const scale = rows.find(({ id }) => id === 'a-nc-bootstrap')!;
    expect(scale.cells.B.value).toBeCloseTo(3.5, 0);
  }, 30_000);
});

describe('held-out Llama-2', () => {
  test('the quadratic is the published 5.6 %, and a constant is near', async () => {
    const { tableB } = heldOutDemos(await claimData);
    expect(tableB.fits[2].error).toBeCloseTo(5.6, 1);
    expect(tableB.fits[2].errors.map((error) => error.toFixed(1))).toEqual(['-8.5', '-2.3', '-6.1']);
    // A constant is the mean of the training scores.
    const scores = tableB.train.flatMap(({ points }) => points.map(({ score }) => score));
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    expect(tableB.fits[0].path.every(({ score }) => Math.abs(score - mean) < 1e-9)).toBe(true);
  });
});

describe('top models', () => {
  test('one set of five gives 0.10, sets of their own 0.30, and a later model changes the first', async () => {
    const { frozen, withLater } = topModels(await claimData);
    const five = frozen.ratios.find(({ k }) => k === 5)!;
    expect(five.sameSet.ratio).toBeCloseTo(0.099, 3);
    expect(five.ownSets.ratio).toBeCloseTo(0.3, 2);
    expect(withLater.ratios.find(({ k }) => k === 5)!.sameSet.ratio).toBeCloseTo(0.96, 2);
    expect(frozen.models).toHaveLength(34);
  });
});
