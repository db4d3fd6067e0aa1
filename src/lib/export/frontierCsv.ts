/** The models of a frontier analysis as CSV: one line a model, full double precision, blank where there is no value. */
import type { Frontier, FrontierModelResult } from '../frontier/result';
import { csvCell } from './tableCsv';

type Cell = string | number | null;

/** Scores go by their benchmark's key, so that the importer reads the file back. */
export function frontierCsv({ input, models }: Pick<Frontier, 'input' | 'models'>): string {
  const columns: [heading: string, cell: (model: FrontierModelResult) => Cell][] = [
    ['model', ({ model }) => model],
    ['lab', ({ lab }) => lab],
    ['released', ({ released }) => released],
    ['row', ({ subset }) => subset],
    ['fitted', ({ fitted }) => (fitted ? 'yes' : 'no')],
    ['disputed', ({ disputed }) => (disputed ? 'yes' : null)],
    [input.x.key, ({ x }) => x],
    [input.y.key, ({ y }) => y],
    ['h', ({ h }) => h],
    ['h_lo', ({ lo }) => lo],
    ['h_hi', ({ hi }) => hi],
    ['h_percentile', ({ percentile }) => percentile],
    ['named', ({ named }) => named],
    ['published_name', ({ published }) => published],
    ['h_theil_sen', ({ others }) => others.theilSen],
    ['h_deming', ({ others }) => others.deming],
    ['h_axes_swapped', ({ others }) => others.swapped],
    ['h_with_date', ({ others }) => others.dated],
    ['source', ({ source }) => source],
  ];
  const lines = [
    columns.map(([heading]) => csvCell(heading)),
    ...models.map((model) => columns.map(([, cell]) => csvCell(cell(model)))),
  ];
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}
