/** A vector from elsewhere as a direction of this model. */
import type { ModelShape } from '../languageModel';
import { lengthOf, type Direction } from './direction';

/**
 * @param rms of the stream at that layer, from a calibration; null when none was made: α = 1 then adds the vector as it came
 * @throws RangeError naming both widths, the layer, or a vector of zeros
 */
export function directionOfVector(
  { hidden, layers }: Pick<ModelShape, 'hidden' | 'layers'>,
  layer: number,
  vector: Float32Array,
  rms: number | null,
): Direction {
  if (vector.length !== hidden)
    throw new RangeError(
      `The vector has ${vector.length} numbers and this model’s residual stream ${hidden}: it was made for another model`,
    );
  if (!Number.isInteger(layer) || layer < 0 || layer >= layers)
    throw new RangeError(`The vector is for layer ${layer}, and this model has layers 0 to ${layers - 1}`);
  const norm = lengthOf(vector);
  if (!(norm > 0 && norm < Infinity)) throw new RangeError(`The vector of layer ${layer} has length ${norm}`);
  return { layer, unit: vector.map((x) => x / norm), norm, rms: rms ?? norm };
}
