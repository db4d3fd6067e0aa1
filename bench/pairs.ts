/** Pairs bootstrap over the uniform panel: every family with every pair of benchmarks, against SciPy, NumPy and C. */
import { readFileSync } from 'node:fs';
import { parsePanel } from '../src/lib/scores/panels';
import { familiesOf } from '../src/lib/scores/table';
import { pairsBootstrapOnCpu, type PairsJob } from '../src/lib/stats/pairsBootstrap';
import { median, type BenchResult } from './measure';
import { compiledPeer, peerInput, pythonPeer } from './peer';

const RUNS = 3;

/** Samples of three or more models with both scores, all families × all pairs. */
function panelSamples(): { x: number[]; y: number[] }[] {
  const table = parsePanel('uniform', readFileSync('static/panels/uniform.csv', 'utf8'));
  const keys = table.benchmarks.map(({ key }) => key);
  const used = table.models.filter((row) => !row.excluded);
  const families = familiesOf(table).map(({ family }) => used.filter((row) => row.family === family));
  return families.flatMap((rows) =>
    keys.flatMap((first, i) =>
      keys.slice(i + 1).flatMap((second) => {
        const both = rows.filter((row) => row.scores[first] && row.scores[second]);
        if (both.length < 3) return [];
        return [
          { x: both.map((row) => row.scores[first].value), y: both.map((row) => row.scores[second].value) },
        ];
      }),
    ),
  );
}

function jobOf(samples: { x: number[]; y: number[] }[], draws: number): PairsJob {
  const offset = new Uint32Array(samples.length + 1);
  samples.forEach(({ x }, i) => (offset[i + 1] = offset[i] + x.length));
  return {
    seed: 1,
    draws,
    x: Float64Array.from(samples.flatMap(({ x }) => x)),
    y: Float64Array.from(samples.flatMap(({ y }) => y)),
    offset,
    stream: Uint32Array.from(samples, (_, i) => i),
    probabilities: [0.025, 0.5, 0.975],
    bins: 64,
  };
}

export async function pairsBootstrap(): Promise<BenchResult[]> {
  const samples = panelSamples();
  const draws = 100_000;
  const input = peerInput(
    'pairs.txt',
    samples.map(({ x, y }) => [x.length, ...x, ...y].join(' ')).join('\n'),
  );
  const ours: number[] = [];
  const peers: Record<
    string,
    { seconds: ((args: string[]) => number) | null; args: string[]; times: number[]; runs: number }
  > = {
    'C (gcc -O3, same words)': {
      seconds: compiledPeer('bench/peers/pairs.c'),
      args: [input, `${draws}`],
      times: [],
      runs: RUNS,
    },
    'NumPy, vectorised': {
      seconds: pythonPeer('bench/peers/pairs.py', ['numpy']),
      args: [input, `${draws}`, 'numpy'],
      times: [],
      runs: RUNS,
    },
    'scipy.stats.bootstrap': {
      seconds: pythonPeer('bench/peers/pairs.py', ['scipy.stats']),
      args: [input, `${draws}`, 'scipy'],
      times: [],
      runs: 1,
    },
  };
  const job = jobOf(samples, draws);
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now();
    await pairsBootstrapOnCpu(job);
    ours.push(performance.now() - began);
    for (const peer of Object.values(peers))
      if (peer.seconds && run < peer.runs) peer.times.push(1000 * peer.seconds(peer.args));
  }
  const oursMs = median(ours);
  const perSecond = Math.round((samples.length * draws) / (oursMs / 1000)).toLocaleString('en-GB');
  return Object.entries(peers).map(([peer, { times, seconds }]) => ({
    name: `pairs bootstrap against ${peer}`,
    work: `${samples.length} samples (all families × all pairs of the uniform panel) × ${draws.toLocaleString('en-GB')} resamples, ours on one core: ${perSecond} resamples/s${seconds ? '' : '; peer absent'}`,
    oursMs,
    peer: seconds ? peer : null,
    peerMs: seconds ? median(times) : null,
    ratio: seconds ? median(times) / oursMs : null,
    backend: 'cpu',
    runs: RUNS,
  }));
}
