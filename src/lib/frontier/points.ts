/** Models with both scores of a chosen pair, as the points that every statistic of this room reads. */
import { ASSUMED_ITEMS, itemNoise } from '../coupling/scoreNoise';
import type { Benchmark } from '../scores/table';
import {
  cellValue,
  isDisputed,
  type FrontierModel,
  type FrontierTable,
  type Subset,
  type Values,
} from './model';
import { decimalYear } from './releaseDate';

export interface FrontierPoint {
  id: string;
  model: string;
  lab: string;
  released: string | null;
  /** Decimal year; null when not known. */
  year: number | null;
  subset: Subset;
  core: boolean;
  /** Percent. */
  x: number;
  y: number;
  /** Standard errors over the items, points. */
  seX: number;
  seY: number;
  disputed: boolean;
  source: string | null;
}

export interface PointSettings {
  values: Values;
  /** Item counts set by the user, by benchmark key. */
  items: Readonly<Record<string, number>>;
}

/** Standard error of one cell over its items, points. */
export function cellNoise(
  model: FrontierModel,
  benchmark: Benchmark,
  value: number,
  items: Readonly<Record<string, number>>,
): number {
  const score = model.scores[benchmark.key];
  const count = items[benchmark.key] ?? score?.items ?? benchmark.items ?? ASSUMED_ITEMS;
  return itemNoise(value, count, benchmark.itemSd, score?.se ?? null);
}

/** @returns the models that have both scores, in the table's order; excluded ones left out */
export function pointsOf(
  table: FrontierTable,
  x: Benchmark,
  y: Benchmark,
  { values, items }: PointSettings,
): FrontierPoint[] {
  return table.models.flatMap((model) => {
    const [vx, vy] = [cellValue(model, x.key, values), cellValue(model, y.key, values)];
    if (model.excluded || vx === null || vy === null) return [];
    return [
      {
        id: model.id,
        model: model.model,
        lab: model.lab,
        released: model.released,
        year: decimalYear(model.released),
        subset: model.subset,
        core: model.core,
        x: vx,
        y: vy,
        seX: cellNoise(model, x, vx, items),
        seY: cellNoise(model, y, vy, items),
        disputed: isDisputed(model, [x.key, y.key]),
        source: model.source,
      },
    ];
  });
}

export const xOf = (points: readonly FrontierPoint[]): number[] => points.map(({ x }) => x);
export const yOf = (points: readonly FrontierPoint[]): number[] => points.map(({ y }) => y);

/** Points by lab, labs in order of appearance. */
export function byLab<T extends { lab: string }>(points: readonly T[]): Map<string, T[]> {
  const labs = new Map<string, T[]>();
  for (const point of points) {
    const members = labs.get(point.lab);
    if (members) members.push(point);
    else labs.set(point.lab, [point]);
  }
  return labs;
}
