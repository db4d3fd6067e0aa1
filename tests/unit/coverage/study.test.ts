import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellsOf, runCell } from '../../../bench/coverage/cells';
import { ratioOf, shareOf, sumOf } from '../../../bench/coverage/counters';
import { conditionOf, COUNTS, placesOf, SIZES, TRENDS, trendOf } from '../../../bench/coverage/design';
import { designedFamily, drawScores, lineNow, scoresNow } from '../../../bench/coverage/family';
import { covers, runFamilyCell, type FamilyCell } from '../../../bench/coverage/familyCell';
import { drawItemScores, latentCorrelation } from '../../../bench/coverage/itemLevel';
import { cellOf } from '../../../bench/coverage/lookup';
import { slopeRanges } from '../../../bench/coverage/rules';
import { eightyPercent } from '../../../bench/coverage/tables/power';
import { openStream } from '../../../src/lib/stats/philox';
import validity from '../../../src/lib/methods/validity.json';

/** Not the study's: what is tabulated there is to be found again with other random numbers. */
const OTHER_SEED = 7;

const cell = (changes: Partial<FamilyCell>): FamilyCell => ({
  id: 'slice',
  trend: trendOf('falling'),
  n: 5,
  condition: conditionOf('items'),
  replicates: 600,
  turned: 0,
  phased: 0,
  ...changes,
});

describe('a slice of the coverage study', () => {
  test('gives the tabulated coverage and width of the slope’s interval', async () => {
    const counters = await runFamilyCell(cell({}), OTHER_SEED);
    const told = shareOf(counters, 'slope.item-noise-only');
    // Four standard errors of 95 % in 600.
    expect(told?.of).toBe(600);
    expect(Math.abs((told?.share ?? 0) - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / 600));

    const app = shareOf(counters, 'slope.default');
    const { title } = trendOf('falling');
    const expected = Number(cellOf(validity.tables, 'slope-trend-coverage', [title], 'n = 5')) / 100;
    const { replicates } = validity.generated;
    const error = Math.sqrt(expected * (1 - expected) * (1 / 600 + 1 / replicates));
    expect(Math.abs((app?.share ?? 0) - expected)).toBeLessThan(4 * error + 0.0005);

    const ratio = ratioOf(counters, 'slope.default.width', 'slope.oracle.width');
    const tabulated = Number(cellOf(validity.tables, 'slope-trend-width', [title], 'n = 5'));
    // √max(1, χ²/ν) has a standard deviation below 0.35 for 3 degrees of freedom, and t over z is 1.62.
    const spread = 1.62 * 0.35 * Math.sqrt(1 / 600 + 1 / replicates);
    expect(Math.abs((ratio ?? 0) - tabulated)).toBeLessThan(4 * spread + 0.005);
  });

  test('names falsely no more often than stated where nothing happens', async () => {
    const counters = await runFamilyCell(
      cell({ trend: trendOf('flat'), replicates: 100, turned: 100, phased: 100 }),
      OTHER_SEED,
    );
    const limit = (of: number) => 0.05 + 3 * Math.sqrt((0.05 * 0.95) / of);
    for (const name of ['verdict.false', 'crossing.false', 'label.wrong']) {
      const share = shareOf(counters, name);
      expect(share?.of).toBeGreaterThanOrEqual(100);
      expect(share?.share).toBeLessThan(limit(share?.of ?? 1));
    }
    expect(shareOf(counters, 'slope.default')?.share).toBeGreaterThan(0.95);
  });

  test('finds a deep turn where it is, in the right direction', async () => {
    const counters = await runFamilyCell(
      cell({ trend: trendOf('u'), replicates: 60, turned: 60 }),
      OTHER_SEED,
    );
    expect(shareOf(counters, 'crossing.found')?.share).toBeGreaterThan(0.8);
    expect(shareOf(counters, 'crossing.opposite')?.share).toBe(0);
    expect(shareOf(counters, 'scale')?.share).toBeGreaterThan(0.8);
  });

  test('shows run noise that nobody told: the narrower interval misses', async () => {
    const counters = await runFamilyCell(cell({ condition: conditionOf('run3-untold') }), OTHER_SEED);
    expect(shareOf(counters, 'slope.item-noise-only')?.share).toBeLessThan(0.8);
    expect(shareOf(counters, 'slope.default')?.share).toBeGreaterThan(0.93);
    expect(shareOf(counters, 'slope.oracle')?.share).toBeGreaterThan(0.91);
  });

  test('a cell does not depend on what ran before it', async () => {
    const few = cellsOf(8).filter(({ id }) =>
      /^(family\/items\/u\/4|fall\/items\/3\/817\/6|r\/t3\/0.5\/5)$/.test(id),
    );
    expect(few).toHaveLength(3);
    const forwards = [];
    for (const one of few) forwards.push(await runCell(one, OTHER_SEED));
    const backwards = [];
    for (const one of [...few].reverse()) backwards.unshift(await runCell(one, OTHER_SEED));
    expect(backwards).toEqual(forwards);
    expect(sumOf(forwards)['slope.count']).toBe(8);
  });
});

describe('the designed families', () => {
  test('have as many sizes as they say, over one range, and scores that are percentages', () => {
    for (const n of COUNTS) {
      expect(SIZES[n]).toHaveLength(n);
      const places = placesOf(n);
      expect([places[0], places[n - 1]]).toEqual([0, 1]);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      for (const { b1, b2 } of TRENDS)
        for (const place of places)
          for (const score of [b1(place), b2(place)]) expect(Math.abs(score - 50)).toBeLessThan(40);
    }
  });

  test('scatter by the noise that is asked for, in common and apart', () => {
    const family = designedFamily(trendOf('flat'), 4);
    const random = openStream(OTHER_SEED, 1, 0);
    let square = 0;
    let product = 0;
    const draws = 4000;
    for (let i = 0; i < draws; i++) {
      drawScores(family, { itemCorrelation: 0.6, runSd: 0 }, random);
      const { b2 } = scoresNow(family);
      square += (b2[0] - 40) ** 2 / draws;
      product += ((b2[0] - 40) * (b2[3] - 40)) / draws;
    }
    expect(square / family.sd2[0] ** 2).toBeCloseTo(1, 1);
    expect(product / square).toBeCloseTo(0.6, 1);
  });

  test('made item by item scatter as the formula says', () => {
    const family = designedFamily({ ...trendOf('flat'), b1: () => 50 }, 3);
    const random = openStream(OTHER_SEED, 2, 0);
    let [square, product] = [0, 0];
    const draws = 40;
    for (let i = 0; i < draws; i++) {
      drawItemScores(family, 0.6, random);
      const error = scoresNow(family).b1.map((score) => (score - 50) / family.sd1[0]);
      square += (error[0] ** 2 + error[1] ** 2 + error[2] ** 2) / (3 * draws);
      product += (error[0] * error[1] + error[1] * error[2] + error[0] * error[2]) / (3 * draws);
    }
    // Forty replicates of three models that share most of their noise.
    expect(square).toBeGreaterThan(0.5);
    expect(square).toBeLessThan(1.6);
    expect(product / square).toBeGreaterThan(0.4);
    expect(product / square).toBeLessThan(0.8);
  });

  test('need a latent correlation above the one of the scores', () => {
    expect(latentCorrelation(0)).toBe(0);
    expect(latentCorrelation(1)).toBeCloseTo(1, 12);
    expect((2 / Math.PI) * Math.asin(latentCorrelation(0.6))).toBeCloseTo(0.6, 12);
  });
});

describe('the measures', () => {
  test('know what each kind of Fieller set holds', () => {
    expect(covers({ kind: 'bounded', lo: -1, hi: 1 }, 0)).toBe(true);
    expect(covers({ kind: 'bounded', lo: -1, hi: 1 }, 2)).toBe(false);
    expect(covers({ kind: 'complement', lo: -1, hi: 1 }, 0)).toBe(false);
    expect(covers({ kind: 'complement', lo: -1, hi: 1 }, 2)).toBe(true);
    expect(covers({ kind: 'all', lo: null, hi: null }, 5)).toBe(true);
  });

  test('find where a power curve reaches 80 %', () => {
    expect(eightyPercent([1, 2, 4], [0.1, 0.8, 1])).toBe('2.0');
    expect(eightyPercent([1, 4], [0.6, 1])).toBe('2.0');
    expect(eightyPercent([1, 2], [0.9, 1])).toBe('≤ 1');
    expect(eightyPercent([1, 2], [0.1, 0.7])).toBe('> 2');
  });

  test('order the rules: noise alone within the larger of two within the app’s interval', () => {
    const told = { itemCorrelation: 0, runSd: 0 };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.constantFrom(...COUNTS), (replicate, n) => {
        const family = designedFamily(trendOf('falling'), n);
        drawScores(family, { itemCorrelation: 0, runSd: 2 }, openStream(OTHER_SEED, 3, replicate));
        const ranges = slopeRanges(lineNow(family, told), told, { itemCorrelation: 0, runSd: 2 });
        if (ranges === null) throw new Error('no line');
        const within = (inner: readonly number[], outer: readonly number[]) =>
          outer[0] <= inner[0] + 1e-12 && inner[1] <= outer[1] + 1e-12;
        expect(within(ranges['item-noise-only'], ranges['larger-of-two'])).toBe(true);
        expect(within(ranges['larger-of-two'], ranges.default)).toBe(true);
        expect(within(ranges['normal-scatter'], ranges.default)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
