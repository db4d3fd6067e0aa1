/** A head scan's statistics, 24 × 16 heads, 256 pairs, 10,000 permutations: the CPU twin, the software adapter, and NumPy. */
import { signFlipsOnCpu } from '../src/lib/models/heads/signFlips';
import { HEADS, headFlipsJob } from './headsJob';
import { onKernelPage } from './kernelPage';
import { cpuMs, medians, result, whole, type BenchResult } from './measure';
import { pythonPeer } from './peer';

/** Permutations on the software adapter, which would take minutes for all; its time grows with them. */
const SOFTWARE_DRAWS = 500;

export const headsWork = (draws: number = HEADS.draws): string => {
  const { layers, heads, dims, pairs } = HEADS;
  return `${layers} × ${heads} heads of ${dims} numbers, ${pairs} pairs of each capability, ${whole(draws)} permutations`;
};

/** What NumPy takes in the same place, ms of processor time on one thread; null without it. */
export const headsPeer = (): (() => number) | null => {
  const peer = pythonPeer('bench/peers/heads.py', ['numpy']);
  const { layers, heads, dims, pairs, draws } = HEADS;
  return peer && (() => peer([layers * heads, pairs, dims, draws]));
};
export const NUMPY = 'NumPy, vectorised (processor time, one thread)';

export async function headScan(): Promise<BenchResult[]> {
  const job = headFlipsJob();
  const peer = headsPeer();
  const [ours, theirs] = await medians([
    { run: () => cpuMs(() => signFlipsOnCpu(job)), runs: 1 },
    { run: () => peer?.() ?? 0, runs: peer ? 1 : 0 },
  ]);
  const peerMs = peer ? theirs : null;
  const common = { name: 'head scan', runs: 1 };
  const onPage = await onKernelPage(async (page) => ({
    adapter: await page.evaluate(() => window.kernelBench!.adapter()),
    ms: await page.evaluate((draws) => window.kernelBench!.headFlips(draws), SOFTWARE_DRAWS),
  }));
  const results = [
    result(
      { ...common, work: headsWork(), oursMs: ours, backend: 'cpu', clock: 'cpu' },
      peer && NUMPY,
      peerMs,
    ),
  ];
  if (onPage.adapter !== null && onPage.ms !== null)
    results.push(
      result({
        ...{ ...common, work: headsWork(SOFTWARE_DRAWS), oursMs: onPage.ms },
        ...{ backend: onPage.adapter, clock: 'wall' },
      }),
    );
  return results;
}
