/** How much work to put into one dispatch: enough to keep a fast device busy, short enough for a slow one. */

/** Wall time aimed at, ms. Half of what may pass, because speed varies; a page that shares the GPU stays smooth. */
const TARGET = 25;

export interface Pace {
  /** Units of work for the next dispatch. */
  portion(): number;
  /** A dispatch of so many units took so long. */
  took(units: number, ms: number): void;
}

/**
 * @param first units of the first dispatch, small enough for the slowest device
 * @param most units that no dispatch exceeds
 */
export function createPace(first: number, most: number): Pace {
  let next = first;
  return {
    portion: () => next,
    took(units, ms) {
      const fitting = Math.floor((units * TARGET) / Math.max(ms, 0.1));
      // A short dispatch measures its overhead rather than the work: grow by steps, and never shrink for it.
      next = ms > TARGET ? Math.max(1, fitting) : Math.max(next, Math.min(fitting, 4 * units, most));
    },
  };
}
