/** The line of local coupling on log size across families, its zero, and their intervals over resampled families. */
import type { KernelControl } from '../gpu/kernel';
import type { MetaIntervals, MetaJob } from '../gpu/metaBootstrapJob';
import type { Range } from './diagnosis';
import type { FamilyInterval } from './familyIntervals';
import { metaBootstrapOnCpu, metaIntervals } from './metaBootstrap';
import { metaRegression } from './metaRegression';
import { unknown, type Reasons } from './reasons';
import { tooFewDefined, type ResampledInterval } from '../stats/resampledInterval';
import { STREAM } from './streams';

export interface PopulationLine {
  /** γ = intercept + slope·log10(size in billions), weights 1/(se² + τ²). */
  intercept: number | null;
  slope: number | null;
  tau2: number | null;
  /** 95 % percentile intervals over resampled families. */
  interceptInterval: Range | null;
  slopeInterval: Range | null;
  tau2Interval: Range | null;
  /** Size at which the line passes zero. A bound is null where that share of the draws has no zero. */
  zeroB: { value: number | null; lo: number | null; hi: number | null };
  /** Share of the draws in which only one size was drawn, so that there is no line; null without a bootstrap. */
  undefinedShare: number | null;
}

/** Who makes the draws, and their intervals. */
export type MetaBootstrap = (job: MetaJob, control: KernelControl) => Promise<MetaIntervals>;

export const metaBootstrapHere: MetaBootstrap = async (job, control) =>
  metaIntervals(await metaBootstrapOnCpu(job, control));

const NO_LINE: PopulationLine = {
  intercept: null,
  slope: null,
  tau2: null,
  interceptInterval: null,
  slopeInterval: null,
  tau2Interval: null,
  zeroB: { value: null, lo: null, hi: null },
  undefinedShare: null,
};

/**
 * @param family of each interval, 0 … F − 1 @param families F
 * @returns fields that are null have their reason in `reasons`
 */
export async function populationLine(
  intervals: readonly FamilyInterval[],
  { family, families }: { family: Uint32Array; families: number },
  { seed, draws }: { seed: number; draws: number },
  bootstrap: MetaBootstrap,
  control: KernelControl,
  reasons: Reasons,
): Promise<PopulationLine> {
  const column = (of: (interval: FamilyInterval) => number) => Float64Array.from(intervals, of);
  const x = column(({ logSize }) => logSize);
  const gamma = column((interval) => interval.gamma);
  const variance = column((interval) => interval.variance);
  const fit = intervals.length < 2 ? null : metaRegression(x, gamma, variance);
  if (fit === null) {
    for (const path of Object.keys(NO_LINE))
      unknown(
        reasons,
        path,
        'a line needs intervals at two sizes, on which benchmark 1 changes by over a point',
      );
    return NO_LINE;
  }
  const { intercept, slope, tau2 } = fit;
  const line = { ...NO_LINE, intercept, slope, tau2 };
  const value = slope === 0 ? null : sizeB(-intercept / slope);
  if (value === null) unknown(reasons, 'zeroB.value', 'the line passes zero at no size');
  if (families < 2) {
    for (const path of ['interceptInterval', 'slopeInterval', 'tau2Interval', 'zeroB', 'undefinedShare'])
      reasons[path] ??= 'all intervals are of one family, and an interval needs families to resample';
    return { ...line, zeroB: { ...NO_LINE.zeroB, value } };
  }
  const direction = slope < 0 ? -1 : 1;
  const job = { seed, stream: STREAM.population, draws, family, x, gamma, variance, direction } as const;
  const resampled = await bootstrap(job, control);
  const few = tooFewDefined(resampled.draws, resampled.undefinedDraws);
  const why = few
    ? 'too many draws of families have one size only'
    : 'that share of the draws does not reach zero in the line’s direction';
  const range = (path: string, { lo, hi }: ResampledInterval): Range | null =>
    lo === null || hi === null ? unknown(reasons, path, why) : [lo, hi];
  const bound = (path: string, at: number | null) =>
    (at === null ? null : sizeB(at)) ?? unknown(reasons, path, why);
  return {
    ...line,
    interceptInterval: range('interceptInterval', resampled.intercept),
    slopeInterval: range('slopeInterval', resampled.slope),
    tau2Interval: range('tau2Interval', resampled.tau2),
    zeroB: {
      value,
      lo: bound('zeroB.lo', resampled.zero.lo),
      hi: bound('zeroB.hi', resampled.zero.hi),
    },
    undefinedShare: resampled.undefinedDraws / resampled.draws,
  };
}

/** Billions of a log10; null beyond what a number can say. */
export function sizeB(log10: number): number | null {
  const size = 10 ** log10;
  return size > 0 && Number.isFinite(size) ? size : null;
}
