/**
 * The line of benchmark 2 on benchmark 1 over a panel of models, and what it foretells of another one. Ordinary least
 * squares: errors of benchmark 1 are not modelled here (see robust.ts). All intervals are 95 %, by Student's t with n − 2.
 */
import { fisherInterval, pearson, spearman } from '../stats/correlation';
import { ols } from '../stats/regression';
import { tCdf, tQuantile } from '../stats/studentT';
import { mean } from '../stats/summary';

export interface FrontierLine {
  n: number;
  /** Points of benchmark 2 per point of benchmark 1, and at benchmark 1 = 0. */
  slope: number;
  intercept: number;
  seSlope: number;
  seIntercept: number;
  slopeInterval: [lo: number, hi: number];
  interceptInterval: [lo: number, hi: number];
  /** Of the residuals, with n − 2. */
  residualSd: number;
  r: number;
  /** Fisher's z; null for n = 3. */
  rInterval: [lo: number, hi: number] | null;
  /** Two-sided p of r = 0, by t. */
  p: number;
  spearman: number | null;
  /** Mean and sum of squared deviations of benchmark 1: what a prediction needs. */
  meanX: number;
  sxx: number;
}

/** Fewer models leave no scatter to judge by. */
export const LEAST_FOR_LINE = 3;

/** Two-sided p of a correlation of n pairs, by t with n − 2 degrees of freedom; null for n < 3. */
export function correlationP(r: number, n: number): number | null {
  if (n < 3) return null;
  if (Math.abs(r) >= 1) return 0;
  return 2 * tCdf(-Math.abs(r) * Math.sqrt((n - 2) / (1 - r * r)), n - 2);
}

/**
 * @param x, y scores in percent, paired
 * @returns null for fewer than 3 models, or when either score is the same for all
 * @throws RangeError when the lengths differ
 */
export function frontierLine(x: readonly number[], y: readonly number[]): FrontierLine | null {
  if (x.length < LEAST_FOR_LINE && x.length === y.length) return null;
  const fit = ols(x, y);
  const r = pearson(x, y);
  if (fit === null || r === null || fit.residualSd === null) return null;
  const { n, slope, intercept, residualSd } = fit;
  const seSlope = fit.seSlope ?? 0;
  const seIntercept = fit.seIntercept ?? 0;
  const t = tQuantile(0.975, n - 2);
  const meanX = mean(x);
  return {
    n,
    slope,
    intercept,
    seSlope,
    seIntercept,
    slopeInterval: [slope - t * seSlope, slope + t * seSlope],
    interceptInterval: [intercept - t * seIntercept, intercept + t * seIntercept],
    residualSd,
    r,
    rInterval: fisherInterval(r, n),
    p: correlationP(r, n) ?? 1,
    spearman: spearman(x, y),
    meanX,
    sxx: x.reduce((sum, value) => sum + (value - meanX) ** 2, 0),
  };
}

/** What the line expects at a score of benchmark 1. */
export const expectedAt = (line: FrontierLine, x: number): number => line.intercept + line.slope * x;

/** Standard error of one new model about the line: SE² = s²·(1 + 1/n + (x − x̄)²/Sxx). */
export const predictionSe = (line: FrontierLine, x: number): number =>
  line.residualSd * Math.sqrt(1 + 1 / line.n + (x - line.meanX) ** 2 / line.sxx);

/** Half-width of the prediction band at a score of benchmark 1, points. */
export const predictionHalfWidth = (line: FrontierLine, x: number, level = 0.95): number =>
  tQuantile((1 + level) / 2, line.n - 2) * predictionSe(line, x);

export interface BandPoint {
  x: number;
  expected: number;
  lo: number;
  hi: number;
}

/** The line with its 95 % prediction band at `steps` + 1 equally spaced scores, for a chart. */
export function predictionBand(line: FrontierLine, from: number, to: number, steps = 40): BandPoint[] {
  return Array.from({ length: steps + 1 }, (_, i) => {
    const x = from + ((to - from) * i) / steps;
    const expected = expectedAt(line, x);
    const half = predictionHalfWidth(line, x);
    return { x, expected, lo: expected - half, hi: expected + half };
  });
}
