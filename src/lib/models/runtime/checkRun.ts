/** Refuses a run that does not fit its model, before the runtime says so in words of its own. */
import type { Batch, ModelShape, Wanted } from '../languageModel';

/** @throws RangeError naming what does not fit */
export function checkRun(shape: ModelShape, batch: Batch, wanted: Wanted): void {
  const { sequences, steering, headScales = [], past } = batch;
  const length = sequences.at(0)?.length ?? 0;
  if (!length) throw new RangeError('a run needs a sequence of at least one token');
  const other = sequences.findIndex((ids) => ids.length !== length);
  if (other >= 0)
    throw new RangeError(
      `sequence ${other} has ${sequences[other].length} tokens and sequence 0 has ${length}; run equal lengths together`,
    );
  for (const ids of sequences)
    for (const id of ids)
      if (!Number.isInteger(id) || id < 0 || id >= shape.vocabulary)
        throw new RangeError(`token ${id} is not among the model’s ${shape.vocabulary}`);
  if (past && past.length < 1) throw new RangeError('this cache has been given back; run the text again');

  if (steering) {
    layerOf(shape, steering.layer);
    const widths = [shape.hidden, shape.hidden * sequences.length];
    if (!widths.includes(steering.vector.length))
      throw new RangeError(
        `a steering vector of ${steering.vector.length} numbers; give ${widths[0]}, or ${widths[1]} for ${sequences.length} sequences`,
      );
  }
  const scaled = new Set<number>();
  for (const { layer, factors } of headScales) {
    layerOf(shape, layer);
    if (scaled.has(layer)) throw new RangeError(`layer ${layer} is scaled twice in one run`);
    scaled.add(layer);
    if (factors.length !== shape.heads)
      throw new RangeError(`${factors.length} factors for the ${shape.heads} heads of layer ${layer}`);
  }
  for (const layer of [...(wanted.resid ?? []), ...(wanted.heads ?? [])]) layerOf(shape, layer);
}

function layerOf(shape: ModelShape, layer: number): void {
  if (!Number.isInteger(layer) || layer < 0 || layer >= shape.layers)
    throw new RangeError(`there is no layer ${layer}; this model has layers 0 to ${shape.layers - 1}`);
}
