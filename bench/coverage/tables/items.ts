/** Does the correlated-normal model of scores stand for scores made item by item? */
import { ITEM_TRENDS } from '../cells';
import { ratioOf, shareOf, type Counters } from '../counters';
import { trendOf } from '../design';
import { countsOf, errorNote, figure, percent, type Run, type StudyTable } from '../report';

const SHARES: readonly [title: string, name: string][] = [
  ['slope covered', 'slope.default'],
  ['slope covered, narrower interval', 'slope.item-noise-only'],
  ['ΔB2 per decade covered', 'decade.default'],
  ['γ₁₂ covered', 'fieller'],
  ['steps named', 'label.settled'],
  ['steps named wrongly', 'label.wrong'],
  ['turn found', 'crossing.found'],
  ['turn settled where there is none', 'crossing.false'],
  ['verdict right', 'verdict.right'],
  ['verdict false', 'verdict.false'],
];

export function itemTables(run: Run): StudyTable[] {
  const counters = ITEM_TRENDS.flatMap((trend) =>
    ['normal', 'by-items'].map((made) => countsOf(run, `items/${trend}/${made}`)),
  );
  const headings = ITEM_TRENDS.flatMap((id) =>
    ['normal model', 'item by item'].map((made) => `${trendOf(id).title}: ${made}`),
  );
  const shares = SHARES.map(([, name]) => counters.map((one) => shareOf(one, name)));
  return [
    {
      id: 'items-check',
      title: 'Scores by the normal model and item by item, five sizes, %',
      columns: ['', ...headings],
      rows: SHARES.map(([title], i) => [title, ...shares[i].map(percent)]),
      note: `ρ 0.6, told. ${errorNote(shares.flat())}`,
    },
    {
      id: 'items-noise',
      title: 'Noise of the scores made item by item',
      columns: ['', ...headings],
      rows: [
        ...(['b1', 'b2'] as const).flatMap((name) => [
          [`SD against the formula, ${TITLE[name]}`, ...counters.map((one) => figure(spread(one, name)))],
          [
            `correlation of the outermost models, ${TITLE[name]}`,
            ...counters.map((one) => figure(correlation(one, name))),
          ],
        ]),
      ],
      note: 'Smallest and largest model. Items are equally correlated near 50 %; where two models differ much in score, the correlation of their errors is less.',
    },
  ];
}

const TITLE = { b1: 'benchmark 1', b2: 'benchmark 2' };

function spread(one: Counters, name: 'b1' | 'b2'): number | null {
  const first = ratioOf(one, `errors.${name}.first`, `errors.${name}.of`);
  const last = ratioOf(one, `errors.${name}.last`, `errors.${name}.of`);
  return first === null || last === null ? null : Math.sqrt((first + last) / 2);
}

const correlation = (one: Counters, name: 'b1' | 'b2'): number =>
  (one[`errors.${name}.product`] ?? 0) /
  Math.sqrt((one[`errors.${name}.first`] ?? 0) * (one[`errors.${name}.last`] ?? 0));
