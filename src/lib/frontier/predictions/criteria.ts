/**
 * What each prediction measures on a table, and in which zone that lies. Contract: below a prediction's own minimum of models the
 * state is "insufficient", whatever the value; a gap that the criterion leaves is "between". One exception: a clause that a
 * single release settles ("either of them") needs no second one.
 */
import { fisherInterval, pearson } from '../../stats/correlation';
import { frontierLine, type FrontierLine } from '../line';
import { completeCases } from '../matrix';
import type { FrontierTable, Values } from '../model';
import { onePerModel } from '../onePerModel';
import { pointsOf, xOf, yOf, type FrontierPoint } from '../points';
import { byRelease, isAfterMonth } from '../releaseDate';
import { residual } from '../residual';
import { GPQA, HLE, IFEVAL, SWE, type PublishedPrediction } from './published';

export type PredictionState = 'pass' | 'fail' | 'between' | 'insufficient';

/** What the interval is: of a correlation, of a release about the line, or the values when one model is left out. */
export type IntervalKind = 'fisher' | 'prediction' | 'leave-one-out';

export interface Measured {
  /** Points or r; null when nothing can be measured. */
  value: number | null;
  /** The second figure that the criterion names, in points. */
  second: number | null;
  interval: [lo: number, hi: number] | null;
  intervalKind: IntervalKind;
  n: number;
  state: PredictionState;
  /** Models that decide the value. */
  models: string[];
}

export interface PredictionTable {
  table: FrontierTable;
  values: Values;
  /** The line that h is measured from: that of the frozen rows where the table has them, else of all. */
  line: FrontierLine | null;
}

/** The month after which releases count for predictions 3 and 4. */
const AFTER = '2026-05';

/** The line of the pair that the predictions are about. */
export function publishedLine(table: FrontierTable, values: Values): FrontierLine | null {
  const points = publishedPoints(table, values);
  const frozen = points.filter(({ subset }) => subset === 'frozen');
  const fitted = frozen.length > 0 ? frozen : onePerModel(points);
  return frontierLine(xOf(fitted), yOf(fitted));
}

function publishedPoints(table: FrontierTable, values: Values): FrontierPoint[] {
  const [x, y] = [SWE, GPQA].map((key) => table.benchmarks.find((one) => one.key === key));
  return x && y ? pointsOf(table, x, y, { values, items: {} }) : [];
}

export function measure({ id, least }: PublishedPrediction, on: PredictionTable): Measured {
  switch (id) {
    case 1:
      return spreads(on, least);
    case 2:
      return correlation(on, [GPQA, IFEVAL], least, (r, n) =>
        n >= 8 && r > 0.6 ? 'pass' : r < 0.3 ? 'fail' : 'between',
      );
    case 3:
      return releases(on, 'DeepSeek', least, {
        decisive: (hs) => Math.max(...hs),
        pass: (h) => h < 0,
        fail: (h) => h > 5,
      });
    case 4:
      return releases(on, 'Google', least, {
        decisive: (hs) => Math.min(...hs),
        pass: (h) => h > 3,
        fail: (h) => h < 0,
      });
    case 5:
      return correlation(on, [SWE, GPQA], least, (r) => (r > 0.5 ? 'pass' : r < 0.3 ? 'fail' : 'between'));
    case 6:
      return instructionSpread(on, least);
    case 7:
      return correlation(on, [SWE, HLE], least, (r) => (r < 0 ? 'pass' : r > 0.3 ? 'fail' : 'between'));
  }
}

function correlation(
  { table, values }: PredictionTable,
  keys: [string, string],
  least: number,
  zone: (r: number, n: number) => PredictionState,
): Measured {
  const { rows } = completeCases(table, keys, values);
  const n = rows.length;
  const r =
    n < 2
      ? null
      : pearson(
          rows.map(([x]) => x),
          rows.map(([, y]) => y),
        );
  return {
    value: r,
    second: null,
    interval: r === null ? null : fisherInterval(r, n),
    intervalKind: 'fisher',
    n,
    state: n < least || r === null ? 'insufficient' : zone(r, n),
    models: [],
  };
}

const range = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.max(...values) - Math.min(...values);

interface Rated {
  model: string;
  x: number;
  y: number;
}

function best(models: readonly Rated[], k: number): Rated[] {
  return [...models].sort((a, b) => b.x - a.x).slice(0, k);
}

/** The spread of the k best, and its smallest and largest value when any one model is left out. */
function spreadOfBest(models: readonly Rated[], k: number) {
  const top = best(models, k);
  const spread = range(top.map(({ x }) => x));
  // Models below the k + 1st never enter.
  const reach = best(models, k + 1);
  const without = reach.flatMap(
    (_, left) =>
      range(
        best(
          reach.filter((__, i) => i !== left),
          k,
        ).map(({ x }) => x),
      ) ?? [],
  );
  return {
    top,
    spread,
    interval: models.length > k ? ([Math.min(...without), Math.max(...without)] as [number, number]) : null,
  };
}

function ratedOn({ table, values }: PredictionTable, keys: readonly string[]): Rated[] {
  const { models, rows } = completeCases(table, keys, values);
  const names = new Map(table.models.map(({ id, model }) => [id, model]));
  return rows.map(([x, y], i) => ({ model: names.get(models[i]) ?? models[i], x, y }));
}

function spreads(on: PredictionTable, least: number): Measured {
  const models = ratedOn(on, [SWE, GPQA]);
  const { top, spread, interval } = spreadOfBest(models, least);
  const second = range(top.map(({ y }) => y));
  const n = models.length;
  const state = (): PredictionState => {
    if (n < least || spread === null || second === null) return 'insufficient';
    if (spread > 5) return 'fail';
    return spread < 2 && second > 5 ? 'pass' : 'between';
  };
  return {
    value: spread,
    second,
    interval,
    intervalKind: 'leave-one-out',
    n,
    state: state(),
    models: top.map(({ model }) => model),
  };
}

function instructionSpread(on: PredictionTable, least: number): Measured {
  const ofIfeval = ratedOn(on, [IFEVAL]);
  const ofHle = ratedOn(on, [HLE]);
  const { top, spread, interval } = spreadOfBest(ofIfeval, least);
  const second = range(best(ofHle, least).map(({ x }) => x));
  const state = (): PredictionState => {
    if (ofIfeval.length < least || spread === null) return 'insufficient';
    if (spread > 8) return 'fail';
    if (ofHle.length < least || second === null) return 'insufficient';
    return spread < 3 && second > 15 ? 'pass' : 'between';
  };
  return {
    value: spread,
    second,
    interval,
    intervalKind: 'leave-one-out',
    n: ofIfeval.length,
    state: state(),
    models: top.map(({ model }) => model),
  };
}

function releases(
  { table, values, line }: PredictionTable,
  lab: string,
  least: number,
  rule: {
    decisive: (hs: readonly number[]) => number;
    pass: (h: number) => boolean;
    fail: (h: number) => boolean;
  },
): Measured {
  const coming = byRelease(
    publishedPoints(table, values).filter(
      (point) => point.lab === lab && isAfterMonth(point.released, AFTER),
    ),
  ).slice(0, least);
  const measured = line === null ? [] : coming.map((point) => residual(line, point, false));
  const hs = measured.map(({ h }) => h);
  const value = hs.length === 0 ? null : rule.decisive(hs);
  const state = (): PredictionState => {
    if (hs.some(rule.fail)) return 'fail';
    if (hs.length < least) return 'insufficient';
    return hs.every(rule.pass) ? 'pass' : 'between';
  };
  const decisive = measured.find(({ h }) => h === value);
  return {
    value,
    second: null,
    interval: decisive ? [decisive.lo, decisive.hi] : null,
    intervalKind: 'prediction',
    n: hs.length,
    state: state(),
    models: coming.map(({ model }) => model),
  };
}
