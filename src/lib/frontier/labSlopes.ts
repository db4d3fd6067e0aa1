/**
 * The line within a lab, over its releases. Contract: a slope is calibrated only with six models or more; from four on it is
 * given as published, beside its interval; and whether the labs' slopes differ at all is one F test.
 */
import { pearson } from '../stats/correlation';
import { ols } from '../stats/regression';
import { incompleteBeta, tQuantile } from '../stats/studentT';
import { byLab, xOf, yOf, type FrontierPoint } from './points';

/** Models of a lab for a slope: calibrated, and as published. */
export const LEAST_FOR_SLOPE = 6;
export const LEAST_PUBLISHED = 4;

export interface LabSlope {
  lab: string;
  n: number;
  slope: number;
  se: number;
  /** 95 %, t with n − 2. */
  lo: number;
  hi: number;
  r: number;
  /** Enough models for the calibrated reading. */
  calibrated: boolean;
  /** Smallest and largest slope when one model is left out. */
  withoutOne: [least: number, largest: number];
}

/** Slopes of the labs with four models or more, in order of appearance. */
export function labSlopes(points: readonly FrontierPoint[]): LabSlope[] {
  return [...byLab(points)].flatMap(([lab, members]) => {
    if (members.length < LEAST_PUBLISHED) return [];
    const [x, y] = [xOf(members), yOf(members)];
    const line = ols(x, y);
    const r = pearson(x, y);
    if (line === null || r === null || line.seSlope === null) return [];
    const half = tQuantile(0.975, members.length - 2) * line.seSlope;
    const without = members.flatMap((_, left) => {
      const others = members.filter((__, i) => i !== left);
      return ols(xOf(others), yOf(others))?.slope ?? [];
    });
    return [
      {
        lab,
        n: members.length,
        slope: line.slope,
        se: line.seSlope,
        lo: line.slope - half,
        hi: line.slope + half,
        r,
        calibrated: members.length >= LEAST_FOR_SLOPE,
        withoutOne: [Math.min(...without), Math.max(...without)],
      },
    ];
  });
}

export interface EqualSlopes {
  labs: string[];
  /** Degrees of freedom: labs − 1, and models − 2·labs. */
  df: [between: number, within: number];
  f: number;
  p: number;
  /** One slope for all of these labs, each with its own intercept. */
  commonSlope: number;
}

/**
 * F test of one common slope against a slope for each lab, over the labs with enough models (intercepts are always each lab's).
 * @returns null when fewer than two labs have enough, or their lines leave no scatter
 */
export function equalSlopes(points: readonly FrontierPoint[], least = LEAST_PUBLISHED): EqualSlopes | null {
  const groups = [...byLab(points)].filter(([, members]) => members.length >= least);
  let [sxx, sxy, syy, apart, n] = [0, 0, 0, 0, 0];
  const labs: string[] = [];
  for (const [lab, members] of groups) {
    const [x, y] = [xOf(members), yOf(members)];
    const line = ols(x, y);
    if (line === null || line.residualSd === null) continue;
    labs.push(lab);
    const [mx, my] = [x, y].map((values) => values.reduce((sum, value) => sum + value, 0) / values.length);
    members.forEach((point) => {
      sxx += (point.x - mx) ** 2;
      sxy += (point.x - mx) * (point.y - my);
      syy += (point.y - my) ** 2;
    });
    apart += (members.length - 2) * line.residualSd ** 2;
    n += members.length;
  }
  const [between, within] = [labs.length - 1, n - 2 * labs.length];
  if (between < 1 || within < 1 || !(apart > 0)) return null;
  const together = syy - (sxy * sxy) / sxx;
  const f = Math.max(0, (together - apart) / between) / (apart / within);
  return {
    labs,
    df: [between, within],
    f,
    p: incompleteBeta(within / (within + between * f), within / 2, between / 2),
    commonSlope: sxy / sxx,
  };
}
