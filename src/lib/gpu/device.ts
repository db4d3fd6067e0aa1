/**
 * The WebGPU device, in a page or in a worker. Contract: opening never throws, it answers null where there is no usable
 * adapter; everything awaited on a device goes through `settled`, so that a lost device is a `GpuLostError` and never a
 * promise that hangs; work is encoded inside `checked`, so that a validation error is a rejection.
 */

/** The device went away (driver reset, too long a kernel, `close()`): open another, or compute on the CPU. */
export class GpuLostError extends Error {
  override readonly name = 'GpuLostError';
}

/** The device refused what it was asked: a fault of a kernel or of a size, not of the machine. */
export class GpuRefusedError extends Error {
  override readonly name = 'GpuRefusedError';
}

export interface Gpu {
  readonly device: GPUDevice;
  /** What answers, for a reader: "SwiftShader (software)", "nvidia hopper". */
  readonly adapter: string;
  /** Resolves, never rejects, when the device is lost. */
  readonly lost: Promise<GpuLostError>;
  /** The promise's value. @throws GpuLostError as soon as the device is lost */
  settled<T>(promise: Promise<T>): Promise<T>;
  /**
   * Runs `encode`, which must be synchronous: error scopes are one stack a device, and two kernels may be under way.
   * @throws GpuRefusedError naming `what` with the device's words; GpuLostError
   */
  checked<T>(what: string, encode: () => T): Promise<T>;
  close(): void;
}

/** A device on the default adapter; null without WebGPU, adapter or device. */
export async function openGpu(): Promise<Gpu | null> {
  try {
    const adapter = await navigator.gpu?.requestAdapter();
    if (!adapter) return null;
    const device = await adapter.requestDevice({ label: 'Crossover' });
    return wrap(device, describe(adapter.info));
  } catch {
    // Blocklisted drivers answer with an exception instead of null.
    return null;
  }
}

function wrap(device: GPUDevice, adapter: string): Gpu {
  let isLost: GpuLostError | null = null;
  const lost = device.lost.then(({ reason, message }) => {
    isLost = new GpuLostError(`The GPU device was lost (${reason}): ${message || 'no reason given'}`);
    return isLost;
  });
  const rejection = lost.then((error) => Promise.reject(error));
  // Raced against below; unobserved it must not count as an unhandled rejection.
  rejection.catch(() => undefined);

  const settled = async <T>(promise: Promise<T>): Promise<T> => {
    try {
      const value = await Promise.race([promise, rejection]);
      if (isLost) throw isLost;
      return value;
    } catch (error) {
      throw isLost ?? (await lostInstead(error, lost));
    }
  };

  return {
    device,
    adapter,
    lost,
    settled,
    async checked(what, encode) {
      if (isLost) throw isLost;
      const filters = ['validation', 'out-of-memory', 'internal'] as const;
      for (const filter of filters) device.pushErrorScope(filter);
      let result;
      const popped: Promise<GPUError | null>[] = [];
      try {
        result = encode();
      } finally {
        for (let i = 0; i < filters.length; i++) popped.push(device.popErrorScope());
        // When `encode` throws, nobody awaits these.
        for (const scope of popped) scope.catch(() => undefined);
      }
      const error = (await settled(Promise.all(popped))).find((found) => found !== null);
      if (error) throw new GpuRefusedError(`The GPU refused ${what}: ${error.message}`);
      return result;
    },
    close: () => device.destroy(),
  };
}

/** A pending operation of a dying device may reject a moment before `device.lost` resolves: wait that moment. */
async function lostInstead(error: unknown, lost: Promise<GpuLostError>): Promise<unknown> {
  if (!(error instanceof DOMException)) return error;
  const moment = new Promise<null>((resolve) => setTimeout(resolve, 50, null));
  return (await Promise.race([lost, moment])) ?? error;
}

/** Browsers tell little, in lower case, and not all of them all of it. */
function describe(info: GPUAdapterInfo | undefined): string {
  if (!info) return 'GPU of undisclosed make';
  if (/swiftshader/i.test(`${info.architecture} ${info.description} ${info.device}`))
    return 'SwiftShader (software)';
  const name = info.description || [info.vendor, info.architecture].filter(Boolean).join(' ');
  return (name || 'GPU of undisclosed make') + (info.isFallbackAdapter ? ' (software)' : '');
}
