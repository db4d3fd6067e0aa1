import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import philoxText from '$shaders/philox.wgsl?raw';
import { philox4x32 } from '$lib/stats/philox';
import { openGpu, type Gpu } from '$lib/gpu/device';

const oneCounterEach = /* wgsl */ `
struct Case { counter: vec4u, key: vec4u }
@group(0) @binding(0) var<storage, read> cases: array<Case>;
@group(0) @binding(1) var<storage, read_write> words: array<vec4u>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < arrayLength(&cases)) {
    words[id.x] = philox4x32(cases[id.x].counter, cases[id.x].key.xy);
  }
}`;

type Case = [c0: number, c1: number, c2: number, c3: number, k0: number, k1: number];

let gpu: Gpu;
beforeAll(async () => {
  const opened = await openGpu();
  if (!opened) throw new Error('these tests need a WebGPU adapter: start Chromium with webgpuFlags');
  gpu = opened;
});
afterAll(() => gpu.close());

async function onGpu(cases: Case[]): Promise<number[][]> {
  const { device } = gpu;
  const storage = (size: number) =>
    device.createBuffer({
      size,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
    });
  const input = storage(cases.length * 32);
  const output = storage(cases.length * 16);
  const answer = device.createBuffer({
    size: output.size,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  await gpu.checked('the words kernel', () => {
    device.queue.writeBuffer(input, 0, Uint32Array.from(cases.flatMap((c) => [...c, 0, 0])));
    const pipeline = device.createComputePipeline({
      layout: 'auto',
      compute: { module: device.createShaderModule({ code: philoxText + oneCounterEach }) },
    });
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(
      0,
      device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: [input, output].map((buffer, binding) => ({ binding, resource: { buffer } })),
      }),
    );
    pass.dispatchWorkgroups(Math.ceil(cases.length / 64));
    pass.end();
    encoder.copyBufferToBuffer(output, 0, answer, 0, output.size);
    device.queue.submit([encoder.finish()]);
  });
  await gpu.settled(answer.mapAsync(GPUMapMode.READ));
  const words = new Uint32Array(answer.getMappedRange().slice(0));
  for (const buffer of [input, output, answer]) buffer.destroy();
  return cases.map((_, i) => [...words.subarray(4 * i, 4 * i + 4)]);
}

function onCpu(c: Case): number[] {
  const out = new Uint32Array(4);
  philox4x32(out, ...c);
  return [...out];
}

describe('Philox4x32-10 in WGSL', () => {
  test('gives the published known answers', async () => {
    const all = 0xffffffff;
    expect(
      await onGpu([
        [0, 0, 0, 0, 0, 0],
        [all, all, all, all, all, all],
        [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0],
      ]),
    ).toEqual([
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ]);
  });

  test('agrees with the CPU bit for bit on any counter and key', async () => {
    const word = fc.oneof(fc.integer({ min: 0, max: 0xffffffff }), fc.constantFrom(0, 0xffff, 0x10000));
    const cases = fc.array(fc.tuple(word, word, word, word, word, word), { minLength: 1, maxLength: 2000 });
    await fc.assert(
      fc.asyncProperty(cases, async (some) => {
        expect(await onGpu(some)).toEqual(some.map(onCpu));
      }),
      { numRuns: 10 },
    );
  });
});
