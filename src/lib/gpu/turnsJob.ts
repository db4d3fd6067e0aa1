/** The critical-scale simulation: what is asked and what is answered, of the GPU side and of its CPU twin. */

/** Vertices are kept as counts in this many bins between the smallest and the largest size. */
export const FINE_BINS = 8192;

/** A family's scores on benchmark 2 and their noise, by size. Parallel arrays of 3 or more. */
export interface TurningLine {
  /** log10 of the size, strictly ascending; any unit. */
  logSize: Float64Array;
  /** Scores, points. */
  b2: Float64Array;
  /** Standard deviation of each score's own noise, ≥ 0. */
  own: Float64Array;
  /** Standard deviation of what moves all scores together, ≥ 0. */
  shared: Float64Array;
  /** Height that both ends must stand above the lowest score (below the highest one), points, ≥ 0. */
  leg: number;
  /** Philox stream. */
  stream: number;
}

/** Simulate the score noise of families and tell where they turn. */
export interface TurnsJob {
  /** Key of the Philox generator, u32. */
  seed: number;
  /** Simulations of each family. */
  draws: number;
  lines: TurningLine[];
}

/** Turning draws by place of the vertex: FINE_BINS equal bins of log10 size a line. Those of two ranges add up. */
export interface TurnTallies {
  up: Uint32Array;
  down: Uint32Array;
}

/** Whether a line has noise that its models share, and so one normal more a draw. */
export const hasShared = ({ shared }: TurningLine): boolean => shared.some((sd) => sd > 0);

/** @throws RangeError for a seed, draws, stream or line that cannot be */
export function checkTurns({ seed, draws, lines }: TurnsJob): void {
  if (seed >>> 0 !== seed) throw new RangeError(`turns: seed ${seed} is not a u32`);
  if (!Number.isInteger(draws) || draws < 1 || draws > 0xffffffff)
    throw new RangeError(`turns: ${draws} draws; give an integer from 1 to ${0xffffffff}`);
  lines.forEach(({ logSize, b2, own, shared, stream }, i) => {
    const lengths = [logSize, b2, own, shared].map(({ length }) => length);
    if (lengths.some((length) => length !== lengths[0]) || lengths[0] < 3 || stream >>> 0 !== stream)
      throw new RangeError(
        `turns: line ${i} has arrays of ${lengths.join(', ')} models and stream ${stream}; ` +
          'they must be as many, 3 or more, and the stream a u32',
      );
  });
}

/** Tallies of no draw. */
export const noTurns = ({ lines }: TurnsJob): TurnTallies => ({
  up: new Uint32Array(lines.length * FINE_BINS),
  down: new Uint32Array(lines.length * FINE_BINS),
});
