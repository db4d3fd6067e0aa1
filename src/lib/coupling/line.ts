/** The models that are joined: one per size, ascending, with both scores and their item noise. Parallel arrays. */
import { ownSd, type NoiseSettings } from './scoreNoise';

export interface Line {
  names: string[];
  /** Parameters in billions, strictly ascending. */
  paramsB: Float64Array;
  /** log10 of the size in billions. */
  logSize: Float64Array;
  /** Scores in percent. */
  b1: Float64Array;
  b2: Float64Array;
  /** Standard errors over test items, points. */
  sd1: Float64Array;
  sd2: Float64Array;
}

/** The line without the models at the given positions. */
export function without(line: Line, positions: ReadonlySet<number>): Line {
  const kept = line.names.map((_, i) => i).filter((i) => !positions.has(i));
  const pick = (values: Float64Array) => Float64Array.from(kept, (i) => values[i]);
  return {
    names: kept.map((i) => line.names[i]),
    paramsB: pick(line.paramsB),
    logSize: pick(line.logSize),
    b1: pick(line.b1),
    b2: pick(line.b2),
    sd1: pick(line.sd1),
    sd2: pick(line.sd2),
  };
}

/** Each score's own noise, which shifts it against the others of the line. */
export const ownNoise = (sds: Float64Array, noise: NoiseSettings): Float64Array =>
  sds.map((sd) => ownSd(sd, noise));
