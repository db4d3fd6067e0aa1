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
