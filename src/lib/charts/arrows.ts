/** Arrows between two points of a drawing, in pixels (y grows downwards). */

export interface Point {
  x: number;
  y: number;
}

export interface Arrow {
  /** Shaft, from the start's gap to the base of the head. */
  from: Point;
  to: Point;
  /** Closed path of the head, its tip a gap before the target; null for a plain line. */
  head: string | null;
  middle: Point;
}

const round = (v: number) => Number(v.toFixed(2));
const along = (p: Point, ux: number, uy: number, d: number): Point => ({
  x: round(p.x + ux * d),
  y: round(p.y + uy * d),
});

/**
 * Arrow from `a` to `b` that leaves room for the marks at both ends.
 * @param gap room for a mark at either end
 * @param head length of the head, 0 for none; it shrinks when the two points are close
 * @returns null when the points are so close that no arrow fits between their marks
 */
export function arrow(a: Point, b: Point, gap: number, head: number): Arrow | null {
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const room = length - 2 * gap;
  if (!(room > 2)) return null;
  const ux = (b.x - a.x) / length;
  const uy = (b.y - a.y) / length;
  const h = Math.min(head, room);
  const tip = along(b, ux, uy, -gap);
  const base = along(b, ux, uy, -gap - h);
  const half = h * 0.45;
  const left = along(base, -uy, ux, half);
  const right = along(base, -uy, ux, -half);
  const start = along(a, ux, uy, gap);
  return {
    from: start,
    to: base,
    head: head > 0 ? `M${tip.x},${tip.y}L${left.x},${left.y}L${right.x},${right.y}Z` : null,
    middle: { x: round((start.x + base.x) / 2), y: round((start.y + base.y) / 2) },
  };
}

/** Open chevron at the end of a bar that goes on beyond the plot. */
export function chevron(x: number, y: number, direction: 'up' | 'down', size = 5): string {
  const dy = direction === 'up' ? size : -size;
  return `M${round(x - size)},${round(y + dy)}L${round(x)},${round(y)}L${round(x + size)},${round(y + dy)}`;
}

/** Diagonal lines clipped to a rectangle, as one path: a hatch that needs no pattern definition. */
export function hatch(x: number, y: number, width: number, height: number, step = 5): string {
  const lines: string[] = [];
  for (let c = step; c < width + height; c += step) {
    // The diagonal u + v = c, cut by 0 ≤ u ≤ width and 0 ≤ v ≤ height.
    const u0 = Math.max(0, c - height);
    const u1 = Math.min(width, c);
    lines.push(`M${round(x + u0)},${round(y + c - u0)}L${round(x + u1)},${round(y + c - u1)}`);
  }
  return lines.join('');
}
