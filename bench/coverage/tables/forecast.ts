/** Forecast bands on simulated families, and forecasts scored on the panel's. */
import type { MethodId } from '../../../src/lib/dynamics/forecast';
import { forecastId, FORECAST_CONDITIONS } from '../cells';
import { ratioOf, shareOf, sumOf, type Counters } from '../counters';
import { conditionOf, COUNTS } from '../design';
import { FORECAST_TRENDS, TIMES, type LEVELS } from '../forecastCell';
import { PANEL_SEPARATOR, type PANEL_FIGURES } from '../panelCell';
import { countsOf, errorNote, figure, percent, type Run, type StudyTable } from '../report';

type Level = (typeof LEVELS)[number];

/** Methods with bands that are cheap enough to simulate. */
export const METHODS: readonly MethodId[] = ['persistence', 'constant', 'line', 'quadratic', 'logistic'];
/** Each trend that a method is the right form for; persistence is of none, and is shown on the straight one. */
const RIGHT_FORM: readonly [method: MethodId, trend: string][] = [
  ['persistence', 'falling'],
  ['constant', 'flat'],
  ['line', 'falling'],
  ['quadratic', 'u'],
  ['logistic', 'logistic'],
];
const titleOf = (trend: string): string => FORECAST_TRENDS.find(({ id }) => id === trend)?.title ?? trend;

export function forecastTables(run: Run): StudyTable[] {
  return [
    coverageTable(run, 0.8),
    coverageTable(run, 0.95),
    widthTable(run),
    bySizeTable(run, 0.8),
    bySizeTable(run, 0.95),
    panelTable(run),
  ];
}

interface Row {
  labels: string[];
  counters: Counters;
}

function rowsOf(run: Run): Row[] {
  return FORECAST_CONDITIONS.flatMap((condition) =>
    FORECAST_TRENDS.flatMap((trend) =>
      TIMES.map((times) => ({
        labels: [conditionOf(condition).title, trend.title, `${times} times`],
        counters: sumOf(COUNTS.map((n) => countsOf(run, forecastId(condition, trend.id, times, n)))),
      })),
    ),
  );
}

const HEAD = ['noise', 'trend', 'larger by'];

function coverageTable(run: Run, level: Level): StudyTable {
  const rows = rowsOf(run);
  const shares = rows.map(({ counters }) => METHODS.map((method) => shareOf(counters, `${method}.${level}`)));
  return {
    id: `forecast-coverage-${100 * level}`,
    title: `Forecast bands: coverage of the ${100 * level} % band, %`,
    columns: [...HEAD, ...METHODS],
    rows: rows.map(({ labels }, i) => [...labels, ...shares[i].map(percent)]),
    note: `All numbers of sizes together, the quadratic from four. ${errorNote(shares.flat())}`,
  };
}

const widthTable = (run: Run): StudyTable => ({
  id: 'forecast-width',
  title: 'Forecast bands: mean width of the 80 % band, points',
  columns: [...HEAD, ...METHODS],
  rows: rowsOf(run).map(({ labels, counters }) => [
    ...labels,
    ...METHODS.map((method) => figure(ratioOf(counters, `${method}.0.8.width`, `${method}.0.8.of`), 1)),
  ]),
  note: 'All numbers of sizes together, the quadratic from four. Bands end at 0 and 100 %.',
});

function bySizeTable(run: Run, level: Level): StudyTable {
  const rows = FORECAST_CONDITIONS.flatMap((condition) =>
    RIGHT_FORM.map(([method, trend]) => ({
      labels: [conditionOf(condition).title, method, titleOf(trend)],
      shares: COUNTS.map((n) =>
        shareOf(
          sumOf(TIMES.map((times) => countsOf(run, forecastId(condition, trend, times, n)))),
          `${method}.${level}`,
        ),
      ),
    })),
  );
  return {
    id: `forecast-sizes-${100 * level}`,
    title: `Forecast bands: coverage of the ${100 * level} % band by number of sizes, %`,
    columns: ['noise', 'method', 'trend', ...COUNTS.map((n) => `n = ${n}`)],
    rows: rows.map(({ labels, shares }) => [...labels, ...shares.map(percent)]),
    note: `Each method on the trend of its own form, both targets together. ${errorNote(rows.flatMap(({ shares }) => shares))}`,
  };
}

function panelTable(run: Run): StudyTable {
  const counters = countsOf(run, 'panel');
  const names = new Set(
    Object.keys(counters).map((key) => key.split(PANEL_SEPARATOR).slice(0, 2).join(PANEL_SEPARATOR)),
  );
  const rows = [...names].map((name) => {
    const at = (figureName: keyof typeof PANEL_FIGURES): number | null =>
      counters[[name, figureName].join(PANEL_SEPARATOR)] ?? null;
    const shareAt = (figureName: 'coverage80' | 'coverage95') => {
      const share = at(figureName);
      return share === null ? '–' : (100 * share).toFixed(0);
    };
    return [
      ...name.split(PANEL_SEPARATOR),
      figure(at('families'), 0),
      figure(at('relativeError'), 1),
      figure(at('meanError')),
      figure(at('persistenceError')),
      figure(at('banded') ?? 0, 0),
      shareAt('coverage80'),
      shareAt('coverage95'),
      figure(at('intervalScore80'), 1),
      figure(at('persistenceScore80'), 1),
      figure(at('intervalScore95'), 1),
      figure(at('persistenceScore95'), 1),
    ];
  });
  return {
    id: 'forecast-panel',
    title: 'Forecasts scored on the panel',
    columns: [
      'benchmark',
      'method',
      'families',
      'error, %',
      'error, points',
      'persistence there',
      'with bands',
      'in the 80 % band, %',
      'in the 95 % band, %',
      'interval score, 80 %',
      'persistence there, 80 %',
      'interval score, 95 %',
      'persistence there, 95 %',
    ],
    rows,
    note: 'Families of the uniform panel with three sizes or more, each foretold at its last size from the others: mean of |error| over the observed score, and mean |error|. Interval score (Gneiting and Raftery 2007): smaller is better. “Persistence there” is persistence on the same families, since methods that need more sizes are tried on fewer; the sparse system is tried without bands. Coverage and interval scores are in-sample for the rule of the bands, which was chosen with these families in view.',
  };
}
