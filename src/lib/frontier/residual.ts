/**
 * The residual h of a model: how far benchmark 2 stands from what the line expects at its benchmark 1. Contract: a residual is
 * named only when its 95 % prediction interval leaves 0 out; inside, it is within the scatter, whatever its size. The
 * published reading (±5 points on the bare residual) is given beside it.
 */
import { tCdf, tQuantile } from '../stats/studentT';
import { expectedAt, predictionSe, type FrontierLine } from './line';
import type { FrontierPoint } from './points';

/** Threshold of the published reading, points of h. */
export const PUBLISHED_BAND = 5;

export type ResidualName = 'above the band' | 'below the band' | 'within the scatter';
export type PublishedName = 'coding-rich' | 'balanced' | 'reasoning-rich';

export interface Residual {
  /** Points of benchmark 2 above the line. */
  h: number;
  /** Standard error of prediction of one model, points; 95 % interval of h. */
  se: number;
  lo: number;
  hi: number;
  /** Part of `se` that the items alone would give: √(σy² + slope²·σx²). */
  measurementSe: number;
  /** Share of new models that the line expects below, in percent (t with n − 2). */
  percentile: number;
  named: ResidualName;
  published: PublishedName;
  /**
   * For a model that the line is fitted to: residual over its own standard error without it (externally studentised), the
   * two-sided p of that, the residual of the line fitted without it, and the model's leverage. Null for others, and where
   * the line cannot be fitted without it.
   */
  member: { studentised: number; p: number; leftOut: number; leverage: number } | null;
}

export function publishedName(h: number): PublishedName {
  return h < -PUBLISHED_BAND ? 'coding-rich' : h > PUBLISHED_BAND ? 'reasoning-rich' : 'balanced';
}

/** @param isMember the point is among those the line is fitted to */
export function residual(line: FrontierLine, point: FrontierPoint, isMember: boolean): Residual {
  const h = point.y - expectedAt(line, point.x);
  const se = predictionSe(line, point.x);
  const half = tQuantile(0.975, line.n - 2) * se;
  const [lo, hi] = [h - half, h + half];
  return {
    h,
    se,
    lo,
    hi,
    measurementSe: Math.hypot(point.seY, line.slope * point.seX),
    // A line through all points exactly has no scatter to compare with.
    percentile: 100 * (se > 0 ? tCdf(h / se, line.n - 2) : 0.5),
    named: lo > 0 ? 'above the band' : hi < 0 ? 'below the band' : 'within the scatter',
    published: publishedName(h),
    member: isMember ? memberResidual(line, point.x, h) : null,
  };
}

function memberResidual(line: FrontierLine, x: number, h: number): Residual['member'] {
  const { n, residualSd, meanX, sxx } = line;
  const leverage = 1 / n + (x - meanX) ** 2 / sxx;
  const free = n - 3;
  // Variance without the model, from the sums with it.
  const without = ((n - 2) * residualSd ** 2 - h ** 2 / (1 - leverage)) / free;
  if (free < 1 || !(without > 0) || !(leverage < 1)) return null;
  const studentised = h / Math.sqrt(without * (1 - leverage));
  return { studentised, p: 2 * tCdf(-Math.abs(studentised), free), leftOut: h / (1 - leverage), leverage };
}

/** Published change flag, points of |h₂ − h₁|. */
export const PUBLISHED_CHANGE = 10;

export interface Change {
  from: string;
  to: string;
  /** h of the later release minus h of the earlier one, points. */
  change: number;
  /** Of the difference of two models of the panel: √(SE₁² + SE₂²). */
  se: number;
  /** |change| > 1.96·SE. */
  flagged: boolean;
  publishedFlag: boolean;
}

/** Whether two releases of a lab differ by more than two models of the panel usually do. */
export function changeBetween(
  earlier: { model: string; h: number; se: number },
  later: { model: string; h: number; se: number },
): Change {
  const change = later.h - earlier.h;
  const se = Math.hypot(earlier.se, later.se);
  return {
    from: earlier.model,
    to: later.model,
    change,
    se,
    flagged: Math.abs(change) > 1.96 * se,
    publishedFlag: Math.abs(change) > PUBLISHED_CHANGE,
  };
}
