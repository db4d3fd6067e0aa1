/**
 * Timing for the bench: medians over runs that take turns, so that a drifting machine harms all sides alike. Work on one
 * thread is measured in processor time, which a busy machine stretches less; what a visitor waits for, by the clock.
 */

export interface BenchResult {
  name: string;
  /** What was done, in words with its size. */
  work: string;
  oursMs: number;
  /** What it is measured against; null when it stands alone or the peer is absent. */
  peer: string | null;
  peerMs: number | null;
  /** peerMs / oursMs: above 1 means ours is faster. */
  ratio: number | null;
  backend: string;
  runs: number;
  /** `cpu`: processor time of the process. `wall`: time by the clock. */
  clock: 'cpu' | 'wall';
}

export const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
};

/** Milliseconds of processor time that the work takes. */
export async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Milliseconds by the clock. */
export async function wallMs(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** One side of a comparison: tells what one run took, ms. */
export interface Side {
  run: () => number | Promise<number>;
  runs: number;
}

/** Median of each side; in each round every side that has runs left runs once. */
export async function medians(sides: readonly Side[]): Promise<number[]> {
  const times = sides.map((): number[] => []);
  for (let round = 0; sides.some(({ runs }) => round < runs); round++)
    for (const [i, { run, runs }] of sides.entries()) if (round < runs) times[i].push(await run());
  return times.map(median);
}

/** What one side took, of another’s or alone. */
export function result(
  fields: Pick<BenchResult, 'name' | 'work' | 'oursMs' | 'runs' | 'backend' | 'clock'>,
  peer: string | null = null,
  peerMs: number | null = null,
): BenchResult {
  return { ...fields, peer, peerMs, ratio: peerMs === null ? null : peerMs / fields.oursMs };
}

export const whole = (value: number): string => Math.round(value).toLocaleString('en-GB');
