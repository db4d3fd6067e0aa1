/** The residual stream of statements, read at one token of each or averaged over all, every layer in one run of the model. */
import { pacer } from '../../stats/portions';
import type { LanguageModel } from '../languageModel';
import { batchesOfEqualLength } from './batches';
import type { SteeringControl } from './control';
import type { TokenStatement } from './tokens';

/** The last token of the object that makes the statement true or false, the last token of all, or the mean of all tokens. */
export const READ_AT = ['object', 'last', 'mean'] as const;
export type ReadAt = (typeof READ_AT)[number];

export interface Readings {
  statements: number;
  hidden: number;
  /** By layer: [statements × hidden]; memory is 4 bytes × statements × hidden for each layer. */
  states: ReadonlyMap<number, Float32Array>;
  /** By layer: squared norm of the stream at each statement's last token. */
  lastSquares: ReadonlyMap<number, Float64Array>;
}

/**
 * @param layers to read; all of the model when nothing is said
 * @throws RangeError without statements; the signal's reason when aborted
 */
export async function readStatements(
  model: LanguageModel,
  statements: readonly TokenStatement[],
  readAt: ReadAt,
  control: SteeringControl = {},
  layers: readonly number[] = Array.from({ length: model.shape.layers }, (_, layer) => layer),
): Promise<Readings> {
  if (statements.length === 0) throw new RangeError('readStatements: 0 statements; give at least one');
  const { hidden } = model.shape;
  const states = new Map(layers.map((layer) => [layer, new Float32Array(statements.length * hidden)]));
  const lastSquares = new Map(layers.map((layer) => [layer, new Float64Array(statements.length)]));
  const pause = pacer(control.signal);
  let done = 0;
  for (const batch of batchesOfEqualLength(
    statements.map(({ ids }) => ids.length),
    layers.length * hidden,
  )) {
    await pause();
    const sequences = batch.map((i) => statements[i].ids);
    const { resid } = await model.forward({ sequences }, { logits: false, resid: layers });
    const length = sequences[0].length;
    for (const layer of layers) {
      const stream = resid.get(layer);
      const state = states.get(layer);
      const squares = lastSquares.get(layer);
      if (!stream || !state || !squares) throw new Error(`the model gave no stream of layer ${layer}`);
      batch.forEach((i, row) => {
        const own = stream.subarray(row * length * hidden, (row + 1) * length * hidden);
        const to = state.subarray(i * hidden, (i + 1) * hidden);
        const last = own.subarray((length - 1) * hidden);
        squares[i] = last.reduce((sum, x) => sum + x * x, 0);
        if (readAt === 'mean') to.set(meanOfRows(own, hidden));
        else if (readAt === 'last') to.set(last);
        else {
          const at = statements[i].object;
          to.set(own.subarray(at * hidden, (at + 1) * hidden));
        }
      });
    }
    done += batch.length;
    control.onProgress?.(done / statements.length, 'Reading statements');
  }
  control.signal?.throwIfAborted();
  return { statements: statements.length, hidden, states, lastSquares };
}

function meanOfRows(rows: Float32Array, width: number): Float64Array {
  const mean = new Float64Array(width);
  const count = rows.length / width;
  for (let at = 0; at < rows.length; at++) mean[at % width] += rows[at] / count;
  return mean;
}

/** Squares averaged over the statements named, and the root of that: a typical length of the stream there. */
export function rmsNorm(readings: Readings, layer: number, statements?: readonly number[]): number {
  const squares = readings.lastSquares.get(layer);
  if (!squares) throw new RangeError(`rmsNorm: layer ${layer} was not read`);
  const chosen = statements ?? Array.from(squares, (_, i) => i);
  return Math.sqrt(chosen.reduce((sum, i) => sum + squares[i], 0) / chosen.length);
}
