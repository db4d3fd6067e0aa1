/**
 * From counted sign flips to what is said of a head or layer: its coupling with an interval, how reliable its two directions
 * are, and p-values. The definitions, and how they were checked, are in docs/heads.md.
 */
import {
  MOMENT,
  MOMENTS,
  observedUnit,
  type HeadFlips,
  type HeadFlipsJob,
  type ObservedUnit,
} from '../../gpu/headFlipsJob';
import { tQuantile } from '../../stats/studentT';
import { clamp } from '../../stats/summary';

export interface UnitCoupling {
  /** cos(d1, d2); null where a direction is not finite or has no length. */
  coupling: number | null;
  /** 95 % interval of it; null with the coupling, or where no draws were kept. */
  lo: number | null;
  hi: number | null;
  /** Reliability of each direction, 0 … 1, from split halves stepped up to all pairs. */
  reliability1: number | null;
  reliability2: number | null;
  /** Largest |cos| that directions of this reliability let one expect: √(reliability1·reliability2). */
  ceiling: number | null;
  /** coupling / ceiling within ±1: what all prompts there could be would give; null where the ceiling is below `LEAST_CEILING`. */
  corrected: number | null;
  /** p of each direction's length and of the coupling, (1 + k)/(1 + draws); null where a number is not finite. */
  pSignal1: number | null;
  pSignal2: number | null;
  pCoupling: number | null;
}

/** Below it a corrected coupling is mostly noise. */
export const LEAST_CEILING = 0.3;

export function unitCouplings(job: HeadFlipsJob, flips: HeadFlips): UnitCoupling[] {
  return Array.from({ length: job.units }, (_, unit) =>
    unitCoupling(job, observedUnit(job, unit), keptMoments(job, flips, unit), [
      flips.signal1[unit],
      flips.signal2[unit],
      flips.coupled[unit],
    ]),
  );
}

/** [kept × MOMENTS] of a unit. */
export const keptMoments = ({ kept }: HeadFlipsJob, { moments }: HeadFlips, unit: number): Float32Array =>
  moments.subarray(unit * kept * MOMENTS, (unit + 1) * kept * MOMENTS);

const NOTHING: UnitCoupling = {
  ...{ coupling: null, lo: null, hi: null, reliability1: null, reliability2: null },
  ...{ ceiling: null, corrected: null, pSignal1: null, pSignal2: null, pCoupling: null },
};

function unitCoupling(
  { draws, first, second }: HeadFlipsJob,
  observed: ObservedUnit,
  moments: Float32Array,
  reached: readonly number[],
): UnitCoupling {
  if (!observed.finite) return NOTHING;
  const [pSignal1, pSignal2, pCoupling] = reached.map((count) => (1 + count) / (1 + draws));
  const coupling = observedCosine(observed);
  if (coupling === null) return { ...NOTHING, pSignal1, pSignal2, pCoupling };
  const { uu, ww, u1, w2 } = MOMENT;
  const reliability1 = steppedUp(observed.squared1, moments, uu, u1);
  const reliability2 = steppedUp(observed.squared2, moments, ww, w2);
  const ceiling =
    reliability1 === null || reliability2 === null ? null : Math.sqrt(reliability1 * reliability2);
  const half = intervalHalf(resampledCosines(observed, moments), Math.min(first.pairs, second.pairs) - 1);
  return {
    coupling,
    lo: half === null ? null : Math.max(-1, coupling - half),
    hi: half === null ? null : Math.min(1, coupling + half),
    ...{ reliability1, reliability2, ceiling, pSignal1, pSignal2, pCoupling },
    corrected: ceiling === null || ceiling < LEAST_CEILING ? null : clamp(coupling / ceiling, -1, 1),
  };
}

/** Null where a direction has no length. */
export function observedCosine({ squared1, squared2, product }: ObservedUnit): number | null {
  const lengths = Math.sqrt(squared1 * squared2);
  return lengths > 0 ? clamp(product / lengths, -1, 1) : null;
}

/**
 * cos(d1, d2) when the pairs are drawn again: weights 1 + s, that is, a random half of the pairs counted twice (the half-sample
 * bootstrap), which is d + u of the draw. Two jobs with the same streams draw the same halves.
 */
export function resampledCosines(observed: ObservedUnit, moments: Float32Array): Float64Array {
  const { squared1, squared2, product } = observed;
  const out = new Float64Array(moments.length / MOMENTS);
  for (let draw = 0; draw < out.length; draw++) {
    const at = draw * MOMENTS;
    const inner = product + moments[at + MOMENT.u2] + moments[at + MOMENT.w1] + moments[at + MOMENT.uw];
    const length1 = squared1 + 2 * moments[at + MOMENT.u1] + moments[at + MOMENT.uu];
    const length2 = squared2 + 2 * moments[at + MOMENT.w2] + moments[at + MOMENT.ww];
    out[draw] = length1 > 0 && length2 > 0 ? clamp(inner / Math.sqrt(length1 * length2), -1, 1) : 0;
  }
  return out;
}

/** cos(u, w) of directions with shuffled labels. */
export function shuffledCosines(moments: Float32Array): Float64Array {
  const out = new Float64Array(moments.length / MOMENTS);
  for (let draw = 0; draw < out.length; draw++) {
    const at = draw * MOMENTS;
    const lengths = Math.sqrt(moments[at + MOMENT.uu] * moments[at + MOMENT.ww]);
    out[draw] = lengths > 0 ? clamp(moments[at + MOMENT.uw] / lengths, -1, 1) : 0;
  }
  return out;
}

/** Mean cosine of the two halves that the signs split the pairs into, stepped up to all pairs (Spearman 1910, Brown 1910). */
function steppedUp(squared: number, moments: Float32Array, own: number, along: number): number | null {
  const draws = moments.length / MOMENTS;
  if (draws === 0) return null;
  let sum = 0;
  for (let draw = 0; draw < draws; draw++) {
    const at = draw * MOMENTS;
    // The halves' sums are d + u and d − u.
    const plus = squared + 2 * moments[at + along] + moments[at + own];
    const minus = squared - 2 * moments[at + along] + moments[at + own];
    if (plus > 0 && minus > 0) sum += (squared - moments[at + own]) / Math.sqrt(plus * minus);
  }
  const half = clamp(sum / draws, 0, 1);
  return (2 * half) / (1 + half);
}

/** Half the width of a 95 % interval around an estimate, from the spread of its resamples. */
export function intervalHalf(values: Float64Array, freedom: number): number | null {
  if (values.length < 2) return null;
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return tQuantile(0.975, freedom) * Math.sqrt(squares / (values.length - 1));
}
