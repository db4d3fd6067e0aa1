/** The self-check finds what it is there to find: an edit that changes numbers, a vector that does not arrive. */
import { describe, expect, test } from 'vitest';
import type { InstrumentInfo } from '../../../../src/lib/models/onnx/instrument';
import { selfCheck, selfCheckFailure } from '../../../../src/lib/models/runtime/selfCheck';
import type { OpenSession } from '../../../../src/lib/models/runtime/sessionModel';

const info: InstrumentInfo = {
  layers: 8,
  hidden: 4,
  heads: 2,
  kvHeads: 2,
  headDim: 2,
  vocabulary: 3,
  elementType: 'float32',
  externalData: false,
  inputs: [],
  outputs: [],
};

interface Faults {
  /** Added to the edited graph’s logits. */
  logits?: number;
  /** What arrives of the vector. */
  share?: number;
  /** What wasm’s logits differ by from WebGPU’s. */
  wasm?: number | Error;
}

async function check(
  { logits = 0, share = 1, wasm = 0 }: Faults,
  device: 'wasm' | 'webgpu' = 'wasm',
  noSecond: string | null = null,
) {
  const log: string[] = [];
  const result = await selfCheck<never>({
    info,
    device,
    ids: [1, 2],
    noSecond,
    open(plan, on = device) {
      if (on !== device && wasm instanceof Error) return Promise.reject(wasm);
      const kind = plan.steer === null ? 'plain' : `steer ${plan.steer}`;
      log.push(`open ${kind} on ${on}`);
      const session: OpenSession<never> = {
        run({ extra }) {
          const vector = extra.steering_vector?.data ?? new Float32Array(4);
          const off =
            (plan.steer === null ? 0 : logits) + (on !== device && typeof wasm === 'number' ? wasm : 0);
          const stream = Float32Array.from({ length: 8 }, (_, i) => i + 1 + share * vector[i % 4]);
          return Promise.resolve({
            outputs: { logits: Float32Array.of(1 + off, 2, 3, 4, 5, 6), 'resid.2': stream },
            cache: null,
          });
        },
        release: () => Promise.resolve(void log.push(`release ${kind} on ${on}`)),
      };
      return Promise.resolve(session);
    },
  });
  return { ...result, log };
}

test('a sound edit holds, and its session stays open for use', async () => {
  const { check: found, first, log } = await check({});
  expect(found).toMatchObject({ holds: true, tokens: 2, layer: 2, agreement: null });
  expect(found.zeroVector).toEqual({ largest: 0, tolerance: 0, holds: true, identical: true });
  expect(first.plan).toMatchObject({ steer: 2, resid: [2] });
  expect(log).toEqual(['open plain on wasm', 'release plain on wasm', 'open steer 2 on wasm']);
  expect(selfCheckFailure(found, 'wasm')).toBeNull();
});

describe('found out', () => {
  test('an edit that moves logits by the least on wasm', async () => {
    const { check: found } = await check({ logits: 1e-6 });
    expect(found.holds).toBe(false);
    expect(selfCheckFailure(found, 'wasm')).toContain('with a vector of zeros its logits differ by 9.5e-7');
  });

  test('a vector that arrives in part', async () => {
    const { check: found } = await check({ share: 0.999 });
    expect(found.zeroVector.holds).toBe(true);
    expect(found.shift.holds).toBe(false);
    expect(selfCheckFailure(found, 'wasm')).toContain('the stream after layer 2 misses the vector');
  });

  test('numbers that are none', async () => {
    expect((await check({ logits: NaN })).check.zeroVector).toMatchObject({
      largest: Infinity,
      holds: false,
    });
  });

  test('WebGPU that computes something else than wasm', async () => {
    const { check: found } = await check({ wasm: 0.5 }, 'webgpu');
    expect(found.holds).toBe(false);
    expect(selfCheckFailure(found, 'webgpu')).toContain('WebGPU and wasm disagree');
  });
});

describe('on WebGPU', () => {
  test('the provider’s own rounding is allowed, and wasm is asked', async () => {
    const { check: found, log } = await check({ logits: 1e-3, wasm: 1e-3 }, 'webgpu');
    expect(found.holds).toBe(true);
    expect(found.agreement).toMatchObject({ holds: true });
    expect(log).toContain('release plain on wasm');
  });

  test('a comparison that cannot be made is told, not passed over', async () => {
    expect((await check({ wasm: new Error('no kernel') }, 'webgpu')).check).toMatchObject({
      holds: true,
      agreement: { notMade: 'no kernel' },
    });
    expect((await check({}, 'webgpu', 'too large')).check.agreement).toEqual({ notMade: 'too large' });
  });
});
