/** Layout of the matrix of benchmark pairs: a lower triangle, the names on its diagonal, so that no name stands upright. */
import type { CouplingMatrix, PairCoupling } from '../coupling/sections';
import { FONT_SIZE } from './frame';
import { named, type Labels } from './naming';
import { textWidth } from './textExtent';

/** What a cell shows. */
export type Measure = 'r' | 'partial' | 'slope';

/** Below this false-discovery rate a cell is outlined. */
export const Q_LIMIT = 0.05;

/** The shown value, its interval where there is one, and its q. */
export function reading(
  pair: PairCoupling,
  measure: Measure,
): { value: number | null; lo: number | null; hi: number | null; q: number | null } {
  if (measure === 'r') return { value: pair.r, lo: null, hi: null, q: pair.q };
  const { partial, slope } = pair;
  if (measure === 'partial')
    return {
      value: partial?.value ?? null,
      lo: partial?.lo ?? null,
      hi: partial?.hi ?? null,
      q: partial?.q ?? null,
    };
  return { value: slope?.value ?? null, lo: slope?.lo ?? null, hi: slope?.hi ?? null, q: null };
}

/** Marked: q below 5 %, or, for a slope, an interval that leaves zero out. */
export function isMarked(pair: PairCoupling, measure: Measure): boolean {
  const { lo, hi, q } = reading(pair, measure);
  if (measure === 'slope') return lo !== null && hi !== null && lo * hi > 0;
  return q !== null && q < Q_LIMIT;
}

export interface Cell {
  pair: PairCoupling;
  row: number;
  column: number;
  x: number;
  y: number;
  value: number | null;
  marked: boolean;
  colour: string;
  /** Of the tone, 0 to 0.46: the number on it stays readable. */
  opacity: number;
}

export interface MatrixLayout {
  width: number;
  height: number;
  cellWidth: number;
  cellHeight: number;
  cells: Cell[];
  names: { text: string; x: number; y: number }[];
}

const NARROWEST = 52;
const WIDEST = 92;
const HEIGHT = 44;
const TONE = 0.4;

/**
 * Places the cells. Cells shrink to the room there is, but not below what their numbers need: the drawing may be wider
 * than its place.
 * @param width pixels of the place
 */
export function matrixLayout(
  { benchmarks, pairs }: CouplingMatrix,
  measure: Measure,
  width: number,
  labels: Labels,
): MatrixLayout {
  const names = benchmarks.map((key) => named(labels, key));
  const count = benchmarks.length;
  // The name at the end of row i needs room to the right of its i cells.
  const fits = names.map((name, i) => (i === 0 ? WIDEST : (width - textWidth(name, FONT_SIZE) - 10) / i));
  const cellWidth = Math.floor(Math.min(WIDEST, Math.max(NARROWEST, Math.min(...fits))));
  const needed = names.map((name, i) => i * cellWidth + textWidth(name, FONT_SIZE) + 10);
  const largest = Math.max(1, ...pairs.map((pair) => Math.abs(reading(pair, measure).value ?? 0)));
  const cells = pairs.flatMap((pair): Cell[] => {
    const [a, b] = pair.benchmarks.map((key) => benchmarks.indexOf(key));
    if (a < 0 || b < 0 || a === b) return [];
    const [column, row] = a < b ? [a, b] : [b, a];
    const { value } = reading(pair, measure);
    return [
      {
        pair,
        row,
        column,
        x: column * cellWidth,
        y: row * HEIGHT,
        value,
        marked: isMarked(pair, measure),
        colour: value === null || value === 0 ? 'var(--band)' : value < 0 ? 'var(--tax)' : 'var(--bonus)',
        opacity: value === null ? 0 : 0.06 + (TONE * Math.abs(value)) / largest,
      },
    ];
  });
  return {
    width: Math.max(width, Math.ceil(Math.max(0, ...needed))),
    height: count * HEIGHT,
    cellWidth,
    cellHeight: HEIGHT,
    cells: cells.sort((p, q) => p.row - q.row || p.column - q.column),
    names: names.map((text, i) => ({ text, x: i * cellWidth + 8, y: i * HEIGHT + HEIGHT / 2 + 4 })),
  };
}

/** The cell that an arrow key leads to; null when there is none, or the key is another. */
export function neighbour(cells: readonly Cell[], from: Cell, key: string): Cell | null {
  const [down, right] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[
    key
  ] ?? [0, 0];
  if (down === 0 && right === 0) return null;
  return cells.find((c) => c.row === from.row + down && c.column === from.column + right) ?? null;
}
