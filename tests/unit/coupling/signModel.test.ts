import { describe, expect, test } from 'vitest';
import { familyIntervals, type FamilyInterval } from '$lib/coupling/familyIntervals';
import { defaultOptions } from '$lib/coupling/options';
import { signModel, type Signs } from '$lib/coupling/signModel';
import {
  nextStepModel,
  nextStepProbability,
  predictorScores,
  predictorScoresWithTokens,
} from '$lib/coupling/signPrediction';
import { logistic, probabilityOf } from '$lib/stats/logistic';
import { POPULATION, relativeError, uniformPanel } from './panel';

const { intervals } = familyIntervals(uniformPanel(), defaultOptions());
const names = [...new Set(intervals.map(({ family }) => family))];
const signs: Signs = {
  family: Uint32Array.from(intervals, ({ family }) => names.indexOf(family)),
  families: names.length,
  rises: Uint8Array.from(intervals, ({ delta2 }) => Number(delta2 > 0)),
};
const column = (of: (interval: FamilyInterval) => number) => Float64Array.from(intervals, of);
const sizes = column(({ logSize }) => logSize);
const levels = column(({ level }) => level);
const few = { seed: 1, stream: 0, draws: 300 };

describe('signModel', () => {
  test('gives the reference by size and by level', async () => {
    const size = (await signModel(sizes, signs, few))!;
    const level = (await signModel(levels, signs, few))!;
    const reference = POPULATION;
    expect(relativeError(10 ** size.half!, reference.logistic_size.half_b)).toBeLessThan(1e-6);
    expect(relativeError(size.slope, reference.logistic_size.slope)).toBeLessThan(1e-6);
    expect(relativeError(level.half, reference.logistic_hellaswag.half)).toBeLessThan(1e-6);
    expect(relativeError(level.slope, reference.logistic_hellaswag.slope)).toBeLessThan(1e-6);
    expect(relativeError(size.auc, reference.auc.log10N)).toBeLessThan(1e-9);
    expect(relativeError(level.auc, reference.auc.hellaswag)).toBeLessThan(1e-9);
  });

  test('its interval holds the estimate, repeats with the seed and moves with another', async () => {
    const one = (await signModel(levels, signs, few))!;
    expect(one.interval.lo).toBeLessThan(one.half!);
    expect(one.interval.hi).toBeGreaterThan(one.half!);
    expect(await signModel(levels, signs, few)).toEqual(one);
    expect((await signModel(levels, signs, { ...few, seed: 2 }))!.interval).not.toEqual(one.interval);
  });

  test('turns with the sign of the predictor', async () => {
    const one = (await signModel(levels, signs, few))!;
    const turned = (await signModel(
      levels.map((value) => -value),
      signs,
      few,
    ))!;
    expect(turned.half).toBeCloseTo(-one.half!, 6);
    expect(turned.auc).toBeCloseTo(1 - one.auc, 12);
  });

  test('is undefined where all rise, or the predictor separates', async () => {
    const all = { ...signs, rises: signs.rises.map(() => 1) };
    expect(await signModel(sizes, all, few)).toBeNull();
    const apart = { ...signs, rises: signs.rises.map((_, i) => Number(sizes[i] > 0.5)) };
    expect(await signModel(sizes, apart, few)).toBeNull();
  });

  test('stops when told', async () => {
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    await expect(signModel(sizes, signs, few, { signal: stop.signal })).rejects.toThrow('enough');
  });
});

describe('predictors of the sign', () => {
  const scores = new Map(
    predictorScores(intervals, signs).map(({ predictor, brier }) => [predictor, Number(brier)]),
  );

  test('are scored by families that they have not seen', () => {
    // The second way: every training set copied out.
    for (const [predictor, columns] of [
      ['base-rate', []],
      ['level', [levels]],
      ['size-and-level', [sizes, levels]],
    ] as const) {
      let sum = 0;
      names.forEach((_, held) => {
        const train = [...signs.family.keys()].filter((i) => signs.family[i] !== held);
        const fit = logistic(
          columns.map((values) => train.map((i) => values[i])),
          train.map((i) => signs.rises[i]),
        )!;
        for (const i of signs.family.keys())
          if (signs.family[i] === held) {
            const eta = columns.reduce((s, values, j) => s + fit.coefficients[j] * values[i], fit.intercept);
            sum += (signs.rises[i] - probabilityOf(eta)) ** 2;
          }
      });
      expect(scores.get(predictor)).toBeCloseTo(sum / intervals.length, 8);
    }
  });

  test('level foretells better than size, and both better than the base rate', () => {
    expect(scores.get('size')).toBeLessThan(scores.get('base-rate')!);
    expect(scores.get('level')).toBeLessThan(scores.get('size')!);
  });

  test('have no score where a training set has no model', () => {
    const rare = { ...signs, rises: signs.rises.map((_, i) => Number(i === 0)) };
    for (const { brier } of predictorScores(intervals, rare)) expect(brier).toBeNull();
  });
});

describe('predictors with training tokens', () => {
  test('are compared on the intervals of known tokens, and give the reference', () => {
    // Made with NumPy from the same CSV: Newton fits on standardised predictors, one family after another left out.
    const reference = {
      'base-rate': 0.26774960416226,
      size: 0.19937564918675,
      level: 0.13791791882228,
      tokens: 0.16692622780204,
      'size-and-level': 0.13995262144089,
      'size-level-and-tokens': 0.13316059814072,
    };
    const found = predictorScoresWithTokens(intervals, signs);
    expect([found?.n, found?.families]).toEqual([69, 31]);
    expect(found?.scores.map(({ predictor }) => predictor)).toEqual(Object.keys(reference));
    expect(found?.scores.map(({ brier }) => Number(brier))).toEqual(
      Object.values(reference).map((value) => expect.closeTo(value, 9)),
    );
  });
  test('score the others as on a table of those intervals alone', () => {
    const some = intervals.filter(({ logTokens }) => logTokens !== null);
    const own = [...new Set(some.map(({ family }) => family))];
    const alone = new Map(
      predictorScores(some, {
        family: Uint32Array.from(some, ({ family }) => own.indexOf(family)),
        families: own.length,
        rises: Uint8Array.from(some, ({ delta2 }) => Number(delta2 > 0)),
      }).map(({ predictor, brier }) => [predictor, brier]),
    );
    for (const { predictor, brier } of predictorScoresWithTokens(intervals, signs)?.scores ?? [])
      if (alone.has(predictor)) expect(brier).toBe(alone.get(predictor));
  });
  test('need the tokens of two families', () => {
    const untold = intervals.map((interval) => ({ ...interval, logTokens: null }));
    expect(predictorScoresWithTokens(untold, signs)).toBeNull();
    const one = untold.map((interval, i) =>
      signs.family[i] === 0 ? { ...interval, logTokens: 0 } : interval,
    );
    expect(predictorScoresWithTokens(one, signs)).toBeNull();
  });
  test('tokens of an interval are the geometric mean, and unknown when either model’s are', () => {
    const table = uniformPanel();
    const tokens = new Map(table.models.map(({ model, facts }) => [model, facts?.tokensT ?? null]));
    for (const { from, to, logTokens } of intervals) {
      const [a, b] = [tokens.get(from) ?? null, tokens.get(to) ?? null];
      if (a === null || b === null) expect(logTokens).toBeNull();
      else expect(10 ** Number(logTokens)).toBeCloseTo(Math.sqrt(a * b), 10);
    }
  });
});

describe('next step of a model without a family', () => {
  const model = nextStepModel(intervals, signs)!;

  test('is the joint fit on the model that a step starts at, and the step is the panel’s', () => {
    const fit = logistic(
      [column(({ fromLogSize }) => fromLogSize), column(({ fromLevel }) => fromLevel)],
      signs.rises,
    )!;
    expect([model.intercept, model.size, model.level]).toEqual([fit.intercept, ...fit.coefficients]);
    expect(model.stepRatio).toBeGreaterThan(2);
    expect(model.stepRatio).toBeLessThan(3);
  });

  test('its probability lies within its interval and rises with the level', () => {
    let before = 0;
    for (const level of [30, 50, 70, 85]) {
      const { p, lo, hi } = nextStepProbability(model, { paramsB: 7, level });
      expect(lo).toBeLessThan(p);
      expect(hi).toBeGreaterThan(p);
      expect(p).toBeGreaterThan(before);
      before = p;
    }
  });

  test('its covariance does not depend on where the predictors have their zero', () => {
    const shifted = intervals.map((interval) => ({ ...interval, fromLevel: interval.fromLevel - 60 }));
    const other = nextStepModel(shifted, signs)!;
    const here = nextStepProbability(model, { paramsB: 7, level: 75 });
    const there = nextStepProbability(other, { paramsB: 7, level: 15 });
    for (const bound of ['p', 'lo', 'hi'] as const) expect(there[bound]).toBeCloseTo(here[bound], 8);
  });

  test('its spread is that of the families left out one by one', () => {
    // The jackknife over families is another estimate of the same covariance, a little wider.
    const without = names.map((_, held) => {
      const kept = [...signs.family.keys()].filter((i) => signs.family[i] !== held);
      const fit = logistic(
        [kept.map((i) => intervals[i].fromLogSize), kept.map((i) => intervals[i].fromLevel)],
        kept.map((i) => signs.rises[i]),
      )!;
      return fit.coefficients[1];
    });
    const centre = without.reduce((sum, value) => sum + value / without.length, 0);
    const f = without.length;
    const jackknife = ((f - 1) / f) * without.reduce((sum, value) => sum + (value - centre) ** 2, 0);
    const ratio = Math.sqrt(jackknife / model.covariance[2][2]);
    expect(ratio).toBeGreaterThan(0.9);
    expect(ratio).toBeLessThan(1.5);
  });
});
