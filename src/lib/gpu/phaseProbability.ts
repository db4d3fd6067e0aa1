/**
 * GPU side of the phase simulation; twin: src/lib/coupling/phaseProbability.ts, same job, same random words. Contract: the
 * counts depend on the job and the device alone, not on how it was cut into dispatches; between two of them progress is
 * told and an abort is heard; every buffer is destroyed, whatever happens.
 */
import philox from '$shaders/philox.wgsl?raw';
import phaseProbability from '$shaders/phase-probability.wgsl?raw';
import type { Gpu } from './device';
import type { KernelControl, PhaseCounts, PhaseJob } from './kernel';
import { createPace, type Pace } from './pace';

/** For tests: what must not change the counts. */
export interface PhaseTuning {
  /** Invocations in a workgroup, at most 256. */
  workgroupSize?: number;
  /** Draws × intervals of one dispatch; by default the device's speed decides. */
  portion?: number;
}

interface Kernel {
  pipeline: GPUComputePipeline;
  pace: Pace;
}

/** f32 fields of `Interval` in the shader, the last one u32. */
const INTERVAL_WORDS = 6;
/** A dispatch's second dimension is the interval: half of what every device allows. */
const MOST_INTERVALS = 32_768;
const MOST_GROUPS = 65_535;
/** Draws of one invocation in a dispatch, about: a workgroup's barrier and atomics are small beside that many. */
const DRAWS_PER_INVOCATION = 16;
/** About 15 ms on a software adapter on one core. */
const FIRST_PORTION = 1 << 16;
const MOST_PORTION = 1 << 28;

/** A device's pipelines by workgroup size; they live as long as the device. */
const kernels = new WeakMap<Gpu, Map<number, Promise<Kernel>>>();

/**
 * Counts the phases of each interval's draws.
 * @throws RangeError when `draws` is not an integer in 1…2^32 − 1 or the arrays' lengths differ; GpuLostError;
 *   GpuRefusedError; the signal's reason
 */
export async function phaseProbabilityOnGpu(
  gpu: Gpu,
  job: PhaseJob,
  control: KernelControl = {},
  { workgroupSize = 64, portion }: PhaseTuning = {},
): Promise<PhaseCounts> {
  const n = intervalCount(job);
  control.signal?.throwIfAborted();
  if (n === 0) return split(new Uint32Array(0));

  const { pipeline, pace } = await kernel(gpu, workgroupSize);
  const { device } = gpu;
  const owned: GPUBuffer[] = [];
  try {
    const buffers = await gpu.checked('the phase simulation’s buffers', () => allocate(device, n, owned));
    const bindGroup = await gpu.checked('the phase simulation’s job', () => {
      device.queue.writeBuffer(buffers.intervals, 0, packIntervals(job));
      const bound = [buffers.portion, buffers.intervals, buffers.counts];
      return device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: bound.map((buffer, binding) => ({ binding, resource: { buffer } })),
      });
    });
    for (const part of parts(n, job.draws, () => portion ?? pace.portion())) {
      control.signal?.throwIfAborted();
      const draws = part.endDraw - part.firstDraw;
      const groups = Math.min(MOST_GROUPS, Math.ceil(draws / (workgroupSize * DRAWS_PER_INVOCATION)));
      const started = performance.now();
      const submitted = gpu.checked('a phase simulation', () => {
        const words = Uint32Array.of(job.seed, part.firstInterval, part.firstDraw, part.endDraw);
        device.queue.writeBuffer(buffers.portion, 0, words);
        const encoder = device.createCommandEncoder();
        const pass = encoder.beginComputePass();
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, bindGroup);
        pass.dispatchWorkgroups(groups, part.intervals);
        pass.end();
        device.queue.submit([encoder.finish()]);
      });
      await Promise.all([submitted, gpu.settled(device.queue.onSubmittedWorkDone())]);
      pace.took(draws * part.intervals, performance.now() - started);
      control.onProgress?.(part.done);
    }
    control.signal?.throwIfAborted();
    return split(await readCounts(gpu, buffers));
  } finally {
    for (const buffer of owned) buffer.destroy();
  }
}

type Buffers = Record<'portion' | 'intervals' | 'counts' | 'answer', GPUBuffer>;

/** @param owned takes every buffer made, to be destroyed also when the device refused another */
function allocate(device: GPUDevice, n: number, owned: GPUBuffer[]): Buffers {
  const { UNIFORM, STORAGE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
  const buffer = (label: string, size: number, usage: number) => {
    const made = device.createBuffer({ label, size, usage });
    owned.push(made);
    return made;
  };
  return {
    portion: buffer('portion', 16, UNIFORM | COPY_DST),
    intervals: buffer('intervals', n * INTERVAL_WORDS * 4, STORAGE | COPY_DST),
    counts: buffer('counts', n * 12, STORAGE | COPY_SRC),
    answer: buffer('answer', n * 12, MAP_READ | COPY_DST),
  };
}

async function readCounts(gpu: Gpu, { counts, answer }: Buffers): Promise<Uint32Array> {
  await gpu.checked('the phase counts', () => {
    const encoder = gpu.device.createCommandEncoder();
    encoder.copyBufferToBuffer(counts, 0, answer, 0, answer.size);
    gpu.device.queue.submit([encoder.finish()]);
  });
  await gpu.settled(answer.mapAsync(GPUMapMode.READ));
  return new Uint32Array(answer.getMappedRange());
}

function kernel(gpu: Gpu, workgroupSize: number): Promise<Kernel> {
  const ofDevice = kernels.get(gpu) ?? new Map<number, Promise<Kernel>>();
  kernels.set(gpu, ofDevice);
  let made = ofDevice.get(workgroupSize);
  if (!made) {
    made = compile(gpu, workgroupSize);
    ofDevice.set(workgroupSize, made);
    // What failed once is tried again by the next job.
    made.catch(() => ofDevice.delete(workgroupSize));
  }
  return made;
}

async function compile(gpu: Gpu, workgroupSize: number): Promise<Kernel> {
  const pipeline = await gpu.checked('the phase simulation’s shader', () => {
    const module = gpu.device.createShaderModule({
      label: 'phase-probability',
      code: philox + phaseProbability,
    });
    return gpu.device.createComputePipeline({
      label: 'phase-probability',
      layout: 'auto',
      compute: { module, constants: { workgroup_size: workgroupSize } },
    });
  });
  return { pipeline, pace: createPace(FIRST_PORTION, MOST_PORTION) };
}

interface Part {
  firstInterval: number;
  intervals: number;
  firstDraw: number;
  endDraw: number;
  /** Share of the job done when this part is. */
  done: number;
}

/** Cuts intervals × draws into parts of about `portion()` draws, asked anew before each. */
function* parts(n: number, draws: number, portion: () => number): Generator<Part> {
  for (let firstInterval = 0; firstInterval < n; firstInterval += MOST_INTERVALS) {
    const intervals = Math.min(MOST_INTERVALS, n - firstInterval);
    for (let firstDraw = 0; firstDraw < draws;) {
      const endDraw = Math.min(draws, firstDraw + Math.max(1, Math.floor(portion() / intervals)));
      const done = (firstInterval * draws + intervals * endDraw) / (n * draws);
      yield { firstInterval, intervals, firstDraw, endDraw, done };
      firstDraw = endDraw;
    }
  }
}

/** Scaled in f64 by one factor per interval (γ does not change), so that f32 loses nothing that matters. */
function packIntervals({ delta1, delta2, sd1, sd2, stream }: PhaseJob): ArrayBuffer {
  const packed = new ArrayBuffer(stream.length * INTERVAL_WORDS * 4);
  const numbers = new Float32Array(packed);
  const words = new Uint32Array(packed);
  for (let i = 0; i < stream.length; i++) {
    const largest = Math.max(Math.abs(delta1[i]), Math.abs(delta2[i]), sd1[i], sd2[i]);
    const scale = largest > 0 ? 1 / largest : 1;
    const tenth = 0.1 * delta1[i];
    numbers.set(
      [delta1[i], sd1[i], sd2[i], delta2[i] + tenth, delta2[i] - tenth].map((value) => value * scale),
      i * INTERVAL_WORDS,
    );
    words[i * INTERVAL_WORDS + 5] = stream[i];
  }
  return packed;
}

function split(counts: Uint32Array): PhaseCounts {
  const every = (k: number) => Uint32Array.from({ length: counts.length / 3 }, (_, i) => counts[3 * i + k]);
  return { tax: every(0), transition: every(1), bonus: every(2) };
}

function intervalCount({ draws, delta1, delta2, sd1, sd2, stream }: PhaseJob): number {
  if (!Number.isInteger(draws) || draws < 1 || draws > 0xffffffff)
    throw new RangeError(`phaseProbability: ${draws} draws; give an integer from 1 to ${0xffffffff}`);
  const lengths = [delta1, delta2, sd1, sd2, stream].map(({ length }) => length);
  if (lengths.some((length) => length !== lengths[0]))
    throw new RangeError(`phaseProbability: arrays of ${lengths.join(', ')} intervals; they must be as many`);
  return lengths[0];
}
