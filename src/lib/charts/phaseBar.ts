/** Parts of a stacked phase bar: tax plain, transition cross-barred, bonus hatched, so that hue is never alone. */
import type { Interval, Phase } from '../coupling/diagnosis';
import { hatch } from './arrows';

export interface BarPart {
  phase: Phase;
  x: number;
  width: number;
  /** Path of its texture, or null. */
  hatch: string | null;
}

const GAP = 1;

/** Upright bars, four pixels apart. */
function uprights(x: number, width: number, height: number): string {
  let path = '';
  for (let at = x + 2; at < x + width; at += 4) path += `M${Number(at.toFixed(2))},0V${height}`;
  return path;
}

/** Parts from left to right; one narrower than half a pixel is left out. */
export function phaseBar(
  { pTax, pTransition, pBonus }: Pick<Interval, 'pTax' | 'pTransition' | 'pBonus'>,
  width: number,
  height: number,
): BarPart[] {
  const shares: [Phase, number][] = [
    ['tax', pTax],
    ['transition', pTransition],
    ['bonus', pBonus],
  ];
  const total = pTax + pTransition + pBonus;
  if (!(total > 0)) return [];
  const shown = shares.filter(([, p]) => (p / total) * width >= 0.5);
  const room = width - GAP * (shown.length - 1);
  const sum = shown.reduce((s, [, p]) => s + p, 0);
  let x = 0;
  return shown.map(([phase, p]) => {
    const part = (p / sum) * room;
    const at = x;
    x += part + GAP;
    const texture =
      phase === 'bonus'
        ? hatch(at, 0, part, height, 5)
        : phase === 'transition'
          ? uprights(at, part, height)
          : null;
    return { phase, x: Number(at.toFixed(2)), width: Number(part.toFixed(2)), hatch: texture };
  });
}
