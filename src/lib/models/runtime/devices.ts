/** Which devices and formats can be chosen here, and why. A choice is the user’s; nothing is switched without being told. */
import type { Dtype } from './dtypes';

export interface DeviceChoice {
  device: 'wasm' | 'webgpu';
  available: boolean;
  /** A sentence: what it is good for, or why it cannot be chosen. */
  reason: string;
}

export interface DeviceFacts {
  /** An adapter was found. */
  webgpu: boolean;
  /** The adapter computes in 16 bits. */
  halfPrecision: boolean;
}

/** Looks for an adapter; without one, or without WebGPU, both are false. */
export async function deviceFacts(gpu: GPU | undefined = globalThis.navigator?.gpu): Promise<DeviceFacts> {
  const adapter = await gpu?.requestAdapter().catch(() => null);
  return { webgpu: !!adapter, halfPrecision: adapter?.features.has('shader-f16') ?? false };
}

/** The first is the default: the processor, whose results are the same on every machine. */
export function deviceChoices({ webgpu }: DeviceFacts): DeviceChoice[] {
  return [
    {
      device: 'wasm',
      available: true,
      reason:
        'Runs on the processor, in every browser, with the same numbers everywhere. Best for small models.',
    },
    {
      device: 'webgpu',
      available: webgpu,
      reason: webgpu
        ? 'Runs on the graphics card: faster from some hundred million parameters on. Rounds in its own way, and fetches 27 MB of runtime once.'
        : 'This browser has no WebGPU adapter.',
    },
  ];
}

export interface DtypeChoice {
  dtype: Dtype;
  available: boolean;
  /** Null where it can be chosen without a remark. */
  reason: string | null;
}

/**
 * @param published the formats that a model comes in
 * @returns those, the default first: full precision where it is published, since a direction found in it is the model’s own
 */
export function dtypeChoices(
  published: readonly Dtype[],
  device: 'wasm' | 'webgpu',
  { halfPrecision }: DeviceFacts,
): DtypeChoice[] {
  const order: readonly Dtype[] = ['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4', 'q4f16', 'bnb4'];
  return order
    .filter((dtype) => published.includes(dtype))
    .map((dtype) => {
      const half = dtype === 'fp16' || dtype === 'q4f16';
      if (half && device === 'webgpu' && !halfPrecision)
        return { dtype, available: false, reason: 'This graphics card does not compute in 16 bits.' };
      if (half && device === 'wasm')
        return { dtype, available: true, reason: 'The processor converts each number: slower than 32 bits.' };
      if (device === 'webgpu' && (dtype === 'q8' || dtype === 'int8' || dtype === 'uint8'))
        return {
          dtype,
          available: true,
          reason: '8-bit integers run on the processor in part: 16 bits or 4-bit blocks suit WebGPU better.',
        };
      return { dtype, available: true, reason: null };
    });
}
