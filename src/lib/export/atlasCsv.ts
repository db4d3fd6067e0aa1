/** The Atlas table as CSV: one line a family, full double precision, sizes in billions, blank where there is no value. */
import type { AtlasFamily } from '../atlas/family';
import { sizesOf } from '../atlas/family';
import type { PublishedScale } from '../atlas/publishedScales';
import { csvCell } from './tableCsv';

type Cell = string | number | null;

/** @param published what the paper's table says of a family; null where it says nothing, or speaks of other benchmarks */
export function atlasCsv(
  families: readonly AtlasFamily[],
  published: (family: AtlasFamily) => PublishedScale | null,
): string {
  const columns: [heading: string, cell: (family: AtlasFamily) => Cell][] = [
    ['family', ({ family }) => family],
    ['table', ({ own }) => (own ? 'yours' : 'panel')],
    ['benchmark_1', ({ benchmark1 }) => benchmark1.key],
    ['benchmark_2', ({ benchmark2 }) => benchmark2.key],
    ['sizes', sizesOf],
    ['smallest_b', ({ points }) => points[0]?.paramsB ?? null],
    ['largest_b', ({ points }) => points[points.length - 1]?.paramsB ?? null],
    ['tokens_t_least', ({ facts }) => facts.tokensT?.[0] ?? null],
    ['tokens_t_most', ({ facts }) => facts.tokensT?.[1] ?? null],
    ['recipes', ({ facts }) => facts.recipes.join(' ') || null],
    ['verdict', ({ summary }) => summary.kind],
    ['slope', ({ summary }) => summary.slope],
    ['slope_lo', ({ summary }) => summary.lo],
    ['slope_hi', ({ summary }) => summary.hi],
    ['p_turns_up', ({ summary }) => summary.pCrossed],
    ['p_turns_down', ({ summary }) => summary.turn?.pReversed ?? null],
    ['n_c_status', ({ summary }) => summary.turn?.status ?? null],
    ['n_c_b', ({ summary }) => summary.turn?.medianB ?? null],
    ['n_c_lo_b', ({ summary }) => summary.turn?.lo ?? null],
    ['n_c_hi_b', ({ summary }) => summary.turn?.hi ?? null],
    ['published_n_c_b', (family) => published(family)?.scaleB ?? null],
    ['note', ({ marked, summary }) => marked ?? (summary.kind === null ? summary.headline : null)],
  ];
  const lines = [
    columns.map(([heading]) => csvCell(heading)),
    ...families.map((family) => columns.map(([, cell]) => csvCell(cell(family)))),
  ];
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}
