/** A linear system of five benchmarks whose ten couplings are known, and families simulated from it. */
import type { Trajectory } from '../../../src/lib/dynamics/forecast';
import { integrate } from '../../../src/lib/dynamics/integrate';
import { openStream } from '../../../src/lib/stats/philox';

/** [equation][benchmark], per decade of size. */
export const COUPLINGS = [
  [-1, 2, 0, 0, 0],
  [-2, -1, 0, 0, 0],
  [1.5, 0, -1.5, 0, 0],
  [0, 0, 2, -1.5, 0],
  [0, -1.5, 0, 0, -1.2],
];

/**
 * Families started at random: scores 50 + 10z, each with independent normal noise.
 * @param noise standard deviation in points
 */
export function plantedFamilies(
  families: number,
  models: number,
  decades: number,
  noise: number,
  seed: number,
): Trajectory[] {
  return Array.from({ length: families }, (_, family) => {
    const random = openStream(seed, 1, family);
    const logSize = Float64Array.from({ length: models }, (__, i) => -1 + (decades * i) / (models - 1));
    const { states } = integrate(
      (__, z, out) =>
        COUPLINGS.forEach((row, i) => (out[i] = row.reduce((sum, value, j) => sum + value * z[j], 0))),
      logSize[0],
      COUPLINGS.map(() => 1.5 * random.nextNormal()),
      logSize,
    );
    return {
      benchmarks: ['a', 'b', 'c', 'd', 'e'],
      logSize,
      scores: COUPLINGS.map((__, k) =>
        Float64Array.from(states, (z) => 50 + 10 * z[k] + noise * random.nextNormal()),
      ),
      sd: COUPLINGS.map(() => new Float64Array(models).fill(noise)),
    };
  });
}
