/**
 * What a scan reads from a model: at each item's answer token, the outputs of every head and the residual stream, right answer
 * minus wrong one. Contract: only those rows are kept, never all tokens; a group of layers is read in one pass over the items,
 * and the caller is done with a group before the next is read. The prompt before the answer is the same on both sides, so
 * whatever it alone puts into a head cancels in the difference: each pair is centred by itself.
 */
import { pacer } from '../../stats/portions';
import type { Activations, LanguageModel, ModelShape } from '../languageModel';
import { batchesOfEqualLength } from '../steering/batches';
import type { Capability } from './capability';
import type { Pairing } from './contrast';
import type { ScanControl } from './control';

/** Bytes of differences kept at once, both capabilities together. */
export const CAPTURE_BYTES = 1 << 27;

export interface Capture {
  layers: readonly number[];
  pairs: number;
  /** [layers × heads × pairs × headDim], right minus wrong. */
  heads: Float32Array;
  /** [layers × pairs × hidden], right minus wrong. */
  resid: Float32Array;
  /** Head outputs at the right answers of the first items: [layers × heads × rows × headDim]. */
  outputs: Float32Array;
  /** Items in `outputs`. */
  rows: number;
}

/** Called with each sequence’s logits, [length × vocabulary]: item, whether the answer is right, and the logits. */
export type LogitsReader = (item: number, right: boolean, logits: Float32Array) => void;

export interface CaptureRequest {
  capability: Pick<Capability, 'scanned' | 'pairing'>;
  layers: readonly number[];
  /** Items whose outputs are kept, the first ones. */
  rows: number;
  /** Given, logits are computed too; not kept. */
  onLogits?: LogitsReader;
}

/**
 * Groups of layers such that each group's differences fit in `bytes`; at least one layer each.
 * @param pairs of both capabilities together
 */
export function layerGroups(
  { layers, hidden, heads, headDim }: ModelShape,
  pairs: number,
  bytes = CAPTURE_BYTES,
): number[][] {
  const each = 4 * pairs * (heads * headDim + hidden);
  const fitting = Math.max(1, Math.floor(bytes / each));
  // Groups of nearly one size: the last one is a pass over all items too.
  const groups = Math.ceil(layers / fitting);
  const size = Math.ceil(layers / groups);
  return Array.from({ length: groups }, (_, g) =>
    Array.from({ length: Math.min(size, layers - g * size) }, (_, i) => g * size + i),
  ).filter((group) => group.length > 0);
}

/** @throws RangeError without items; the signal's reason when aborted */
export async function capture(
  model: LanguageModel,
  { capability, layers, rows, onLogits }: CaptureRequest,
  control: ScanControl = {},
): Promise<Capture> {
  const { scanned: items, pairing } = capability;
  if (items.length === 0) throw new RangeError('capture: 0 items; give at least one');
  const { heads, headDim, hidden, vocabulary } = model.shape;
  const { pairs } = pairing;
  const kept: Capture = {
    layers,
    pairs,
    heads: new Float32Array(layers.length * heads * pairs * headDim),
    resid: new Float32Array(layers.length * pairs * hidden),
    rows: Math.min(rows, items.length),
    outputs: new Float32Array(layers.length * heads * Math.min(rows, items.length) * headDim),
  };
  // Two sequences an item: the right one at 2i, the wrong one at 2i + 1.
  const sequence = (i: number) => {
    const { context, correct, incorrect } = items[i >> 1];
    return [...context, ...(i % 2 === 0 ? correct : incorrect)];
  };
  const lengths = Array.from({ length: 2 * items.length }, (_, i) => sequence(i).length);
  const perToken = layers.length * (heads * headDim + hidden) + (onLogits ? vocabulary : 0);
  const pause = pacer(control.signal);
  let done = 0;
  for (const batch of batchesOfEqualLength(lengths, perToken)) {
    await pause();
    const sequences = batch.map(sequence);
    const given = await model.forward(
      { sequences },
      { logits: onLogits !== undefined, heads: layers, resid: layers },
    );
    const length = sequences[0].length;
    batch.forEach((i, row) => {
      keepRow(kept, pairing, model.shape, given, i, (row + 1) * length - 1);
      onLogits?.(
        i >> 1,
        i % 2 === 0,
        given.logits.subarray(row * length * vocabulary, (row + 1) * length * vocabulary),
      );
    });
    done += batch.length;
    control.onProgress?.(done / lengths.length, 'Reading heads');
  }
  control.signal?.throwIfAborted();
  return kept;
}

/** @param i sequence, right or wrong @param token its last token's place among all tokens of the batch */
function keepRow(
  { layers, pairs, rows, heads, resid, outputs }: Capture,
  { pairOf, share }: Pairing,
  shape: ModelShape,
  given: Activations,
  i: number,
  token: number,
): void {
  const item = i >> 1;
  const pair = pairOf[item];
  const sign = i % 2 === 0 ? share[item] : -share[item];
  layers.forEach((layer, l) => {
    const ofHeads = given.heads.get(layer);
    const stream = given.resid.get(layer);
    if (!ofHeads || !stream) throw new Error(`the model gave no heads or no stream of layer ${layer}`);
    for (let head = 0; head < shape.heads; head++) {
      const from = (token * shape.heads + head) * shape.headDim;
      const unit = l * shape.heads + head;
      const to = (unit * pairs + pair) * shape.headDim;
      for (let j = 0; j < shape.headDim; j++) heads[to + j] += sign * ofHeads[from + j];
      if (sign > 0 && item < rows)
        outputs.set(ofHeads.subarray(from, from + shape.headDim), (unit * rows + item) * shape.headDim);
    }
    const from = token * shape.hidden;
    const to = (l * pairs + pair) * shape.hidden;
    for (let j = 0; j < shape.hidden; j++) resid[to + j] += sign * stream[from + j];
  });
}
