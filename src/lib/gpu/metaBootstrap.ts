/**
 * GPU side of the family-cluster bootstrap; twin: src/lib/coupling/metaBootstrap.ts, same job, same random words. Contract:
 * a draw's values depend on the job, the device and the draw's number alone, not on how the draws were cut into dispatches.
 */
import metaBootstrap from '$shaders/meta-bootstrap.wgsl?raw';
import orderKey from '$shaders/order-key.wgsl?raw';
import { INTERVAL_BOUNDS, tooFewDefined, type ResampledInterval } from '../stats/resampledInterval';
import { readBack, withBuffers, type BufferScope } from './buffers';
import { partOf, runPortions, WORKGROUP_SIZE, type KernelText } from './compute';
import type { Gpu } from './device';
import type { KernelControl } from './kernel';
import {
  standardised,
  type MetaDraws,
  type MetaIntervals,
  type MetaJob,
  type Standardised,
} from './metaBootstrapJob';
import { quantilesOnGpu, UNDEFINED_KEY, valueOfKey } from './quantiles';

/** A family's count has one byte of a workgroup's memory. */
export const MOST_FAMILIES = 128;
/** One dispatch may have to hold all draws; their values are half of the storage binding that every device allows. */
export const MOST_DRAWS = 4_000_000;

/** Whether the kernel takes a job of that size; the twin takes any. */
export const fitsGpu = ({ family, draws }: MetaJob): boolean =>
  draws <= MOST_DRAWS && family.every((f) => f < MOST_FAMILIES);

/** For tests: what must not change the values. */
export interface MetaTuning {
  /** Invocations in a workgroup, at most 128. */
  workgroupSize?: number;
  /** Units of work of one dispatch; by default the device's speed decides. */
  portion?: number;
}

const kernel: KernelText = {
  label: 'meta-bootstrap',
  what: 'the family bootstrap',
  code: orderKey + metaBootstrap,
};

/** Rows of the keys on the device. */
const ROWS = ['intercept', 'slope', 'tau2', 'zero'] as const;
type Quantity = (typeof ROWS)[number];

/** A zero above this is beyond every number; see the shader. */
const BEYOND = 1e29;
/** Share of the work that is the resampling; the rest are the quantiles. */
const RESAMPLING = 0.9;

/**
 * The 95 % intervals; the draws stay on the device. Same quantile rule as the twin's.
 * @throws RangeError for an impossible job, or one that does not fit (`fitsGpu`); GpuLostError; GpuRefusedError; the signal's reason
 */
export async function metaIntervalsOnGpu(
  gpu: Gpu,
  job: MetaJob,
  control: KernelControl = {},
  tuning: MetaTuning = {},
): Promise<MetaIntervals> {
  return withBuffers(gpu, async (scope) => {
    const { keys, ownUnits } = await draw(gpu, scope, job, partOf(control, 0, RESAMPLING), tuning);
    const { draws } = job;
    const found = await quantilesOnGpu(
      gpu,
      keys,
      ROWS.map((_, row) => ({ first: row * draws, length: draws, bounds: null })),
      { probabilities: INTERVAL_BOUNDS, bins: 1 },
      partOf(control, RESAMPLING, 1),
    );
    const undefinedDraws = draws - found[0].count;
    const interval = (quantity: Quantity): ResampledInterval => {
      const { quantiles } = found[ROWS.indexOf(quantity)];
      if (quantiles === null || tooFewDefined(draws, undefinedDraws)) return { lo: null, hi: null };
      const [lo, hi] = Array.from(quantiles, (value) => (value > BEYOND ? null : ownUnits[quantity](value)));
      return { lo, hi };
    };
    return {
      draws,
      undefinedDraws,
      intercept: interval('intercept'),
      slope: interval('slope'),
      tau2: interval('tau2'),
      zero: interval('zero'),
    };
  });
}

/** The draws themselves, read back. Errors as for `metaIntervalsOnGpu`. */
export async function metaBootstrapOnGpu(
  gpu: Gpu,
  job: MetaJob,
  control: KernelControl = {},
  tuning: MetaTuning = {},
): Promise<MetaDraws> {
  return withBuffers(gpu, async (scope) => {
    const { keys, ownUnits } = await draw(gpu, scope, job, control, tuning);
    const { draws } = job;
    const all = new Uint32Array(await readBack(gpu, 'the family bootstrap’s draws', keys));
    const row = (quantity: Quantity) => {
      const first = ROWS.indexOf(quantity) * draws;
      return Float64Array.from(all.subarray(first, first + draws), (key) => {
        const value = key === UNDEFINED_KEY ? Infinity : valueOfKey(key);
        return value > BEYOND ? Infinity : ownUnits[quantity](value);
      });
    };
    const undefinedDraws = all
      .subarray(0, draws)
      .reduce((sum, key) => sum + Number(key === UNDEFINED_KEY), 0);
    return {
      intercept: row('intercept'),
      slope: row('slope'),
      tau2: row('tau2'),
      zero: row('zero'),
      undefinedDraws,
    };
  });
}

/** Makes the draws: a row of keys for each quantity, standardised. `ownUnits` are increasing, and take quantiles to quantiles. */
async function draw(
  gpu: Gpu,
  scope: BufferScope,
  job: MetaJob,
  control: KernelControl,
  { workgroupSize = WORKGROUP_SIZE, portion }: MetaTuning,
): Promise<{ keys: GPUBuffer; ownUnits: Record<Quantity, (value: number) => number> }> {
  const data = standardised(job);
  if (!fitsGpu(job))
    throw new RangeError(
      `metaBootstrap: ${data.familyCount} families and ${job.draws} draws; the GPU takes ${MOST_FAMILIES} and ${MOST_DRAWS}, use the CPU`,
    );
  const { families, intervals, keys } = await scope.storage('the family bootstrap’s buffers', {
    families: Float32Array.from(data.families),
    intervals: packIntervals(job, data),
    keys: ROWS.length * 4 * job.draws,
  });
  await runPortions(gpu, kernel, scope, {
    buffers: [families, intervals, keys],
    total: job.draws,
    // In units of about one Philox block and its use.
    weight: Math.ceil((data.familyCount + data.intervals) / 8),
    uniform: (from, to) => uniforms(job, data, from, to),
    groups: (items) => [Math.ceil(items / workgroupSize)],
    control,
    workgroupSize,
    portion,
  });
  const { originX, originY, scaleX, scaleY } = data;
  return {
    keys,
    ownUnits: {
      intercept: (value) => scaleY * (value - originY),
      slope: (value) => (value * scaleY) / scaleX,
      tau2: (value) => value * scaleY * scaleY,
      zero: (value) => scaleX * (value - originX),
    },
  };
}

function uniforms(job: MetaJob, data: Standardised, from: number, to: number): Uint32Array<ArrayBuffer> {
  const words = Uint32Array.of(
    job.seed,
    job.stream,
    from,
    to,
    job.draws,
    data.familyCount,
    data.intervals,
    0,
    0,
    0,
  );
  new Float32Array(words.buffer).set([job.direction, data.originX, data.originY], 7);
  return words;
}

function packIntervals({ family }: MetaJob, { x, y, variance, intervals }: Standardised): ArrayBuffer {
  const packed = new ArrayBuffer(16 * intervals);
  const numbers = new Float32Array(packed);
  const words = new Uint32Array(packed);
  for (let i = 0; i < intervals; i++) {
    numbers.set([x[i], y[i], variance[i]], 4 * i);
    words[4 * i + 3] = family[i];
  }
  return packed;
}
