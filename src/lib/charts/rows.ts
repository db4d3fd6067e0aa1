/** Rows of estimates with intervals on one axis: names at the left, or above their row where the screen is narrow. */
import { median } from 'd3-array';
import { NARROW_BELOW, FONT_SIZE, type Frame } from './frame';
import type { Domain } from './domains';
import type { Shape } from './reading';
import { textWidth, wrapText } from './textExtent';

export interface RowMark {
  value: number;
  /** Null for an estimate without an interval. */
  lo: number | null;
  hi: number | null;
  shape: Shape;
  colour: string;
  filled: boolean;
  /** Its tooltip; joined by commas its accessible name. */
  lines: string[];
}

export interface IntervalRow {
  key: string;
  name: string;
  /** Small words after the name: how many pairs, which kind. */
  note: string;
  marks: RowMark[];
  /** What chance alone gives, behind the marks. */
  band?: [lo: number, hi: number] | null;
  /** The row that the title speaks of. */
  strong?: boolean;
}

export interface PlacedRow {
  row: IntervalRow;
  top: number;
  height: number;
  /** Lines of the name, the note last; baselines from `textTop` on. */
  text: { line: string; note: boolean; y: number }[];
  /** Height of each mark. */
  ys: number[];
}

const MARK_ROOM = 16;
const LINE = 16;
const PADDING = 8;
/** Names take this share of a wide place at most. */
const NAMES = 0.38;

/** Beyond this multiple of the usual reach an interval is cut at the edge, so that the others can be read. */
const REACH = 3;

/**
 * Range of the axis: zero, every estimate and every band whole; of intervals, as much as keeps in scale with the others.
 */
export function rowsDomain(rows: readonly IntervalRow[]): Domain {
  const marks = rows.flatMap((row) => row.marks);
  const whole = [0, ...marks.map(({ value }) => value), ...rows.flatMap(({ band }) => band ?? [])];
  const ends = marks.flatMap(({ lo, hi }) => (lo === null || hi === null ? [] : [lo, hi]));
  const cap = Math.max(REACH * (median(ends, Math.abs) ?? 0), 1.1 * Math.max(...whole.map(Math.abs)));
  const inReach = ends.map((end) => Math.min(cap, Math.max(-cap, end)));
  const lo = Math.min(...whole, ...inReach);
  const hi = Math.max(...whole, ...inReach);
  const air = 0.04 * (hi - lo) || 1;
  return [lo < 0 ? lo - air : lo, hi > 0 ? hi + air : hi];
}

/** An interval as it is drawn inside a range; an end that lies beyond is open. */
export function inside(
  { lo, hi }: { lo: number; hi: number },
  [from, to]: Domain,
): { lo: number; hi: number; openLo: boolean; openHi: boolean } {
  return { lo: Math.max(lo, from), hi: Math.min(hi, to), openLo: lo < from, openHi: hi > to };
}

/** @param width pixels of the place @param below room under the rows, for the axis */
export function placeRows(
  rows: readonly IntervalRow[],
  width: number,
  below = 40,
): { frame: Frame; rows: PlacedRow[] } {
  const narrow = width < NARROW_BELOW;
  const widest = Math.max(
    0,
    ...rows.flatMap((r) => [textWidth(r.name, FONT_SIZE), textWidth(r.note, FONT_SIZE)]),
  );
  const names = narrow ? 0 : Math.min(NAMES * width, widest) + 14;
  const left = narrow ? 8 : names;
  let y = 4;
  const placed = rows.map((row): PlacedRow => {
    const room = narrow ? width - 8 : names - 10;
    const joined = narrow && row.note !== '' ? `${row.name}, ${row.note}` : row.name;
    const lines = wrapText(joined, FONT_SIZE, room).map((line) => ({ line, note: false }));
    if (!narrow && row.note !== '')
      lines.push(...wrapText(row.note, FONT_SIZE, room).map((line) => ({ line, note: true })));
    const words = lines.length * LINE;
    const marks = Math.max(1, row.marks.length) * MARK_ROOM;
    const height = PADDING + (narrow ? words + marks + 2 : Math.max(words, marks));
    const textTop = narrow ? y + PADDING / 2 : y + (height - words) / 2;
    const marksTop = narrow ? y + PADDING / 2 + words + 2 : y + (height - marks) / 2;
    const result = {
      row,
      top: y,
      height,
      text: lines.map((line, i) => ({ ...line, y: textTop + i * LINE + 12 })),
      ys: row.marks.map((_, i) => marksTop + (i + 0.5) * MARK_ROOM),
    };
    y += height;
    return result;
  });
  const bottom = y + 4;
  return {
    frame: { width, height: bottom + below, narrow, left, right: width - 12, top: 0, bottom },
    rows: placed,
  };
}
