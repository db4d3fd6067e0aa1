/**
 * Where the simulations run. The caller asks and never which device answers; the answer says so, and a device that is lost
 * or refuses is replaced by its CPU twin with a note, never silently.
 */
import { openGpu, type Gpu } from '../gpu/device';
import { itemBootstrapOnGpu } from '../gpu/itemBootstrap';
import type { KernelControl } from '../gpu/kernel';
import { metaBootstrapOnGpu } from '../gpu/metaBootstrap';
import { pairsBootstrapOnGpu } from '../gpu/pairsBootstrap';
import { fitsPermutationKernel, permutationNullOnGpu } from '../gpu/permutationNull';
import { phaseProbabilityOnGpu } from '../gpu/phaseProbability';
import { turnsOnGpu } from '../gpu/turns';
import type { Diagnosis } from './diagnosis';
import { runInPlace, type RunTwin, type TwinAnswer, type TwinJob, type TwinKind } from './twins';

/** Which device answered; `note` says why it was not the one to expect. */
export type Answerer = Diagnosis['backend'];

export interface Backend extends Answerer {
  /** @throws RangeError for an impossible job; the signal's reason */
  run<K extends TwinKind>(
    kind: K,
    job: TwinJob<K>,
    control?: KernelControl,
  ): Promise<{ answer: TwinAnswer<K>; backend: Answerer }>;
}

/** @param run computes on the CPU: on the thread that asks, or on a pool of workers */
export function cpuBackend(note: string | null = null, run: RunTwin = runInPlace): Backend {
  const answerer: Answerer = { kind: 'cpu', adapter: null, note };
  return {
    ...answerer,
    run: async (kind, job, control) => ({ answer: await run(kind, job, control), backend: answerer }),
  };
}

/** How the GPU is reached; named so that a test can stand in for the machine. */
export interface GpuAccess {
  open(): Promise<Gpu | null>;
  /** Null for a job that no kernel takes, whatever the device. */
  run<K extends TwinKind>(
    gpu: Gpu,
    kind: K,
    job: TwinJob<K>,
    control?: KernelControl,
  ): Promise<TwinAnswer<K>> | null;
}

type Kernels = {
  readonly [K in TwinKind]: (gpu: Gpu, job: TwinJob<K>, control?: KernelControl) => Promise<TwinAnswer<K>>;
};
const KERNELS: Kernels = {
  phases: phaseProbabilityOnGpu,
  turns: turnsOnGpu,
  permutations: permutationNullOnGpu,
  pairs: pairsBootstrapOnGpu,
  items: itemBootstrapOnGpu,
  meta: metaBootstrapOnGpu,
};

/** Whether a kernel takes a job of this shape. */
const takes = (kind: TwinKind, job: TwinJob<TwinKind>): boolean =>
  kind !== 'permutations' || fitsPermutationKernel(job as TwinJob<'permutations'>);

const machine: GpuAccess = {
  open: openGpu,
  run: (gpu, kind, job, control) => (takes(kind, job) ? KERNELS[kind](gpu, job, control) : null),
};

/** The GPU where there is one, else the CPU. Never throws. @param onCpu what computes the twins */
export async function openBackend(
  access: GpuAccess = machine,
  onCpu: RunTwin = runInPlace,
): Promise<Backend> {
  const gpu = await access.open();
  if (gpu === null) return cpuBackend(null, onCpu);
  const answerer: Answerer = { kind: 'webgpu', adapter: gpu.adapter, note: null };
  let current: Gpu | null = gpu;
  let failure = '';
  gpu.lost.then((error) => {
    current = null;
    failure ||= error.message;
  });
  return {
    ...answerer,
    async run(kind, job, control = {}) {
      if (current !== null) {
        try {
          const running = access.run(current, kind, job, control);
          if (running === null) return { answer: await onCpu(kind, job, control), backend: answerer };
          return { answer: await running, backend: answerer };
        } catch (error) {
          // A cancel, or a job that no device could do, is no fault of the GPU.
          if (control.signal?.aborted || error instanceof RangeError) throw error;
          current = null;
          failure ||= error instanceof Error ? error.message : String(error);
        }
      }
      const note = `computed on the CPU instead of ${gpu.adapter}: ${failure}`;
      return cpuBackend(note, onCpu).run(kind, job, control);
    },
  };
}
