/**
 * Where the simulations run. The caller asks and never which device answers; the answer says so, and a device that is lost
 * or refuses is replaced by its CPU twin with a note, never silently.
 */
import { openGpu, type Gpu } from '../gpu/device';
import type { KernelControl, PhaseCounts, PhaseJob } from '../gpu/kernel';
import { phaseProbabilityOnGpu } from '../gpu/phaseProbability';
import type { Diagnosis } from './diagnosis';
import { phaseProbabilityOnCpu } from './phaseProbability';

/** Which device answered; `note` says why it was not the one to expect. */
export type Answerer = Diagnosis['backend'];

export interface Backend extends Answerer {
  phaseProbability(
    job: PhaseJob,
    control?: KernelControl,
  ): Promise<{ counts: PhaseCounts; backend: Answerer }>;
}

export function cpuBackend(note: string | null = null): Backend {
  const answerer: Answerer = { kind: 'cpu', adapter: null, note };
  return {
    ...answerer,
    phaseProbability: async (job, control) => ({
      counts: await phaseProbabilityOnCpu(job, control),
      backend: answerer,
    }),
  };
}

/** How the GPU is reached; named so that a test can stand in for the machine. */
export interface GpuAccess {
  open(): Promise<Gpu | null>;
  phaseProbability(gpu: Gpu, job: PhaseJob, control?: KernelControl): Promise<PhaseCounts>;
}

/** The GPU where there is one, else the CPU. Never throws. */
export async function openBackend(
  access: GpuAccess = { open: openGpu, phaseProbability: phaseProbabilityOnGpu },
): Promise<Backend> {
  const gpu = await access.open();
  if (gpu === null) return cpuBackend();
  const answerer: Answerer = { kind: 'webgpu', adapter: gpu.adapter, note: null };
  let current: Gpu | null = gpu;
  let failure = '';
  gpu.lost.then((error) => {
    current = null;
    failure ||= error.message;
  });
  return {
    ...answerer,
    async phaseProbability(job, control = {}) {
      if (current !== null) {
        try {
          return { counts: await access.phaseProbability(current, job, control), backend: answerer };
        } catch (error) {
          // A cancel, or a job that no device could do, is no fault of the GPU.
          if (control.signal?.aborted || error instanceof RangeError) throw error;
          current = null;
          failure ||= error instanceof Error ? error.message : String(error);
        }
      }
      return cpuBackend(`computed on the CPU instead of ${gpu.adapter}: ${failure}`).phaseProbability(
        job,
        control,
      );
    },
  };
}
