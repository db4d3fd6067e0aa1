/** Recomputed claims as CSV: one line a published figure, full double precision, blank where there is no value. */
import type { ClaimResult } from '../claims/recompute';
import { csvCell } from './tableCsv';

type Cell = string | number | null;
type Figure = ClaimResult['published'][number];

const COLUMNS: [heading: string, cell: (claim: ClaimResult, figure: Figure) => Cell][] = [
  ['id', ({ id }) => id],
  ['paper', ({ paper }) => paper],
  ['group', ({ group }) => group],
  ['where', ({ where }) => where],
  ['statement', ({ statement }) => statement],
  ['figure', (_claim, { label }) => label],
  ['unit', (_claim, { unit }) => unit || null],
  ['published', (_claim, { value }) => value],
  ['recomputed', ({ recomputed }, { name }) => recomputed?.values[name] ?? null],
  [
    'agrees',
    ({ reproduced, recomputed }, { name }) => recomputed && (reproduced.includes(name) ? 'yes' : 'no'),
  ],
  ['verdict', ({ verdict }) => verdict],
  ['condition', ({ condition }) => condition],
  ['calibrated', ({ calibrated }) => calibrated?.value ?? null],
  ['calibrated_lo', ({ calibrated }) => calibrated?.lo ?? null],
  ['calibrated_hi', ({ calibrated }) => calibrated?.hi ?? null],
  ['calibrated_what', ({ calibrated }) => calibrated?.what ?? null],
  ['why', ({ why }) => why],
  ['missing', ({ missing }) => missing],
  ['data', ({ data }) => data.join(' ')],
];

export function claimsCsv(results: readonly ClaimResult[]): string {
  const lines = [
    COLUMNS.map(([heading]) => csvCell(heading)),
    ...results.flatMap((claim) =>
      claim.published.map((figure) => COLUMNS.map(([, cell]) => csvCell(cell(claim, figure)))),
    ),
  ];
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}
