/** What many draws of a line say at each place: a pointwise band, and where the line passes zero. Pure. */
import type { MetaDraws } from '../gpu/metaBootstrapJob';
import { quantiles } from '../stats/quantile';

/** A line's value with its 95 % interval at places along x, ascending. */
export interface Band {
  x: number[];
  value: number[];
  lo: number[];
  hi: number[];
}

/** Share of all draws in each bin; draws without a zero are in none. */
export interface Density {
  /** Bins + 1, ascending. */
  edges: number[];
  share: number[];
}

/** Draws looked at: 10,000 put a 95 % bound within a sixth of a percent of its share. */
const ENOUGH = 10_000;

/**
 * @param line the fitted one @param places x at which the band is wanted
 * @returns null when hardly any draw has a line
 */
export function bandOf(
  line: { intercept: number; slope: number },
  { intercept, slope }: Pick<MetaDraws, 'intercept' | 'slope'>,
  places: readonly number[],
): Band | null {
  const used: number[] = [];
  for (let i = 0; i < slope.length && used.length < ENOUGH; i++) if (Number.isFinite(slope[i])) used.push(i);
  if (used.length < 100) return null;
  const band: Band = { x: [...places], value: [], lo: [], hi: [] };
  const values = new Float64Array(used.length);
  for (const x of places) {
    used.forEach((draw, i) => (values[i] = intercept[draw] + slope[draw] * x));
    const [lo, hi] = quantiles(values, [0.025, 0.975]);
    band.value.push(line.intercept + line.slope * x);
    band.lo.push(lo);
    band.hi.push(hi);
  }
  return band;
}

/** Evenly spaced places from `lo` to `hi`, both included. */
export const placesBetween = (lo: number, hi: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => lo + ((hi - lo) * i) / (count - 1));

export function densityOf(values: ArrayLike<number>, edges: readonly number[]): Density {
  const bins = edges.length - 1;
  const share = new Array<number>(bins).fill(0);
  const [lo, hi] = [edges[0], edges[bins]];
  for (let i = 0; i < values.length; i++) {
    const at = Math.floor(((values[i] - lo) / (hi - lo)) * bins);
    if (at >= 0 && at < bins) share[at] += 1 / values.length;
  }
  return { edges: [...edges], share };
}
