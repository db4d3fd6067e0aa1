/** Pairs bootstrap over the uniform panel: every family with every pair of benchmarks, against C, NumPy, SciPy and simple-statistics. */
import { readFileSync } from 'node:fs';
import { sampleCorrelation, sampleWithReplacement } from 'simple-statistics';
import { pairsBootstrapOnCpu } from '../src/lib/stats/pairsBootstrap';
import { panelSamples, pairsJob, rowsDrawn, sampleLines, type Sample } from './jobs';
import { onKernelPage } from './kernelPage';
import { cpuMs, medians, result, whole, type BenchResult } from './measure';
import { compiledPeer, peerInput, pythonPeer, type Peer } from './peer';

const DRAWS = 100_000;
const RUNS = 3;
const SCIPY = 'scipy.stats.bootstrap: r alone';

export async function pairsBootstrap(): Promise<BenchResult[]> {
  const samples = panelSamples(readFileSync('static/panels/uniform.csv', 'utf8'));
  const panel = await against(samples, 'all families × all pairs of the uniform panel, n = 3 to 8', true);
  return [
    ...panel,
    await onWorkers(samples.length, panel.find(({ peer }) => peer === SCIPY)?.peerMs ?? null),
    ...(await against(longSamples(), 'of 24 rows, more than are counted by multiset', false)),
  ];
}

/** As the page computes it where there is no GPU: by the clock, where everything else here is processor time. */
async function onWorkers(count: number, scipyMs: number | null): Promise<BenchResult> {
  const none = { phases: 1, turns: 1, permutations: 1, items: 1, meta: 1 };
  const { cores, oursMs } = await onKernelPage(async (page) => ({
    cores: await page.evaluate(() => window.kernelBench!.cores),
    oursMs: await page.evaluate(([draws, runs]) => window.kernelBench!.onWorkers('pairs', draws, runs), [
      { ...none, pairs: DRAWS },
      RUNS,
    ] as const),
  }));
  return result(
    {
      name: 'pairs bootstrap (n 3 to 8) on all cores',
      work: `the same ${count} samples × ${whole(DRAWS)} resamples on ${cores} workers in Chromium: ${whole((count * DRAWS) / (oursMs / 1000))} resamples/s`,
      oursMs,
      backend: 'cpu, chromium',
      runs: RUNS,
      clock: 'wall',
    },
    scipyMs === null ? null : `${SCIPY} (processor time, one thread)`,
    scipyMs,
  );
}

async function against(samples: Sample[], which: string, everyone: boolean): Promise<BenchResult[]> {
  const file = peerInput(`pairs-${samples.length}.txt`, sampleLines(samples));
  const c = compiledPeer('bench/peers/pairs.c');
  const job = pairsJob(samples, DRAWS);
  const ours = { run: () => cpuMs(() => pairsBootstrapOnCpu(job)), runs: RUNS };
  const side = (peer: Peer | null, method: string, runs = RUNS) => ({
    peer,
    runs: peer ? runs : 0,
    run: () => peer?.([file, DRAWS, method]) ?? 0,
  });
  const peers: Record<string, { peer: unknown; runs: number; run: () => number | Promise<number> }> = {
    'C: the loop alone (words, moments, r and slope)': side(c, 'loop'),
    'C: the loop, all four statistics, quantiles and histograms': side(c, 'summaries'),
    ...(everyone && {
      'C: counted by multiset as ours, statistics left out': side(c, 'multisets'),
      'NumPy, vectorised: r alone': side(pythonPeer('bench/peers/pairs.py', ['numpy']), 'numpy', 1),
      [SCIPY]: side(pythonPeer('bench/peers/pairs.py', ['scipy.stats']), 'scipy', 1),
      'simple-statistics: r alone, 1 % of the resamples, times 100': {
        peer: sampleCorrelation,
        runs: 2,
        run: async () => 100 * (await cpuMs(() => withSimpleStatistics(samples, DRAWS / 100))),
      },
    }),
  };
  await pairsBootstrapOnCpu(job);
  const [oursMs, ...times] = await medians([ours, ...Object.values(peers)]);
  const rate = (count: number) => whole(count / (oursMs / 1000));
  const work = `${samples.length} samples (${which}) × ${whole(DRAWS)} resamples: ours all four statistics with quantiles and histograms, on one core ${rate(samples.length * DRAWS)} resamples/s, ${rate(rowsDrawn(job))} rows/s`;
  return Object.entries(peers).map(([name, { peer }], i) =>
    result(
      {
        name: `pairs bootstrap (n ${everyone ? '3 to 8' : '24'}) against ${name}`,
        work: peer ? work : `${work}; peer absent`,
        oursMs,
        backend: 'cpu',
        runs: RUNS,
        clock: 'cpu',
      },
      peer ? name : null,
      peer ? times[i] : null,
    ),
  );
}

function longSamples(): Sample[] {
  let state = 1;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return Array.from({ length: 10 }, () => {
    const x = Array.from({ length: 24 }, () => 50 * next());
    return { x, y: x.map((value) => 0.5 * value + 20 * next()) };
  });
}

/** As its user would write it: rows drawn with replacement, r of each draw, the three quantiles of a sorted list. */
function withSimpleStatistics(samples: Sample[], draws: number): number[][] {
  return samples.map(({ x, y }) => {
    const rows = x.map((value, i) => [value, y[i]] as const);
    const values: number[] = [];
    for (let draw = 0; draw < draws; draw++) {
      const drawn = sampleWithReplacement(rows, rows.length);
      const r = sampleCorrelation(
        drawn.map(([value]) => value),
        drawn.map(([, value]) => value),
      );
      if (!Number.isNaN(r)) values.push(r);
    }
    values.sort((a, b) => a - b);
    return [0.025, 0.5, 0.975].map((p) => values[Math.max(0, Math.ceil(p * values.length) - 1)]);
  });
}
