/**
 * In how many models does no head compete? Rows are scans that were run or imported and, marked as such, the records released
 * with the paper. Bundled models are toys trained to lie: they have rows of their own and are never counted.
 */
import { wilsonInterval, type ShareInterval } from '../../stats/wilson';
import type { HeadScan } from './scanResult';

export interface CensusRow {
  /** `scan`: run or imported here. `published`: a released record. `toy`: a bundled model, never counted. */
  kind: 'scan' | 'published' | 'toy';
  model: string;
  /** Ids of the two capabilities; null where a record does not say. */
  capabilities: [string, string] | null;
  heads: number;
  /** Competing heads by the calibrated definition; null where a record cannot tell. */
  calibrated: number | null;
  /** Competing heads by the published definition. */
  published: number;
  /** Heads with numbers that are not finite; null where a record does not say. */
  nan: number | null;
  netCoupling: number | null;
  /** Where the row comes from, for a reader. */
  source: string;
  note: string | null;
}

export interface CensusCount {
  /** Models without a competing head, of so many. */
  none: number;
  models: number;
  /** Null without a model. */
  interval: ShareInterval | null;
}

export interface Census {
  rows: CensusRow[];
  /** Over scans alone. */
  calibrated: CensusCount;
  publishedRule: CensusCount;
  /** Over the released records alone. */
  released: CensusCount;
}

export function censusRow({ model, capabilities, summary }: HeadScan): CensusRow {
  const [first, second] = capabilities;
  return {
    kind: model.kind === 'bundled' ? 'toy' : 'scan',
    model: model.id,
    capabilities: [first.id, second.id],
    heads: summary.heads,
    calibrated: summary.counts.competing,
    published: summary.publishedCompeting,
    nan: summary.counts.nan,
    netCoupling: summary.netCoupling?.value ?? null,
    source: `${model.dtype}, ${model.device}`,
    note: model.kind === 'bundled' ? 'a toy, trained to lie; not counted' : null,
  };
}

/**
 * A model that has several scans counts once for the same two capabilities, by its last one; scans of different capabilities
 * answer different questions, so only those of `capabilities` are counted.
 * @param released rows of `publishedRows`
 */
export function census(
  scans: readonly HeadScan[],
  released: readonly CensusRow[],
  capabilities: readonly [string, string],
): Census {
  const latest = new Map<string, CensusRow>();
  for (const scan of scans) {
    const row = censusRow(scan);
    latest.set(JSON.stringify([scan.model.kind, scan.model.id, [...(row.capabilities ?? [])].sort()]), row);
  }
  const rows = [...latest.values()];
  const asked = [...capabilities].sort().join();
  const counted = rows.filter(
    (row) => row.kind === 'scan' && [...(row.capabilities ?? [])].sort().join() === asked,
  );
  return {
    rows: [...rows, ...released],
    // Heads that could not be measured might compete: a model is said to have none only when all were.
    calibrated: countNone(counted.filter(({ nan }) => nan === 0).map((row) => row.calibrated ?? 0)),
    publishedRule: countNone(counted.filter(({ nan }) => nan === 0).map((row) => row.published)),
    released: countNone(released.map((row) => row.published)),
  };
}

function countNone(competing: readonly number[]): CensusCount {
  const none = competing.filter((count) => count === 0).length;
  return { none, models: competing.length, interval: wilsonInterval(none, competing.length) };
}
