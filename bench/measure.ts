/** Timing for the bench: medians over repeated runs, two pieces of work in turn, so that a drifting machine harms neither. */

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
}

export const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
};

async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Runs ours and the peer in turn, `runs` times each after one warm-up, and keeps the medians. */
export async function sideBySide(
  ours: () => unknown,
  peer: (() => unknown) | null,
  runs: number,
): Promise<{ oursMs: number; peerMs: number | null }> {
  await ours();
  await peer?.();
  const a: number[] = [];
  const b: number[] = [];
  for (let i = 0; i < runs; i++) {
    a.push(await timed(ours));
    if (peer) b.push(await timed(peer));
  }
  return { oursMs: median(a), peerMs: peer ? median(b) : null };
}
