/** A share of what was counted as the calibrated reading of a claim: with Wilson’s interval, which a percentage alone lacks. */
import { wilsonInterval } from '../stats/wilson';
import type { Calibrated } from './claim';

/** @param what the share, in words; its interval is named after it */
export function shareEstimate(what: string, successes: number, trials: number): Calibrated {
  const interval = wilsonInterval(successes, trials);
  return {
    what: `${what}, Wilson 95 % interval`,
    value: interval && 100 * interval.share,
    lo: interval && 100 * interval.lo,
    hi: interval && 100 * interval.hi,
    unit: '%',
    n: trials,
    reason: interval ? null : 'nothing was counted',
  };
}
