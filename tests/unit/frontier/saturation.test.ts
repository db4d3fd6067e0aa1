import { describe, expect, test } from 'vitest';
import {
  publishedRatio,
  rangeOfEquals,
  reliabilityOf,
  saturation,
  topOf,
  type SaturationSettings,
} from '$lib/frontier/saturation';
import { rotation } from '$lib/frontier/rotation';
import type { FrontierTable } from '$lib/frontier/model';
import { openStream } from '$lib/stats/philox';
import { allPoints, benchmark, frontierPanel, frozen, SWE, wide } from './panel';

const settings: SaturationSettings = { values: 'published', items: {}, topK: 10, seed: 1, draws: 1000 };

/** Models with a true level and item noise, on benchmarks of the given spreads and item counts. */
function simulated(
  n: number,
  spreads: Record<string, { sd: number; items: number; share?: number }>,
  seed = 1,
): FrontierTable {
  const random = openStream(seed, 5, 0);
  const common = Array.from({ length: n }, () => random.nextNormal());
  const benchmarks = Object.entries(spreads).map(([key, { items }]) => ({
    ...benchmark(wide, SWE),
    key,
    task: key,
    items,
    label: key,
  }));
  return {
    title: 'simulated',
    panel: null,
    benchmarks,
    models: common.map((level, i) => ({
      id: `s${i}`,
      model: `m${i}`,
      lab: 'l',
      released: null,
      subset: 'user',
      core: false,
      excluded: false,
      source: null,
      note: null,
      scores: Object.fromEntries(
        Object.entries(spreads).map(([key, { sd, items, share = 1 }]) => {
          const truth = 60 + sd * (share * level + Math.sqrt(1 - share * share) * random.nextNormal());
          const value = truth + 100 * Math.sqrt(0.24 / items) * random.nextNormal();
          return [
            key,
            { value, se: null, items: null, disputed: false, elsewhere: null, elsewhereSource: null },
          ];
        }),
      ),
    })),
  };
}

describe('reliability of the top', () => {
  test('is the share of variance that is not noise', () => {
    expect(
      reliabilityOf([
        { value: 70, se: 1 },
        { value: 74, se: 1 },
      ]),
    ).toBeCloseTo(1 - 1 / 8, 12);
    expect(
      reliabilityOf([
        { value: 70, se: 9 },
        { value: 71, se: 9 },
      ]),
    ).toBe(0);
    expect(
      reliabilityOf([
        { value: 70, se: 1 },
        { value: 70, se: 1 },
      ]),
    ).toBeNull();
  });

  test('agrees with the repeat correlation that it stands for', () => {
    const table = simulated(400, { a: { sd: 4, items: 500 } });
    const again = simulated(400, { a: { sd: 4, items: 500 } });
    expect(again).toEqual(table);
    const models = table.models.map(({ scores }) => ({
      value: scores.a.value,
      se: 100 * Math.sqrt(0.24 / 500),
    }));
    // Truth: 16/(16 + 4.8).
    expect(reliabilityOf(models)).toBeCloseTo(16 / 20.8, 1);
  });

  test('of SWE-bench from 75 on: no larger than noise, as the reference says', () => {
    const top = frozen.filter(({ x }) => x >= 75).map(({ x, seX }) => ({ value: x, se: seX }));
    expect(top).toHaveLength(15);
    expect(reliabilityOf(top)).toBe(0);
  });

  test('equally good models differ too: five by 4.2 and 5.0 points', () => {
    expect(rangeOfEquals(5, 1)).toBeCloseTo(2.32593, 4);
    expect(rangeOfEquals(2, 1)).toBeCloseTo(2 / Math.sqrt(Math.PI), 5);
    expect(rangeOfEquals(1, 1)).toBe(0);
    const noise = (p: number, items: number) => 100 * Math.sqrt((p * (1 - p)) / items);
    expect(rangeOfEquals(5, noise(0.8, 500))).toBeCloseTo(4.2, 1);
    expect(rangeOfEquals(5, noise(0.9, 198))).toBeCloseTo(5, 1);
  });

  test('saturated, telling apart, or not enough data', () => {
    const state = (sd: number, items: number) =>
      saturation(
        simulated(40, { a: { sd, items } }),
        simulated(40, { a: { sd, items } }).benchmarks[0],
        settings,
      );
    expect(state(0.2, 100)).toMatchObject({ state: 'saturated' });
    expect(state(15, 5000)).toMatchObject({ state: 'tells models apart', k: 10 });
    const few = saturation(frontierPanel, benchmark(frontierPanel, 'ifeval'), settings);
    expect(few).toMatchObject({
      state: 'not enough data',
      n: 4,
      reliability: null,
      words: 'not enough data (n = 4)',
    });
    const aime = saturation(wide, benchmark(wide, 'aime_2025'), settings);
    expect(aime).toMatchObject({
      state: 'saturated',
      words: 'the median of the top is above 95 % of the ceiling',
    });
    expect(saturation(wide, benchmark(wide, 'hle'), settings)).toEqual(
      saturation(wide, benchmark(wide, 'hle'), settings),
    );
  });

  test('the top is the best, in order', () => {
    expect(topOf([{ value: 1 }, { value: 3 }, { value: 2 }], 2)).toEqual([{ value: 3 }, { value: 2 }]);
  });
});

describe('the published ratio', () => {
  test('depends on the definition, and on one model', () => {
    const then = publishedRatio(frozen);
    expect([then.sameSet?.spreadX.toFixed(1), then.sameSet?.spreadY.toFixed(1)]).toEqual(['0.9', '9.1']);
    expect(then.sameSet?.ratio).toBeCloseTo(0.099, 3);
    expect(then.ownSets?.ratio).toBeCloseTo(0.3, 2);
    expect(publishedRatio(allPoints).sameSet?.ratio).toBeCloseTo(0.96, 2);
    expect(publishedRatio(frozen, 6).sameSet?.spreadX).toBeCloseTo(1.3, 1);
    expect(publishedRatio(frozen.slice(0, 4))).toEqual({ sameSet: null, ownSets: null });
  });
});

describe('rotation', () => {
  test('prefers what is reliable and not shared', () => {
    const table = simulated(60, {
      now: { sd: 10, items: 2000 },
      twin: { sd: 10, items: 2000 },
      other: { sd: 10, items: 2000, share: 0.1 },
      noisy: { sd: 0.5, items: 50, share: 0.1 },
    });
    const [now, ...candidates] = table.benchmarks;
    const found = rotation(table, now, candidates, settings);
    expect(found.next).toBe('other');
    expect(found.candidates.map(({ benchmark: key }) => key)[0]).toBe('other');
    expect(found.candidates.reduce((sum, { pFirst }) => sum + (pFirst ?? 0), 0)).toBeCloseTo(1, 9);
    expect(found.candidates[0].pFirst).toBeGreaterThan(0.8);
  });

  test('says how many models are missing', () => {
    const found = rotation(
      frontierPanel,
      benchmark(frontierPanel, SWE),
      [benchmark(frontierPanel, 'ifeval')],
      settings,
    );
    expect(found).toMatchObject({
      next: null,
      words: 'not enough data (n = 4): 10 models with both scores are needed',
    });
    expect(found.candidates[0]).toMatchObject({ n: 4, r: null, words: 'not enough data (n = 4)' });
  });
});
