/** The recorded experiment, computed again in ONNX Runtime's wasm build: same prompts, direction and strengths as PyTorch had. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { LanguageModel } from '../../../../src/lib/models/languageModel';
import { calibrate, type Calibration } from '../../../../src/lib/models/steering/calibration';
import {
  againstControls,
  runExperiment,
  type ExperimentPoint,
} from '../../../../src/lib/models/steering/experiment';
import { splitHeldOut } from '../../../../src/lib/models/steering/heldOut';
import { rankLayers } from '../../../../src/lib/models/steering/layerRanking';
import { openNodeModel } from '../nodeModel';
import { recorded, recordedItems, recordedPairs, type Context } from './organismExperiment';

let model: LanguageModel;
let calibration: Calibration;
const { layer, rms, dir } = recorded;
const asRecorded = { layer, rms, truth: Float32Array.from(dir), shuffled: [], random: [] };

beforeAll(async () => {
  model = await openNodeModel('organism_4x96');
  calibration = await calibrate(model, {
    fit: recordedPairs,
    heldOut: [],
    readAt: 'object',
    controls: 2,
    seed: 1,
    draws: 2000,
  });
}, 120_000);

test('the direction and its unit of strength are the recorded ones', () => {
  const { truth } = calibration.layers[layer];
  dir.forEach((x, j) => expect(Math.abs(truth.unit[j] - x)).toBeLessThan(1e-4));
  expect(Math.abs(truth.rms / rms - 1)).toBeLessThan(1e-6);
});

describe('P(true) by strength', () => {
  const run: [Context, number[]][] = [
    ['none', [-1, -0.5, 0, 0.5, 1]],
    ['liar', [0.5]],
    ['honest', [-0.5]],
  ];
  test.each(run)(
    'with the context %s and α of %j',
    async (context, alphas) => {
      const { points } = await runExperiment(model, {
        items: recordedItems(context),
        directions: asRecorded,
        alphas,
        seed: 1,
        draws: 2000,
      });
      for (const { alpha, vector, n, pTrue, accuracy } of points) {
        if (vector !== 'truth') continue;
        const [mean, share, [, lo, hi]] = recorded.pt[`${context}_${alpha}`];
        expect(n).toBe(241);
        expect(Math.abs(pTrue.value - mean)).toBeLessThan(1e-4);
        expect(Math.abs(accuracy.value - share)).toBeLessThan(1e-6);
        expect(Math.abs(pTrue.lo - lo)).toBeLessThan(3e-3);
        expect(Math.abs(pTrue.hi - hi)).toBeLessThan(3e-3);
      }
    },
    120_000,
  );
});

describe('against controls', () => {
  let points: ExperimentPoint[];
  beforeAll(async () => {
    const { truth, shuffled, random } = calibration.layers[layer];
    const directions = { layer, rms: truth.rms, truth: truth.unit, shuffled, random };
    const items = recordedItems('none');
    ({ points } = await runExperiment(model, {
      items,
      directions,
      alphas: [-0.5, 0, 0.5],
      seed: 2,
      draws: 2000,
    }));
  }, 120_000);

  test('the truth direction stands clear of every shuffled and random one, either way', () => {
    for (const measure of ['pTrue', 'deltaLogOdds'] as const) {
      expect(againstControls(points, 0.5, measure)).toBe('above');
      expect(againstControls(points, -0.5, measure)).toBe('below');
      expect(againstControls(points, 0, measure)).toBe('overlapping');
      expect(againstControls(points, 0.3, measure)).toBeNull();
    }
  });

  test('nothing is changed at α = 0', () => {
    const atZero = points.filter(({ alpha }) => alpha === 0);
    expect(atZero.map(({ vector }) => vector)).toEqual(['truth', 'shuffled', 'random', 'negative']);
    for (const { deltaLogOdds, klPerToken, pTrue } of atZero) {
      expect(deltaLogOdds).toEqual({ value: 0, lo: 0, hi: 0 });
      expect(klPerToken).toEqual({ value: 0, lo: 0, hi: 0 });
      expect(pTrue).toEqual(atZero[0].pTrue);
    }
  });

  test('the negative direction is the truth direction the other way', () => {
    const at = (vector: string, alpha: number) =>
      points.find((point) => point.vector === vector && point.alpha === alpha);
    expect(at('negative', 0.5)?.pTrue).toEqual(at('truth', -0.5)?.pTrue);
    expect(at('negative', 0.5)?.klPerToken.value).toBeGreaterThan(0);
  });

  test('a kind of several directions is their mean, and each is given', () => {
    const shuffled = points.find(({ vector, alpha }) => vector === 'shuffled' && alpha === 0.5);
    expect(shuffled?.each).toHaveLength(2);
    const mean = (shuffled!.each[0].pTrue.value + shuffled!.each[1].pTrue.value) / 2;
    expect(shuffled?.pTrue.value).toBeCloseTo(mean, 12);
  });
});

test('a layer that separates as well as the others and steers nothing is ranked last', async () => {
  const { fit, heldOut } = splitHeldOut(recordedPairs, 1);
  const judged = await calibrate(model, { fit, heldOut, readAt: 'object', controls: 2, seed: 1, draws: 500 });
  const items = recordedItems('none', 48);
  const ranked = await rankLayers(model, { items, calibration: judged, alpha: 0.5, seed: 1, draws: 1000 });
  expect(ranked.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
  expect(ranked[0]).toMatchObject({ layer: 1, beatsControls: true });
  for (const { excess, effect, controlSize } of ranked) {
    expect(excess.value).toBeCloseTo(effect.value - controlSize, 12);
    expect(excess.value).toBeLessThanOrEqual(ranked[0].excess.value);
  }
  const last = ranked[3];
  expect(last).toMatchObject({ layer: 3, beatsControls: false });
  const separations = ranked.map((one) => one.heldOut?.auc ?? 0);
  expect(separations[3]).toBeGreaterThan(Math.max(...separations) - 0.05);
  expect(last.effect.value).toBeLessThan(ranked[0].effect.value / 3);
}, 120_000);
