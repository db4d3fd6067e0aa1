/**
 * What every kernel shares: compiled once per device, run in portions that no slow adapter takes over ~50 ms for, progress
 * told and an abort heard between two of them. How a GPU side is written:
 *
 *   const kernel: KernelText = { label: 'area', what: 'the area simulation', code: areaText };
 *   const counts = await withBuffers(gpu, async (scope) => {
 *     const { shapes, counts } = await scope.storage('the areas', { shapes: packed, counts: 4 * n });
 *     await runPortions(gpu, kernel, scope, {
 *       buffers: [shapes, counts],                            // @binding(1), @binding(2)
 *       total: job.draws,                                     // cut into [from, to), as the device's speed allows
 *       weight: n,                                            // work of one item of `total`
 *       uniform: (from, to) => Uint32Array.of(job.seed, from, to), // @binding(0), var<uniform>
 *       groups: (items) => [Math.ceil(items / 64), n],
 *       control,
 *     });
 *     return new Uint32Array(await readBack(gpu, 'the areas', counts));
 *   });
 *
 * The kernel's text follows philox.wgsl and may say `override workgroup_size: u32 = 64u;`. Its result must not depend on
 * where [from, to) was cut.
 */
import philox from '$shaders/philox.wgsl?raw';
import type { BufferScope } from './buffers';
import type { Gpu } from './device';
import type { KernelControl } from './kernel';
import { createPace, type Pace } from './pace';

/** Every device allows so many workgroups in each dimension of a dispatch. */
export const MOST_GROUPS = 65_535;

/** Invocations of a workgroup where a run does not say. */
export const WORKGROUP_SIZE = 64;

/** A kernel, before any device. */
export interface KernelText {
  /** The shader's file, as a compiler names it; one label, one text. */
  label: string;
  /** As an error names it: "the phase simulation". */
  what: string;
  /** WGSL; philox.wgsl is put before it. */
  code: string;
  /** Where the text has several. */
  entryPoint?: string;
  /** Units of work of the first dispatch: about 15 ms on a software adapter on one core. */
  firstPortion?: number;
  /** Units of work that no dispatch exceeds. */
  mostPortion?: number;
}

/** One kernel of a portion. */
export interface Stage {
  /** Storage buffers at bindings 1, 2, …; null where this entry point does not use the binding. */
  buffers: readonly (GPUBuffer | null)[];
  /** The uniform buffer at binding 0 for the items from … to − 1; always as many words. */
  uniform(from: number, to: number): Uint32Array<ArrayBuffer>;
  /** Workgroups of a dispatch of so many items, each number at most `MOST_GROUPS`. */
  groups(items: number): [x: number, y?: number, z?: number];
}

export interface Run extends Stage {
  /** Items of work, which may be cut anywhere. */
  total: number;
  /**
   * Units of work of one item; 1 by default. The runs of a kernel share one measure of the device's speed: count in the
   * same unit always.
   */
  weight?: number;
  control?: KernelControl;
  /** Invocations of a workgroup, at most 256. */
  workgroupSize?: number;
  /** Units of work of each dispatch; by default the device's speed decides. */
  portion?: number;
  /** Kernels that each portion runs after the first, each seeing what those before it wrote. */
  then?: readonly (Stage & { kernel: KernelText })[];
}

interface Compiled {
  pipeline: GPUComputePipeline;
  pace: Pace;
}

/** A device's pipelines by label, entry point and workgroup size; they live as long as the device. */
const compiled = new WeakMap<Gpu, Map<string, Promise<Compiled>>>();

/**
 * Dispatches a kernel over all items.
 * @param scope takes the run's uniform buffer
 * @throws GpuRefusedError naming the kernel; GpuLostError; the signal's reason
 */
export async function runPortions(gpu: Gpu, kernel: KernelText, scope: BufferScope, run: Run): Promise<void> {
  const { total, weight = 1, workgroupSize = WORKGROUP_SIZE, control = {} } = run;
  control.signal?.throwIfAborted();
  if (total === 0) return;
  const { device } = gpu;
  const all = [{ ...run, kernel }, ...(run.then ?? [])];
  const ready = await Promise.all(all.map((stage) => compile(gpu, stage.kernel, workgroupSize)));
  const { pace } = ready[0];
  const stages = await gpu.checked(`${kernel.what}’s bindings`, () =>
    all.map((stage, i) => {
      const { pipeline } = ready[i];
      const uniform = scope.uniform(stage.uniform(0, total).length);
      const bound = [uniform, ...stage.buffers].map((buffer, binding) => ({ buffer, binding }));
      const bindGroup = device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: bound.flatMap(({ buffer, binding }) =>
          buffer === null ? [] : [{ binding, resource: { buffer } }],
        ),
      });
      return { stage, pipeline, uniform, bindGroup };
    }),
  );
  for (let from = 0; from < total;) {
    control.signal?.throwIfAborted();
    const items = Math.max(1, Math.floor((run.portion ?? pace.portion()) / weight));
    const to = Math.min(total, from + items);
    const started = performance.now();
    const submitted = gpu.checked(kernel.what, () => {
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      for (const { stage, pipeline, uniform, bindGroup } of stages) {
        device.queue.writeBuffer(uniform, 0, stage.uniform(from, to));
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, bindGroup);
        pass.dispatchWorkgroups(...stage.groups(to - from));
      }
      pass.end();
      device.queue.submit([encoder.finish()]);
    });
    await Promise.all([submitted, gpu.settled(device.queue.onSubmittedWorkDone())]);
    pace.took((to - from) * weight, performance.now() - started);
    control.onProgress?.(to / total);
    from = to;
  }
  control.signal?.throwIfAborted();
}

/** The control of a part of a job: its progress 0…1 is told as from … to of the whole. */
export function partOf(control: KernelControl, from: number, to: number): KernelControl {
  return {
    signal: control.signal,
    onProgress: (fraction) => control.onProgress?.(from + fraction * (to - from)),
  };
}

function compile(gpu: Gpu, kernel: KernelText, workgroupSize: number): Promise<Compiled> {
  const ofDevice = compiled.get(gpu) ?? new Map<string, Promise<Compiled>>();
  compiled.set(gpu, ofDevice);
  const key = `${kernel.label} ${kernel.entryPoint ?? ''} ${workgroupSize}`;
  let made = ofDevice.get(key);
  if (!made) {
    made = build(gpu, kernel, workgroupSize);
    ofDevice.set(key, made);
    // What failed once is tried again by the next job.
    made.catch(() => ofDevice.delete(key));
  }
  return made;
}

async function build(
  gpu: Gpu,
  { label, what, code, entryPoint, firstPortion = 1 << 16, mostPortion = 1 << 28 }: KernelText,
  workgroupSize: number,
): Promise<Compiled> {
  const pipeline = await gpu.checked(`${what}’s shader`, () => {
    const module = gpu.device.createShaderModule({ label, code: philox + code });
    // A constant that the text does not declare is refused; a kernel may have a fixed size.
    const constants: Record<string, number> = code.includes('override workgroup_size')
      ? { workgroup_size: workgroupSize }
      : {};
    return gpu.device.createComputePipeline({
      label,
      layout: 'auto',
      compute: { module, entryPoint, constants },
    });
  });
  return { pipeline, pace: createPace(firstPortion, mostPortion) };
}
