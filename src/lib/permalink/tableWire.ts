/** A reader's table inside the state of a page ↔ wire: in the form, and within the bounds, of a diagnosis' link. */
import { defaultOptions } from '../coupling/options';
import type { ScoreTable } from '../scores/table';
import { fromWire, toWire, WireFault } from './state';
import { BENCHMARK_LIMIT, MODEL_LIMIT } from './wire';

export const tableIsTooLarge = ({ models, benchmarks }: ScoreTable): boolean =>
  models.length > MODEL_LIMIT || benchmarks.length > BENCHMARK_LIMIT;

/**
 * @param place of the table in the state, for messages
 * @throws WireFault when a value of it is outside what links carry
 */
export function tableWire(table: ScoreTable, place: string): object {
  const source = { kind: 'table' as const, table: { ...table, panel: null } };
  const wire = toWire({ v: 1, source, options: defaultOptions(), digest: null, items: null });
  if (!('table' in wire)) throw new WireFault(`${place}: a panel`);
  return wire.table;
}

/**
 * @param place of the table in the state, for messages
 * @throws WireFault when it is none that a link carries
 */
export function tableOfWire(table: object, place: string): ScoreTable {
  const { source } = fromWire({ v: 1, table, options: {} });
  if (source.kind !== 'table') throw new WireFault(`${place}: a panel`);
  return source.table;
}
