/**
 * GPU side of the sign flips of contrast pairs; twin: src/lib/models/heads/signFlips.ts, same job, same signs, counts within
 * 1e-3 of the draws. All units go into one dispatch where they fit: a run is cut into tiles of units only where a buffer would
 * pass what every device binds, and a tile into portions of (unit, block of draws) only where the device is slow.
 */
import headFlips from '$shaders/head-flips.wgsl?raw';
import { readBack, withBuffers } from './buffers';
import { MOST_GROUPS, partOf, runPortions, WORKGROUP_SIZE, type KernelText } from './compute';
import type { Gpu } from './device';
import {
  checkHeadFlips,
  MOMENTS,
  noFlips,
  observedUnit,
  unitRows,
  unitsOf,
  type HeadFlips,
  type HeadFlipsJob,
  type ObservedUnit,
  type PairDifferences,
} from './headFlipsJob';
import type { KernelControl } from './kernel';

/** For tests: what must not change the answer. */
export interface HeadFlipsTuning {
  workgroupSize?: number;
  /** Signed additions of one dispatch; by default the device's speed decides. */
  portion?: number;
  /** Bytes of the largest buffer. */
  tileBytes?: number;
}

/** Every device binds 128 MiB; half of it leaves room for the page's own copy. */
const TILE_BYTES = 1 << 26;
/** Numbers of `mat4x4f` in the shader: dimensions are filled up with zeros to a multiple. */
const CHUNK = 16;
const DRAWS_EACH = 2;
/** Fields of `Unit` in the shader. */
const UNIT_NUMBERS = 6;

const kernel: KernelText = {
  label: 'head-flips',
  what: 'the sign flips',
  code: headFlips,
  firstPortion: 1 << 23,
  mostPortion: 2 ** 44,
};

/**
 * Flips each unit of the job; units with a number that is not finite count nothing.
 * @throws RangeError for an impossible job; GpuRefusedError, also for a single unit beyond the device's limits; GpuLostError;
 *   the signal's reason
 */
export async function headFlipsOnGpu(
  gpu: Gpu,
  job: HeadFlipsJob,
  control: KernelControl = {},
  tuning: HeadFlipsTuning = {},
): Promise<HeadFlips> {
  checkHeadFlips(job);
  control.signal?.throwIfAborted();
  const answer = noFlips(job);
  if (job.draws === 0) return answer;
  const chunks = Math.ceil(job.dims / CHUNK);
  const pairs = job.first.pairs + job.second.pairs;
  const unitBytes = 4 * Math.max(pairs * chunks * CHUNK, job.kept * MOMENTS);
  const tile = Math.max(1, Math.floor((tuning.tileBytes ?? TILE_BYTES) / unitBytes));
  for (let from = 0; from < job.units; from += tile) {
    const to = Math.min(job.units, from + tile);
    const part = partOf(control, from / job.units, to / job.units);
    const { reached, moments } = await flipTile(gpu, unitsOf(job, from, to), chunks, part, tuning);
    for (let unit = from; unit < to; unit++) {
      const at = 3 * (unit - from);
      answer.signal1[unit] = reached[at];
      answer.signal2[unit] = reached[at + 1];
      answer.coupled[unit] = reached[at + 2];
    }
    answer.moments.set(moments.subarray(0, (to - from) * job.kept * MOMENTS), from * job.kept * MOMENTS);
  }
  return answer;
}

async function flipTile(
  gpu: Gpu,
  job: HeadFlipsJob,
  chunks: number,
  control: KernelControl,
  { workgroupSize = WORKGROUP_SIZE, portion }: HeadFlipsTuning,
): Promise<{ reached: Uint32Array; moments: Float32Array }> {
  const { seed, draws, kept, units, first, second } = job;
  const observed = Array.from({ length: units }, (_, unit) => observedUnit(job, unit));
  const blockDraws = workgroupSize * DRAWS_EACH;
  const blocks = Math.ceil(draws / blockDraws);
  return withBuffers(gpu, async (scope) => {
    const buffers = await scope.storage('the sign flips’ buffers', {
      units: packUnits(observed),
      differences: packDifferences(job, observed, chunks),
      directions: packDirections(observed, chunks),
      reached: units * 3 * 4,
      moments: Math.max(1, units * kept) * MOMENTS * 4,
    });
    await runPortions(gpu, kernel, scope, {
      buffers: [buffers.units, buffers.differences, buffers.directions, buffers.reached, buffers.moments],
      total: units * blocks,
      weight: Math.min(draws, blockDraws) * (first.pairs + second.pairs) * chunks * CHUNK,
      uniform: (from, to) =>
        Uint32Array.of(
          ...[seed, first.stream, second.stream, first.pairs, second.pairs],
          ...[chunks, draws, kept, blocks, from, to],
        ),
      groups: (count) => {
        const rows = Math.ceil(count / MOST_GROUPS);
        return [Math.ceil(count / rows), rows];
      },
      control,
      workgroupSize,
      portion,
    });
    const reached = new Uint32Array(await readBack(gpu, 'the sign flips’ counts', buffers.reached));
    const moments = new Float32Array(await readBack(gpu, 'the sign flips’ moments', buffers.moments));
    observed.forEach(({ finite }, unit) => {
      if (finite) return;
      reached.fill(0, 3 * unit, 3 * unit + 3);
      moments.fill(0, unit * kept * MOMENTS, (unit + 1) * kept * MOMENTS);
    });
    return { reached, moments };
  });
}

/** What is not finite is not uploaded: the counts of such a unit are dropped. */
function packUnits(observed: readonly ObservedUnit[]): Float32Array<ArrayBuffer> {
  const out = new Float32Array(observed.length * UNIT_NUMBERS);
  observed.forEach(({ finite, reach1, reach2, product, variance, projected1, projected2 }, unit) => {
    if (finite) out.set([reach1, reach2, product, variance, projected1, projected2], unit * UNIT_NUMBERS);
  });
  return out;
}

function packDifferences(
  { dims, units, first, second }: HeadFlipsJob,
  observed: readonly ObservedUnit[],
  chunks: number,
): Float32Array<ArrayBuffer> {
  const width = chunks * CHUNK;
  const out = new Float32Array(units * (first.pairs + second.pairs) * width);
  const put = (at: number, block: PairDifferences, unit: number, scale: number) => {
    const rows = unitRows(block, dims, unit);
    for (let p = 0; p < block.pairs; p++)
      for (let j = 0; j < dims; j++) out[at + p * width + j] = rows[p * dims + j] * scale;
  };
  observed.forEach(({ finite, scale1, scale2 }, unit) => {
    if (!finite) return;
    const at = unit * (first.pairs + second.pairs) * width;
    put(at, first, unit, scale1);
    put(at + first.pairs * width, second, unit, scale2);
  });
  return out;
}

function packDirections(observed: readonly ObservedUnit[], chunks: number): Float32Array<ArrayBuffer> {
  const width = chunks * CHUNK;
  const out = new Float32Array(observed.length * 2 * width);
  observed.forEach(({ finite, direction1, direction2 }, unit) => {
    if (!finite) return;
    out.set(direction1, 2 * unit * width);
    out.set(direction2, (2 * unit + 1) * width);
  });
  return out;
}
