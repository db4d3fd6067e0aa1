/** How a point is moved: by keys in steps of 0.1 and 1, by pointer to the tenth. Scores in percent, kept between 0 and 100. */

const DIRECTIONS: Record<string, [benchmark1: number, benchmark2: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
};

export interface Place {
  benchmark1: number;
  benchmark2: number;
}

/** Nearest hundredth between 0 and 100: sums of tenths drift in binary. */
const settle = (score: number): number => Math.min(100, Math.max(0, Math.round(score * 100) / 100));

/** Where an arrow key takes a point; null for any other key. Shift makes the step ten times as large. */
export function keyMove(key: string, shift: boolean, from: Place): Place | null {
  const direction = DIRECTIONS[key];
  if (!direction) return null;
  const step = shift ? 1 : 0.1;
  return {
    benchmark1: settle(from.benchmark1 + direction[0] * step),
    benchmark2: settle(from.benchmark2 + direction[1] * step),
  };
}

/** A pointer's place to the tenth of a point. */
export const pointerPlace = (benchmark1: number, benchmark2: number): Place => ({
  benchmark1: settle(Math.round(benchmark1 * 10) / 10),
  benchmark2: settle(Math.round(benchmark2 * 10) / 10),
});

/** Only what changed, as the callback wants it; null when nothing did. */
export function changeOf(from: Place, to: Place): Partial<Place> | null {
  const change: Partial<Place> = {};
  if (to.benchmark1 !== from.benchmark1) change.benchmark1 = to.benchmark1;
  if (to.benchmark2 !== from.benchmark2) change.benchmark2 = to.benchmark2;
  return Object.keys(change).length > 0 ? change : null;
}
