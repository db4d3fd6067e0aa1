/** The benches by name; `npm run bench -- --only NAME` runs those whose name contains NAME. */
import { atlas } from './atlas';
import { claims } from './claims';
import { correlation } from './correlation';
import { diagnosis } from './diagnosis';
import { frontier } from './frontier';
import { kernels } from './gpu';
import { headScan } from './heads';
import { importLargeTable } from './importTable';
import { itemBootstrap } from './items';
import type { BenchResult } from './measure';
import { models } from './models';
import { pairsBootstrap } from './pairs';
import { redraw } from './redraw';
import { sections } from './sections';

/** The diagnosis comes first: its cold run is the first work of the process. */
export const benches: Record<string, () => Promise<BenchResult[]>> = {
  diagnosis,
  sections,
  claims,
  frontier,
  correlation,
  pairs: pairsBootstrap,
  items: itemBootstrap,
  kernels,
  heads: headScan,
  models,
  redraw,
  import: importLargeTable,
  atlas,
};
