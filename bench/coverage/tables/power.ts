/** What change is found with a probability of 80 %, and how the probability grows with it. */
import {
  CORRELATION_COUNTS,
  CORRELATIONS,
  DEPTHS,
  FALLS,
  ITEM_COUNTS,
  STEP_FALLS,
  STEP_RISES,
} from '../cells';
import { METHODS, TAILS } from '../correlationCell';
import { ratioOf, shareOf } from '../counters';
import { conditionOf, COUNTS, ITEMS } from '../design';
import { countsOf, errorNote, figure, percent, type Run, type StudyTable } from '../report';
import { RULE_TITLES, type Rule } from '../rules';

/** The effect at which a power curve reaches 80 %, between the effects tried by a straight line on their log scale. */
export function eightyPercent(effects: readonly number[], powers: readonly number[]): string {
  const at = powers.findIndex((power) => power >= 0.8);
  if (at < 0) return `> ${effects[effects.length - 1]}`;
  if (at === 0) return `≤ ${effects[0]}`;
  const share = (0.8 - powers[at - 1]) / (powers[at] - powers[at - 1]);
  const [below, above] = [Math.log(effects[at - 1]), Math.log(effects[at])];
  return Math.exp(below + share * (above - below)).toFixed(1);
}

const powerOf = (run: Run, id: string, name: string): number => shareOf(countsOf(run, id), name)?.share ?? 0;

const itemColumns = ITEM_COUNTS.map((items) => `${items.toLocaleString('en-GB')} items`);

const FALL_ROWS: readonly [condition: string, rule: Rule][] = [
  ['items', 'default'],
  ['items', 'larger-of-two'],
  ['items', 'item-noise-only'],
  ['run2-untold', 'default'],
  ['run2-untold', 'larger-of-two'],
  ['run2-told', 'default'],
];

export function powerTables(run: Run): StudyTable[] {
  return [fallPoints(run), fallCurves(run), depthPoints(run), stepPoints(run)];
}

function fallPoints(run: Run): StudyTable {
  const point = (condition: string, rule: Rule, n: number, items: number) =>
    eightyPercent(
      FALLS,
      FALLS.map((fall) => powerOf(run, `fall/${condition}/${n}/${items}/${fall}`, `fall.${rule}`)),
    );
  return {
    id: 'power-fall',
    title: 'Power: fall of B2 over the family that is found with 80 % probability, points',
    columns: ['noise', 'interval', 'sizes', ...itemColumns],
    rows: FALL_ROWS.flatMap(([condition, rule]) =>
      COUNTS.map((n) => [
        conditionOf(condition).title,
        RULE_TITLES[rule],
        String(n),
        ...ITEM_COUNTS.map((items) => point(condition, rule, n, items)),
      ]),
    ),
    note: `Benchmark 1 rises by 40 on ${ITEMS.b1.toLocaleString('en-GB')} items; found means that the slope’s interval is below 0. Items are those of benchmark 2.`,
  };
}

function fallCurves(run: Run): StudyTable {
  const shares = FALLS.map((fall) =>
    COUNTS.map((n) => shareOf(countsOf(run, `fall/items/${n}/${ITEMS.b2}/${fall}`), 'fall.default')),
  );
  return {
    id: 'power-fall-curve',
    title: `Power: how often a fall of B2 is found, item noise alone, ${ITEMS.b2} items, %`,
    columns: ['fall, points', ...COUNTS.map((n) => `n = ${n}`)],
    rows: FALLS.map((fall, i) => [String(fall), ...shares[i].map(percent)]),
    note: `The app’s interval of the slope. ${errorNote(shares.flat())}`,
  };
}

function depthPoints(run: Run): StudyTable {
  return {
    id: 'power-depth',
    title: 'Power: depth of a U whose crossing is found with 80 % probability, points',
    columns: ['sizes', ...itemColumns],
    rows: COUNTS.map((n) => [
      String(n),
      ...ITEM_COUNTS.map((items) =>
        eightyPercent(
          DEPTHS,
          DEPTHS.map((depth) => powerOf(run, `depth/${n}/${items}/${depth}`, 'depth')),
        ),
      ),
    ]),
    note: 'Item noise alone; bottom in the middle of the range of sizes. With an even number of sizes no model stands at the bottom, and the depth seen is less.',
  };
}

function stepPoints(run: Run): StudyTable {
  return {
    id: 'power-step',
    title: 'Power: fall of B2 over one step that is named a tax with 80 % probability, points',
    columns: ['rise of B1, points', ...itemColumns],
    rows: STEP_RISES.map((rise) => [
      String(rise),
      ...ITEM_COUNTS.map((items) =>
        eightyPercent(
          STEP_FALLS,
          STEP_FALLS.map((fall) => powerOf(run, `step/${items}/${rise}/${fall}`, 'step')),
        ),
      ),
    ]),
    note: 'Item noise alone, ρ = 0. A fall of a tenth of the rise is the edge of the tax phase.',
  };
}

const METHOD_TITLES = { percentile: 'percentile', bca: 'BCa', fisher: 'Fisher’s z' };
const TAIL_TITLES = { normal: 'normal', t3: 'heavy-tailed (t₃)' };

export function correlationTables(run: Run): StudyTable[] {
  const rows = TAILS.flatMap((tails) => METHODS.map((method) => ({ tails, method })));
  const columns = CORRELATIONS.flatMap((r) => CORRELATION_COUNTS.map((n) => ({ r, n })));
  const counters = (tails: string, { r, n }: { r: number; n: number }) =>
    countsOf(run, `r/${tails}/${r}/${n}`);
  const shares = rows.map(({ tails, method }) =>
    columns.map((column) => shareOf(counters(tails, column), `r.${method}`)),
  );
  const headings = ['sample', 'interval', ...columns.map(({ r, n }) => `r = ${r}, n = ${n}`)];
  const labels = ({ tails, method }: (typeof rows)[number]) => [TAIL_TITLES[tails], METHOD_TITLES[method]];
  return [
    {
      id: 'r-coverage',
      title: 'Pearson r: coverage of the 95 % intervals, %',
      columns: headings,
      rows: rows.map((row, i) => [...labels(row), ...shares[i].map(percent)]),
      note: `Exact bootstrap up to ten points, drawn beyond. ${errorNote(shares.flat())}`,
    },
    {
      id: 'r-width',
      title: 'Pearson r: mean width of the 95 % intervals',
      columns: headings,
      rows: rows.map((row) => [
        ...labels(row),
        ...columns.map((column) =>
          figure(ratioOf(counters(row.tails, column), `r.${row.method}.width`, `r.${row.method}.of`)),
        ),
      ]),
      note: 'Of a range of 2 in all.',
    },
  ];
}
