/**
 * GPU side of the phase simulation; twin: src/lib/coupling/phaseProbability.ts, same job, same random words. Contract: the
 * counts depend on the job and the device alone, not on how it was cut into dispatches; between two of them progress is
 * told and an abort is heard; every buffer is destroyed, whatever happens.
 */
import phaseProbability from '$shaders/phase-probability.wgsl?raw';
import { readBack, withBuffers } from './buffers';
import { MOST_GROUPS, partOf, runPortions, WORKGROUP_SIZE, type KernelText } from './compute';
import type { Gpu } from './device';
import type { KernelControl, PhaseCounts, PhaseJob } from './kernel';

/** For tests: what must not change the counts. */
export interface PhaseTuning {
  /** Invocations in a workgroup, at most 256. */
  workgroupSize?: number;
  /** Draws × intervals of one dispatch; by default the device's speed decides. */
  portion?: number;
}

const kernel: KernelText = {
  label: 'phase-probability',
  what: 'the phase simulation',
  code: phaseProbability,
};
/** f32 fields of `Interval` in the shader, the last one u32. */
const INTERVAL_WORDS = 6;
/** A dispatch's second dimension is the interval: half of what every device allows. */
const MOST_INTERVALS = 32_768;
/** Draws of one invocation in a dispatch, about: a workgroup's barrier and atomics are small beside that many. */
const DRAWS_PER_INVOCATION = 16;

/**
 * Counts the phases of each interval's draws.
 * @throws RangeError when `draws` is not an integer in 1…2^32 − 1 or the arrays' lengths differ; GpuLostError;
 *   GpuRefusedError; the signal's reason
 */
export async function phaseProbabilityOnGpu(
  gpu: Gpu,
  job: PhaseJob,
  control: KernelControl = {},
  { workgroupSize = WORKGROUP_SIZE, portion }: PhaseTuning = {},
): Promise<PhaseCounts> {
  const n = intervalCount(job);
  control.signal?.throwIfAborted();
  if (n === 0) return split(new Uint32Array(0));
  return withBuffers(gpu, async (scope) => {
    const { intervals, counts } = await scope.storage('the phase simulation’s buffers', {
      intervals: packIntervals(job),
      counts: n * 12,
    });
    for (let first = 0; first < n; first += MOST_INTERVALS) {
      const some = Math.min(MOST_INTERVALS, n - first);
      await runPortions(gpu, kernel, scope, {
        buffers: [intervals, counts],
        total: job.draws,
        weight: some,
        uniform: (from, to) => Uint32Array.of(job.seed, first, from, to),
        groups: (draws) => [
          Math.min(MOST_GROUPS, Math.ceil(draws / (workgroupSize * DRAWS_PER_INVOCATION))),
          some,
        ],
        control: partOf(control, first / n, (first + some) / n),
        workgroupSize,
        portion,
      });
    }
    return split(new Uint32Array(await readBack(gpu, 'the phase counts', counts)));
  });
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
