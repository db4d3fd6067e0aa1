/** What of a Fieller set can be drawn in a plot of limited height. Values of γ12; no pixels. */
import type { FiellerSet } from '../coupling/diagnosis';

/** A bar from `from` to `to`, `from` < `to`; an end that goes on beyond the plot is open. Equal ends: all of it lies beyond. */
export interface FiellerBar {
  from: number;
  to: number;
  openBelow: boolean;
  openAbove: boolean;
}

function clip(from: number, to: number, [lo, hi]: [number, number]): FiellerBar {
  if (to <= lo) return { from: lo, to: lo, openBelow: true, openAbove: false };
  if (from >= hi) return { from: hi, to: hi, openBelow: false, openAbove: true };
  return { from: Math.max(from, lo), to: Math.min(to, hi), openBelow: from < lo, openAbove: to > hi };
}

/**
 * Bars of a Fieller set within the plotted range: one when it is bounded, two from the edges of the gap outwards when it
 * is the complement of an interval, and `all` when no value is excluded.
 * @param range lowest and highest plotted γ12
 */
export function fiellerBars(set: FiellerSet, range: [number, number]): { all: boolean; bars: FiellerBar[] } {
  const lo = set.lo ?? -Infinity;
  const hi = set.hi ?? Infinity;
  if (set.kind === 'all' || (lo === -Infinity && hi === Infinity)) return { all: true, bars: [] };
  if (set.kind === 'bounded') return { all: false, bars: [clip(lo, hi, range)] };
  return { all: false, bars: [clip(-Infinity, lo, range), clip(hi, Infinity, range)] };
}
