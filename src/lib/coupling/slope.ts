/**
 * Slope of benchmark 2 on benchmark 1 along a family, both with known noise (York et al. 2004), and its 95 % interval.
 * A family is a designed sequence, not a random sample: scatter beyond the score noise widens the interval, scatter
 * below it does not narrow it.
 */
import { normalQuantile } from '../stats/normal';
import { weightedLine } from '../stats/regression';
import { tQuantile } from '../stats/studentT';
import { york } from '../stats/york';
import type { ErrorsInVariables, FamilyCoupling } from './diagnosis';
import { ownNoise, type Line } from './line';
import type { NoiseSettings } from './scoreNoise';

/**
 * Half-width of a 95 % interval in standard errors for a line through `n` points. With run noise told, the noise is
 * taken as known and the normal quantile serves; else t with n − 2 degrees of freedom stands for not knowing it.
 */
export function criticalValue(n: number, { runSd }: NoiseSettings): number {
  return runSd > 0 ? normalQuantile(0.975) : tQuantile(0.975, n - 2);
}

/** Widening for scatter beyond the noise. @param chi2PerDof χ²/ν of the line */
export const scatterFactor = (chi2PerDof: number): number => Math.sqrt(Math.max(1, chi2PerDof));

/** Null for fewer than 3 sizes, when benchmark 1 is the same at all, or when the line does not settle. */
export function errorsInVariables(line: Line, noise: NoiseSettings): ErrorsInVariables | null {
  const n = line.b1.length;
  if (n < 3) return null;
  const fit = york(line.b1, line.b2, ownNoise(line.sd1, noise), ownNoise(line.sd2, noise));
  if (fit === null) return null;
  const { slope, se, intercept, chi2PerDof } = fit;
  const half = criticalValue(n, noise) * se * scatterFactor(chi2PerDof);
  const noiseHalf = normalQuantile(0.975) * se;
  const interval: ErrorsInVariables = {
    slope,
    se,
    intercept,
    chi2PerDof,
    lo: slope - half,
    hi: slope + half,
    itemNoiseOnly: [slope - noiseHalf, slope + noiseHalf],
  };
  // A nearly vertical line overflows: it is no line of benchmark 2 on benchmark 1.
  const numbers = [slope, se, intercept, chi2PerDof, interval.lo, interval.hi];
  return numbers.every(Number.isFinite) ? interval : null;
}

/** ΔB2 per tenfold size: weighted line of B2 on log10 N, its interval made as that of the slope. @param line 3 or more sizes */
export function changePerDecade(line: Line, noise: NoiseSettings): FamilyCoupling['perDecade'] {
  const n = line.b2.length;
  const fit = weightedLine(
    line.logSize,
    line.b2,
    ownNoise(line.sd2, noise).map((sd) => 1 / (sd * sd)),
  );
  if (fit === null) return null;
  const half = criticalValue(n, noise) * fit.seSlope * scatterFactor(fit.chi2 / (n - 2));
  return { value: fit.slope, lo: fit.slope - half, hi: fit.slope + half };
}
