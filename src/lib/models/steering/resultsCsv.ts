/** The points of an experiment as a CSV: a row a strength and kind of vector, and one for each direction of an average. */
import Papa from 'papaparse';
import { toCell } from './csvText';
import type { PointFigures, SteerResults } from './results';

const FIGURES = [
  'pTrue',
  'lo',
  'hi',
  'deltaLogOdds',
  'deltaLogOddsLo',
  'deltaLogOddsHi',
  'margin',
  'marginLo',
  'marginHi',
  'accuracy',
  'accuracyLo',
  'accuracyHi',
  'prefersTrue',
  'prefersTrueLo',
  'prefersTrueHi',
  'klPerToken',
  'klPerTokenLo',
  'klPerTokenHi',
] as const satisfies readonly (keyof PointFigures)[];

/** `direction` is blank for a mean over directions and their number from 1 for one of them. */
export function resultsCsv({ model, layer, points }: SteerResults): string {
  const header = ['model', 'layer', 'alpha', 'vector', 'direction', 'n', ...FIGURES];
  const rows = points.flatMap(({ alpha, vector, n, each, ...figures }) => {
    const row = (direction: number | '', of: PointFigures) => [
      toCell(model.id),
      layer,
      alpha,
      vector,
      direction,
      n,
      ...FIGURES.map((name) => of[name]),
    ];
    return [row('', figures), ...each.map((of, i) => row(i + 1, of))];
  });
  return `${Papa.unparse([header, ...rows], { newline: '\n' })}\n`;
}
