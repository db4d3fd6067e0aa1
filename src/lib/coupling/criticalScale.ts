/**
 * Critical scale N_c of a family: the size at which benchmark 2 turns, with the probability that it turns at all, given the
 * score noise. "None in range" speaks of the sizes of the family and of nothing beyond them.
 */
import { FINE_BINS, type TurnsJob, type TurnTallies } from '../gpu/turnsJob';
import { weightedQuadratic } from '../stats/quadratic';
import type { CriticalScale } from './diagnosis';
import { ownNoise, type Line } from './line';
import type { NoiseSettings } from './scoreNoise';
import { unknown, type Reasons } from './reasons';
import { turningLine, turnsOf, turnsOnCpu, type TurnTally } from './turns';

/** Bins of the histogram that is shown; divides FINE_BINS. */
const SHOWN_BINS = 64;
const SETTLED = 0.95;
/** Below this share of turning draws their location is noise about nothing. */
const LOCATED_FROM = 0.01;
/** Points by which a parabola must leave its chord to be one. */
const STRAIGHT = 1e-9;

export interface Simulation {
  seed: number;
  draws: number;
  stream: number;
}

export interface Control {
  /** Share of the work done, 0…1. */
  onProgress?(fraction: number): void;
  signal?: AbortSignal;
}

/** Computes the tallies of a job, on whichever device. */
export type SimulateTurns = (job: TurnsJob, control: Control) => Promise<TurnTallies>;

/** Null for fewer than 3 sizes, with the reason under `criticalScale`. @throws the signal's reason when aborted */
export async function criticalScale(
  line: Line,
  noise: NoiseSettings,
  { seed, draws, stream }: Simulation,
  reasons: Reasons,
  control: Control = {},
  simulate: SimulateTurns = turnsOnCpu,
): Promise<CriticalScale | null> {
  const n = line.b2.length;
  if (n < 3) return unknown(reasons, 'criticalScale', 'a turn needs three sizes');
  const job = { seed, draws, lines: [turningLine(line, noise, stream)] };
  const turns = turnsOf(await simulate(job, control), 0);
  return {
    ...turnSummary(line, turns, draws, reasons),
    rangeB: [line.paramsB[0], line.paramsB[n - 1]],
    quadratic: smoothTurn(line, noise, reasons),
  };
}

/** What tallies of turning draws say. @param line the sizes, 3 or more @param reasons for nulls, under `criticalScale` */
export function turnSummary(
  line: Pick<Line, 'logSize'>,
  turns: { up: TurnTally; down: TurnTally },
  draws: number,
  reasons: Reasons,
): Omit<CriticalScale, 'rangeB' | 'quadratic'> {
  const pCrossed = turns.up.count / draws;
  const pReversed = turns.down.count / draws;
  const direction = pReversed > pCrossed ? 'down' : 'up';
  const shown = direction === 'up' ? turns.up : turns.down;
  return {
    status: statusOf(pCrossed, pReversed),
    pCrossed,
    pReversed,
    direction,
    ...located(line, shown, draws, reasons),
    histogram: histogram(line, shown, draws),
  };
}

/** N_c is where a tax would end: whether there is one is a matter of turning up; a settled turn down is a turn all the same. */
function statusOf(pCrossed: number, pReversed: number): CriticalScale['status'] {
  if (pCrossed >= SETTLED || pReversed >= SETTLED) return 'crossed';
  return pCrossed <= 1 - SETTLED ? 'none-in-range' : 'undetermined';
}

const logAt = ({ logSize }: Pick<Line, 'logSize'>, share: number) =>
  logSize[0] + share * (logSize[logSize.length - 1] - logSize[0]);

/** Median and 95 % interval of the vertices, interpolated within the bin where the share is reached. */
function located(
  line: Pick<Line, 'logSize'>,
  { count, bins }: TurnTally,
  draws: number,
  reasons: Reasons,
): Pick<CriticalScale, 'medianB' | 'lo' | 'hi'> {
  if (count === 0 || count < LOCATED_FROM * draws) {
    for (const part of ['medianB', 'lo', 'hi'])
      unknown(reasons, `criticalScale.${part}`, 'fewer than 1 % of the draws turn');
    return { medianB: null, lo: null, hi: null };
  }
  const quantile = (p: number) => {
    const target = p * count;
    let below = 0;
    let bin = 0;
    while (below + bins[bin] < target) below += bins[bin++];
    const within = bins[bin] === 0 ? 0 : (target - below) / bins[bin];
    return 10 ** logAt(line, (bin + within) / FINE_BINS);
  };
  return { medianB: quantile(0.5), lo: quantile(0.025), hi: quantile(0.975) };
}

function histogram(
  line: Pick<Line, 'logSize'>,
  { bins }: TurnTally,
  draws: number,
): CriticalScale['histogram'] {
  const log10Edges = Array.from({ length: SHOWN_BINS + 1 }, (_, i) => logAt(line, i / SHOWN_BINS));
  const share = new Array<number>(SHOWN_BINS).fill(0);
  bins.forEach((count, i) => (share[Math.floor((i * SHOWN_BINS) / FINE_BINS)] += count / draws));
  return { log10Edges, share };
}

/** Vertex of a weighted parabola of B2 in log10 N; null when it lies outside the sizes. */
function smoothTurn(line: Line, noise: NoiseSettings, reasons: Reasons): CriticalScale['quadratic'] {
  const weights = ownNoise(line.sd2, noise).map((sd) => 1 / (sd * sd));
  const curve = weightedQuadratic(line.logSize, line.b2, weights);
  const last = line.logSize.length - 1;
  const bend = curve === null ? 0 : Math.abs(curve.a) * (line.logSize[last] - line.logSize[0]) ** 2;
  // Less bend than rounding leaves in scores on one line has a vertex anywhere.
  const vertex = curve === null || bend < STRAIGHT ? NaN : -curve.b / (2 * curve.a);
  if (curve === null || !(vertex > line.logSize[0] && vertex < line.logSize[last]))
    return unknown(
      reasons,
      'criticalScale.quadratic',
      'a parabola in log size has no vertex within the sizes',
    );
  return { vertexB: 10 ** vertex, direction: curve.a > 0 ? 'up' : 'down' };
}
