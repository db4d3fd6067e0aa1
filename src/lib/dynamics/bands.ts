/**
 * How far from its forecast a new model's score may lie. Few models tell little of how much they scatter, and nothing of
 * what happens beyond them, so a band holds three things:
 * noise and parameters, widened by the larger of what the told noise says (normal quantile) and what the scatter seen says
 * (t quantile), so that it holds whichever is so; and the terms that the method leaves out (slope and bend of a mean, the bend of
 * a line, the twist of a quadratic), as large as these models make them. Coverage is measured in docs/validity.md.
 */
import { normalQuantile } from '../stats/normal';
import { tQuantile } from '../stats/studentT';
import type { Level } from './methods/method';

const known = new Map<number, number>();

/**
 * Half-width, in standard deviations, that holds the share `level`. Kept, since each is an iteration asked for often.
 * @param df degrees of freedom of t; ∞ for the normal
 */
export function twoSided(level: Level, df: number): number {
  const key = df === Infinity ? -level : df + level;
  const found = known.get(key);
  if (found !== undefined) return found;
  const p = (1 + level) / 2;
  const made = df === Infinity ? normalQuantile(p) : tQuantile(p, df);
  known.set(key, made);
  return made;
}

/**
 * Half-width in standard errors that the weights give.
 * @param chi2 weighted sum of squared residuals @param df its degrees of freedom
 * @returns null for no degrees of freedom: the scatter is then unseen
 */
export function widening(level: Level, chi2: number, df: number): number | null {
  if (df < 1) return null;
  return Math.max(twoSided(level, Infinity), twoSided(level, df) * Math.sqrt(chi2 / df));
}

/** A band without what no score can be. A value that is itself outside the scale keeps its place in it. */
export const onScale = ([lo, hi]: readonly [number, number], value: number): [lo: number, hi: number] => [
  Math.max(lo, Math.min(0, value)),
  Math.min(hi, Math.max(100, value)),
];

/**
 * Noise of a new model's score: that of the largest model, whose score is nearest, or the usual one where that is larger.
 * Scatter beyond the noise is estimated in its units, and does not shrink as the noise does near 100 %.
 */
export function newScoreSd(sd: ArrayLike<number>): number {
  let squares = 0;
  for (let i = 0; i < sd.length; i++) squares += sd[i] * sd[i];
  return Math.max(sd[sd.length - 1], Math.sqrt(squares / sd.length));
}
