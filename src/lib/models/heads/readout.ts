/**
 * Does the way from the last residual stream to the logits change how two capabilities' directions relate? The coupling of the
 * logits' differences minus that of the stream's, over the same pairs, with two controls: the same change for directions with
 * shuffled labels, and what a random projection of the two observed directions to as many dimensions would do. The change goes
 * through the final norm as well as the unembedding.
 */
import { observedUnit, type HeadFlips, type HeadFlipsJob } from '../../gpu/headFlipsJob';
import { openStream } from '../../stats/philox';
import { quantiles } from '../../stats/quantile';
import { STREAM } from './streams';
import { intervalHalf, keptMoments, observedCosine, resampledCosines, shuffledCosines } from './unitCoupling';

export interface Readout {
  /** Coupling of the last residual stream, and of the logits. */
  hidden: number;
  logits: number;
  /** logits − hidden, with its 95 % interval. */
  change: number;
  lo: number;
  hi: number;
  /** 2.5 and 97.5 % of the change for directions whose labels are shuffled. */
  shuffled: { lo: number; hi: number };
  /** The same for the observed directions under random projections. */
  randomProjection: { lo: number; hi: number };
  /** Dimensions that the logits are compared in. */
  width: number;
  /** A vocabulary too wide to be kept was folded into `width` buckets. */
  folded: boolean;
}

export interface FlippedUnit {
  job: HeadFlipsJob;
  flips: HeadFlips;
  /** Which unit of the job. */
  unit: number;
}

const PROJECTIONS = 200;

/**
 * @param hidden the last layer's residual stream, `logits` the logits' rows: same pairs, seed and streams
 * @returns null where a direction is not finite or has no length, or no draws were kept
 */
export function readoutChange(hidden: FlippedUnit, logits: FlippedUnit, folded: boolean): Readout | null {
  const sides = [hidden, logits].map(({ job, flips, unit }) => {
    const observed = observedUnit(job, unit);
    const moments = keptMoments(job, flips, unit);
    return { observed, moments, cosine: observed.finite ? observedCosine(observed) : null };
  });
  const [before, after] = sides;
  if (before.cosine === null || after.cosine === null) return null;
  const resampled = differences(
    resampledCosines(after.observed, after.moments),
    resampledCosines(before.observed, before.moments),
  );
  const { first, second, seed } = hidden.job;
  const half = intervalHalf(resampled, Math.min(first.pairs, second.pairs) - 1);
  if (half === null) return null;
  const change = after.cosine - before.cosine;
  const shuffled = differences(shuffledCosines(after.moments), shuffledCosines(before.moments));
  const width = logits.job.dims;
  return {
    ...{ hidden: before.cosine, logits: after.cosine, change, width, folded },
    ...{ lo: change - half, hi: change + half },
    shuffled: range(shuffled),
    randomProjection: range(projectedChanges(before.cosine, width, seed)),
  };
}

const differences = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value - b[i]);

function range(values: Float64Array): { lo: number; hi: number } {
  const [lo, hi] = quantiles(values, [0.025, 0.975]);
  return { lo, hi };
}

/**
 * cos after a Gaussian random projection minus cos before. The projections of two unit vectors with cosine c are, component by
 * component, independent pairs of normals with correlation c: nothing else of the vectors matters, so they are drawn directly.
 */
function projectedChanges(cosine: number, width: number, seed: number): Float64Array {
  const rest = Math.sqrt(1 - cosine * cosine);
  const random = openStream(seed, STREAM.projection, 0);
  return Float64Array.from({ length: PROJECTIONS }, (_, k) => {
    random.restart(k);
    let xx = 0;
    let yy = 0;
    let xy = 0;
    for (let j = 0; j < width; j++) {
      const x = random.nextNormal();
      const y = cosine * x + rest * random.nextNormal();
      xx += x * x;
      yy += y * y;
      xy += x * y;
    }
    return xy / Math.sqrt(xx * yy) - cosine;
  });
}
