/**
 * GPU side of the pairwise cosines of head outputs; twin: src/lib/models/heads/pairCosines.ts. Contract: a pair counts on one
 * side and not on the other only where its cosine is the bound to rounding.
 */
import headCosines from '$shaders/head-cosines.wgsl?raw';
import { readBack, withBuffers } from './buffers';
import { MOST_GROUPS, partOf, runPortions, WORKGROUP_SIZE, type KernelText } from './compute';
import type { Gpu } from './device';
import { checkHeadCosines, unitLength, type HeadCosines, type HeadCosinesJob } from './headCosinesJob';
import type { KernelControl } from './kernel';

/** For tests: what must not change the answer. */
export interface HeadCosinesTuning {
  workgroupSize?: number;
  portion?: number;
  tileBytes?: number;
}

const TILE_BYTES = 1 << 26;
/** Numbers of a `vec4f`. */
const CHUNK = 4;

const kernel: KernelText = {
  label: 'head-cosines',
  what: 'the pairwise cosines',
  code: headCosines,
  firstPortion: 1 << 22,
  mostPortion: 2 ** 42,
};

/** @throws RangeError for an impossible job; GpuRefusedError; GpuLostError; the signal's reason */
export async function headCosinesOnGpu(
  gpu: Gpu,
  job: HeadCosinesJob,
  control: KernelControl = {},
  { workgroupSize = WORKGROUP_SIZE, portion, tileBytes = TILE_BYTES }: HeadCosinesTuning = {},
): Promise<HeadCosines> {
  checkHeadCosines(job);
  control.signal?.throwIfAborted();
  const { units, dims, first, second } = job;
  const answer: HeadCosines = { below: new Uint32Array(units), mean: new Float64Array(units) };
  const width = CHUNK * Math.ceil(dims / CHUNK);
  const tile = Math.max(1, Math.floor(tileBytes / (4 * width * Math.max(first.rows, second.rows))));
  for (let from = 0; from < units; from += tile) {
    const to = Math.min(units, from + tile);
    const part = <T extends { rows: number; values: Float32Array }>({ rows, values }: T) => ({
      rows,
      values: values.subarray(from * rows * dims, to * rows * dims),
    });
    const outputs1 = unitLength(part(first), to - from, dims, width);
    const outputs2 = unitLength(part(second), to - from, dims, width);
    const words = await withBuffers(gpu, async (scope) => {
      const buffers = await scope.storage('the pairwise cosines’ buffers', {
        outputs1,
        outputs2,
        answers: (to - from) * first.rows * 8,
      });
      const bound = new Uint32Array(Float32Array.of(job.bound).buffer)[0];
      await runPortions(gpu, kernel, scope, {
        buffers: [buffers.outputs1, buffers.outputs2, buffers.answers],
        total: (to - from) * first.rows,
        weight: second.rows * width,
        uniform: (start, end) => Uint32Array.of(first.rows, second.rows, width / CHUNK, bound, start, end),
        groups: (rows) => [Math.min(MOST_GROUPS, Math.ceil(rows / workgroupSize))],
        control: partOf(control, from / units, to / units),
        workgroupSize,
        portion,
      });
      return readBack(gpu, 'the pairwise cosines', buffers.answers);
    });
    const below = new Uint32Array(words);
    const mean = new Float32Array(words);
    for (let unit = from; unit < to; unit++) {
      const at = (unit - from) * first.rows;
      for (let row = at; row < at + first.rows; row++) {
        answer.below[unit] += below[2 * row];
        answer.mean[unit] += mean[2 * row + 1] / first.rows;
      }
      // A device need not keep a NaN through its arithmetic: the rows that were sent tell.
      const sent = [
        outputs1.subarray(at * width, (at + first.rows) * width),
        outputs2.subarray((unit - from) * second.rows * width, (unit - from + 1) * second.rows * width),
      ];
      if (sent.some((rows) => rows.some(Number.isNaN))) {
        answer.below[unit] = 0;
        answer.mean[unit] = Number.NaN;
      }
    }
  }
  return answer;
}
