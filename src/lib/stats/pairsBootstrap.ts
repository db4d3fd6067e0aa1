/**
 * Monte-Carlo pairs bootstrap of many samples of (x, y): Pearson r, the least-squares slope of y on x, and the effective
 * dimensionality tr(C)²/‖C‖² of the 2×2 covariance and correlation matrices, each as quantiles and a histogram.
 * CPU twin of shaders/pairs-bootstrap.wgsl: resample d of a sample of n rows takes row floor(word k · n / 2^32) for
 * k = 0 … n − 1, with the Philox words of counter (⌊k/4⌋, d, stream, 0) and key (seed, 0); the indices agree bit for bit.
 */
import { checkPairsJob, rescaled, standardSample, type PairsJob, type PairsSummary } from './pairsJob';
import { openPairsResampler } from './pairsResampler';
import { pacer, type PortionControl } from './portions';

export type { PairsJob, PairsSummary } from './pairsJob';

/** Index draws between two looks at the clock: a few ms of work. */
const PORTION = 1 << 18;

/**
 * @param range samples to do, `from` … `to − 1`: a job is shared out by samples, and the answers put one after another
 * @returns one summary for each sample of the range
 * @throws RangeError for an impossible job; the signal's reason when aborted
 */
export async function pairsBootstrapOnCpu(
  job: PairsJob,
  { onProgress, signal }: PortionControl = {},
  { from, to }: { from: number; to: number } = { from: 0, to: job.stream.length },
): Promise<PairsSummary[]> {
  checkPairsJob(job);
  const pause = pacer(signal);
  const resampler = openPairsResampler(job.seed, job.draws);
  const summaries: PairsSummary[] = [];
  const rowsInAll = job.offset[to] - job.offset[from];
  for (let s = from; s < to; s++) {
    const sample = standardSample(job, s);
    const rows = sample.x.length;
    resampler.open(sample);
    const portion = Math.max(1, Math.floor(PORTION / rows));
    for (let draw = 0; draw < job.draws; draw += portion) {
      await pause();
      const end = Math.min(job.draws, draw + portion);
      resampler.resample(draw, end);
      onProgress?.((job.offset[s] - job.offset[from] + (rows * end) / job.draws) / rowsInAll);
    }
    await pause();
    const { r, slope, ...dimensions } = resampler.summary(job);
    summaries.push({ r, slope: rescaled(slope, sample.sdY / sample.sdX), ...dimensions });
  }
  return summaries;
}
