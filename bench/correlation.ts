/** r of short samples, and its permutation null, against simple-statistics and SciPy. */
import { readFileSync } from 'node:fs';
import { sampleCorrelation } from 'simple-statistics';
import { pearson } from '../src/lib/stats/correlation';
import { permutationNullOnCpu, type PermutationJob } from '../src/lib/stats/permutationNull';
import { panelSamples, sampleLines } from './jobs';
import { cpuMs, medians, result, whole, type BenchResult } from './measure';
import { peerInput, pythonPeer } from './peer';

const RUNS = 5;
const REPEATS = 2000;
/** SciPy takes a call's overhead for each sample. */
const SCIPY_REPEATS = 20;
const PERMUTATIONS = 10_000;

export async function correlation(): Promise<BenchResult[]> {
  const samples = panelSamples(readFileSync('static/panels/uniform.csv', 'utf8'));
  const scipy = pythonPeer('bench/peers/correlation.py', ['scipy.stats']);
  const all = peerInput('samples.txt', sampleLines(samples));
  const eights = samples.filter(({ x }) => x.length === 8);
  const eightsFile = peerInput('eights.txt', sampleLines(eights));
  let sum = 0;
  const correlate = (of: (x: number[], y: number[]) => number | null) => () =>
    cpuMs(() => {
      for (let i = 0; i < REPEATS; i++) for (const { x, y } of samples) sum += of(x, y) ?? 0;
    });
  const job: PermutationJob = {
    seed: 1,
    draws: PERMUTATIONS,
    tables: eights.map(({ x, y }, stream) => ({
      statistic: 'r',
      rows: x.length,
      values: Float64Array.of(...x, ...y),
      stream,
    })),
  };
  const runs = scipy ? 2 : 0;
  const [ours, simple, scipyMs, permuted, scipyPermuted] = await medians([
    { runs: RUNS, run: correlate(pearson) },
    { runs: RUNS, run: correlate(sampleCorrelation) },
    { runs, run: () => ((scipy?.([all, SCIPY_REPEATS, 'pearson']) ?? 0) * REPEATS) / SCIPY_REPEATS },
    { runs: RUNS, run: () => cpuMs(() => permutationNullOnCpu(job)) },
    { runs, run: () => scipy?.([eightsFile, PERMUTATIONS, 'permutation']) ?? 0 },
  ]);
  if (!Number.isFinite(sum)) throw new Error(`correlations add up to ${sum}`);
  const absent = scipy ? '' : '; SciPy absent';
  const common = { backend: 'cpu', runs: RUNS, clock: 'cpu' } as const;
  const pearsonWork = `r of ${samples.length} samples of 3 to 8 rows, ${whole(REPEATS)} times`;
  return [
    result(
      { name: 'correlation', work: pearsonWork, oursMs: ours, ...common },
      'simple-statistics sampleCorrelation',
      simple,
    ),
    result(
      { name: 'correlation', work: pearsonWork + absent, oursMs: ours, ...common },
      scipy && `scipy.stats.pearsonr (with its p value): ${SCIPY_REPEATS} times, scaled`,
      scipy && scipyMs,
    ),
    result(
      {
        name: 'permutation null of r',
        work: `${eights.length} samples of 8 rows × ${whole(PERMUTATIONS)} permutations${absent}`,
        oursMs: permuted,
        ...common,
      },
      scipy && 'scipy.stats.permutation_test, vectorised',
      scipy && scipyPermuted,
    ),
  ];
}
