/**
 * GPU side of the pairs bootstrap; twin: src/lib/stats/pairsBootstrap.ts, same job, same drawn rows. Contract: the summaries
 * depend on the job and the device alone, not on how it was cut; the values of the resamples never leave the device.
 */
import orderKeyText from '$shaders/order-key.wgsl?raw';
import pairsText from '$shaders/pairs-bootstrap.wgsl?raw';
import {
  BOUNDS,
  checkPairsJob,
  relativeVariances,
  rescaled,
  standardSample,
  type PairsJob,
  type PairsSummary,
  type StandardSample,
} from '../stats/pairsJob';
import { withBuffers } from './buffers';
import { MOST_GROUPS, partOf, runPortions, WORKGROUP_SIZE, type KernelText } from './compute';
import type { Gpu } from './device';
import type { KernelControl } from './kernel';
import { quantilesOnGpu, type Segment } from './quantiles';

/** For tests: what must not change the summaries. */
export interface PairsTuning {
  workgroupSize?: number;
  /** Drawn rows of one dispatch; by default the device's speed decides. */
  portion?: number;
  /** Values kept on the device at once. */
  values?: number;
}

const kernel: KernelText = {
  label: 'pairs-bootstrap',
  what: 'the pairs bootstrap',
  code: orderKeyText + pairsText,
};
/** Words of `Sample` in the shader. */
const SAMPLE_WORDS = 5;
/** Statistics of a resample; the order is the shader's. */
const STATISTICS = 4;
/** 64 MB: half of what every device binds. */
const MOST_VALUES = 1 << 24;
/** Rows of the samples done at once: a portion is then at least some resamples of each also on a slow adapter. */
const MOST_ROWS_AT_ONCE = 4096;
/** What a resample costs beside its rows, in rows: its statistics. */
const ROWS_PER_RESAMPLE = 4;
/** Share of the work that is the resampling; the rest are the quantiles. */
const RESAMPLING = 0.8;

/**
 * @returns one summary for each sample
 * @throws RangeError for an impossible job; GpuLostError; GpuRefusedError; the signal's reason
 */
export async function pairsBootstrapOnGpu(
  gpu: Gpu,
  job: PairsJob,
  control: KernelControl = {},
  tuning: PairsTuning = {},
): Promise<PairsSummary[]> {
  checkPairsJob(job);
  control.signal?.throwIfAborted();
  const samples = Array.from(job.stream, (_, s) => standardSample(job, s));
  const summaries: PairsSummary[] = [];
  for (const batch of batches(samples, job.draws, tuning.values ?? MOST_VALUES)) {
    const [from, to] = [summaries.length, summaries.length + batch.length];
    const part = partOf(control, from / samples.length, to / samples.length);
    summaries.push(...(await summarise(gpu, job, batch, part, tuning)));
  }
  return summaries;
}

/** Samples that are resampled together: as many as there is room for, at least one. */
function* batches(samples: StandardSample[], draws: number, values: number): Generator<StandardSample[]> {
  let batch: StandardSample[] = [];
  let rows = 0;
  for (const sample of samples) {
    const full = (batch.length + 1) * STATISTICS * draws > values;
    if (batch.length > 0 && (full || rows + sample.x.length > MOST_ROWS_AT_ONCE)) {
      yield batch;
      batch = [];
      rows = 0;
    }
    batch.push(sample);
    rows += sample.x.length;
  }
  if (batch.length > 0) yield batch;
}

function summarise(
  gpu: Gpu,
  job: PairsJob,
  samples: StandardSample[],
  control: KernelControl,
  tuning: PairsTuning,
): Promise<PairsSummary[]> {
  const { seed, draws } = job;
  const { workgroupSize = WORKGROUP_SIZE, portion } = tuning;
  return withBuffers(gpu, async (scope) => {
    const buffers = await scope.storage('the pairs bootstrap’s buffers', {
      samples: packSamples(samples),
      rows: packRows(samples),
      keys: samples.length * STATISTICS * draws * 4,
    });
    await runPortions(gpu, kernel, scope, {
      buffers: [buffers.samples, buffers.rows, buffers.keys],
      total: draws,
      weight: samples.reduce((sum, { x }) => sum + x.length + ROWS_PER_RESAMPLE, 0),
      uniform: (from, to) => Uint32Array.of(seed, from, to, draws),
      groups: (items) => [Math.min(MOST_GROUPS, Math.ceil(items / workgroupSize)), samples.length],
      control: partOf(control, 0, RESAMPLING),
      workgroupSize,
      portion,
    });
    const bounds = [BOUNDS.r, null, BOUNDS.dimension, BOUNDS.dimension];
    const segments = samples.flatMap((_, s) =>
      bounds.map((of, k): Segment => ({ first: (s * STATISTICS + k) * draws, length: draws, bounds: of })),
    );
    const summaries = await quantilesOnGpu(gpu, buffers.keys, segments, job, partOf(control, RESAMPLING, 1), {
      workgroupSize,
    });
    return samples.map(({ sdX, sdY }, s) => {
      const [r, slope, covarianceDimension, correlationDimension] = summaries.slice(s * STATISTICS);
      return { r, slope: rescaled(slope, sdY / sdX), covarianceDimension, correlationDimension };
    });
  });
}

function packSamples(samples: StandardSample[]): ArrayBuffer {
  const packed = new ArrayBuffer(samples.length * SAMPLE_WORDS * 4);
  const words = new Uint32Array(packed);
  const numbers = new Float32Array(packed);
  let firstRow = 0;
  samples.forEach((sample, s) => {
    const rows = sample.x.length;
    words.set([firstRow, rows, sample.stream], s * SAMPLE_WORDS);
    numbers.set(relativeVariances(sample), s * SAMPLE_WORDS + 3);
    firstRow += rows;
  });
  return packed;
}

/** (x high, x low, y high, y low) of each row. */
function packRows(samples: StandardSample[]): Float32Array<ArrayBuffer> {
  const packed = new Float32Array(4 * samples.reduce((sum, { x }) => sum + x.length, 0));
  let at = 0;
  const put = (value: number) => {
    const high = Math.fround(value);
    packed[at++] = high;
    packed[at++] = value - high;
  };
  for (const { x, y } of samples)
    for (let i = 0; i < x.length; i++) {
      put(x[i]);
      put(y[i]);
    }
  return packed;
}
