/**
 * Arithmetic that the kernels need at least, counted from their text in operations on 32-bit words; loads, branches and loop
 * counters are left out. And what an adapter can do of it, measured with nothing but multiplications and additions.
 */
import { MASK_MODELS } from '../src/lib/gpu/itemBootstrapJob';
import type { Gpu } from '../src/lib/gpu/device';
import type { Jobs } from './jobs';

/** Ten rounds of two wide products by halves (15 each), four exclusive ors and two key steps. */
const BLOCK = 360;
/** Index of a row from a word, and its part in the five moments. */
const PAIR_ROW = 7 + 23;
/** Index of an item from a word (a wide product), and its part in the carry-save adder. */
const ITEM = 13 + 6;
/** Two normals and the tests for the phases. */
const PHASE_DRAW = 40;

/** Operations of a whole job; null for kinds that are not counted. */
export const OPERATIONS: { [K in keyof Jobs]?: (job: Jobs[K]) => number } = {
  phases: ({ draws, stream }) => draws * stream.length * (BLOCK + PHASE_DRAW),
  pairs: ({ draws, offset }) => {
    let each = 0;
    for (let s = 1; s < offset.length; s++) {
      const rows = offset[s] - offset[s - 1];
      each += Math.ceil(rows / 4) * BLOCK + rows * PAIR_ROW;
    }
    return draws * each;
  },
  items: ({ draws, benchmarks }) =>
    benchmarks.reduce(
      (sum, { packed: { items, models } }) =>
        sum + draws * Math.ceil(models / MASK_MODELS) * (Math.ceil(items / 4) * BLOCK + items * ITEM),
      0,
    ),
};

/** Rows (pairs), items or draws (phases) that a job resamples: what rates are told in. */
export const RESAMPLED: { [K in keyof Jobs]?: (job: Jobs[K]) => number } = {
  phases: ({ draws, stream }) => draws * stream.length,
  pairs: ({ draws, x }) => draws * x.length,
  items: ({ draws, benchmarks }) => benchmarks.reduce((sum, { packed }) => sum + draws * packed.items, 0),
};

const ROUNDS = 1024;
const LANES = 8;
const GROUPS = 256;
const GROUP_SIZE = 64;
/** Eight chains that wait for nothing but themselves; odd multipliers, so that no word ends at 0. */
const CODE = `
@group(0) @binding(0) var<storage, read_write> out: array<u32>;
@compute @workgroup_size(${GROUP_SIZE})
fn multiply_add(@builtin(global_invocation_id) id: vec3u) {
  var a = vec4u(id.x, id.x + 1u, id.x + 2u, id.x + 3u);
  var b = a + 4u;
  for (var round = 0u; round < ${ROUNDS}u; round++) {
    a = a * 0xd2511f53u + 0x9e3779b9u;
    b = b * 0xcd9e8d57u + 0xbb67ae85u;
  }
  out[id.x] = a.x ^ a.y ^ a.z ^ a.w ^ b.x ^ b.y ^ b.z ^ b.w;
}`;

/** Multiplications and additions of u32 that the adapter does in a second, in the best of several tries. */
export async function arithmeticLimit({ device }: Gpu): Promise<number> {
  const pipeline = await device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code: CODE }), entryPoint: 'multiply_add' },
  });
  // Enough invocations for a large device; a small one takes them in turn.
  const groups = 16 * GROUPS;
  const buffer = device.createBuffer({ size: 4 * groups * GROUP_SIZE, usage: GPUBufferUsage.STORAGE });
  const bound = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [{ binding: 0, resource: { buffer } }],
  });
  const seconds = async (groupCount: number, dispatches: number): Promise<number> => {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bound);
    for (let i = 0; i < dispatches; i++) pass.dispatchWorkgroups(groupCount);
    pass.end();
    const began = performance.now();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    return (performance.now() - began) / 1000;
  };
  let best = 0;
  let groupCount = GROUPS;
  let dispatches = 1;
  for (let tries = 0; tries < 12; tries++) {
    const took = await seconds(groupCount, dispatches);
    best = Math.max(best, (groupCount * dispatches * GROUP_SIZE * ROUNDS * LANES * 2) / took);
    if (took > 0.2) continue;
    if (groupCount < groups) groupCount *= 4;
    else dispatches *= 2;
  }
  buffer.destroy();
  return best;
}
