/** In how many models no head competes, under either definition: rows for an interval chart, its title and its caption. Pure. */
import type { Census, CensusCount } from '../../models/heads/census';
import { fixed, percent, span } from '../../ui/format';
import type { IntervalRow } from '../rows';
import type { DataTable } from '../tables';

const COUNTS = [
  { key: 'calibrated', name: 'Scans here, calibrated', shape: 'ring', colour: 'var(--accent)' },
  { key: 'publishedRule', name: 'Scans here, published rule', shape: 'diamond', colour: 'var(--accent)' },
  { key: 'released', name: 'Released records', shape: 'square', colour: 'var(--ink-3)' },
] as const satisfies readonly { key: keyof Census; name: string; shape: string; colour: string }[];

/** `none of 3 models`, `2 of 5 models` are without a competing head. */
const noneOf = ({ none, models }: CensusCount): string => `${none} of ${models}`;

const interval = ({ interval: found }: CensusCount): string =>
  found
    ? `${percent(found.share)}, 95\u00a0% interval ${span(100 * found.lo, 100 * found.hi, 0)}\u00a0%`
    : 'no model yet';

/** One sentence each: what the scans say, and what the released records say. */
export function censusSentences({ calibrated, publishedRule, released }: Census): string[] {
  const scans =
    calibrated.models === 0
      ? 'No model has been counted yet: scan one from a hub or a folder, or import scans. The bundled models are toys trained to lie and are never counted.'
      : `No head competes in ${noneOf(calibrated)} scanned models by the calibrated definition (${interval(calibrated)}) and in ${noneOf(publishedRule)} by the published one (${interval(publishedRule)}).`;
  return [
    scans,
    ...(released.models > 0
      ? [
          `Of the records released with the paper ${noneOf(released)} models are without a competing head (${interval(released)}); how they were measured stands beside each.`,
        ]
      : []),
  ];
}

/** Title of the chart: one share, with its interval. */
export function censusFinding({ calibrated, released }: Census): string {
  if (calibrated.models > 0)
    return `No head competes in ${noneOf(calibrated)} scanned models (${interval(calibrated)})`;
  return released.models > 0
    ? `No scan is counted yet; ${noneOf(released)} released records are without a competing head`
    : 'No model is counted yet';
}

export const censusRows = (census: Census): IntervalRow[] =>
  COUNTS.flatMap(({ key, name, shape, colour }) => {
    const count = census[key];
    if (!count.interval) return [];
    const { share, lo, hi } = count.interval;
    return [
      {
        key,
        name,
        note: `${noneOf(count)} models`,
        marks: [
          {
            value: share,
            lo,
            hi,
            shape,
            colour,
            filled: key !== 'released',
            lines: [name, `no competing head in ${noneOf(count)} models`, interval(count)],
          },
        ],
      },
    ];
  });

export const censusCaption =
  'Share of models in which no head competes, 95\u00a0% Wilson interval over models. A scan counts only when all its heads gave finite numbers';

export const censusTable = (census: Census): DataTable => ({
  columns: ['Counted', 'Without a competing head', 'Models', 'Share', '95 %'],
  rows: COUNTS.map(({ key, name }) => {
    const { none, models, interval: found } = census[key];
    return [name, String(none), String(models), fixed(found?.share), found ? span(found.lo, found.hi) : '–'];
  }),
});
