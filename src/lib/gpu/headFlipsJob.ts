/**
 * Sign flips of contrast pairs: the job that src/lib/gpu/headFlips.ts and its twin src/lib/models/heads/signFlips.ts do alike.
 * A unit is whatever has two directions: an attention head, a layer. Its direction of a capability is the mean of the pairs'
 * differences (right minus wrong); a draw gives each pair's difference a random sign. The signs of a draw are the same for
 * all units, so that what units share is kept.
 */

/** The differences of one capability's pairs. */
export interface PairDifferences {
  /** 2 or more. */
  pairs: number;
  /** [units × pairs × dims] */
  values: Float32Array;
  /** Philox stream of its signs: bit p mod 32 of word ⌊p/32⌋ of resample d is 1 where draw d turns pair p around. */
  stream: number;
}

export interface HeadFlipsJob {
  /** Key of the Philox generator, u32. */
  seed: number;
  /** Draws that are tested. */
  draws: number;
  /** Draws whose moments are kept, the first ones; at most `draws`. */
  kept: number;
  units: number;
  /** Numbers of a difference. */
  dims: number;
  first: PairDifferences;
  second: PairDifferences;
}

/** Moments of a kept draw. */
export const MOMENTS = 8;
/**
 * Where they stand, for flipped mean differences u, w of the first and second capability and observed directions d1, d2;
 * all in units of the capability's own root mean square difference in that unit.
 */
export const MOMENT = { uu: 0, ww: 1, uw: 2, u1: 3, u2: 4, w1: 5, w2: 6 } as const;

/** Whole numbers and draws, unit by unit: answers for two ranges of units follow one another. */
export interface HeadFlips {
  /** Draws whose flipped direction is at least as long as the observed one: the first capability, the second. */
  signal1: Uint32Array;
  signal2: Uint32Array;
  /** Draws whose studentised product reaches the observed one. */
  coupled: Uint32Array;
  /** [units × kept × MOMENTS] */
  moments: Float32Array;
}

/** A unit before any flip; lengths in units of the root mean square difference. */
export interface ObservedUnit {
  /** False where a number is not finite: nothing is counted then. */
  finite: boolean;
  /** Differences times these have a root mean square length of 1; 0 where all are 0. */
  scale1: number;
  scale2: number;
  /** [dims] */
  direction1: Float64Array;
  direction2: Float64Array;
  squared1: number;
  squared2: number;
  /** Squared length from which a flipped direction counts as being as long as the observed one. */
  reach1: number;
  reach2: number;
  product: number;
  /** Variance of the product over draws of pairs, to first order. */
  variance: number;
  projected1: number;
  projected2: number;
}

/** Equal in exact arithmetic, sums of two orders differ by this share at most … */
export const TIE = 1e-5;
/** … and means of differences that nearly cancel by this much, in units of their root mean square. */
const CANCELLED = 2e-6;

/** @throws RangeError naming what cannot be */
export function checkHeadFlips({ seed, draws, kept, units, dims, first, second }: HeadFlipsJob): void {
  const u32 = (value: number) => value >>> 0 === value;
  for (const [name, value] of Object.entries({ seed, stream: first.stream, 'second stream': second.stream }))
    if (!u32(value)) throw new RangeError(`sign flips: ${name} ${value} is not a u32`);
  if (first.stream === second.stream)
    throw new RangeError(`sign flips: both capabilities have stream ${first.stream}; give each its own`);
  if (!u32(draws) || !u32(kept) || kept > draws)
    throw new RangeError(
      `sign flips: ${kept} of ${draws} draws kept; give whole numbers, none above the draws`,
    );
  if (!u32(units) || !u32(dims) || dims < 1)
    throw new RangeError(
      `sign flips: ${units} units of ${dims} numbers; give whole numbers, 1 number or more`,
    );
  for (const { pairs, values } of [first, second]) {
    if (!u32(pairs) || pairs < 2) throw new RangeError(`sign flips: ${pairs} pairs; give 2 or more`);
    if (values.length !== units * pairs * dims)
      throw new RangeError(
        `sign flips: ${values.length} numbers for ${units} units × ${pairs} pairs × ${dims}`,
      );
  }
}

export const noFlips = ({ units, kept }: Pick<HeadFlipsJob, 'units' | 'kept'>): HeadFlips => ({
  signal1: new Uint32Array(units),
  signal2: new Uint32Array(units),
  coupled: new Uint32Array(units),
  moments: new Float32Array(units * kept * MOMENTS),
});

/** The units `from` … `to − 1` of a job, as a job of their own; nothing is copied. */
export function unitsOf(job: HeadFlipsJob, from: number, to: number): HeadFlipsJob {
  const part = (block: PairDifferences): PairDifferences => {
    const each = block.pairs * job.dims;
    return { ...block, values: block.values.subarray(from * each, to * each) };
  };
  return { ...job, units: to - from, first: part(job.first), second: part(job.second) };
}

/** What the draws are compared with, in double precision on both sides. */
export function observedUnit({ dims, first, second }: HeadFlipsJob, unit: number): ObservedUnit {
  const rows1 = unitRows(first, dims, unit);
  const rows2 = unitRows(second, dims, unit);
  const scale1 = scaleOf(rows1, first.pairs);
  const scale2 = scaleOf(rows2, second.pairs);
  const direction1 = meanRow(rows1, first.pairs, dims, scale1);
  const direction2 = meanRow(rows2, second.pairs, dims, scale2);
  const product = dot(direction1, direction2);
  const projected1 = meanSquare(rows1, first.pairs, direction2, scale1);
  const projected2 = meanSquare(rows2, second.pairs, direction1, scale2);
  const squared1 = dot(direction1, direction1);
  const squared2 = dot(direction2, direction2);
  const left = (projected: number, pairs: number) => Math.max(0, projected - product * product) / (pairs - 1);
  const variance = left(projected1, first.pairs) + left(projected2, second.pairs);
  return {
    finite: Number.isFinite(scale1) && Number.isFinite(scale2),
    ...{ scale1, scale2, direction1, direction2, product, variance, projected1, projected2 },
    ...{ squared1, squared2, reach1: reachOf(squared1), reach2: reachOf(squared2) },
  };
}

const reachOf = (squared: number) => Math.max(0, Math.sqrt(squared) * (1 - TIE / 2) - CANCELLED) ** 2;

/** [pairs × dims] of one unit. */
export const unitRows = ({ pairs, values }: PairDifferences, dims: number, unit: number): Float32Array =>
  values.subarray(unit * pairs * dims, (unit + 1) * pairs * dims);

/** NaN where a number is not finite. */
function scaleOf(rows: Float32Array, pairs: number): number {
  let squares = 0;
  for (const value of rows) squares += value * value;
  if (!Number.isFinite(squares)) return Number.NaN;
  return squares === 0 ? 0 : 1 / Math.sqrt(squares / pairs);
}

function meanRow(rows: Float32Array, pairs: number, dims: number, scale: number): Float64Array {
  const out = new Float64Array(dims);
  for (let p = 0; p < pairs; p++) for (let j = 0; j < dims; j++) out[j] += rows[p * dims + j];
  return out.map((sum) => (sum * scale) / pairs);
}

function meanSquare(rows: Float32Array, pairs: number, direction: Float64Array, scale: number): number {
  const dims = direction.length;
  let squares = 0;
  for (let p = 0; p < pairs; p++) {
    let projection = 0;
    for (let j = 0; j < dims; j++) projection += rows[p * dims + j] * direction[j];
    squares += (projection * scale) ** 2;
  }
  return squares / pairs;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}
