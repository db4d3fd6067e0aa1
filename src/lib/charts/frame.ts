/** Size and margins of a drawing. One unit is one pixel of the page, so that 12 px text stays 12 px on every screen. */

export interface Frame {
  width: number;
  height: number;
  narrow: boolean;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Below this width a drawing is made taller, as a hand-held screen is. */
export const NARROW_BELOW = 480;
/** Width of a drawing whose place is not measured yet. */
export const DEFAULT_WIDTH = 520;
/** Heights over widths; the style sheet of `Drawing.svelte` keeps the same room free, so that nothing jumps. */
export const ASPECT = { wide: 400 / 520, narrow: 400 / 328 };

export const FONT_SIZE = 12;

/** @param width pixels of the container; @param margin room around the plot for axes, names and what stands below */
export function frame(
  width: number,
  margin: { left: number; right: number; top: number; bottom: number },
): Frame {
  const narrow = width < NARROW_BELOW;
  const height = Math.round(width * (narrow ? ASPECT.narrow : ASPECT.wide));
  return {
    width,
    height,
    narrow,
    left: margin.left,
    right: width - margin.right,
    top: margin.top,
    bottom: height - margin.bottom,
  };
}
