/** How an interval is drawn: shape, colour and certainty of its phase. One rule for both charts, the legend and the words. */
import type { Interval, Phase } from '../coupling/diagnosis';

export type Shape = 'down' | 'up' | 'square' | 'diamond' | 'ring';

/** Largest probability decides only when it is a majority: with three phases, 45 % against 35 % leans nowhere. */
export const MAJORITY = 0.5;

export interface Reading {
  kind: Phase | 'open' | 'b1-falls' | 'undefined-ratio';
  shape: Shape;
  /** CSS custom property of the colour. */
  colour: string;
  /** Probability of the kind; null where phases do not exist. */
  probability: number | null;
  settled: boolean;
  opacity: number;
}

const shapes: Record<Reading['kind'], Shape> = {
  tax: 'down',
  bonus: 'up',
  transition: 'square',
  open: 'square',
  'b1-falls': 'diamond',
  'undefined-ratio': 'diamond',
};
const colours: Record<Reading['kind'], string> = {
  tax: 'var(--tax)',
  bonus: 'var(--bonus)',
  transition: 'var(--transition)',
  open: 'var(--ink-3)',
  'b1-falls': 'var(--ink-3)',
  'undefined-ratio': 'var(--ink-3)',
};

/** From 0.5 (a bare majority) to 1; never so pale that the mark is lost. */
const opacityOf = (probability: number): number =>
  0.55 + 0.45 * Math.min(1, Math.max(0, 2 * probability - 1));

/** The phase most draws fall in, when more than half do; null otherwise and where phases do not exist. */
export function majority(interval: Interval): { phase: Phase; probability: number } | null {
  if (interval.phase === 'b1-falls' || interval.phase === 'undefined-ratio') return null;
  const shares: [Phase, number][] = [
    ['tax', interval.pTax],
    ['transition', interval.pTransition],
    ['bonus', interval.pBonus],
  ];
  const [phase, probability] = shares.reduce((a, b) => (b[1] > a[1] ? b : a));
  return probability > MAJORITY ? { phase, probability } : null;
}

/** Reading of an interval as it is drawn. */
export function readingOf(interval: Interval): Reading {
  const major = majority(interval);
  const kind: Reading['kind'] =
    interval.phase === 'b1-falls' || interval.phase === 'undefined-ratio'
      ? interval.phase
      : interval.phase !== 'undetermined'
        ? interval.phase
        : (major?.phase ?? 'open');
  const settled = interval.phase === kind && kind !== 'b1-falls' && kind !== 'undefined-ratio';
  const probability = kind === 'open' ? null : (major?.probability ?? null);
  return {
    kind,
    shape: shapes[kind],
    colour: colours[kind],
    probability,
    settled,
    opacity: settled || probability === null ? 1 : opacityOf(probability),
  };
}

/** SVG path of a mark around the origin; `r` is half its height in pixels. */
export function markPath(shape: Shape, r: number): string {
  const n = (v: number) => Number(v.toFixed(2));
  const w = n(r * 1.1);
  if (shape === 'down') return `M${-w},${n(-r * 0.85)}H${w}L0,${n(r)}Z`;
  if (shape === 'up') return `M${-w},${n(r * 0.85)}H${w}L0,${n(-r)}Z`;
  if (shape === 'diamond') return `M0,${n(-r)}L${n(r)},0L0,${n(r)}L${n(-r)},0Z`;
  if (shape === 'ring')
    return `M${n(-r)},0A${n(r)},${n(r)} 0 1 1 ${n(r)},0A${n(r)},${n(r)} 0 1 1 ${n(-r)},0Z`;
  const s = n(r * 0.8);
  return `M${-s},${-s}H${s}V${s}H${-s}Z`;
}
