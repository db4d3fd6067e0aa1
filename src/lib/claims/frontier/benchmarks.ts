/** Columns of a frontier table by key, and the models that have several of them. */
import { fisherInterval, pearson } from '../../stats/correlation';
import { completeCases } from '../../frontier/matrix';
import type { FrontierTable } from '../../frontier/model';
import type { Benchmark } from '../../scores/table';
import type { Calibrated } from '../claim';
import { estimate } from './estimate';

/** @throws RangeError for a column that the table does not have */
export function benchmarkOf(table: FrontierTable, key: string): Benchmark {
  const found = table.benchmarks.find((one) => one.key === key);
  if (found === undefined) throw new RangeError(`the frontier table has no column "${key}"`);
  return found;
}

/** Correlation of two columns over the models that have both, with Fisher's interval. */
export function correlationOf(table: FrontierTable, keys: [string, string], what: string): Calibrated {
  const { rows } = completeCases(table, keys, 'published');
  const r =
    rows.length < 2
      ? null
      : pearson(
          rows.map(([x]) => x),
          rows.map(([, y]) => y),
        );
  const interval = r === null ? null : fisherInterval(r, rows.length);
  return estimate(what, r, { interval, n: rows.length, reason: 'fewer than two models have both scores' });
}
