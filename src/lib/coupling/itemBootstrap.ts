/**
 * Paired item bootstrap: sums over resampled items, for all models of a family at once.
 * CPU twin of shaders/item-bootstrap.wgsl: the same words, and totals that agree exactly.
 */
import {
  checkItemBootstrap,
  GRADE_MODELS,
  groupsOf,
  MASK_MODELS,
  type ItemBootstrapJob,
  type ItemTotals,
  type PackedItems,
} from '../gpu/itemBootstrapJob';
import type { KernelControl } from '../gpu/kernel';
import { createBitCounter } from '../stats/bitCounter';
import { openIndexStream } from '../stats/indexStream';
import { inPortions, type DrawRange } from '../stats/portions';

/** Items between two looks at the clock: a few ms of work. */
const PORTION = 200_000;
/** Blocks of four indices that are made and used together, so that they stay in the nearest cache. */
const BLOCKS = 1024;

/**
 * Totals of a range of draws, of all by default; a range’s rows are those that it has in the whole.
 * @throws RangeError for an impossible job; the signal's reason when aborted
 */
export async function itemBootstrapOnCpu(
  job: ItemBootstrapJob,
  { onProgress, signal }: KernelControl = {},
  { from, to }: DrawRange = { from: 0, to: job.draws },
): Promise<ItemTotals> {
  checkItemBootstrap(job);
  const { seed, benchmarks } = job;
  const work = benchmarks.map(({ packed }) => packed.items * groupsOf(packed));
  const allWork = work.reduce((sum, items) => sum + items, 0);
  const answer: ItemTotals = [];
  let done = 0;
  for (const [i, { packed, stream }] of benchmarks.entries()) {
    const totals = new Uint32Array((to - from) * packed.models);
    const resampler = openResampler(packed, seed, stream);
    const told = (fraction: number) => onProgress?.((done + fraction * work[i]) / allWork);
    await inPortions(
      { from, to },
      Math.max(1, Math.floor(PORTION / work[i])),
      { onProgress: told, signal },
      (first, end) => {
        for (let draw = first; draw < end; draw++)
          resampler.resample(draw, totals, (draw - from) * packed.models);
      },
    );
    answer.push(totals);
    done += work[i];
  }
  return answer;
}

interface Resampler {
  /** Writes the draw's totals, one per model, into totals[at], totals[at + 1], … */
  resample(draw: number, totals: Uint32Array, at: number): void;
}

function openResampler(packed: PackedItems, seed: number, stream: number): Resampler {
  const { items } = packed;
  const blocks = Math.ceil(items / 4);
  const random = openIndexStream(seed, stream, items);
  const drawn = new Int32Array(4 * Math.min(BLOCKS, blocks));
  const sum = packed.levels === 1 ? maskSums(packed) : gradeSums(packed);
  return {
    resample(draw, totals, at) {
      random.restart(draw);
      for (let block = 0; block < blocks; block += BLOCKS) {
        const end = Math.min(blocks, block + BLOCKS);
        random.fill(drawn, block, end);
        sum.add(drawn, Math.min(items, 4 * end) - 4 * block);
      }
      sum.take(totals, at);
    },
  };
}

/** Sums over the items drawn so far, of all models. */
interface Sums {
  add(drawn: Int32Array, n: number): void;
  /** Writes the sums and starts again from 0. */
  take(totals: Uint32Array, at: number): void;
}

function maskSums(packed: PackedItems): Sums {
  const { items, models, words } = packed;
  const groups = Array.from({ length: groupsOf(packed) }, (_, group) => ({
    masks: words.subarray(group * items, (group + 1) * items),
    first: group * MASK_MODELS,
    models: Math.min(MASK_MODELS, models - group * MASK_MODELS),
    counter: createBitCounter(),
  }));
  return {
    add(drawn, n) {
      for (const { counter, masks } of groups) counter.add(masks, drawn, n);
    },
    take(totals, at) {
      for (const { counter, first, models } of groups) counter.take(totals, at + first, models);
    },
  };
}

function gradeSums(packed: PackedItems): Sums {
  const { items, models, words } = packed;
  const groups = groupsOf(packed);
  const sums = new Uint32Array(groups * GRADE_MODELS);
  return {
    add(drawn, n) {
      for (let group = 0; group < groups; group++) addGrades(words, group * items, drawn, n, sums, group);
    },
    take(totals, at) {
      for (let model = 0; model < models; model++) totals[at + model] = sums[model];
      sums.fill(0);
    },
  };
}

/** Sums stay below 2^32 because levels · items does; as int32 they wrap and come out right as u32. */
function addGrades(
  words: Uint32Array,
  firstItem: number,
  drawn: Int32Array,
  n: number,
  sums: Uint32Array,
  group: number,
): void {
  const at = group * GRADE_MODELS;
  let a0 = sums[at] | 0;
  let a1 = sums[at + 1] | 0;
  let a2 = sums[at + 2] | 0;
  let a3 = sums[at + 3] | 0;
  let b0 = sums[at + 4] | 0;
  let b1 = sums[at + 5] | 0;
  let b2 = sums[at + 6] | 0;
  let b3 = sums[at + 7] | 0;
  for (let k = 0; k < n; k++) {
    const item = 4 * (firstItem + drawn[k]);
    const w0 = words[item];
    const w1 = words[item + 1];
    const w2 = words[item + 2];
    const w3 = words[item + 3];
    a0 = (a0 + (w0 & 0xffff)) | 0;
    a1 = (a1 + (w1 & 0xffff)) | 0;
    a2 = (a2 + (w2 & 0xffff)) | 0;
    a3 = (a3 + (w3 & 0xffff)) | 0;
    b0 = (b0 + (w0 >>> 16)) | 0;
    b1 = (b1 + (w1 >>> 16)) | 0;
    b2 = (b2 + (w2 >>> 16)) | 0;
    b3 = (b3 + (w3 >>> 16)) | 0;
  }
  sums[at] = a0;
  sums[at + 1] = a1;
  sums[at + 2] = a2;
  sums[at + 3] = a3;
  sums[at + 4] = b0;
  sums[at + 5] = b1;
  sums[at + 6] = b2;
  sums[at + 7] = b3;
}
