/** The kernels on a GPU that Node reaches: resampled rows a second, and the share of what the device can compute. */
import { readFileSync } from 'node:fs';
import { openGpu } from '../src/lib/gpu/device';
import { headFlipsOnGpu } from '../src/lib/gpu/headFlips';
import { itemBootstrapOnGpu } from '../src/lib/gpu/itemBootstrap';
import { pairsBootstrapOnGpu } from '../src/lib/gpu/pairsBootstrap';
import { phaseProbabilityOnGpu } from '../src/lib/gpu/phaseProbability';
import { headsPeer, headsWork, NUMPY } from './heads';
import { headFlipsJob } from './headsJob';
import { jobsOf, type Draws } from './jobs';
import { NEEDS, philoxLimit, rateWords, type Need, type Needed } from './limit';
import { median, result, wallMs, whole, type BenchResult } from './measure';

const RUNS = 5;
/** Seconds of work for a CPU; a run on the device takes a part of one. */
const DRAWS: Draws = {
  phases: 20_000_000,
  turns: 1000,
  permutations: 1000,
  pairs: 1_000_000,
  items: 100_000,
  meta: 1000,
};

/** @returns nothing where there is no adapter */
export async function deviceBench(): Promise<BenchResult[]> {
  const gpu = await openGpu();
  if (gpu === null) return [];
  const jobs = jobsOf(readFileSync('static/panels/uniform.csv', 'utf8'), DRAWS);
  const limit = await philoxLimit(gpu);
  const timed = async (kind: Needed, need: Need, run: () => Promise<unknown>): Promise<BenchResult> => {
    // Compiles, and finds the pace.
    await run();
    const times: number[] = [];
    for (let i = 0; i < RUNS; i++) times.push(await wallMs(run));
    const oursMs = median(times);
    const work = `${whole(DRAWS[kind])} draws: ${rateWords(need, limit, oursMs)}`;
    return result({ name: `device: ${kind}`, work, oursMs, backend: gpu.adapter, runs: RUNS, clock: 'wall' });
  };
  const headScan = async (): Promise<BenchResult> => {
    const job = headFlipsJob();
    const run = () => headFlipsOnGpu(gpu, job);
    await run();
    const times: number[] = [];
    for (let i = 0; i < RUNS; i++) times.push(await wallMs(run));
    const peer = headsPeer();
    const fields = {
      name: 'device: head scan',
      work: headsWork(),
      oursMs: median(times),
      backend: gpu.adapter,
    } as const;
    return result({ ...fields, runs: RUNS, clock: 'wall' }, peer && NUMPY, peer?.() ?? null);
  };
  const results = [
    await timed('phases', NEEDS.phases(jobs.phases), () => phaseProbabilityOnGpu(gpu, jobs.phases)),
    await timed('pairs', NEEDS.pairs(jobs.pairs), () => pairsBootstrapOnGpu(gpu, jobs.pairs)),
    await timed('items', NEEDS.items(jobs.items), () => itemBootstrapOnGpu(gpu, jobs.items)),
    await headScan(),
  ];
  gpu.close();
  return results;
}
