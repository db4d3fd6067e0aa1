/**
 * GPU side of the permutation null of |r| and of d_eff; twin: src/lib/stats/permutationNull.ts, same job, same random
 * words. Contract: the tallies depend on the job and the device alone, not on how it was cut into dispatches; counts agree
 * with the twin's within 1e-3 of the draws, d_eff to a bin and the sums to rounding.
 */
import permutationNull from '$shaders/permutation-null.wgsl?raw';
import {
  noPermutations,
  NULL_BINS,
  unitTables,
  type PermutationJob,
  type PermutationTallies,
  type UnitTable,
} from '../stats/permutationNull';
import { readBack, withBuffers } from './buffers';
import { MOST_GROUPS, partOf, runPortions, WORKGROUP_SIZE, type KernelText } from './compute';
import { GpuRefusedError, type Gpu } from './device';
import type { KernelControl } from './kernel';

/** Rows and columns of the largest table that the kernel takes. */
export const MOST_ROWS = 128;
export const MOST_COLUMNS = 16;

/** For tests: what must not change the tallies. */
export interface PermutationTuning {
  /** Most invocations in a workgroup, at least MOST_COLUMNS; tables of many rows take fewer. */
  workgroupSize?: number;
  /** Quarters of a Philox block, about, of one dispatch; by default the device's speed decides. */
  portion?: number;
}

/** Rows that a workgroup keeps in order, a byte each: more of them take a software adapter seconds to compile. */
const WORKGROUP_ROWS = 4096;
/** Kernels by the rows that a workgroup keeps room for. */
const kernels = [32, MOST_ROWS].map((rows) => ({
  rows,
  text: {
    label: `permutation-null-${rows}`,
    what: 'the permutation null',
    code: `const ROWS = ${rows}u;\n${permutationNull}`,
  } satisfies KernelText,
}));
/** Fields of `Table` in the shader, the last one f32. */
const TABLE_WORDS = 7;
/** Words before the bins of d_eff: two sums of two words each. */
const SUM_WORDS = 4;
/** Tables of one dispatch: answers of half of what every device binds, even when all are of d_eff. */
const MOST_TABLES = 2000;
/** Batches of a workgroup in a dispatch, about. */
const BATCHES = 8;
/** f32 dot products of unit columns of 128 rows are off by about 1e-6; equal statistics must not fall below the bound. */
const ROUNDING = 4e-6;

/** Whether every table of the job is small enough for the kernel; others are for the twin. */
export const fitsPermutationKernel = ({ tables }: PermutationJob): boolean =>
  tables.every(({ rows, values }) => rows <= MOST_ROWS && values.length / rows <= MOST_COLUMNS);

/**
 * Permutes each table.
 * @throws RangeError for an impossible job; GpuRefusedError, also for one that does not fit the kernel; GpuLostError; the
 *   signal's reason
 */
export async function permutationNullOnGpu(
  gpu: Gpu,
  job: PermutationJob,
  control: KernelControl = {},
  tuning: PermutationTuning = {},
): Promise<PermutationTallies> {
  const tables = unitTables(job);
  control.signal?.throwIfAborted();
  if (!fitsPermutationKernel(job))
    throw new GpuRefusedError(
      `The permutation null takes up to ${MOST_ROWS} rows and ${MOST_COLUMNS} columns on the GPU; a table has more.`,
    );
  const tallies = noPermutations(job);
  const indexed = tables.map((table, index) => ({ ...table, index }));
  let done = 0;
  for (const [k, { rows, text }] of kernels.entries()) {
    const least = k === 0 ? 0 : kernels[k - 1].rows;
    const fitting = indexed.filter((table) => table.rows > least && table.rows <= rows);
    for (let first = 0; first < fitting.length; first += MOST_TABLES) {
      const some = fitting.slice(first, first + MOST_TABLES);
      const part = partOf(control, done / tables.length, (done + some.length) / tables.length);
      await permute(gpu, text, rows, job, some, tallies, part, tuning);
      done += some.length;
    }
  }
  return tallies;
}

type IndexedTable = UnitTable & { index: number };

async function permute(
  gpu: Gpu,
  kernel: KernelText,
  mostRows: number,
  job: PermutationJob,
  tables: IndexedTable[],
  tallies: PermutationTallies,
  control: KernelControl,
  { workgroupSize = WORKGROUP_SIZE, portion }: PermutationTuning,
): Promise<void> {
  const size = Math.min(workgroupSize, WORKGROUP_ROWS / mostRows);
  // The table with most columns permutes fewest draws at once.
  const atOnce = Math.floor(size / Math.max(...tables.map(({ permuted }) => permuted)));
  const { packed, values, tallyAt, tallyWords } = pack(tables);
  const words = await withBuffers(gpu, async (scope) => {
    const buffers = await scope.storage('the permutation null’s buffers', {
      tables: packed,
      values,
      tallies: tallyWords * 4,
    });
    await runPortions(gpu, kernel, scope, {
      buffers: [buffers.tables, buffers.values, buffers.tallies],
      total: job.draws,
      weight: tables.reduce((sum, table) => sum + workOf(table), 0),
      uniform: (from, to) => Uint32Array.of(job.seed, 0, from, to),
      groups: (draws) => [Math.min(MOST_GROUPS, Math.ceil(draws / (atOnce * BATCHES))), tables.length],
      control,
      workgroupSize: size,
      portion,
    });
    return new Uint32Array(await readBack(gpu, 'the permutation tallies', buffers.tallies));
  });
  tables.forEach(({ statistic, index, binsAt }, t) => {
    const at = tallyAt[t];
    if (statistic === 'r') {
      tallies.reached[index] = words[at];
      return;
    }
    tallies.sum[index] = words[at] + words[at + 1] * 2 ** 32;
    tallies.sumOfSquares[index] = words[at + 2] + words[at + 3] * 2 ** 32;
    tallies.bins.set(words.subarray(at + SUM_WORDS, at + SUM_WORDS + NULL_BINS), binsAt);
  });
}

/** Work of one draw, in steps of a shuffle: a product of two numbers takes about an eighth of one. */
const workOf = ({ rows, permuted }: UnitTable): number => rows * permuted * (1 + permuted / 16);

function pack(tables: UnitTable[]) {
  const packed = new ArrayBuffer(tables.length * TABLE_WORDS * 4);
  const tableWords = new Uint32Array(packed);
  const numbers = new Float32Array(packed);
  const values = new Float32Array(tables.reduce((sum, table) => sum + table.values.length, 0));
  const tallyAt: number[] = [];
  let valuesAt = 0;
  let tallyWords = 0;
  tables.forEach((table, t) => {
    const { rows, columns, permuted, stream, observed, statistic } = table;
    tallyAt.push(tallyWords);
    tableWords.set([valuesAt, rows, columns, permuted, stream, tallyWords], t * TABLE_WORDS);
    numbers[t * TABLE_WORDS + 6] = observed - ROUNDING;
    values.set(table.values, valuesAt);
    valuesAt += table.values.length;
    tallyWords += statistic === 'r' ? 1 : SUM_WORDS + NULL_BINS;
  });
  return { packed, values, tallyAt, tallyWords };
}
