/**
 * Buffers of one job on the device. Contract: whatever is made in a scope is destroyed when the scope ends, also when the
 * device refuses the next one, is lost, or the job is aborted; a size that does not fit is a `GpuRefusedError`.
 */
import type { Gpu } from './device';

/** Content to upload, or a size in bytes for a buffer of zeros. */
export type Content = ArrayBuffer | Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | number;

export interface BufferScope {
  /**
   * Storage buffers, one per name, that kernels read and write and that can be read back.
   * @param what of the job, as an error names it: "the phase simulation’s buffers"
   * @throws GpuRefusedError, GpuLostError
   */
  storage<Name extends string>(
    what: string,
    contents: Record<Name, Content>,
  ): Promise<Record<Name, GPUBuffer>>;
  /** A uniform buffer of so many 32-bit words; call it within `gpu.checked`. */
  uniform(words: number): GPUBuffer;
}

/** Runs `use` with a scope of its own. */
export async function withBuffers<T>(gpu: Gpu, use: (scope: BufferScope) => Promise<T>): Promise<T> {
  const { device } = gpu;
  const { UNIFORM, STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
  const owned: GPUBuffer[] = [];
  const make = (label: string, size: number, usage: number): GPUBuffer => {
    const buffer = device.createBuffer({ label, size, usage });
    owned.push(buffer);
    return buffer;
  };
  try {
    return await use({
      storage: (what, contents) =>
        gpu.checked(what, () => {
          const made = {} as Record<keyof typeof contents, GPUBuffer>;
          for (const name in contents) {
            const content = contents[name];
            // A binding of no bytes is refused; an empty array still needs its place.
            const bytes = Math.max(4, typeof content === 'number' ? content : content.byteLength);
            made[name] = make(name, Math.ceil(bytes / 4) * 4, STORAGE | COPY_SRC | COPY_DST);
            if (typeof content !== 'number') device.queue.writeBuffer(made[name], 0, content);
          }
          return made;
        }),
      uniform: (words) => make('uniform', words * 4, UNIFORM | COPY_DST),
    });
  } finally {
    for (const buffer of owned) buffer.destroy();
  }
}

/**
 * A copy of a storage buffer's bytes, after all that was submitted before; view it as the kernel wrote it.
 * @throws GpuRefusedError naming `what`, GpuLostError
 */
export async function readBack(gpu: Gpu, what: string, from: GPUBuffer): Promise<ArrayBuffer> {
  const { MAP_READ, COPY_DST } = GPUBufferUsage;
  let answer: GPUBuffer | undefined;
  try {
    const mapped = await gpu.checked(what, () => {
      answer = gpu.device.createBuffer({ label: 'answer', size: from.size, usage: MAP_READ | COPY_DST });
      const encoder = gpu.device.createCommandEncoder();
      encoder.copyBufferToBuffer(from, 0, answer, 0, from.size);
      gpu.device.queue.submit([encoder.finish()]);
      return answer;
    });
    await gpu.settled(mapped.mapAsync(GPUMapMode.READ));
    // Unmapping or destroying takes the mapped bytes away: hand out a copy.
    return mapped.getMappedRange().slice(0);
  } finally {
    answer?.destroy();
  }
}
