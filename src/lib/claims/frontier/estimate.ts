/** A calibrated value beside a published one, with its interval or the reason why there is none. */
import type { Calibrated } from '../claim';

interface Rest {
  interval?: readonly [lo: number, hi: number] | null;
  unit?: Calibrated['unit'];
  n: number | null;
  /** Said only where there is no value. */
  reason?: string;
}

export function estimate(
  what: string,
  value: number | null,
  { interval = null, unit = '', n, reason = 'not enough data' }: Rest,
): Calibrated {
  return {
    what,
    value,
    lo: value === null ? null : (interval?.[0] ?? null),
    hi: value === null ? null : (interval?.[1] ?? null),
    unit,
    n,
    reason: value === null ? reason : null,
  };
}
