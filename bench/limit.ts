/**
 * What an adapter could do at best: the random words alone. Every kernel needs so many Philox blocks, whatever else it does;
 * how fast the adapter makes blocks and nothing else is measured, and a kernel's share of that limit is the time that its
 * blocks take alone, of the time that it takes.
 */
import philox from '$shaders/philox.wgsl?raw';
import { MASK_MODELS } from '../src/lib/gpu/itemBootstrapJob';
import type { Gpu } from '../src/lib/gpu/device';
import { whole } from './measure';
import type { Jobs } from './jobs';

/**
 * Operations on 32-bit words in a block, as shaders/philox.wgsl writes them: ten rounds of two wide products by halves
 * (15 each), four exclusive ors and two key steps.
 */
export const BLOCK_OPERATIONS = 360;

export interface Need {
  blocks: number;
  /** Rows (pairs), items or draws (phases): what rates are told in. */
  rows: number;
}

/** What a whole job needs; of the kinds that the targets speak of. */
export const NEEDS = {
  phases: ({ draws, stream }: Jobs['phases']): Need => ({
    blocks: draws * stream.length,
    rows: draws * stream.length,
  }),
  pairs: ({ draws, offset }: Jobs['pairs']): Need => {
    const rows = Array.from(offset.subarray(1), (end, s) => end - offset[s]);
    return {
      blocks: draws * rows.reduce((sum, n) => sum + Math.ceil(n / 4), 0),
      rows: draws * rows.reduce((sum, n) => sum + n, 0),
    };
  },
  items: ({ draws, benchmarks }: Jobs['items']): Need => ({
    blocks: benchmarks.reduce(
      (sum, { packed }) => sum + draws * Math.ceil(packed.models / MASK_MODELS) * Math.ceil(packed.items / 4),
      0,
    ),
    rows: benchmarks.reduce((sum, { packed }) => sum + draws * packed.items, 0),
  }),
};

export type Needed = keyof typeof NEEDS;

/** @param limit blocks a second @param ms that the job took */
export function rateWords({ blocks, rows }: Need, limit: number, ms: number): string {
  const share = Math.round((100 * blocks) / (limit * (ms / 1000)));
  const operations = (limit * BLOCK_OPERATIONS) / 1e9;
  return `${whole(rows / (ms / 1000))} resampled rows/s, ${share} % of the limit by Philox alone (${(limit / 1e6).toFixed(0)} · 10^6 blocks/s, ${operations.toFixed(0)} · 10^9 operations/s)`;
}

const BLOCKS = 256;
const GROUP_SIZE = 64;
const FEWEST_GROUPS = 64;
const MOST_GROUPS = 4096;
const CODE = `${philox}
@group(0) @binding(0) var<storage, read_write> out: array<u32>;
@compute @workgroup_size(${GROUP_SIZE})
fn make_words(@builtin(global_invocation_id) id: vec3u) {
  var sum = vec4u();
  for (var block = 0u; block < ${BLOCKS}u; block++) {
    sum ^= philox4x32(vec4u(block, id.x, 1u, 0u), vec2u(1u, 0u));
  }
  out[id.x] = sum.x ^ sum.y ^ sum.z ^ sum.w;
}`;

/** Philox blocks that the adapter makes in a second, in the best of several tries. */
export async function philoxLimit({ device }: Gpu): Promise<number> {
  const pipeline = await device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code: CODE }), entryPoint: 'make_words' },
  });
  const buffer = device.createBuffer({ size: 4 * MOST_GROUPS * GROUP_SIZE, usage: GPUBufferUsage.STORAGE });
  const bound = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [{ binding: 0, resource: { buffer } }],
  });
  const seconds = async (groups: number, dispatches: number): Promise<number> => {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bound);
    for (let i = 0; i < dispatches; i++) pass.dispatchWorkgroups(groups);
    pass.end();
    const began = performance.now();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    return (performance.now() - began) / 1000;
  };
  let best = 0;
  let groups = FEWEST_GROUPS;
  let dispatches = 1;
  // Grows until a try is long beside its overhead, and then is repeated.
  for (let tries = 0; tries < 14; tries++) {
    const took = await seconds(groups, dispatches);
    best = Math.max(best, (groups * dispatches * GROUP_SIZE * BLOCKS) / took);
    if (took > 0.1) continue;
    if (groups < MOST_GROUPS) groups *= 4;
    else dispatches *= 2;
  }
  buffer.destroy();
  return best;
}
