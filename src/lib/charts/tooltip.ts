/** Where a tooltip stands: above its point, or below when there is no room, and never outside the drawing. */
import type { Point } from './arrows';
import { FONT_SIZE } from './frame';
import { textWidth, wrapText } from './textExtent';

export interface TooltipBox {
  left: number;
  top: number;
  width: number;
  height: number;
  lines: string[];
}

const LINE = 17;
const PADDING = 10;
const CLEARANCE = 12;

/** @param lines first one is the name; lines wider than the drawing are wrapped */
export function tooltipBox(
  lines: string[],
  at: Point,
  { width, height }: { width: number; height: number },
): TooltipBox {
  const room = width - 2 * PADDING - 4;
  const fitting = lines.flatMap((line) => wrapText(line, FONT_SIZE, room));
  const boxWidth = Math.min(width, Math.max(...fitting.map((l) => textWidth(l, FONT_SIZE))) + 2 * PADDING);
  const boxHeight = fitting.length * LINE + 12;
  const left = Math.min(width - boxWidth - 1, Math.max(1, at.x - boxWidth / 2));
  const above = at.y - CLEARANCE - boxHeight;
  const top = above >= 1 ? above : Math.min(at.y + CLEARANCE, height - boxHeight - 1);
  return {
    left: Math.round(left),
    top: Math.round(top),
    width: Math.ceil(boxWidth),
    height: boxHeight,
    lines: fitting,
  };
}
