/**
 * Does benchmark 2 turn along the sizes? One draw re-noises every score; the draw turns up when its lowest score lies at an
 * interior size and both ends stand clearly above it, turns down when the same holds for the negated scores. CPU twin of
 * shaders/turns.wgsl: normal i of draw d (words of resample d) moves model i, the one after the last moves all together.
 */
import {
  checkTurns,
  FINE_BINS,
  hasShared,
  noTurns,
  type TurningLine,
  type TurnsJob,
  type TurnTallies,
} from '../gpu/turnsJob';
import { fillNormals } from '../stats/philox';
import { inPortions, type DrawRange, type PortionControl } from '../stats/portions';
import { ownNoise, type Line } from './line';
import { sharedSd, type NoiseSettings } from './scoreNoise';

/**
 * Height of a leg in standard deviations of a difference. Half of 1.96: observed scores carry their noise already, and a
 * draw adds it once more.
 */
export const LEG = 0.98;
/** Normals between two looks at the clock: a few ms of work. */
const PORTION = 65_536;

/** Where turning draws of one line have their vertex: counts over equal bins of log10 size. */
export interface TurnTally {
  count: number;
  bins: Uint32Array;
}

/** @param stream Philox stream; a line keeps its draws when other lines come or go */
export function turningLine(line: Line, noise: NoiseSettings, stream: number): TurningLine {
  const own = ownNoise(line.sd2, noise);
  return {
    logSize: line.logSize,
    b2: line.b2,
    own,
    shared: line.sd2.map((sd) => sharedSd(sd, noise)),
    // With ρ = 0 and no run noise this is the family's largest σ; what all models share moves no leg.
    leg: LEG * Math.SQRT2 * Math.max(...own),
    stream,
  };
}

/** Adds `more` to `into`, and gives it back. */
export function addTurns(into: TurnTallies, more: TurnTallies): TurnTallies {
  for (const name of ['up', 'down'] as const)
    for (let i = 0; i < more[name].length; i++) into[name][i] += more[name][i];
  return into;
}

/** One line's part of the tallies, a view. */
export function turnsOf(tallies: TurnTallies, line: number): { up: TurnTally; down: TurnTally } {
  const part = (all: Uint32Array): TurnTally => {
    const bins = all.subarray(line * FINE_BINS, (line + 1) * FINE_BINS);
    return { count: bins.reduce((sum, count) => sum + count, 0), bins };
  };
  return { up: part(tallies.up), down: part(tallies.down) };
}

/**
 * Tallies of a range of draws, of all by default.
 * @throws RangeError for an impossible job; the signal's reason when aborted
 */
export async function turnsOnCpu(
  job: TurnsJob,
  control: PortionControl = {},
  range: DrawRange = { from: 0, to: job.draws },
): Promise<TurnTallies> {
  checkTurns(job);
  const tallies = noTurns(job);
  const normals = job.lines.reduce((sum, { b2 }) => sum + b2.length, 0);
  await inPortions(range, Math.max(1, Math.floor(PORTION / Math.max(1, normals))), control, (from, to) =>
    job.lines.forEach((line, i) => countTurns(line, i * FINE_BINS, job.seed, from, to, tallies)),
  );
  return tallies;
}

/** Adds the draws `from` … `to − 1` of a line, whose bins start at `at`. */
function countTurns(
  line: TurningLine,
  at: number,
  seed: number,
  from: number,
  to: number,
  tallies: TurnTallies,
): void {
  const { logSize, b2, own, shared, leg, stream } = line;
  const n = b2.length;
  const common = hasShared(line);
  const normals = new Float64Array(common ? n + 1 : n);
  const scores = new Float64Array(n);
  const perLogSize = FINE_BINS / (logSize[n - 1] - logSize[0]);
  for (let draw = from; draw < to; draw++) {
    fillNormals(normals, seed, stream, draw);
    const together = common ? normals[n] : 0;
    let lowest = 0;
    let highest = 0;
    for (let i = 0; i < n; i++) {
      const score = b2[i] + own[i] * normals[i] + shared[i] * together;
      scores[i] = score;
      if (score < scores[lowest]) lowest = i;
      if (score > scores[highest]) highest = i;
    }
    const first = scores[0];
    const end = scores[n - 1];
    const low = scores[lowest];
    if (lowest > 0 && lowest < n - 1 && first - low > leg && end - low > leg)
      tallies.up[at + binOf(logSize, scores, lowest, perLogSize)]++;
    const high = scores[highest];
    if (highest > 0 && highest < n - 1 && high - first > leg && high - end > leg)
      tallies.down[at + binOf(logSize, scores, highest, perLogSize)]++;
  }
}

export const binOf = (x: Float64Array, y: Float64Array, at: number, perLogSize: number): number =>
  Math.min(FINE_BINS - 1, Math.max(0, Math.floor((vertexThrough(x, y, at) - x[0]) * perLogSize)));

/** Vertex of the parabola through point `at` and its two neighbours, kept between them. */
function vertexThrough(x: Float64Array, y: Float64Array, at: number): number {
  const before = (y[at] - y[at - 1]) / (x[at] - x[at - 1]);
  const after = (y[at + 1] - y[at]) / (x[at + 1] - x[at]);
  const curvature = (after - before) / (x[at + 1] - x[at - 1]);
  if (curvature === 0) return x[at];
  const vertex = (x[at - 1] + x[at]) / 2 - before / (2 * curvature);
  return Math.min(x[at + 1], Math.max(x[at - 1], vertex));
}
