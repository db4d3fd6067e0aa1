/** Paired item bootstrap of eight models on HellaSwag's items, against the same in NumPy. */
import { itemBootstrapOnCpu } from '../src/lib/coupling/itemBootstrap';
import { itemJob, ITEMS, MODELS } from './jobs';
import { cpuMs, medians, result, whole, type BenchResult } from './measure';
import { pythonPeer } from './peer';

const DRAWS = 10_000;
const PEER_DRAWS = 500;
const RUNS = 3;

export async function itemBootstrap(): Promise<BenchResult[]> {
  const numpy = pythonPeer('bench/peers/items.py', ['numpy']);
  const job = itemJob(DRAWS);
  const [oursMs, peerMs] = await medians([
    { runs: RUNS, run: () => cpuMs(() => itemBootstrapOnCpu(job)) },
    {
      runs: numpy ? RUNS : 0,
      run: () => ((numpy?.([MODELS, ITEMS, PEER_DRAWS]) ?? 0) * DRAWS) / PEER_DRAWS,
    },
  ]);
  const rate = whole((DRAWS * ITEMS) / (oursMs / 1000));
  const peer = `NumPy, vectorised over items: ${whole(PEER_DRAWS)} draws, times ${DRAWS / PEER_DRAWS}`;
  return [
    result(
      {
        name: 'paired item bootstrap',
        work: `${MODELS} models × ${whole(ITEMS)} items × ${whole(DRAWS)} draws on one core: ${rate} resampled rows/s${numpy ? '' : '; peer absent'}`,
        oursMs,
        backend: 'cpu',
        runs: RUNS,
        clock: 'cpu',
      },
      numpy && peer,
      numpy && peerMs,
    ),
  ];
}
