/** How well a direction tells true statements from false ones it was not computed from. */
import { auc } from '../../stats/auc';
import { openIndexStream } from '../../stats/indexStream';
import { quantiles } from '../../stats/quantile';
import { along } from './direction';
import type { Readings } from './readings';
import { STREAM } from './streams';

export interface Separation {
  /** Share of (true, false) statements whose order along the direction is right; 0.5 is no separation. */
  auc: number;
  /** Percentile bootstrap over pairs, 95 %. Where all are in order it has no width; see docs/steering.md. */
  lo: number;
  hi: number;
  /** Pairs. */
  n: number;
}

/**
 * @param pairs held out, as in `truthDirection`
 * @returns null with fewer than two pairs
 */
export function separation(
  readings: Readings,
  layer: number,
  unit: Float32Array,
  pairs: readonly number[],
  seed: number,
  draws: number,
): Separation | null {
  if (pairs.length < 2) return null;
  const states = readings.states.get(layer);
  if (!states) throw new RangeError(`separation: layer ${layer} was not read`);
  const { hidden } = readings;
  const scores = pairs.flatMap((pair) =>
    [2 * pair, 2 * pair + 1].map((i) => along(unit, states.subarray(i * hidden, (i + 1) * hidden))),
  );
  const value = auc(
    scores,
    scores.map((_, i) => (i % 2 === 0 ? 1 : 0)),
  );
  if (value === null) return null;
  const resampled = resampledAuc(scores, pairs.length, seed, draws);
  const [lo, hi] = quantiles(resampled, [0.025, 0.975]);
  return { auc: value, lo, hi, n: pairs.length };
}

/** Sorted once: a resample is then one pass over the scores, each with the weight of its pair. */
function resampledAuc(scores: readonly number[], pairs: number, seed: number, draws: number): Float64Array {
  const order = scores.map((_, i) => i).sort((a, b) => scores[a] - scores[b]);
  const stream = openIndexStream(seed, STREAM.heldOutPairs, pairs);
  const drawn = new Int32Array(4 * Math.ceil(pairs / 4));
  const weight = new Float64Array(pairs);
  return Float64Array.from({ length: draws }, (_, draw) => {
    weight.fill(0);
    stream.restart(draw);
    stream.fill(drawn, 0, drawn.length / 4);
    for (let k = 0; k < pairs; k++) weight[drawn[k]]++;
    let below = 0;
    let inOrder = 0;
    for (let k = 0; k < order.length;) {
      let right = 0;
      let wrong = 0;
      const score = scores[order[k]];
      for (; k < order.length && scores[order[k]] === score; k++)
        if (order[k] % 2 === 0) right += weight[order[k] >> 1];
        else wrong += weight[order[k] >> 1];
      inOrder += right * (below + wrong / 2);
      below += wrong;
    }
    return inOrder / (pairs * pairs);
  });
}
