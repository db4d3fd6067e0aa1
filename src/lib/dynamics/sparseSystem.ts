/**
 * A sparse system of one family with all that tells whether to believe it: active terms against observations, eigenvalues,
 * the trajectory it gives back, and what speaks against it in words.
 */
import type { PortionControl } from '../stats/portions';
import type { SparseSystem, Trajectory } from './forecast';
import { inclusionProbabilities, type InclusionNoise } from './inclusion';
import { polynomialJacobian } from './library';
import { fitPolynomialSystem, scorePath, type SparseOptions } from './polynomialSystem';
import { relativeErrors } from './relativeError';
import { stabilityOf } from './stability';

const scoresAt = ({ scores }: Trajectory, i: number): number[] => scores.map((values) => values[i]);

/**
 * Fits the system of a family, without inclusion probabilities.
 * @throws RangeError when none can be fitted; ask `whyNotFitted` first
 */
export function fitSparseSystem(trajectory: Trajectory, options: SparseOptions): SparseSystem {
  const { benchmarks, logSize, scores } = trajectory;
  const fit = fitPolynomialSystem([trajectory], options);
  const activeTerms = fit.coefficients.map((row) => row.filter((value) => value !== 0).length);
  const last = scoresAt(trajectory, logSize.length - 1).map((score, k) => (score - fit.mean[k]) / fit.sd[k]);
  const { eigenvalues, stable, growth } = stabilityOf(polynomialJacobian(fit.terms, fit.coefficients, last));
  const path = scorePath(fit, { logSize: logSize[0], scores: scoresAt(trajectory, 0) }, logSize);
  const system: SparseSystem = {
    benchmarks,
    degree: options.degree,
    lambda: options.lambda,
    ridge: options.ridge,
    mean: fit.mean,
    sd: fit.sd,
    terms: fit.terms,
    coefficients: fit.coefficients,
    inclusion: [],
    activeTerms,
    observations: fit.intervals * benchmarks.length,
    parameters: activeTerms.reduce((sum, count) => sum + count, 0),
    eigenvalues,
    stable,
    fitted: path.values,
    ...relativeErrors(path.values, scores),
    refusals: [],
  };
  const against = [
    saturation(system),
    fewDifferences(system),
    growth === null
      ? null
      : `unstable: an eigenvalue of +${growth.toPrecision(2)} a decade doubles small differences every ${(Math.LN2 / growth).toPrecision(2)} decades of size`,
    path.stopped,
    outside(benchmarks, path.values),
  ];
  return { ...system, refusals: against.filter((reason) => reason !== null) };
}

/** Coefficients that leave the data nothing to contradict: the reason to refuse the system, null when there is none. */
export function saturation({
  benchmarks,
  activeTerms,
  observations,
  parameters,
}: SparseSystem): string | null {
  if (parameters >= observations)
    return `${parameters} coefficients for ${observations} observed differences: so many fit any series`;
  const differences = observations / benchmarks.length;
  const full = activeTerms.findIndex((count) => count >= differences);
  return full < 0
    ? null
    : `the equation of ${benchmarks[full]} has ${activeTerms[full]} coefficients for ${differences} observed differences: so many fit any series`;
}

function fewDifferences({ benchmarks, terms, observations }: SparseSystem): string | null {
  const differences = observations / benchmarks.length;
  return terms.length < differences
    ? null
    : `the terms of each equation are chosen among ${terms.length} by ${differences} observed differences`;
}

/** The first benchmark whose path leaves 0–100 %, as a clause. */
export function outside(
  benchmarks: readonly string[],
  values: readonly (readonly number[])[],
): string | null {
  for (const [k, path] of values.entries()) {
    const beyond = path.find((value) => value < 0 || value > 100);
    if (beyond !== undefined) return `${benchmarks[k]} would reach ${beyond.toFixed(1).replace('-', '−')} %`;
  }
  return null;
}

/**
 * The system with its inclusion probabilities under score noise.
 * @throws RangeError when none can be fitted; the signal's reason when aborted
 */
export async function sparseSystem(
  trajectory: Trajectory,
  options: SparseOptions,
  noise: InclusionNoise,
  control: PortionControl = {},
): Promise<SparseSystem> {
  const system = fitSparseSystem(trajectory, options);
  return { ...system, inclusion: await inclusionProbabilities(trajectory, options, noise, control) };
}
