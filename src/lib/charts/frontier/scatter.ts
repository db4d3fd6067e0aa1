/** Layout of the frontier scatter: ranges, the drawn line, and what a line is worth at a score. Pixels only where said so. */
import type { Domain } from '../domains';
import type { LineKind } from '../../frontier/state';
import type { Frontier } from '../../frontier/result';
import { decimalYear } from '../../frontier/releaseDate';

const AIR = 0.06;

/** Range that holds all values with some air, within 0 and 100. */
export function scoreDomain(values: readonly number[], least = 10): Domain {
  const finite = values.filter((value) => Number.isFinite(value));
  if (finite.length === 0) return [0, 100];
  const [lo, hi] = [Math.min(...finite), Math.max(...finite)];
  const air = Math.max(AIR * (hi - lo), (least - (hi - lo)) / 2, 1);
  return [Math.max(0, lo - air), Math.min(100, hi + air)];
}

export interface DrawnLine {
  kind: LineKind;
  name: string;
  slope: number;
  intercept: number;
  /** What the line is drawn for, where it depends on more than benchmark 1; empty otherwise. */
  at: string;
}

export const LINE_NAMES: Readonly<Record<LineKind, string>> = {
  ols: 'Least squares',
  'theil-sen': 'Theil–Sen',
  deming: 'Deming',
  swapped: 'Axes swapped',
  dated: 'With release date',
};

/** What each line is for, in a clause. */
export const LINE_NOTES: Readonly<Record<LineKind, string>> = {
  ols: 'benchmark 2 on benchmark 1; the prediction band belongs to it',
  'theil-sen': 'median of pairwise slopes: no single model moves it',
  deming: 'noise in both scores, in the ratio that their items give',
  swapped: 'benchmark 1 on benchmark 2, drawn on the same axes',
  dated: 'release date as a covariate: what benchmark 1 tells beyond time',
};

/** The lines that could be fitted, least squares first. The dated one is drawn for the latest release that is shown. */
export function drawnLines({
  line,
  others,
  models,
}: Pick<Frontier, 'line' | 'others' | 'models'>): DrawnLine[] {
  const lines: DrawnLine[] = [];
  const add = (kind: LineKind, found: { slope: number; intercept: number } | null | undefined, at = '') => {
    if (found)
      lines.push({ kind, name: LINE_NAMES[kind], slope: found.slope, intercept: found.intercept, at });
  };
  add('ols', line);
  add('theil-sen', others?.theilSen);
  add('deming', others?.deming);
  add('swapped', others?.swapped);
  const dated = others?.dated;
  if (dated) {
    const latest = models
      .flatMap(({ released }) => {
        const year = decimalYear(released);
        return year === null ? [] : [{ released: released ?? '', year }];
      })
      .reduce<{ released: string; year: number } | null>((a, b) => (a && a.year >= b.year ? a : b), null);
    if (latest)
      add(
        'dated',
        { slope: dated.slope, intercept: dated.intercept + dated.perYear * latest.year },
        latest.released.slice(0, 7),
      );
  }
  return lines;
}

/** Ends of a line inside a box of scores; null when it misses the box. */
export function clipped(
  { slope, intercept }: { slope: number; intercept: number },
  [x0, x1]: Domain,
  [y0, y1]: Domain,
): [from: [number, number], to: [number, number]] | null {
  const at = (x: number) => intercept + slope * x;
  let [from, to] = [x0, x1];
  if (slope !== 0) {
    const [a, b] = [(y0 - intercept) / slope, (y1 - intercept) / slope];
    from = Math.max(from, Math.min(a, b));
    to = Math.min(to, Math.max(a, b));
  } else if (intercept < y0 || intercept > y1) return null;
  return from < to
    ? [
        [from, at(from)],
        [to, at(to)],
      ]
    : null;
}
