/**
 * Who does a scan's arithmetic: the GPU where there is one, else its twins. Contract: same answers to within what the kernels
 * promise; a device that is lost or refuses is left for the twins and the reason kept as a note.
 */
import { GpuLostError, GpuRefusedError, type Gpu } from '../../gpu/device';
import { headCosinesOnGpu } from '../../gpu/headCosines';
import type { HeadCosines, HeadCosinesJob } from '../../gpu/headCosinesJob';
import { headFlipsOnGpu } from '../../gpu/headFlips';
import type { HeadFlips, HeadFlipsJob } from '../../gpu/headFlipsJob';
import type { KernelControl } from '../../gpu/kernel';
import { pairCosinesOnCpu } from './pairCosines';
import { signFlipsOnCpu } from './signFlips';

export interface HeadBackend {
  kind: 'webgpu' | 'cpu';
  adapter: string | null;
  /** Why the GPU did not answer, where one was there. */
  note: string | null;
}

export interface HeadCompute {
  flips(job: HeadFlipsJob, control?: KernelControl): Promise<HeadFlips>;
  cosines(job: HeadCosinesJob, control?: KernelControl): Promise<HeadCosines>;
  /** Who answered so far. */
  backend(): HeadBackend;
}

export interface HeadTwins {
  flips(job: HeadFlipsJob, control?: KernelControl): Promise<HeadFlips>;
  cosines(job: HeadCosinesJob, control?: KernelControl): Promise<HeadCosines>;
}

/** The twins on this thread. */
export const twinsInPlace: HeadTwins = { flips: signFlipsOnCpu, cosines: pairCosinesOnCpu };

/**
 * @param gpu null computes on the CPU; it is not closed here
 * @param twins who computes on the CPU: this thread by default
 */
export function openHeadCompute(gpu: Gpu | null, twins: HeadTwins = twinsInPlace): HeadCompute {
  let device = gpu;
  let note: string | null = null;
  const run = async <J, A>(
    onGpu: (gpu: Gpu, job: J, control?: KernelControl) => Promise<A>,
    onCpu: (job: J, control?: KernelControl) => Promise<A>,
    job: J,
    control: KernelControl = {},
  ): Promise<A> => {
    if (device !== null)
      try {
        return await onGpu(device, job, control);
      } catch (error) {
        if (!(error instanceof GpuLostError || error instanceof GpuRefusedError)) throw error;
        device = null;
        note = error.message;
      }
    return onCpu(job, control);
  };
  return {
    flips: (job, control) => run(headFlipsOnGpu, twins.flips, job, control),
    cosines: (job, control) => run(headCosinesOnGpu, twins.cosines, job, control),
    backend: () =>
      device === null
        ? { kind: 'cpu', adapter: null, note }
        : { kind: 'webgpu', adapter: device.adapter, note },
  };
}
