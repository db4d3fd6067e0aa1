/**
 * Intervals of a weighted line, made from its slope, standard error and χ²/ν: the engine's, the oracle's, and other rules
 * that could stand in its place.
 */
import { normalQuantile } from '../../src/lib/stats/normal';
import { tQuantile } from '../../src/lib/stats/studentT';
import { ownNoise, type Line } from '../../src/lib/coupling/line';
import type { NoiseSettings } from '../../src/lib/coupling/scoreNoise';
import { changePerDecade, errorsInVariables } from '../../src/lib/coupling/slope';
import { weightedLine } from '../../src/lib/stats/regression';

export const RULES = ['default', 'item-noise-only', 'normal-scatter', 'larger-of-two', 'oracle'] as const;
export type Rule = (typeof RULES)[number];

export const RULE_TITLES: Readonly<Record<Rule, string>> = {
  default: 'as the app gives it',
  'item-noise-only': 'noise told only: ± z·se',
  'normal-scatter': '± z·se·√max(1, χ²/ν)',
  'larger-of-two': '± se·max(z, t·√(χ²/ν))',
  oracle: 'oracle: ± z·se of the true noise',
};

export type Range = readonly [lo: number, hi: number];
export type Ranges = Record<Rule, Range>;

const z = normalQuantile(0.975);
/** t quantiles by degrees of freedom: a Newton iteration each, and there are few. */
const quantiles = new Map<number, number>();
function t(df: number): number {
  const known = quantiles.get(df) ?? tQuantile(0.975, df);
  quantiles.set(df, known);
  return known;
}

const around = (centre: number, half: number): Range => [centre - half, centre + half];

function otherRules(n: number, slope: number, se: number, chi2PerDof: number) {
  return {
    'item-noise-only': around(slope, z * se),
    'normal-scatter': around(slope, z * se * Math.sqrt(Math.max(1, chi2PerDof))),
    'larger-of-two': around(slope, se * Math.max(z, t(n - 2) * Math.sqrt(chi2PerDof))),
  };
}

const same = (a: NoiseSettings, b: NoiseSettings) =>
  a.itemCorrelation === b.itemCorrelation && a.runSd === b.runSd;

/** Null when the engine, told the noise or the truth, gives no line. */
export function slopeRanges(line: Line, told: NoiseSettings, truth: NoiseSettings): Ranges | null {
  const found = errorsInVariables(line, told);
  const oracle = same(told, truth) ? found : errorsInVariables(line, truth);
  if (found === null || oracle === null) return null;
  const { slope, se, chi2PerDof, lo, hi } = found;
  return {
    default: [lo, hi],
    ...otherRules(line.b1.length, slope, se, chi2PerDof),
    oracle: oracle.itemNoiseOnly,
  };
}

/** The same for the change of benchmark 2 per decade of size. */
export function decadeRanges(line: Line, told: NoiseSettings, truth: NoiseSettings): Ranges | null {
  const n = line.b2.length;
  const found = changePerDecade(line, told);
  const fit = weightedDecade(line, told);
  const oracle = same(told, truth) ? fit : weightedDecade(line, truth);
  if (found === null || fit === null || oracle === null) return null;
  return {
    default: [found.lo, found.hi],
    ...otherRules(n, fit.slope, fit.seSlope, fit.chi2 / (n - 2)),
    oracle: around(oracle.slope, z * oracle.seSlope),
  };
}

const weightedDecade = (line: Line, noise: NoiseSettings) =>
  weightedLine(
    line.logSize,
    line.b2,
    ownNoise(line.sd2, noise).map((sd) => 1 / (sd * sd)),
  );
