/** How a system thins out as the threshold λ grows: one fit a λ, from every term active to none. */
import type { PortionControl } from '../stats/portions';
import type { SparsityPath, Trajectory } from './forecast';
import type { InclusionNoise } from './inclusion';
import { fitPolynomialSystem, type SparseOptions } from './polynomialSystem';
import { fitSparseSystem, sparseSystem } from './sparseSystem';

/** Coefficients that differ by more than this factor from the largest are not worth a step of their own. */
const WIDEST = 1e4;

/**
 * Thresholds at equal ratios, ascending. The first keeps every term (or the largest 10⁻⁴ of the range), the last, just
 * above the largest coefficient of the full fit, none.
 * @param count at least 2
 * @throws RangeError when `count` is less than 2 or no system can be fitted
 */
export function lambdaGrid(
  trajectory: Trajectory,
  options: Omit<SparseOptions, 'lambda'>,
  count = 24,
): number[] {
  if (!(Number.isInteger(count) && count >= 2))
    throw new RangeError(`lambdaGrid: ${count} thresholds; give an integer from 2`);
  const { coefficients } = fitPolynomialSystem([trajectory], { ...options, lambda: 0, refit: false });
  const sizes = coefficients.flat().map(Math.abs);
  const largest = Math.max(...sizes) * (1 + 1e-6);
  const smallest = Math.max(Math.min(...sizes) * (1 - 1e-6), largest / WIDEST);
  return Array.from({ length: count }, (_, i) => smallest * (largest / smallest) ** (i / (count - 1)));
}

/**
 * The systems over a grid of λ, and at the chosen λ with inclusion probabilities; the chosen λ joins the grid.
 * @throws RangeError when none can be fitted (ask `whyNotFitted`); the signal's reason when aborted
 */
export async function sparsityPath(
  trajectory: Trajectory,
  chosen: SparseOptions,
  noise: InclusionNoise,
  count = 24,
  control: PortionControl = {},
): Promise<SparsityPath> {
  const lambdas = [...new Set([...lambdaGrid(trajectory, chosen, count), chosen.lambda])].sort(
    (a, b) => a - b,
  );
  const atChosen = await sparseSystem(trajectory, chosen, noise, control);
  return {
    lambdas,
    systems: lambdas.map((lambda) =>
      lambda === chosen.lambda ? atChosen : fitSparseSystem(trajectory, { ...chosen, lambda }),
    ),
  };
}
