/** A mean with its t interval over independent units: what an effect is worth. */
import { tQuantile } from '../../stats/studentT';
import { mean, variance } from '../../stats/summary';

export interface EffectSize {
  value: number;
  /** 95 %; null for one unit, which has no spread. */
  lo: number | null;
  hi: number | null;
}

/** @param units one value each, 1 or more @throws RangeError for none */
export function effectSize(units: readonly number[]): EffectSize {
  const value = mean(units);
  const n = units.length;
  if (n < 2) return { value, lo: null, hi: null };
  const half = tQuantile(0.975, n - 1) * Math.sqrt(variance(units) / n);
  return { value, lo: value - half, hi: value + half };
}
