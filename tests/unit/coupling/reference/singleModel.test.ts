import { beforeAll, describe, expect, test } from 'vitest';
import { detectableDelta2 } from '$lib/coupling/detectable';
import { DiagnosisError } from '$lib/coupling/diagnosisError';
import { familyIntervals } from '$lib/coupling/familyIntervals';
import { defaultOptions } from '$lib/coupling/options';
import { distanceTo, referenceCrossing, type ReferenceCrossing } from '$lib/coupling/reference/distance';
import { nearest } from '$lib/coupling/reference/neighbours';
import { columnsOf, lastSteps, leftOutProbabilities, signsOf } from '$lib/coupling/reference/nextStep';
import { peersOf } from '$lib/coupling/reference/peers';
import { secondSize, typicalChange } from '$lib/coupling/reference/secondSize';
import { singleModel, type SingleModel, type SingleModelInput } from '$lib/coupling/reference/singleModel';
import { differenceSd } from '$lib/coupling/scoreNoise';
import { select } from '$lib/coupling/select';
import { nextStepProbability, predictorScores } from '$lib/coupling/signPrediction';
import { benchmarkFrom } from '$lib/scores/benchmark';
import { uniformPanel } from '../panel';
import { optionsWith } from '../tables';

const panel = uniformPanel();
const [benchmark1, benchmark2] = panel.benchmarks;
const { intervals } = familyIntervals(panel, defaultOptions());
const signs = signsOf(intervals);
const input = (more: Partial<SingleModelInput> = {}): SingleModelInput => ({
  model: null,
  family: null,
  paramsB: 7,
  b1: 70,
  b2: 38,
  benchmark1,
  benchmark2,
  ...more,
});

describe('the next step of a single model', () => {
  let found: SingleModel;
  beforeAll(async () => {
    found = await singleModel(panel, input(), defaultOptions());
  });

  test('has the leave-one-family-out Brier scores of NumPy, level and size together the best', () => {
    const brier = Object.fromEntries(found.nextStep!.predictors.map((one) => [one.predictor, one.brier]));
    expect(brier.size).toBeCloseTo(0.2230937226032348, 8);
    expect(brier.level).toBeCloseTo(0.16050259278549234, 8);
    expect(brier['size-and-level']).toBeCloseTo(0.15262114808317068, 8);
    expect(found.nextStep!.baseRate.brier).toBeCloseTo(0.2629976596419555, 8);
    const joint = predictorScores(intervals, signs).find((one) => one.predictor.endsWith('smaller'));
    expect(brier['size-and-level']).toBeCloseTo(joint!.brier!, 10);
    expect(found.nextStep!.best.predictor).toBe('size-and-level');
  });

  test('lies inside its interval, which is near that of the sandwich', async () => {
    for (const { p, interval } of found.nextStep!.predictors) {
      expect(interval![0]).toBeLessThan(p);
      expect(interval![1]).toBeGreaterThan(p);
    }
    const crossing = (await referenceCrossing(
      select(panel, optionsWith({ family: 'OPT' })),
      panel,
      optionsWith({}),
      {},
    ))!;
    const sandwich = nextStepProbability(crossing.nextStep!, { paramsB: 7, level: 70 });
    const [lo, hi] = found.nextStep!.best.interval!;
    expect(Math.abs(sandwich.lo - lo)).toBeLessThan(0.15);
    expect(Math.abs(sandwich.hi - hi)).toBeLessThan(0.15);
  });

  test('says what the panel says, and what to measure', () => {
    expect(found.sentence).toContain(
      'TruthfulQA MC2 rises at the next step (2.5× in size) with probability 65 %',
    );
    expect(found.sentence).toContain('within what the panel’s families spread over');
    expect(found.next.sentence).toContain('Measure a second size of the same recipe, 9.8× apart');
    expect(found.neighbours).toHaveLength(5);
    expect(found.reasons['residual.named']).toContain('inside');
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  test('is the same for the same seed, and stops when told', async () => {
    expect(await singleModel(panel, input(), defaultOptions())).toEqual(found);
    const stop = AbortSignal.abort(new Error('stopped'));
    await expect(singleModel(panel, input(), defaultOptions(), { signal: stop })).rejects.toThrow('stopped');
  });

  test('without a size rests on the level alone', async () => {
    const alone = await singleModel(panel, input({ paramsB: null }), defaultOptions());
    expect(alone.nextStep!.predictors.map(({ predictor }) => predictor)).toEqual(['level']);
    expect(alone.residual!.given).toBe('level');
    expect(alone.next.toB).toBeNull();
    expect(alone.reasons['next.toB']).toContain('size is not known');
  });

  test('of a panel family is not judged by it', async () => {
    const own = await singleModel(panel, input({ family: 'OPT' }), defaultOptions());
    expect(own.reference.families).toBe(61);
    expect(own.neighbours.some(({ family }) => family === 'OPT')).toBe(false);
  });

  test('marks what lies outside the panel’s steps', async () => {
    const beyond = await singleModel(panel, input({ paramsB: 700, b1: 92 }), defaultOptions());
    expect(beyond.nextStep!.extrapolated).toBe(true);
    expect(beyond.sentence).toContain('outside the models this rests on');
  });

  test('refuses other benchmarks and impossible numbers with what to do', async () => {
    const mc1 = benchmarkFrom({ task: 'truthfulqa', metric: 'mc1', shots: 0 });
    await expect(singleModel(panel, input({ benchmark2: mc1 }), defaultOptions())).rejects.toThrow(
      DiagnosisError,
    );
    await expect(singleModel(panel, input({ b1: 101 }), defaultOptions())).rejects.toThrow('101');
    await expect(singleModel(panel, input({ paramsB: 0 }), defaultOptions())).rejects.toThrow('0 B');
  });
});

describe('the record of the joint model', () => {
  test('is right on the last step of 26 of 36 families, as in NumPy', () => {
    const p = leftOutProbabilities(columnsOf('size-and-level', intervals), signs)!;
    const record = lastSteps(p, signs);
    expect(record).toMatchObject({ right: 26, n: 36 });
    expect(record.baseline).toBeGreaterThanOrEqual(18);
  });
});

describe('nearest models', () => {
  const peers = peersOf(panel, { benchmark1, benchmark2 });

  test('are a panel model itself first, then by distance, with the next size of their family', () => {
    const at = peers.find(({ model }) => model === 'facebook/opt-6.7b')!;
    const found = nearest(peers, at, 5);
    expect(found[0]).toMatchObject({ model: 'facebook/opt-6.7b', distance: 0 });
    expect(found[0].next).toMatchObject({ model: 'facebook/opt-13b' });
    expect(found[0].next!.delta2).toBeCloseTo(34.1 - 35.12, 9);
    expect(found.map(({ distance }) => distance)).toEqual(
      found.map(({ distance }) => distance).toSorted((a, b) => a - b),
    );
    const largest = nearest(
      peers,
      peers.find(({ model }) => model === 'facebook/opt-66b')!,
      1,
    );
    expect(largest[0].next).toBeNull();
  });

  test('without a size are those by score', () => {
    const found = nearest(peers, { b1: 68.66, b2: 35.12, logSize: null }, 1);
    expect(found[0].model).toBe('facebook/opt-6.7b');
    expect(nearest([], { b1: 1, b2: 1, logSize: 0 }, 5)).toEqual([]);
  });
});

describe('the second size', () => {
  const noise = { itemCorrelation: 0, runSd: 0 };
  const typical = { delta1PerDecade: 18, delta2PerDecade: 5, families: 9 };
  const model = { paramsB: 2, b1: 60, sd1: 0.49, sd2: 1.43 };
  const labels = ['HellaSwag', 'TruthfulQA MC2'] as const;

  test('is the nearest at which the usual change could be settled', () => {
    const { times, toB, timesPaired } = secondSize(model, typical, noise, labels);
    const settled = (k: number) => {
      const decades = Math.log10(k);
      const se1 = differenceSd(0.49, 0.49, noise);
      const se2 = differenceSd(1.43, 1.43, noise);
      return detectableDelta2({ delta1: Math.min(18 * decades, 20), se1, se2 })! <= 5 * decades;
    };
    expect(settled(times!)).toBe(true);
    expect(settled(times! / 1.05)).toBe(false);
    expect(toB).toBeCloseTo(2 * times!, 9);
    expect(timesPaired).toBeLessThan(times!);
  });

  test('is none where the usual change is too small, and says what could be settled', () => {
    const { times, sentence, detectableAtTenfold } = secondSize(
      model,
      { ...typical, delta2PerDecade: 0.4 },
      noise,
      labels,
    );
    expect(times).toBeNull();
    expect(sentence).toContain('no second size up to 1,000× away');
    expect(detectableAtTenfold).toBeGreaterThan(2);
    expect(secondSize(model, null, noise, labels).sentence).toContain(
      'no family of the panel spans half a decade',
    );
  });

  test('the usual change is a median over families near the level', () => {
    const line = (b1: number[], b2: number[]) => ({
      models: b1.map((at, i) => ({
        model: '',
        family: '',
        paramsB: 10 ** i,
        logSize: i,
        b1: at,
        b2: b2[i],
        facts: null,
      })),
    });
    const near = Array.from({ length: 5 }, (_, i) => line([50, 60 + i], [40, 38 - i]));
    const far = line([90, 91], [60, 90]);
    expect(typicalChange([...near, far], 55)).toEqual({
      delta1PerDecade: 12,
      delta2PerDecade: 4,
      families: 5,
    });
    expect(typicalChange([far], 55)!.families).toBe(1);
    expect(typicalChange([], 55)).toBeNull();
  });
});

describe('the distance to the crossing', () => {
  let crossing: ReferenceCrossing;
  beforeAll(async () => {
    crossing = (await referenceCrossing(
      select(panel, optionsWith({ family: 'OPT' })),
      panel,
      optionsWith({}),
      {},
    ))!;
  });

  test('has the points of the panel’s other families, each inside its interval', () => {
    expect(crossing.families).toBe(35);
    for (const point of [crossing.zeroB!, crossing.halfB!, crossing.halfLevel!]) {
      expect(point.lo).toBeLessThan(point.value);
      expect(point.hi).toBeGreaterThan(point.value);
    }
    expect(crossing.halfB!.value).toBeGreaterThan(3);
    expect(crossing.halfB!.value).toBeLessThan(7);
    expect(Math.abs(crossing.halfLevel!.value - 64.9)).toBeLessThan(2);
  });

  test('is a ratio of sizes and a difference of levels, nothing at the crossing itself', () => {
    const at = { paramsB: crossing.halfB!.value, level: crossing.halfLevel!.value };
    const here = distanceTo(crossing, at);
    expect(here.times!.value).toBeCloseTo(1, 12);
    expect(here.points!.value).toBeCloseTo(0, 12);
    const before = distanceTo(crossing, { paramsB: at.paramsB / 2, level: at.level - 10 });
    expect(before.times!.value).toBeCloseTo(2, 12);
    expect(before.points!.value).toBeCloseTo(10, 12);
    expect(before.nextRises!.p).toBeLessThan(here.nextRises!.p);
  });

  test('is null where the panel has other benchmarks', async () => {
    const reasons = {};
    const subject = select(panel, optionsWith({ family: 'OPT' }));
    const other = { ...panel, benchmarks: panel.benchmarks.slice(2) };
    expect(await referenceCrossing(subject, other, optionsWith({}), reasons)).toBeNull();
    expect(reasons).toHaveProperty(['interventions.crossing']);
  });
});
