/** The benches by name; `npm run bench -- --only NAME` runs those whose name contains NAME. */
import { importLargeTable } from './importTable';
import { pairsBootstrap } from './pairs';
import type { BenchResult } from './measure';

export const benches: Record<string, () => Promise<BenchResult[]>> = {
  import: importLargeTable,
  pairs: pairsBootstrap,
};
