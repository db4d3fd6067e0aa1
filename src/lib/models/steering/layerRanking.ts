/**
 * Layers ranked by what steering at them does. A layer whose states separate true from false perfectly may steer nothing,
 * so the separation stands beside the rank and has no part in it.
 */
import { quantiles } from '../../stats/quantile';
import type { LanguageModel } from '../languageModel';
import type { Calibration, LayerDirections } from './calibration';
import { within, type SteeringControl } from './control';
import { steeringVector } from './direction';
import { columnsOf } from './outcomes';
import { openMeanResampler, type MeanInterval, type MeanResampler } from './resampledMeans';
import { scoreItems } from './scoreItems';
import type { Separation } from './separation';
import { STREAM } from './streams';
import type { TokenItem } from './tokens';

export interface LayerRankingRequest {
  items: readonly TokenItem[];
  calibration: Calibration;
  /** Strength on either side, in units of each layer's own RMS norm; 0.5 where nothing else is known. */
  alpha: number;
  /** The margin when nothing is said. */
  measure?: EffectMeasure;
  /** Layers to try; all when nothing is said. */
  layers?: readonly number[];
  seed: number;
  draws: number;
}

/** What an effect is measured on: ln P(right) − ln P(wrong) in nats, or the probability of the right answer. */
export type EffectMeasure = 'margin' | 'pTrue';

/** An effect is the measure at +α minus the measure at −α. */
export interface RankedLayer {
  /** 1 has the largest excess. */
  rank: number;
  layer: number;
  rms: number;
  effect: MeanInterval;
  /** Effect of each control direction. */
  controls: MeanInterval[];
  /** Root mean square of the controls’ effects: a control may push either way, and it is the push that counts. */
  controlSize: number;
  /** The truth direction’s effect minus `controlSize`; both vary together over the resampled prompts. */
  excess: MeanInterval;
  /** The effect's interval lies above the size of every control's effect, interval included. */
  beatsControls: boolean;
  /** On held-out pairs. */
  heldOut: Separation | null;
}

/** @throws RangeError for α that is not above 0, no items or no controls; the signal's reason when aborted */
export async function rankLayers(
  model: LanguageModel,
  { items, calibration, alpha, measure = 'margin', layers, seed, draws }: LayerRankingRequest,
  control: SteeringControl = {},
): Promise<RankedLayer[]> {
  if (!(alpha > 0 && alpha < Infinity))
    throw new RangeError(`rankLayers: strength ${alpha}; give one above 0`);
  if (items.length === 0) throw new RangeError('rankLayers: 0 prompts; give at least one');
  const chosen = layers ?? calibration.layers.map((_, layer) => layer);
  const resampler = openMeanResampler(items.length, seed, STREAM.prompts, draws);
  const ranked: Omit<RankedLayer, 'rank'>[] = [];
  for (const [i, layer] of chosen.entries()) {
    const directions = calibration.layers.at(layer);
    if (!directions) throw new RangeError(`rankLayers: there is no layer ${layer}`);
    const part = within(control, i / chosen.length, (i + 1) / chosen.length);
    ranked.push(
      await layerEffect(model, items, directions, alpha, measure, resampler, {
        signal: part.signal,
        onProgress: (fraction) => part.onProgress?.(fraction, `Steering layer ${layer}`),
      }),
    );
  }
  return ranked
    .sort((a, b) => b.excess.value - a.excess.value || a.layer - b.layer)
    .map((one, i) => ({ rank: i + 1, ...one }));
}

async function layerEffect(
  model: LanguageModel,
  items: readonly TokenItem[],
  { truth, shuffled, random, heldOut }: LayerDirections,
  alpha: number,
  measure: EffectMeasure,
  { interval, means }: MeanResampler,
  control: SteeringControl,
): Promise<Omit<RankedLayer, 'rank'>> {
  const { layer, rms } = truth;
  const units = [truth.unit, ...shuffled, ...random];
  if (units.length < 2)
    throw new RangeError('rankLayers: no control directions; calibrate with at least one');
  const vectors = units.flatMap((unit) => [alpha, -alpha].map((a) => steeringVector({ unit, rms }, a)));
  const { steered } = await scoreItems(model, items, { layer, vectors }, control);
  const columns = steered.map(columnsOf);
  const [effect, ...controls] = units.map((_, k) => {
    const below = columns[2 * k + 1][measure];
    return columns[2 * k][measure].map((m, i) => m - below[i]);
  });
  const bounds = controls.map(interval);
  const own = interval(effect);
  const controlSize = rootMeanSquare(bounds.map(({ value }) => value));
  const resampledControls = controls.map(means);
  const resampledExcess = means(effect).map(
    (mean, draw) => mean - rootMeanSquare(resampledControls.map((one) => one[draw])),
  );
  const [lo, hi] = quantiles(resampledExcess, [0.025, 0.975]);
  return {
    layer,
    rms,
    effect: own,
    controls: bounds,
    controlSize,
    excess: { value: own.value - controlSize, lo, hi },
    beatsControls: bounds.every((one) => own.lo > Math.max(Math.abs(one.lo), Math.abs(one.hi))),
    heldOut,
  };
}

const rootMeanSquare = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);
