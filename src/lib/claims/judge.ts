/** Verdict of a claim: the values against the published figures, under the stated tolerance. Nothing else enters. */
import type { ClaimVerdict, PublishedFigure, Tolerance, Variant } from './claim';

export interface Judgement {
  verdict: ClaimVerdict;
  /** Names of the figures that the variant with the verdict gives. */
  reproduced: string[];
  /** The condition of the variant that reproduces; null for the stated procedure and where none does. */
  condition: string | null;
  /** The variant to show beside the published figures: the one that reproduces, else the stated one. */
  shown: Variant | null;
}

/** Whether a recomputed value agrees with a published one. */
export function agrees(value: number, published: number, tolerance: Tolerance): boolean {
  if (!Number.isFinite(value)) return false;
  switch (tolerance.kind) {
    case 'digits':
      // Half a unit of the last digit, and a hair for figures that are rounded in binary.
      return Math.abs(value - published) <= 0.5 * 10 ** -tolerance.decimals * (1 + 1e-9) + 1e-12;
    case 'absolute':
      return Math.abs(value - published) <= tolerance.within + 1e-12;
    case 'relative':
      return Math.abs(value - published) <= tolerance.within * Math.abs(published) + 1e-12;
    case 'below':
      return value < published;
    case 'above':
      return value > published;
  }
}

/** All figures must agree in one and the same variant: figures from different data are no reproduction. */
export function judge(figures: readonly PublishedFigure[], variants: readonly Variant[]): Judgement {
  if (variants.length === 0)
    return { verdict: 'not-checkable', reproduced: [], condition: null, shown: null };
  const scored = variants.map((variant) => ({
    variant,
    reproduced: figures
      .filter(
        ({ name, value, tolerance }) =>
          Object.hasOwn(variant.values, name) && agrees(variant.values[name], value, tolerance),
      )
      .map(({ name }) => name),
  }));
  const whole = scored.find(({ reproduced }) => reproduced.length === figures.length);
  const best = whole ?? scored[0];
  const verdict =
    whole === undefined
      ? 'does-not-reproduce'
      : whole.variant.condition === null
        ? 'reproduces'
        : 'reproduces-only-with';
  return {
    verdict,
    reproduced: best.reproduced,
    condition: whole?.variant.condition ?? null,
    shown: best.variant,
  };
}
