/** Ranges of the axes: what must be seen, and no more. */
import { extent, max, median, min } from 'd3-array';
import type { Interval } from '../coupling/diagnosis';

export type Domain = [number, number];

/** Radius of a 95 % ellipse of two independent normal errors, in standard errors: √χ²₀.₉₅(2). */
export const ELLIPSE_RADIUS = 2.4477;

/** Range of a score axis: every ellipse whole, with a little air. Percent. */
export function scoreDomain(values: { value: number; se: number }[]): Domain {
  const lo = min(values, (v) => v.value - ELLIPSE_RADIUS * v.se) ?? 0;
  const hi = max(values, (v) => v.value + ELLIPSE_RADIUS * v.se) ?? 100;
  const air = Math.max(0.05 * (hi - lo), 0.5);
  return [lo - air, hi + air];
}

/** Range of the size axis, in billions: every model, with a tenth of the span on either side in log10. */
export function sizeDomain(paramsB: number[]): Domain {
  const [lo, hi] = extent(paramsB);
  if (lo === undefined || hi === undefined) return [0.1, 10];
  const air = 10 ** Math.max(0.06 * Math.log10(hi / lo), 0.04);
  return [lo / air, hi * air];
}

/**
 * Range of γ12: the estimates and, as far as they keep in scale with these, their Fieller sets. A ratio over a tiny ΔB1 can
 * be a hundred times the others; beyond four times their median (and beyond ±2) it is drawn at the edge instead.
 */
export function couplingDomain(intervals: Interval[]): Domain {
  const gammas = intervals.map((i) => i.gamma).filter((g) => g !== null);
  const cap = Math.max(2, 4 * (median(gammas, Math.abs) ?? 0));
  const kept = gammas.filter((g) => Math.abs(g) <= cap);
  const lo = Math.min(-0.3, ...kept);
  const hi = Math.max(0.3, ...kept);
  const reach = Math.max(0.6, 1.2 * (hi - lo));
  const ends = intervals.flatMap(({ fieller }) => [fieller.lo, fieller.hi]).filter((v) => v !== null);
  const inReach = ends.map((v) => Math.min(hi + reach, Math.max(lo - reach, v)));
  const from = Math.min(lo, ...inReach);
  const to = Math.max(hi, ...inReach);
  const air = 0.06 * (to - from);
  return [from - air, to + air];
}

const SUBDIVISIONS = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]];

/**
 * Ticks of a size axis: the densest round series whose labels keep apart.
 * @param domain billions
 * @param width pixels of the whole domain
 * @param room pixels a label needs
 */
export function sizeTicks([lo, hi]: Domain, width: number, room = 52): number[] {
  const at = (v: number) => (Math.log(v / lo) / Math.log(hi / lo)) * width;
  const series = (digits: number[]) => {
    const ticks: number[] = [];
    for (let e = Math.floor(Math.log10(lo)); e <= Math.ceil(Math.log10(hi)); e++)
      for (const d of digits) {
        const tick = Number(`${d}e${e}`);
        if (tick >= lo && tick <= hi) ticks.push(tick);
      }
    return ticks;
  };
  const apart = (ticks: number[]) => ticks.every((t, i) => i === 0 || at(t) - at(ticks[i - 1]) >= room);
  const all = SUBDIVISIONS.map(series);
  const fitting = all.find((ticks) => ticks.length > 1 && apart(ticks));
  if (fitting) return fitting;
  // Many decades on a narrow screen: every second or third power of ten.
  const powers = all.at(-1) ?? [];
  for (let every = 2; every < powers.length; every++) {
    const sparse = powers.filter((_, i) => i % every === 0);
    if (apart(sparse)) return sparse;
  }
  return powers.length > 0 ? [powers[0]] : (all.find((ticks) => ticks.length > 0)?.slice(0, 1) ?? []);
}
