/** A truth direction for every layer, its controls, and how each separates pairs that were held out: one reading of the model. */
import type { LanguageModel } from '../languageModel';
import type { SteeringControl } from './control';
import { randomUnit, shuffledDirection, truthDirection, type Direction } from './direction';
import { readStatements, type ReadAt } from './readings';
import { separation, type Separation } from './separation';
import type { TokenPair } from './tokens';

export interface CalibrationRequest {
  /** Pairs that the direction is computed from. */
  fit: readonly TokenPair[];
  /** Pairs that it is judged on; may be empty. */
  heldOut: readonly TokenPair[];
  readAt: ReadAt;
  /** Control directions of each kind. */
  controls: number;
  seed: number;
  /** Resamples of an interval. */
  draws: number;
}

export interface LayerDirections {
  truth: Direction;
  /** Units of length 1, to be scaled as the truth direction is. */
  shuffled: readonly Float32Array[];
  random: readonly Float32Array[];
  /** On held-out pairs; null where fewer than two are. */
  heldOut: Separation | null;
}

export interface Calibration {
  readAt: ReadAt;
  pairs: { fit: number; heldOut: number };
  /** One a layer, from layer 0 on. */
  layers: readonly LayerDirections[];
}

export const DEFAULT_CONTROLS = 3;
export const DEFAULT_DRAWS = 2000;

/** The published choice: a quarter of the way through the layers. */
export const quarterDepth = (layers: number): number => Math.floor(layers / 4);

/**
 * @throws RangeError with fewer than two pairs to fit, or when their states do not differ in a layer; the signal's reason
 * when aborted
 */
export async function calibrate(
  model: LanguageModel,
  { fit, heldOut, readAt, controls, seed, draws }: CalibrationRequest,
  control: SteeringControl = {},
): Promise<Calibration> {
  if (fit.length < 2)
    throw new RangeError(`a direction and its controls need at least 2 pairs; ${fit.length} given`);
  const statements = [...fit, ...heldOut].flatMap(({ right, wrong }) => [right, wrong]);
  const readings = await readStatements(model, statements, readAt, control);
  const fitted = fit.map((_, i) => i);
  const judged = heldOut.map((_, i) => fit.length + i);
  const several = Array.from({ length: controls }, (_, draw) => draw);
  const layers = Array.from({ length: model.shape.layers }, (_, layer): LayerDirections => {
    const truth = truthDirection(readings, layer, fitted);
    return {
      truth,
      shuffled: several.map((draw) => shuffledDirection(readings, layer, fitted, seed, draw).unit),
      random: several.map((draw) => randomUnit(model.shape.hidden, layer, seed, draw)),
      heldOut: separation(readings, layer, truth.unit, judged, seed, draws),
    };
  });
  return { readAt, pairs: { fit: fit.length, heldOut: heldOut.length }, layers };
}
