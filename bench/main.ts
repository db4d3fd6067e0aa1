/** The benches by name; `npm run bench -- --only NAME` runs those whose name contains NAME. */
import { importLargeTable } from './importTable';
import type { BenchResult } from './measure';

export const benches: Record<string, (devServer: string) => Promise<BenchResult[]>> = {
  import: importLargeTable,
};
