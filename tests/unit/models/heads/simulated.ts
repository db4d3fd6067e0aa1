/** Simulated differences of contrast pairs: noise, and directions where a test plants them. */
import type { HeadFlipsJob } from '../../../../src/lib/gpu/headFlipsJob';
import { openStream, type PhiloxStream } from '../../../../src/lib/stats/philox';

/** Mean differences of one unit, [dims] each. */
export interface Planted {
  first: readonly number[];
  second: readonly number[];
}

export interface Simulation {
  units: number;
  pairs: readonly [number, number];
  dims: number;
  planted?: ReadonlyMap<number, Planted>;
  draws?: number;
  kept?: number;
  /** Size of the noise that all units have in common; their own has 1. */
  common?: number;
}

/** Noise falls off over the dimensions, as a head's does; units share a part of it, since they read the same prompts. */
export function simulate(
  { units, pairs, dims, planted = new Map(), draws = 1000, kept = 0, common = 0.5 }: Simulation,
  resample: number,
): HeadFlipsJob {
  const random = openStream(77, 0x100, resample);
  const capability = (count: number, which: 'first' | 'second', stream: number) => {
    const shared = normals(random, count * dims);
    const values = new Float32Array(units * count * dims);
    for (let unit = 0; unit < units; unit++)
      for (let i = 0; i < count * dims; i++) {
        const j = i % dims;
        const noise = (random.nextNormal() + common * shared[i]) / Math.sqrt(1 + j / 4);
        values[unit * count * dims + i] = noise + (planted.get(unit)?.[which][j] ?? 0);
      }
    return { pairs: count, stream, values };
  };
  const [pairs1, pairs2] = pairs;
  return {
    ...{ seed: resample, draws, kept, units, dims },
    first: capability(pairs1, 'first', 1),
    second: capability(pairs2, 'second', 2),
  };
}

const normals = (random: PhiloxStream, count: number) =>
  Float64Array.from({ length: count }, () => random.nextNormal());

/** `size` along dimension `at`. */
export const along = (dims: number, at: number, size: number): number[] =>
  Array.from({ length: dims }, (_, j) => (j === at ? size : 0));

/** The same job with each pair's right and wrong exchanged at random. */
export function shuffleLabels(job: HeadFlipsJob, resample: number): HeadFlipsJob {
  const random = openStream(78, 0x101, resample);
  const shuffled = (block: HeadFlipsJob['first']) => {
    const values = block.values.slice();
    for (let p = 0; p < block.pairs; p++) {
      if (random.nextIndex(2) === 0) continue;
      for (let unit = 0; unit < job.units; unit++)
        for (let j = 0; j < job.dims; j++) values[(unit * block.pairs + p) * job.dims + j] *= -1;
    }
    return { ...block, values };
  };
  return { ...job, first: shuffled(job.first), second: shuffled(job.second) };
}
