/** Two models' scans of the same capabilities side by side: differences, second minus first. */
import { normalCdf } from '../../stats/normal';
import type { HeadScan, Interval, ScanSummary } from './scanResult';

export interface Difference {
  first: number | null;
  second: number | null;
  /** Null where one of the two is. */
  difference: number | null;
}

export interface ScanComparison {
  /** With a 95 % interval: the scans' prompts are the same, so their errors are related and the interval is if anything too wide. */
  netCoupling: Difference & { lo: number | null; hi: number | null };
  dRep: Difference;
  /** Two-sided p of the difference of two shares (normal approximation); null without heads on a side. */
  shareCompeting: Difference & { p: number | null };
  readout: Difference;
}

/** @throws RangeError when the scans are of different capabilities */
export function compareScans(a: HeadScan, b: HeadScan): ScanComparison {
  const asked = ({ capabilities }: HeadScan) => capabilities.map(({ id }) => id).join(' and ');
  if (asked(a) !== asked(b))
    throw new RangeError(
      `One scan is of ${asked(a)}, the other of ${asked(b)}; scan both models with the same sets.`,
    );
  return {
    netCoupling: netDifference(a.summary.netCoupling, b.summary.netCoupling),
    dRep: difference(a.summary.dRep, b.summary.dRep),
    shareCompeting: {
      ...difference(a.summary.shareCompeting, b.summary.shareCompeting),
      p: shareP(a.summary, b.summary),
    },
    readout: difference(a.readout?.change ?? null, b.readout?.change ?? null),
  };
}

const difference = (first: number | null, second: number | null): Difference => ({
  first,
  second,
  difference: first === null || second === null ? null : second - first,
});

function netDifference(a: Interval | null, b: Interval | null): ScanComparison['netCoupling'] {
  const values = difference(a?.value ?? null, b?.value ?? null);
  if (!a || !b || values.difference === null) return { ...values, lo: null, hi: null };
  const half = Math.hypot((a.hi - a.lo) / 2, (b.hi - b.lo) / 2);
  return { ...values, lo: values.difference - half, hi: values.difference + half };
}

function shareP(a: ScanSummary, b: ScanSummary): number | null {
  const sizes = [a, b].map(({ heads, counts }) => heads - counts.nan);
  if (sizes.some((size) => size === 0)) return null;
  const pooled = (a.counts.competing + b.counts.competing) / (sizes[0] + sizes[1]);
  const se = Math.sqrt(pooled * (1 - pooled) * (1 / sizes[0] + 1 / sizes[1]));
  if (se === 0) return 1;
  const z = (b.counts.competing / sizes[1] - a.counts.competing / sizes[0]) / se;
  return 2 * normalCdf(-Math.abs(z));
}
