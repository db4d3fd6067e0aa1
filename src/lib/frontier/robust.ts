/**
 * Other lines through the same models, each answering one objection: outliers (Theil–Sen), errors in benchmark 1 (Deming), the
 * choice of axis (swap), and time, which both scores follow (release date as a covariate). Residuals of each are in points
 * of benchmark 2, so that they can be set beside h.
 */
import { partialCorrelation, pearson, fisherInterval } from '../stats/correlation';
import { ols, theilSen } from '../stats/regression';
import { tCdf, tQuantile } from '../stats/studentT';
import { mean, median } from '../stats/summary';
import { correlationP, LEAST_FOR_LINE } from './line';
import type { FrontierPoint } from './points';
import { xOf, yOf } from './points';

export interface OtherLine {
  slope: number;
  intercept: number;
}

/** Theil–Sen: median of pairwise slopes, and the median of what it leaves as intercept. Null when x is constant. */
export function theilSenLine(x: readonly number[], y: readonly number[]): OtherLine | null {
  if (x.length < 2) return null;
  const slope = theilSen(x, y);
  return slope === null ? null : { slope, intercept: median(y.map((value, i) => value - slope * x[i])) };
}

/**
 * Deming regression: both scores carry error, in a known ratio (Deming 1943).
 * @param errorRatio variance of the error of y over that of x, positive
 * @returns null when the scores do not vary together, so that no direction is preferred
 */
export function demingLine(x: readonly number[], y: readonly number[], errorRatio: number): OtherLine | null {
  if (!(errorRatio > 0 && errorRatio < Infinity))
    throw new RangeError(`demingLine: error ratio ${errorRatio}; give a positive number`);
  if (x.length < 2) return null;
  const [mx, my] = [mean(x), mean(y)];
  let [sxx, syy, sxy] = [0, 0, 0];
  x.forEach((value, i) => {
    sxx += (value - mx) ** 2;
    syy += (y[i] - my) ** 2;
    sxy += (value - mx) * (y[i] - my);
  });
  if (sxy === 0) return null;
  const spread = syy - errorRatio * sxx;
  const slope = (spread + Math.sqrt(spread * spread + 4 * errorRatio * sxy * sxy)) / (2 * sxy);
  return { slope, intercept: my - slope * mx };
}

/** Line of x on y, written as y = intercept + slope·x: what the residual is when the axes are swapped. Null for r = 0. */
export function swappedLine(x: readonly number[], y: readonly number[]): OtherLine | null {
  const fit = x.length < 2 ? null : ols(y, x);
  return fit === null || fit.slope === 0
    ? null
    : { slope: 1 / fit.slope, intercept: -fit.intercept / fit.slope };
}

/** Ratio of the items' error variances (y over x), mean over the models. */
export const errorRatio = (points: readonly FrontierPoint[]): number =>
  mean(points.map(({ seY }) => seY * seY)) / mean(points.map(({ seX }) => seX * seX));

export interface DatedLine {
  /** Models with a known release date. */
  n: number;
  slope: number;
  seSlope: number;
  slopeInterval: [lo: number, hi: number];
  /** Points of benchmark 2 per year at the same benchmark 1. */
  perYear: number;
  intercept: number;
  residualSd: number;
  p: number;
  /** r of the pair given the date, Fisher interval. */
  partialR: number;
  partialInterval: [lo: number, hi: number] | null;
  /** r of each score with the date. */
  rDate: { x: number; y: number };
}

/**
 * Benchmark 2 on benchmark 1 and release date, by least squares.
 * @returns null for fewer than 4 dated models, or when score and date follow one line
 */
export function datedLine(points: readonly FrontierPoint[]): DatedLine | null {
  const dated = points.flatMap(({ x, y, year }) => (year === null ? [] : [{ x, y, year }]));
  const n = dated.length;
  if (n < LEAST_FOR_LINE + 1) return null;
  const x = dated.map((point) => point.x);
  const y = dated.map((point) => point.y);
  const year = dated.map((point) => point.year);
  const [onDateX, onDateY] = [ols(year, x), ols(year, y)];
  const partialR = partialCorrelation(x, y, year);
  const [rx, ry] = [pearson(x, year), pearson(y, year)];
  if (!onDateX || !onDateY || partialR === null || rx === null || ry === null) return null;
  // What the date leaves of each score: their line has the slope of the full regression (Frisch & Waugh 1933).
  const left = (values: number[], on: { slope: number; intercept: number }) =>
    values.map((value, i) => value - on.intercept - on.slope * year[i]);
  const ex = left(x, onDateX);
  const ey = left(y, onDateY);
  const sxx = ex.reduce((sum, e) => sum + e * e, 0);
  const slope = ex.reduce((sum, e, i) => sum + e * ey[i], 0) / sxx;
  const residualSd = Math.sqrt(ex.reduce((sum, e, i) => sum + (ey[i] - slope * e) ** 2, 0) / (n - 3));
  const seSlope = residualSd / Math.sqrt(sxx);
  const t = tQuantile(0.975, n - 3);
  return {
    n,
    slope,
    seSlope,
    slopeInterval: [slope - t * seSlope, slope + t * seSlope],
    perYear: onDateY.slope - slope * onDateX.slope,
    intercept: onDateY.intercept - slope * onDateX.intercept,
    residualSd,
    p: 2 * tCdf(-Math.abs(slope / seSlope), n - 3),
    partialR,
    partialInterval: fisherInterval(partialR, n, { controls: 1 }),
    rDate: { x: rx, y: ry },
  };
}

export interface OtherLines {
  theilSen: OtherLine | null;
  deming: (OtherLine & { errorRatio: number }) | null;
  swapped: OtherLine | null;
  dated: DatedLine | null;
}

export function otherLines(points: readonly FrontierPoint[]): OtherLines {
  const [x, y] = [xOf(points), yOf(points)];
  const ratio = points.length < 2 ? null : errorRatio(points);
  const deming = ratio === null ? null : demingLine(x, y, ratio);
  return {
    theilSen: theilSenLine(x, y),
    deming: deming && ratio !== null ? { ...deming, errorRatio: ratio } : null,
    swapped: swappedLine(x, y),
    dated: datedLine(points),
  };
}

/** Points of benchmark 2 above another line. */
export const residualFrom = (line: OtherLine, point: { x: number; y: number }): number =>
  point.y - line.intercept - line.slope * point.x;

/** Points above the dated line; null for a model without a release date. */
export const residualFromDated = (line: DatedLine, point: FrontierPoint): number | null =>
  point.year === null ? null : point.y - line.intercept - line.slope * point.x - line.perYear * point.year;

/** The correlation among the models whose benchmark 1 reaches a score: a range restricted from below. */
export function correlationAbove(
  points: readonly FrontierPoint[],
  least: number,
): { least: number; n: number; r: number | null; p: number | null; interval: [number, number] | null } {
  const kept = points.filter(({ x }) => x >= least);
  const r = kept.length < 2 ? null : pearson(xOf(kept), yOf(kept));
  const n = kept.length;
  return {
    least,
    n,
    r,
    p: r === null ? null : correlationP(r, n),
    interval: r === null ? null : fisherInterval(r, n),
  };
}

/** Whether the correlation of each score with the date is above 0 with its whole interval. */
export function riseWithTime(dated: DatedLine | null): boolean {
  if (dated === null) return false;
  return [dated.rDate.x, dated.rDate.y].every((r) => (fisherInterval(r, dated.n)?.[0] ?? 0) > 0);
}
