/**
 * Critical scale N_c of a family: the size at which benchmark 2 turns, with the probability that it turns at all, given the
 * score noise. "None in range" speaks of the sizes of the family and of nothing beyond them.
 */
import { weightedQuadratic } from '../stats/quadratic';
import type { CriticalScale } from './diagnosis';
import { ownNoise, type Line } from './line';
import { pacer } from './pacing';
import type { NoiseSettings } from './scoreNoise';
import { unknown, type Reasons } from './reasons';
import { FINE_BINS, simulateTurns, type TurnTally } from './turns';

/** Bins of the histogram that is shown; divides FINE_BINS. */
const SHOWN_BINS = 64;
/** Normals between two looks at the clock: a few ms of work. */
const PORTION = 65_536;
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

/** Null for fewer than 3 sizes, with the reason under `criticalScale`. @throws the signal's reason when aborted */
export async function criticalScale(
  line: Line,
  noise: NoiseSettings,
  { seed, draws, stream }: Simulation,
  reasons: Reasons,
  { onProgress, signal }: Control = {},
): Promise<CriticalScale | null> {
  const n = line.b2.length;
  if (n < 3) return unknown(reasons, 'criticalScale', 'a turn needs three sizes');
  const turns = simulateTurns(line, noise, { seed, stream });
  const pause = pacer(signal);
  const portion = Math.max(1, Math.floor(PORTION / n));
  for (let from = 0; from < draws; from += portion) {
    await pause();
    const to = Math.min(draws, from + portion);
    turns.add(from, to);
    onProgress?.(to / draws);
  }
  const pCrossed = turns.up.count / draws;
  const pReversed = turns.down.count / draws;
  const likelier = Math.max(pCrossed, pReversed);
  const direction = pReversed > pCrossed ? 'down' : 'up';
  const shown = direction === 'up' ? turns.up : turns.down;
  return {
    status: likelier >= 0.95 ? 'crossed' : likelier <= 0.05 ? 'none-in-range' : 'undetermined',
    pCrossed,
    pReversed,
    direction,
    ...located(line, shown, draws, reasons),
    histogram: histogram(line, shown, draws),
    rangeB: [line.paramsB[0], line.paramsB[n - 1]],
    quadratic: smoothTurn(line, noise, reasons),
  };
}

const logAt = ({ logSize }: Line, share: number) =>
  logSize[0] + share * (logSize[logSize.length - 1] - logSize[0]);

/** Median and 95 % interval of the vertices, interpolated within the bin where the share is reached. */
function located(
  line: Line,
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

function histogram(line: Line, { bins }: TurnTally, draws: number): CriticalScale['histogram'] {
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
