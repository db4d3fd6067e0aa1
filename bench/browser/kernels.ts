/** In the browser: each kernel on the GPU, its twin on the page's thread and on a pool of workers, one after another. */
import { openBackend } from '../../src/lib/coupling/backend';
import { runInPlace, type TwinKind } from '../../src/lib/coupling/twins';
import { openGpu } from '../../src/lib/gpu/device';
import { headFlipsOnGpu } from '../../src/lib/gpu/headFlips';
import { createPool } from '../../src/lib/workers/pool';
import uniform from '../../static/panels/uniform.csv?raw';
import { headFlipsJob } from '../headsJob';
import { jobsOf, type Draws } from '../jobs';
import { philoxLimit } from '../limit';
import { median, wallMs } from '../measure';

export interface KernelTimes {
  gpuMs: number;
  cpuMs: number;
  poolMs: number;
}

export interface KernelBench {
  adapter(): Promise<string | null>;
  cores: number;
  measure(kind: TwinKind, draws: Draws, runs: number): Promise<KernelTimes>;
  /** The CPU twin on as many workers as there are cores: the median of `runs`, ms by the clock. */
  onWorkers(kind: TwinKind, draws: Draws, runs: number): Promise<number>;
  /** The head scan's sign flips on the GPU, so many permutations, ms by the clock; null without an adapter. */
  headFlips(draws: number): Promise<number | null>;
  /** Philox blocks a second; see `philoxLimit`. */
  limit(): Promise<number>;
}

const backend = openBackend();
const pool = createPool();

const bench: KernelBench = {
  adapter: async () => (await backend).adapter,
  cores: navigator.hardwareConcurrency,
  async measure(kind, draws, runs) {
    const job = jobsOf(uniform, draws)[kind];
    const device = await backend;
    const ways = [
      async () => {
        const { backend: answered } = await device.run(kind, job);
        if (answered.kind !== 'webgpu') throw new Error(`${kind}: ${answered.note ?? 'no GPU answered'}`);
      },
      () => runInPlace(kind, job),
      () => pool.run(kind, job),
    ];
    const times = ways.map((): number[] => []);
    // The first round compiles.
    for (let run = 0; run <= runs; run++)
      for (const [i, way] of ways.entries()) {
        const took = await wallMs(way);
        if (run > 0) times[i].push(took);
      }
    const [gpuMs, cpuMs, poolMs] = times.map(median);
    return { gpuMs, cpuMs, poolMs };
  },
  async onWorkers(kind, draws, runs) {
    const job = jobsOf(uniform, draws)[kind];
    const times: number[] = [];
    for (let run = 0; run <= runs; run++) {
      const took = await wallMs(() => pool.run(kind, job));
      if (run > 0) times.push(took);
    }
    return median(times);
  },
  async headFlips(draws) {
    const gpu = await openGpu();
    if (!gpu) return null;
    // Compiles.
    await headFlipsOnGpu(gpu, headFlipsJob(10));
    const job = headFlipsJob(draws);
    const ms = await wallMs(() => headFlipsOnGpu(gpu, job));
    gpu.close();
    return ms;
  },
  async limit() {
    const gpu = await openGpu();
    if (!gpu) throw new Error('no WebGPU adapter');
    const limit = await philoxLimit(gpu);
    gpu.close();
    return limit;
  },
};

Object.assign(window, { kernelBench: bench });
