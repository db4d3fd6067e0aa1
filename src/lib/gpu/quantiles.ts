/**
 * Quantiles and histograms of values that stay on the device: only these are read back. Twin: src/lib/stats/
 * histogramQuantile.ts, same rule. Contract: order statistics of the f32 values are exact, whatever the portion or the
 * workgroup size; a kernel hands its values over as keys of shaders/order-key.wgsl, undefined ones marked.
 */
import orderKeyText from '$shaders/order-key.wgsl?raw';
import quantilesText from '$shaders/quantiles.wgsl?raw';
import {
  checkSummaryRequest,
  HISTOGRAM_SPAN,
  RANK_ALLOWANCE,
  type DistributionSummary,
  type SummaryRequest,
} from '../stats/histogramQuantile';
import { readBack, withBuffers, type BufferScope } from './buffers';
import { MOST_GROUPS, runPortions, type KernelText, type Stage } from './compute';
import type { Gpu } from './device';
import type { KernelControl } from './kernel';

/** Values keys[first] … keys[first + length − 1]. */
export interface Segment {
  first: number;
  length: number;
  /** Of the histogram; null where it spans the `HISTOGRAM_SPAN` quantiles. */
  bounds: readonly [lo: number, hi: number] | null;
}

/** For tests: what must not change the answer. */
export interface QuantileTuning {
  workgroupSize?: number;
  /** Values of one portion. */
  portion?: number;
}

/** Key of an undefined value. */
export const UNDEFINED_KEY = 0xffffffff;

const kernelOf = (entryPoint: string): KernelText => ({
  label: 'quantiles',
  what: 'the quantiles',
  code: orderKeyText + quantilesText,
  entryPoint,
});
const countDigits = kernelOf('count_digits');
const locate = kernelOf('locate');
const countBins = kernelOf('count_bins');

const ROUNDS = 6;
const DIGITS = 64;
/** A dispatch's second dimension is the segment. */
const MOST_SEGMENTS = 32_768;
/** Clearing and adding a workgroup's tallies is small beside so many invocations with so many values each. */
const INVOCATIONS = 256;
const VALUES_PER_INVOCATION = 16;

/**
 * Summaries of the segments, in their order.
 * @param keys on the device; see shaders/order-key.wgsl
 * @throws RangeError as `checkSummaryRequest`; GpuRefusedError; GpuLostError; the signal's reason
 */
export async function quantilesOnGpu(
  gpu: Gpu,
  keys: GPUBuffer,
  segments: readonly Segment[],
  request: SummaryRequest,
  control: KernelControl = {},
  tuning: QuantileTuning = {},
): Promise<DistributionSummary[]> {
  checkSummaryRequest('quantiles', request);
  return withBuffers(gpu, (scope) => summarise(gpu, scope, keys, segments, request, control, tuning));
}

async function summarise(
  gpu: Gpu,
  scope: BufferScope,
  keys: GPUBuffer,
  segments: readonly Segment[],
  request: SummaryRequest,
  control: KernelControl,
  { workgroupSize = INVOCATIONS, portion }: QuantileTuning,
): Promise<DistributionSummary[]> {
  const n = segments.length;
  if (n === 0) return [];
  if (n > MOST_SEGMENTS)
    throw new RangeError(`quantiles: ${n} segments; give at most ${MOST_SEGMENTS} at once`);
  const { bins } = request;
  const wanted = request.probabilities.length + HISTOGRAM_SPAN.length;
  const ascending = [...request.probabilities, ...HISTOGRAM_SPAN].sort((a, b) => a - b);
  const [spanLo, spanHi] = HISTOGRAM_SPAN.map((p) => ascending.indexOf(p));
  const longest = Math.max(1, ...segments.map(({ length }) => length));
  const buffers = await scope.storage('the quantiles’ buffers', {
    segments: packSegments(segments),
    probabilities: Uint32Array.from(ascending.flatMap(fraction)),
    found: n * wanted * 8,
    tallies: n * wanted * DIGITS * 4,
    counted: n * (bins + 3) * 4,
  });
  const { found, tallies, probabilities, counted } = buffers;

  const stage = (
    kernel: KernelText,
    round: number,
    groupsOfSegment: number,
    bound: Stage['buffers'],
  ): Stage & { kernel: KernelText } => ({
    kernel,
    buffers: bound,
    uniform: (from) => Uint32Array.of(from, round, wanted, bins, spanLo, spanHi),
    groups: (items) => [groupsOfSegment, items],
  });
  const groups = Math.min(MOST_GROUPS, Math.ceil(longest / (workgroupSize * VALUES_PER_INVOCATION)));
  const rounds = Array.from({ length: ROUNDS }, (_, round) => [
    stage(countDigits, round, groups, [buffers.segments, keys, found, tallies]),
    stage(locate, round, 1, [null, null, found, tallies, probabilities, counted]),
  ]).flat();
  const [first, ...others] = rounds;
  await runPortions(gpu, first.kernel, scope, {
    ...first,
    then: [...others, stage(countBins, 0, groups, [buffers.segments, keys, found, null, null, counted])],
    total: n,
    weight: longest,
    control,
    workgroupSize,
    portion,
  });
  const [keysFound, counts] = await Promise.all([
    readBack(gpu, 'the quantiles', found),
    readBack(gpu, 'the histograms', counted),
  ]);
  const words = { found: new Uint32Array(keysFound), counted: new Uint32Array(counts) };
  return segments.map(({ bounds }, s) => {
    const [count, below, above, ...binned] = words.counted.subarray(s * (bins + 3), (s + 1) * (bins + 3));
    if (count === 0) return { count, quantiles: null, histogram: null };
    const of = (p: number) => valueOfKey(words.found[2 * (s * wanted + ascending.indexOf(p))]);
    const [lo, hi] = bounds ?? HISTOGRAM_SPAN.map(of);
    return {
      count,
      quantiles: Float64Array.from(request.probabilities, of),
      histogram: { lo, hi, below, above, counts: Uint32Array.from(binned) },
    };
  });
}

/** A probability, less the allowance of `quantileRank`, as a 64-bit fraction in two words. */
function fraction(p: number): [high: number, low: number] {
  const scaled = Math.max(0, p - RANK_ALLOWANCE) * 2 ** 32;
  const high = Math.floor(scaled);
  return [high, Math.floor((scaled - high) * 2 ** 32)];
}

function packSegments(segments: readonly Segment[]): ArrayBuffer {
  const packed = new ArrayBuffer(segments.length * 16);
  const words = new Uint32Array(packed);
  const numbers = new Float32Array(packed);
  segments.forEach(({ first, length, bounds }, s) => {
    words.set([first, length], 4 * s);
    numbers.set(bounds ?? [0, 0], 4 * s + 2);
  });
  return packed;
}

const bits = new DataView(new ArrayBuffer(4));

/** u32 key of an f32 value: keys ascend as values do. */
export function orderKey(value: number): number {
  bits.setFloat32(0, value);
  const word = bits.getUint32(0);
  return (word ^ (word >= 0x80000000 ? 0xffffffff : 0x80000000)) >>> 0;
}

/** The value of a key; −0 is given as 0. */
export function valueOfKey(key: number): number {
  bits.setUint32(0, key ^ (key >= 0x80000000 ? 0x80000000 : 0xffffffff));
  return bits.getFloat32(0) + 0;
}
