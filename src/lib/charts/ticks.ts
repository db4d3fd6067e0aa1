/** Ticks of a linear axis: which values, and how they are written. */

export interface Axis {
  scale: (value: number) => number;
  ticks: readonly number[];
  text: (tick: number) => string;
  /** What the axis shows, with its unit. */
  name: string;
}

/** Decimals that tell all ticks apart; 3 at most. */
export const tickDigits = (ticks: readonly number[]): number =>
  [0, 1, 2].find((digits) => ticks.every((tick) => Math.abs(tick - Number(tick.toFixed(digits))) < 1e-9)) ??
  3;

/**
 * About `wanted` ticks, and two at least: a range that ends short of a round number may get one alone, which tells no scale.
 * @param ticks of the scale, by their wanted number
 */
export function tellingTicks(ticks: (wanted: number) => number[], wanted: number): number[] {
  const found = Array.from({ length: 6 }, (_, more) => ticks(wanted + more));
  return found.find(({ length }) => length > 1) ?? found[0];
}
