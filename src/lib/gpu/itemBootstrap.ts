/**
 * GPU side of the paired item bootstrap; twin: src/lib/coupling/itemBootstrap.ts, same job, same words, the same totals to
 * the last unit. Contract: as every kernel, see compute.ts. A dispatch is cut anywhere, also within a draw, so that one
 * draw of very many items is no long dispatch either.
 */
import itemBootstrap from '$shaders/item-bootstrap.wgsl?raw';
import { readBack, withBuffers, type BufferScope } from './buffers';
import { MOST_GROUPS, partOf, runPortions, WORKGROUP_SIZE, type KernelText } from './compute';
import type { Gpu } from './device';
import {
  checkItemBootstrap,
  groupsOf,
  type ItemBootstrapJob,
  type ItemTotals,
  type PackedItems,
} from './itemBootstrapJob';
import type { KernelControl } from './kernel';

/** For tests: what must not change the totals. */
export interface ItemBootstrapTuning {
  workgroupSize?: number;
  /** Drawn items of one dispatch; by default the device's speed decides. */
  portion?: number;
  /** Bytes of totals kept on the device before they are read back. */
  batchBytes?: number;
}

/** `chunk_items` of the shader. */
const CHUNK_ITEMS = 256;
/** Every device binds 128 MiB; a few MiB are read back in a moment and leave the page's memory alone. */
const BATCH_BYTES = 1 << 24;
/** The shader counts chunks of work in u32. */
const MOST_CHUNKS = 2 ** 31;

const text: KernelText = {
  label: 'item-bootstrap',
  what: 'the item bootstrap',
  code: itemBootstrap,
  firstPortion: 1 << 17,
  mostPortion: 1 << 30,
};
const countRight: KernelText = { ...text, entryPoint: 'count_right' };
const addGrades: KernelText = { ...text, entryPoint: 'add_grades' };

/**
 * Totals of the job's draws.
 * @throws RangeError for an impossible job; GpuLostError; GpuRefusedError; the signal's reason
 */
export async function itemBootstrapOnGpu(
  gpu: Gpu,
  job: ItemBootstrapJob,
  control: KernelControl = {},
  tuning: ItemBootstrapTuning = {},
): Promise<ItemTotals> {
  checkItemBootstrap(job);
  control.signal?.throwIfAborted();
  const work = job.benchmarks.map(({ packed }) => packed.items * groupsOf(packed));
  const allWork = work.reduce((sum, items) => sum + items, 0);
  const answer: ItemTotals = [];
  let done = 0;
  for (const [i, { packed, stream }] of job.benchmarks.entries()) {
    const part = partOf(control, done / allWork, (done + work[i]) / allWork);
    answer.push(await totalsOf(gpu, job, packed, stream, part, tuning));
    done += work[i];
  }
  return answer;
}

async function totalsOf(
  gpu: Gpu,
  { seed, draws }: ItemBootstrapJob,
  packed: PackedItems,
  stream: number,
  control: KernelControl,
  { workgroupSize = WORKGROUP_SIZE, portion, batchBytes = BATCH_BYTES }: ItemBootstrapTuning,
): Promise<Uint32Array> {
  const { items, models } = packed;
  const groups = groupsOf(packed);
  const chunks = Math.ceil(items / CHUNK_ITEMS);
  const fitting = Math.min(batchBytes / (4 * models), MOST_CHUNKS / (groups * chunks));
  const batch = Math.max(1, Math.floor(fitting));
  const all = new Uint32Array(draws * models);

  /** Totals of some draws, which stay on the device until all are there. */
  const addBatch = async (words: GPUBuffer, scope: BufferScope, first: number, end: number) => {
    const { totals } = await scope.storage('the item bootstrap’s totals', {
      totals: (end - first) * models * 4,
    });
    const [kernel, masks, grades] =
      packed.levels === 1 ? [countRight, words, null] : [addGrades, null, words];
    await runPortions(gpu, kernel, scope, {
      buffers: [totals, masks, grades],
      total: (end - first) * groups * chunks,
      weight: items / chunks,
      uniform: (start, stop) =>
        Uint32Array.of(seed, stream, items, models, groups, chunks, first, start, stop),
      groups: (count) => [Math.min(MOST_GROUPS, Math.ceil(count / workgroupSize))],
      control: partOf(control, first / draws, end / draws),
      workgroupSize,
      portion,
    });
    all.set(new Uint32Array(await readBack(gpu, 'the item bootstrap’s totals', totals)), first * models);
  };

  await withBuffers(gpu, async (items) => {
    const { words } = await items.storage('the item results', { words: packed.words });
    for (let first = 0; first < draws; first += batch)
      await withBuffers(gpu, (scope) => addBatch(words, scope, first, Math.min(draws, first + batch)));
  });
  return all;
}
