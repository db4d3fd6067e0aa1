/** The kernels on a GPU that Node reaches: resampled rows a second, and the share of what the device can compute. */
import { readFileSync } from 'node:fs';
import type { Gpu } from '../src/lib/gpu/device';
import { openGpu } from '../src/lib/gpu/device';
import { itemBootstrapOnGpu } from '../src/lib/gpu/itemBootstrap';
import { pairsBootstrapOnGpu } from '../src/lib/gpu/pairsBootstrap';
import { phaseProbabilityOnGpu } from '../src/lib/gpu/phaseProbability';
import { jobsOf, type Draws } from './jobs';
import { median, result, wallMs, whole, type BenchResult } from './measure';
import { arithmeticLimit, OPERATIONS, RESAMPLED } from './operations';

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
  const limit = await arithmeticLimit(gpu);
  const results = [
    await timed(gpu, limit, 'phases', DRAWS.phases, () => phaseProbabilityOnGpu(gpu, jobs.phases), {
      operations: OPERATIONS.phases!(jobs.phases),
      resampled: RESAMPLED.phases!(jobs.phases),
    }),
    await timed(gpu, limit, 'pairs', DRAWS.pairs, () => pairsBootstrapOnGpu(gpu, jobs.pairs), {
      operations: OPERATIONS.pairs!(jobs.pairs),
      resampled: RESAMPLED.pairs!(jobs.pairs),
    }),
    await timed(gpu, limit, 'items', DRAWS.items, () => itemBootstrapOnGpu(gpu, jobs.items), {
      operations: OPERATIONS.items!(jobs.items),
      resampled: RESAMPLED.items!(jobs.items),
    }),
  ];
  gpu.close();
  return results;
}

async function timed(
  gpu: Gpu,
  limit: number,
  kind: string,
  draws: number,
  run: () => Promise<unknown>,
  { operations, resampled }: { operations: number; resampled: number },
): Promise<BenchResult> {
  // Compiles, and finds the pace.
  await run();
  const times: number[] = [];
  for (let i = 0; i < RUNS; i++) times.push(await wallMs(run));
  const ms = median(times);
  const share = (100 * operations) / (limit * (ms / 1000));
  return result({
    name: `device: ${kind}`,
    work: `${whole(draws)} draws: ${whole(resampled / (ms / 1000))} resampled rows/s, ${share.toFixed(0)} % of the ${(limit / 1e9).toFixed(0)} · 10^9 multiplications and additions a second measured on it`,
    oursMs: ms,
    backend: gpu.adapter,
    runs: RUNS,
    clock: 'wall',
  });
}
