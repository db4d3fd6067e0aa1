/** Rows of the frontier panel as points, scores as published, and the lines through them that paper B uses. */
import { frontierLine, type FrontierLine } from '../../frontier/line';
import { pointsOf, type FrontierPoint } from '../../frontier/points';
import { GPQA, SWE } from '../../frontier/predictions/published';
import { residualFrom, type OtherLine } from '../../frontier/robust';
import type { ClaimLink } from '../claim';
import type { ClaimData } from '../data';
import { benchmarkOf } from './benchmarks';

export const OPEN: ClaimLink = { page: 'frontier', x: SWE, y: GPQA, values: 'published' };
export const SAMPLING = { seed: 1, draws: 2_000 };

/** The line as printed in the paper: what its residuals are said to be measured from. */
export const PRINTED_LINE: OtherLine = { slope: 0.513, intercept: 46.4 };

/** All rows with both scores: 34 frozen and 5 later ones. */
export function allRows(data: ClaimData): FrontierPoint[] {
  const table = data.frontier();
  return pointsOf(table, benchmarkOf(table, SWE), benchmarkOf(table, GPQA), {
    values: 'published',
    items: {},
  });
}

export const frozenRows = (data: ClaimData): FrontierPoint[] =>
  allRows(data).filter(({ subset }) => subset === 'frozen');
export const laterRows = (data: ClaimData): FrontierPoint[] =>
  allRows(data).filter(({ subset }) => subset === 'post-cutoff');
export const coreRows = (data: ClaimData): FrontierPoint[] => allRows(data).filter(({ core }) => core);

/** @throws RangeError for rows that no line can be fitted to */
export function lineOf(rows: readonly { x: number; y: number }[]): FrontierLine {
  const line = frontierLine(
    rows.map(({ x }) => x),
    rows.map(({ y }) => y),
  );
  if (line === null) throw new RangeError(`frontier claims: no line through ${rows.length} rows`);
  return line;
}

export const frozenLine = (data: ClaimData): FrontierLine => lineOf(frozenRows(data));

/** @throws RangeError for a model that the panel does not have */
export function rowOf(rows: readonly FrontierPoint[], model: string): FrontierPoint {
  const found = rows.find((row) => row.model === model);
  if (found === undefined) throw new RangeError(`the frontier panel has no row "${model}"`);
  return found;
}

/** h of a model, points. */
export const hOf = (line: OtherLine, rows: readonly FrontierPoint[], model: string): number =>
  residualFrom(line, rowOf(rows, model));

export const range = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
