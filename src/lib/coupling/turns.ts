/**
 * Does benchmark 2 turn along the sizes? One draw re-noises every score; the draw turns up when its lowest score lies at an
 * interior size and both ends stand clearly above it, turns down when the same holds for the negated scores.
 * Inner loop of the critical scale: typed arrays, no allocation per draw.
 */
import { fillNormals } from '../stats/philox';
import { ownNoise, type Line } from './line';
import { sharedSd, type NoiseSettings } from './scoreNoise';

/**
 * Height of a leg in standard deviations of a difference. Half of 1.96: observed scores carry their noise already, and a
 * draw adds it once more.
 */
const LEG = 0.98;
/** Vertices are kept as counts in this many bins between the smallest and the largest size. */
export const FINE_BINS = 8192;

/** Where turning draws have their vertex: counts over equal bins of log10 size. */
export interface TurnTally {
  count: number;
  bins: Uint32Array;
}

export interface TurnSimulation {
  up: TurnTally;
  down: TurnTally;
  /** Adds the draws `from` … `to − 1`. */
  add(from: number, to: number): void;
}

/** @param line 3 or more sizes @param stream Philox stream; draw d uses resample d, normal i for model i, n for the part shared by all */
export function simulateTurns(
  line: Line,
  noise: NoiseSettings,
  { seed, stream }: { seed: number; stream: number },
): TurnSimulation {
  const n = line.b2.length;
  const own = ownNoise(line.sd2, noise);
  const shared = line.sd2.map((sd) => sharedSd(sd, noise));
  // With ρ = 0 and no run noise this is the family's largest σ; what all models share moves no leg.
  const leg = LEG * Math.SQRT2 * Math.max(...own);
  const common = noise.itemCorrelation > 0;
  const normals = new Float64Array(common ? n + 1 : n);
  const scores = new Float64Array(n);
  const first = line.logSize[0];
  const perLogSize = FINE_BINS / (line.logSize[n - 1] - first);
  const up: TurnTally = { count: 0, bins: new Uint32Array(FINE_BINS) };
  const down: TurnTally = { count: 0, bins: new Uint32Array(FINE_BINS) };

  const tally = (into: TurnTally, at: number) => {
    const vertex = vertexThrough(line.logSize, scores, at);
    into.count++;
    into.bins[Math.min(FINE_BINS - 1, Math.max(0, Math.floor((vertex - first) * perLogSize)))]++;
  };

  return {
    up,
    down,
    add(from, to) {
      for (let draw = from; draw < to; draw++) {
        fillNormals(normals, seed, stream, draw);
        const together = common ? normals[n] : 0;
        let lowest = 0;
        let highest = 0;
        for (let i = 0; i < n; i++) {
          scores[i] = line.b2[i] + own[i] * normals[i] + shared[i] * together;
          if (scores[i] < scores[lowest]) lowest = i;
          if (scores[i] > scores[highest]) highest = i;
        }
        const end = scores[n - 1];
        if (lowest > 0 && lowest < n - 1 && scores[0] - scores[lowest] > leg && end - scores[lowest] > leg)
          tally(up, lowest);
        if (
          highest > 0 &&
          highest < n - 1 &&
          scores[highest] - scores[0] > leg &&
          scores[highest] - end > leg
        )
          tally(down, highest);
      }
    },
  };
}

/** Vertex of the parabola through point `at` and its two neighbours, kept between them. */
function vertexThrough(x: Float64Array, y: Float64Array, at: number): number {
  const before = (y[at] - y[at - 1]) / (x[at] - x[at - 1]);
  const after = (y[at + 1] - y[at]) / (x[at + 1] - x[at]);
  const curvature = (after - before) / (x[at + 1] - x[at - 1]);
  if (curvature === 0) return x[at];
  const vertex = (x[at - 1] + x[at]) / 2 - before / (2 * curvature);
  return Math.min(x[at + 1], Math.max(x[at - 1], vertex));
}
