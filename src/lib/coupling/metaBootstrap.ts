/**
 * Family-cluster bootstrap of the meta-regression: CPU twin of shaders/meta-bootstrap.wgsl, same job, same random words.
 * A draw's values depend on its number alone, so any range [from, to) can be made anywhere and the parts be joined.
 */
import type { KernelControl } from '../gpu/kernel';
import {
  FAMILY_FIELDS,
  FARTHEST_ZERO,
  LEAST_INFORMATION,
  LEAST_SPREAD,
  standardised,
  type MetaDraws,
  type MetaIntervals,
  type MetaJob,
  type Standardised,
} from '../gpu/metaBootstrapJob';
import { indexOf, philox4x32 } from '../stats/philox';
import { clamp } from '../stats/summary';
import { resampledInterval } from '../stats/resampledInterval';
import { pacer } from '../stats/portions';

/** Draws between two looks at the clock: a few ms of work. */
const PORTION = 1024;

/**
 * @param range draws to make, all by default
 * @throws RangeError for an impossible job or range; the signal's reason when aborted
 */
export async function metaBootstrapOnCpu(
  job: MetaJob,
  { onProgress, signal }: KernelControl = {},
  [first, end]: readonly [from: number, to: number] = [0, job.draws],
): Promise<MetaDraws> {
  const data = standardised(job);
  if (!(Number.isInteger(first) && Number.isInteger(end) && 0 <= first && first <= end && end <= job.draws))
    throw new RangeError(`metaBootstrap: draws ${first} … ${end} of ${job.draws}`);
  const made = emptyDraws(end - first);
  const resample = resampler(job, data);
  const pause = pacer(signal);
  for (let from = first; from < end; from += PORTION) {
    await pause();
    const to = Math.min(end, from + PORTION);
    for (let draw = from; draw < to; draw++) if (!resample(draw, made, draw - first)) made.undefinedDraws++;
    onProgress?.((to - first) / (end - first));
  }
  return made;
}

const emptyDraws = (draws: number): MetaDraws => ({
  intercept: new Float64Array(draws),
  slope: new Float64Array(draws),
  tau2: new Float64Array(draws),
  zero: new Float64Array(draws),
  undefinedDraws: 0,
});

/** Parts of one job, in the order of their ranges, as one. */
export function joinedDraws(parts: readonly MetaDraws[]): MetaDraws {
  const joined = emptyDraws(parts.reduce((sum, part) => sum + part.slope.length, 0));
  let at = 0;
  for (const part of parts) {
    for (const name of ['intercept', 'slope', 'tau2', 'zero'] as const) joined[name].set(part[name], at);
    joined.undefinedDraws += part.undefinedDraws;
    at += part.slope.length;
  }
  return joined;
}

/** Makes one draw and writes its values to place `at`; false when it has no line. Allocates nothing. */
function resampler(
  { seed, stream, family, direction }: MetaJob,
  data: Standardised,
): (draw: number, into: MetaDraws, at: number) => boolean {
  const { intervals, familyCount, families, x, y, variance, originX, originY, scaleX, scaleY } = data;
  const words = new Uint32Array(4);
  /** How often each family was drawn. */
  const times = new Uint32Array(familyCount);
  const w = new Float64Array(intervals);

  return (draw, into, at) => {
    times.fill(0);
    for (let k = 0; k < familyCount; k++) {
      if (k % 4 === 0) philox4x32(words, k / 4, draw, stream, 0, seed, 0);
      times[indexOf(words[k % 4], familyCount)]++;
    }

    // Weights 1/v, from the moments of the families: weighted means, then moments about them.
    let count = 0;
    let total = 0;
    let meanX = 0;
    let meanY = 0;
    for (let f = 0, o = 0; f < familyCount; f++, o += FAMILY_FIELDS) {
      const weight = times[f] * families[o + 1];
      count += times[f] * families[o];
      total += weight;
      meanX += weight * families[o + 2];
      meanY += weight * families[o + 3];
    }
    meanX /= total;
    meanY /= total;
    let sxx = 0;
    let sxy = 0;
    let syy = 0;
    let squares = 0;
    let squaresSpread = 0;
    for (let f = 0, o = 0; f < familyCount; f++, o += FAMILY_FIELDS) {
      const m = times[f];
      if (m === 0) continue;
      const weight = families[o + 1];
      const dx = families[o + 2] - meanX;
      const dy = families[o + 3] - meanY;
      const d = families[o + 8] - meanX;
      sxx += m * (families[o + 4] + weight * dx * dx);
      sxy += m * (families[o + 5] + weight * dx * dy);
      syy += m * (families[o + 6] + weight * dy * dy);
      squares += m * families[o + 7];
      squaresSpread += m * (families[o + 9] + families[o + 7] * d * d);
    }
    if (!(sxx > LEAST_SPREAD * total)) {
      into.intercept[at] = into.slope[at] = into.tau2[at] = into.zero[at] = Infinity;
      return false;
    }
    const information = total - squares / total - squaresSpread / sxx;
    const excess = syy - (sxy * sxy) / sxx - (count - 2);
    const tau2 = count > 2 && information > LEAST_INFORMATION * total ? Math.max(0, excess / information) : 0;

    // Weights 1/(v + τ²), interval by interval: τ² is in every weight.
    total = 0;
    meanX = 0;
    meanY = 0;
    for (let i = 0; i < intervals; i++) {
      const weight = times[family[i]] / (variance[i] + tau2);
      w[i] = weight;
      total += weight;
      meanX += weight * x[i];
      meanY += weight * y[i];
    }
    meanX /= total;
    meanY /= total;
    sxx = 0;
    sxy = 0;
    for (let i = 0; i < intervals; i++) {
      const dx = x[i] - meanX;
      sxx += w[i] * dx * dx;
      sxy += w[i] * dx * (y[i] - meanY);
    }
    const slope = sxy / sxx;
    into.intercept[at] = scaleY * (meanY + slope * (originX - meanX) - originY);
    into.slope[at] = (slope * scaleY) / scaleX;
    into.tau2[at] = tau2 * scaleY * scaleY;
    into.zero[at] =
      slope * direction > 0
        ? scaleX * (clamp(meanX + (originY - meanY) / slope, -FARTHEST_ZERO, FARTHEST_ZERO) - originX)
        : Infinity;
    return true;
  };
}

/** The intervals of all draws of a job. */
export function metaIntervals({ undefinedDraws, ...values }: MetaDraws): MetaIntervals {
  return {
    draws: values.slope.length,
    undefinedDraws,
    intercept: resampledInterval(values.intercept, undefinedDraws),
    slope: resampledInterval(values.slope, undefinedDraws),
    tau2: resampledInterval(values.tau2, undefinedDraws),
    zero: resampledInterval(values.zero, undefinedDraws),
  };
}
