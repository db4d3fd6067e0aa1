/** Layout of the layer × head map: one cell a head, layers downwards. Pure; pixels. */
import { FONT_SIZE } from '../frame';
import { textWidth } from '../textExtent';

export interface MapLayout {
  width: number;
  height: number;
  /** Where the cells begin, and the end of the last row. */
  left: number;
  top: number;
  bottom: number;
  cellWidth: number;
  cellHeight: number;
  /** Largest half height of a mark. */
  reach: number;
  /** Heads and layers whose numbers have room. */
  headTicks: number[];
  layerTicks: number[];
}

const NARROWEST = 20;
const WIDEST = 92;
const TALLEST = 52;
const TOP = 34;

/**
 * Cells shrink to the room there is, but not below what a finger or an eye needs: the drawing may be wider than its place.
 * @param width pixels of the place @param below room under the cells, for the legend
 */
export function mapLayout(layers: number, heads: number, width: number, below: number): MapLayout {
  const left = Math.ceil(textWidth('Layer', FONT_SIZE)) + 8;
  const cellWidth = Math.floor(
    Math.min(WIDEST, Math.max(NARROWEST, (width - left - 2) / Math.max(1, heads))),
  );
  const cellHeight = Math.min(TALLEST, cellWidth);
  const bottom = TOP + layers * cellHeight;
  return {
    width: Math.max(width, left + heads * cellWidth + 2),
    height: bottom + below,
    left,
    top: TOP,
    bottom,
    cellWidth,
    cellHeight,
    reach: cellHeight / 2 - 3.5,
    headTicks: every(heads, Math.ceil((textWidth(String(heads - 1), FONT_SIZE) + 6) / cellWidth)),
    layerTicks: every(layers, Math.ceil((FONT_SIZE + 3) / cellHeight)),
  };
}

const every = (count: number, step: number): number[] =>
  Array.from({ length: Math.ceil(count / step) }, (_, i) => i * step);

/** Half the height of a mark. @param strength 0 … 1, null for a mark that has none */
export const markSize = (strength: number | null, reach: number): number => {
  const least = Math.min(3, reach);
  return strength === null ? least : least + strength * Math.max(0, reach - least);
};
