/** The head scan's statistics as every side of the bench computes them: 24 layers of 16 heads, 256 pairs of each capability. */
import type { HeadFlipsJob } from '../src/lib/gpu/headFlipsJob';

export const HEADS = { layers: 24, heads: 16, dims: 64, pairs: 256, draws: 10_000 } as const;

/** Differences by a fixed recurrence: the arithmetic does not ask what they are. */
export function headFlipsJob(draws: number = HEADS.draws): HeadFlipsJob {
  const { layers, heads, dims, pairs } = HEADS;
  const units = layers * heads;
  let state = 1;
  const values = () =>
    Float32Array.from({ length: units * pairs * dims }, () => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647 - 0.5;
    });
  return {
    ...{ seed: 1, draws, kept: Math.min(draws, 1000), units, dims },
    first: { pairs, stream: 1, values: values() },
    second: { pairs, stream: 2, values: values() },
  };
}
