/** The list of cells, and how each is run. A cell stands alone: any thread may run it, in any order. */
import { runCorrelationCell, TAILS, type CorrelationCell } from './correlationCell';
import type { Counters } from './counters';
import { conditionOf, CONDITIONS, COUNTS, TRENDS, trendOf } from './design';
import { FORECAST_TRENDS, runForecastCell, TIMES, type ForecastCell } from './forecastCell';
import { runFamilyCell, type FamilyCell } from './familyCell';
import { runItemCell, type ItemCell } from './itemLevel';
import { runPanelCell, type PanelCell } from './panelCell';
import {
  runDepthCell,
  runFallCell,
  runStepCell,
  type DepthCell,
  type FallCell,
  type StepCell,
} from './powerCells';

export type Cell =
  | ({ kind: 'family' } & FamilyCell)
  | ({ kind: 'items' } & ItemCell)
  | ({ kind: 'fall' } & FallCell)
  | ({ kind: 'depth' } & DepthCell)
  | ({ kind: 'step' } & StepCell)
  | ({ kind: 'correlation' } & CorrelationCell)
  | ({ kind: 'forecast' } & ForecastCell)
  | ({ kind: 'panel' } & PanelCell);

/** Replicates of a full run; a part of them where a replicate is slow. */
export const REPLICATES = 2000;
/** Shares of the replicates. */
export const PARTS = { turns: 4, phases: 16, items: 4, fall: 4, step: 4, depth: 8 };

export const FALLS = [1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32];
export const DEPTHS = [2, 3, 4, 6, 8, 12, 16, 24];
export const STEP_FALLS = [1, 2, 3, 4, 6, 8, 12, 16];
export const STEP_RISES = [5, 10, 20];
/** Items of benchmark 2: a quarter of TruthfulQA, TruthfulQA, four and sixteen times as many. */
export const ITEM_COUNTS = [204, 817, 3268, 13072];
export const POWER_CONDITIONS = ['items', 'run2-untold', 'run2-told'];
export const CORRELATIONS = [0, 0.5, 0.9];
export const CORRELATION_COUNTS = [5, 8, 12];
export const FORECAST_CONDITIONS = ['items', 'run2-untold'];
export const ITEM_TRENDS = ['falling', 'flat', 'u'];

export function cellsOf(replicates = REPLICATES): Cell[] {
  const part = (of: keyof typeof PARTS) => Math.ceil(replicates / PARTS[of]);
  const cells: Cell[] = [];
  for (const condition of CONDITIONS)
    for (const trend of TRENDS)
      for (const n of COUNTS)
        cells.push({
          kind: 'family',
          id: familyId(condition.id, trend.id, n),
          trend,
          n,
          condition,
          replicates,
          turned: part('turns'),
          phased: part('phases'),
        });
  for (const trend of ITEM_TRENDS)
    for (const made of ['by-items', 'normal'] as const)
      cells.push({
        kind: 'items',
        id: `items/${trend}/${made}`,
        trend: trendOf(trend),
        n: 5,
        condition: conditionOf('rho-told'),
        replicates: part('items'),
        turned: part('items'),
        phased: part('items'),
        made,
      });
  for (const condition of POWER_CONDITIONS.map(conditionOf))
    for (const items2 of ITEM_COUNTS) {
      for (const n of COUNTS)
        for (const fall of FALLS) {
          const id = `fall/${condition.id}/${n}/${items2}/${fall}`;
          cells.push({ kind: 'fall', id, n, items2, fall, condition, replicates: part('fall') });
        }
    }
  for (const items2 of ITEM_COUNTS) {
    const condition = conditionOf('items');
    for (const n of COUNTS)
      for (const depth of DEPTHS) {
        const id = `depth/${n}/${items2}/${depth}`;
        cells.push({ kind: 'depth', id, n, items2, depth, condition, replicates: part('depth') });
      }
    for (const rise1 of STEP_RISES)
      for (const fall2 of STEP_FALLS) {
        const id = `step/${items2}/${rise1}/${fall2}`;
        cells.push({ kind: 'step', id, items2, rise1, fall2, condition, replicates: part('step') });
      }
  }
  for (const tails of TAILS)
    for (const r of CORRELATIONS)
      for (const n of CORRELATION_COUNTS)
        cells.push({ kind: 'correlation', id: `r/${tails}/${r}/${n}`, n, r, tails, replicates });
  for (const condition of FORECAST_CONDITIONS)
    for (const trend of FORECAST_TRENDS)
      for (const times of TIMES)
        for (const n of COUNTS)
          cells.push({
            kind: 'forecast',
            id: forecastId(condition, trend.id, times, n),
            n,
            trend,
            times,
            condition: conditionOf(condition),
            replicates,
          });
  cells.push({ kind: 'panel', id: 'panel' });
  return cells;
}

export const forecastId = (condition: string, trend: string, times: number, n: number): string =>
  `forecast/${condition}/${trend}/${times}/${n}`;

export const familyId = (condition: string, trend: string, n: number): string =>
  `family/${condition}/${trend}/${n}`;

export async function runCell(cell: Cell, seed: number): Promise<Counters> {
  switch (cell.kind) {
    case 'family':
      return runFamilyCell(cell, seed);
    case 'items':
      return runItemCell(cell, seed);
    case 'fall':
      return runFallCell(cell, seed);
    case 'depth':
      return runDepthCell(cell, seed);
    case 'step':
      return runStepCell(cell, seed);
    case 'correlation':
      return runCorrelationCell(cell, seed);
    case 'forecast':
      return runForecastCell(cell, seed);
    case 'panel':
      return runPanelCell();
  }
}
