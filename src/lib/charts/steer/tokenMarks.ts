/** How strongly a token is marked: steps of fixed bounds, so that two texts can be compared. Pure. */

export type TokenMeasure = 'kl' | 'delta';

export interface LineToken {
  /** As the tokenizer decodes it, spaces and line breaks included. */
  text: string;
  /** Its log probability under the vector, nats; null where nothing stands before it. */
  logP: number | null;
  /** Change of its log probability from the unsteered model, nats. */
  delta: number | null;
  /** Divergence of the distribution it was drawn from, from the unsteered one, nats. */
  kl: number | null;
}

/** Lower bounds of the steps, nats; below the first nothing is marked. */
export const STEPS: Readonly<Record<TokenMeasure, readonly number[]>> = {
  kl: [0.01, 0.05, 0.2, 1],
  delta: [0.1, 0.5, 1, 2],
};

/** Opacity of the ground at each step; the letters keep their contrast on the strongest. */
export const GROUNDS: readonly number[] = [0, 0.1, 0.2, 0.31, 0.44];

/** Thickness of the line at each step, pixels. */
export const LINES: readonly number[] = [0, 1, 1.8, 2.8, 4];

export interface TokenMark {
  /** 0 … 4. */
  step: number;
  /** Up and down for a log probability that rose or fell; a divergence has no direction. */
  way: 'up' | 'down' | null;
  /** CSS custom property. */
  colour: string;
}

export function tokenMark(token: LineToken, measure: TokenMeasure): TokenMark {
  const value = token[measure];
  const step = value === null ? 0 : STEPS[measure].filter((bound) => Math.abs(value) >= bound).length;
  if (measure === 'kl') return { step, way: null, colour: 'var(--accent)' };
  return value !== null && value > 0
    ? { step, way: 'up', colour: 'var(--bonus)' }
    : { step, way: value === null || value === 0 ? null : 'down', colour: 'var(--tax)' };
}

/** `< 0.01`, `0.01–0.05`, `≥ 1`: the words of a step. */
export function stepWords(measure: TokenMeasure, step: number): string {
  const bounds = STEPS[measure];
  if (step === 0) return `< ${bounds[0]}`;
  return step === bounds.length ? `≥ ${bounds[step - 1]}` : `${bounds[step - 1]}–${bounds[step]}`;
}
