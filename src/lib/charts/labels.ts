/** Places for labels beside points, so that they keep off each other, the points and the lines. Greedy, in order. */
import type { Point } from './arrows';
import { textWidth } from './textExtent';

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Label {
  x: number;
  /** Baseline of the text. */
  y: number;
  anchor: 'start' | 'middle' | 'end';
  box: Box;
}

export interface LabelRequest extends Point {
  text: string;
  bold?: boolean;
}

/** Bold letters take more room, by about this factor. */
const BOLD = 1.12;

export interface Surroundings {
  bounds: Box;
  points: Point[];
  segments: { from: Point; to: Point }[];
  fontSize: number;
}

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

const outside = (a: Box, b: Box): number =>
  Math.max(0, b.left - a.left) +
  Math.max(0, a.right - b.right) +
  Math.max(0, b.top - a.top) +
  Math.max(0, a.bottom - b.bottom);

/** Length of a segment inside a box (Liang–Barsky clipping). */
export function lengthInside(from: Point, to: Point, box: Box): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  let enter = 0;
  let leave = 1;
  for (const [p, q] of [
    [-dx, from.x - box.left],
    [dx, box.right - from.x],
    [-dy, from.y - box.top],
    [dy, box.bottom - from.y],
  ]) {
    if (p === 0 && q < 0) return 0;
    if (p < 0) enter = Math.max(enter, q / p);
    if (p > 0) leave = Math.min(leave, q / p);
  }
  return leave > enter ? (leave - enter) * Math.hypot(dx, dy) : 0;
}

/** Offsets of the anchor point, best first: right and above, then round the point, then further out. */
const offsets: [dx: number, dy: number, anchor: Label['anchor']][] = [
  [7, -6, 'start'],
  [9, 4, 'start'],
  [7, 14, 'start'],
  [0, -9, 'middle'],
  [0, 18, 'middle'],
  [-7, -6, 'end'],
  [-9, 4, 'end'],
  [-7, 14, 'end'],
  [12, -16, 'start'],
  [-12, -16, 'end'],
  [12, 24, 'start'],
  [-12, 24, 'end'],
  [0, -24, 'middle'],
  [0, 33, 'middle'],
];

function boxOf(x: number, y: number, anchor: Label['anchor'], width: number, fontSize: number): Box {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - fontSize * 0.8, bottom: y + fontSize * 0.2 };
}

/** Cost of standing closer to another point than to one's own: as much as covering a fair part of a mark. */
const AMBIGUOUS = 40;

function nearest(box: Box, points: Point[], own: Point): boolean {
  const distance = (p: Point) =>
    Math.hypot(Math.max(box.left - p.x, 0, p.x - box.right), Math.max(box.top - p.y, 0, p.y - box.bottom));
  const mine = distance(own);
  return points.every((p) => (p.x === own.x && p.y === own.y) || distance(p) >= mine);
}

/** One label for each request, in the same order. */
export function placeLabels(requests: LabelRequest[], around: Surroundings): Label[] {
  const placed: Label[] = [];
  const marks = around.points.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }));
  for (const { x, y, text, bold } of requests) {
    const width = textWidth(text, around.fontSize) * (bold ? BOLD : 1);
    const candidates = offsets.map(([dx, dy, anchor], rank) => {
      const box = boxOf(x + dx, y + dy, anchor, width, around.fontSize);
      const cost =
        rank +
        (nearest(box, around.points, { x, y }) ? 0 : AMBIGUOUS) +
        50 * outside(box, around.bounds) +
        4 * placed.reduce((sum, other) => sum + overlap(box, other.box), 0) +
        2 * marks.reduce((sum, mark) => sum + overlap(box, mark), 0) +
        3 * around.segments.reduce((sum, s) => sum + lengthInside(s.from, s.to, box), 0);
      return { label: { x: x + dx, y: y + dy, anchor, box }, cost };
    });
    placed.push(candidates.reduce((best, c) => (c.cost < best.cost ? c : best)).label);
  }
  return placed;
}

/** Letters of two lines may touch by this much, pixels². */
const TOUCH = 4;

/** Which labels stand clear of those before them and inside the bounds: where points are dense not every name has room. */
export function withRoom(labels: readonly Label[], bounds: Box): Set<number> {
  const kept: Box[] = [];
  const room = new Set<number>();
  labels.forEach(({ box }, i) => {
    if (outside(box, bounds) > 0 || kept.some((other) => overlap(box, other) > TOUCH)) return;
    kept.push(box);
    room.add(i);
  });
  return room;
}
