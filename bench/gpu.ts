/** Kernels against their CPU twins in the same Chromium, on the software adapter: no statement about any real GPU. */
import { readFileSync } from 'node:fs';
import type { TwinKind } from '../src/lib/coupling/twins';
import { jobsOf, type Draws, type Jobs } from './jobs';
import { onKernelPage } from './kernelPage';
import { NEEDS, rateWords } from './limit';
import { result, whole, type BenchResult } from './measure';

const RUNS = 3;
const DRAWS: Draws = {
  phases: 20_000,
  turns: 20_000,
  permutations: 20_000,
  pairs: 2_000,
  items: 200,
  meta: 10_000,
};

export async function kernels(): Promise<BenchResult[]> {
  return onKernelPage(async (page) => {
    const told = await page.evaluate(async () => ({
      adapter: await window.kernelBench!.adapter(),
      cores: window.kernelBench!.cores,
    }));
    if (told.adapter === null) return [];
    const limit = await page.evaluate(() => window.kernelBench!.limit());
    const jobs = jobsOf(readFileSync('static/panels/uniform.csv', 'utf8'), DRAWS);
    const results: BenchResult[] = [];
    for (const kind of Object.keys(DRAWS) as TwinKind[]) {
      const { gpuMs, cpuMs, poolMs } = await page.evaluate(
        ([of, draws, runs]) => window.kernelBench!.measure(of, draws, runs),
        [kind, DRAWS, RUNS] as const,
      );
      const fields = {
        name: `kernel: ${kind}`,
        work: `${whole(DRAWS[kind])} draws of the uniform panel${ratesOf(kind, jobs, gpuMs, limit)}`,
        oursMs: gpuMs,
        backend: told.adapter,
        runs: RUNS,
        clock: 'wall',
      } as const;
      results.push(
        result(fields, 'the CPU twin on one thread of the same browser', cpuMs),
        result(fields, `the CPU twin on ${told.cores} workers of the same browser`, poolMs),
      );
    }
    return results;
  });
}

/** What the kinds have that the targets speak of. */
function ratesOf(kind: TwinKind, jobs: Jobs, ms: number, limit: number): string {
  if (kind !== 'phases' && kind !== 'pairs' && kind !== 'items') return '';
  const need = {
    phases: NEEDS.phases(jobs.phases),
    pairs: NEEDS.pairs(jobs.pairs),
    items: NEEDS.items(jobs.items),
  };
  return `: ${rateWords(need[kind], limit, ms)}`;
}
