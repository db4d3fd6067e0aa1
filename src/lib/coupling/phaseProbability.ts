/**
 * How often does the coupling of an interval fall in each phase, given the sampling noise of its scores?
 * CPU twin of shaders/phase-probability.wgsl. Draw d of interval i uses the Philox words of counter (0, d, stream[i], 0)
 * and key (seed, 0): words 0 and 1 give both normals by Box–Muller. Words agree with the GPU bit for bit, counts to 1e-3.
 */
import type { KernelControl, PhaseCounts, PhaseJob } from '../gpu/kernel';
import { philox4x32 } from '../stats/philox';
import { inPortions, type DrawRange } from '../stats/portions';
import { PHASE_EDGE } from './localCoupling';

/** Draws between two looks at the clock: about 2 ms of work. */
const PORTION = 16_384;

/**
 * Counts of a range of draws, of all by default.
 * @throws RangeError for a job whose arrays differ in length; the signal's reason when aborted
 */
export async function phaseProbabilityOnCpu(
  job: PhaseJob,
  control: KernelControl = {},
  range: DrawRange = { from: 0, to: job.draws },
): Promise<PhaseCounts> {
  const intervals = job.delta1.length;
  for (const name of ['delta2', 'sd1', 'sd2', 'stream'] as const)
    if (job[name].length !== intervals)
      throw new RangeError(
        `phaseProbability: ${job[name].length} values of ${name} for ${intervals} intervals`,
      );
  const counts: PhaseCounts = {
    tax: new Uint32Array(intervals),
    transition: new Uint32Array(intervals),
    bonus: new Uint32Array(intervals),
  };
  const portion = Math.max(1, Math.floor(PORTION / Math.max(1, intervals)));
  await inPortions(range, portion, control, (from, to) => {
    for (let i = 0; i < intervals; i++) countPhases(job, i, from, to, counts);
  });
  return counts;
}

/** Adds `more` to `into`, and gives it back. */
export function addPhases(into: PhaseCounts, more: PhaseCounts): PhaseCounts {
  for (const phase of ['tax', 'transition', 'bonus'] as const)
    for (let i = 0; i < more[phase].length; i++) into[phase][i] += more[phase][i];
  return into;
}

const words = new Uint32Array(4);

function countPhases(job: PhaseJob, i: number, from: number, to: number, counts: PhaseCounts): void {
  const { seed } = job;
  const stream = job.stream[i];
  const delta1 = job.delta1[i];
  const delta2 = job.delta2[i];
  const sd1 = job.sd1[i];
  const sd2 = job.sd2[i];
  let tax = 0;
  let bonus = 0;
  for (let draw = from; draw < to; draw++) {
    philox4x32(words, 0, draw, stream, 0, seed, 0);
    const radius = Math.sqrt(-2 * Math.log((words[0] + 0.5) / 4294967296));
    const angle = 2 * Math.PI * ((words[1] + 0.5) / 4294967296);
    const gamma = (delta2 + sd2 * radius * Math.sin(angle)) / (delta1 + sd1 * radius * Math.cos(angle));
    if (gamma < -PHASE_EDGE) tax++;
    else if (gamma > PHASE_EDGE) bonus++;
  }
  counts.tax[i] += tax;
  counts.bonus[i] += bonus;
  counts.transition[i] += to - from - tax - bonus;
}
