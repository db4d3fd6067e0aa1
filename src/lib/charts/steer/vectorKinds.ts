/** How the kinds of vectors are told apart in every drawing: by shape and dash first, by colour beside them. */
import type { VectorKind } from '../../models/steering/doses';
import type { Shape } from '../reading';
import { textWidth } from '../textExtent';

export interface KindLook {
  /** As in a legend; in a sentence it stands after an article. */
  name: string;
  /** CSS custom property. */
  colour: string;
  dash: string | null;
  shape: Shape;
  filled: boolean;
}

export const KIND_LOOKS: Readonly<Record<VectorKind, KindLook>> = {
  truth: { name: 'truth direction', colour: 'var(--accent)', dash: null, shape: 'ring', filled: true },
  shuffled: { name: 'shuffled labels', colour: 'var(--tax)', dash: '7 3', shape: 'diamond', filled: true },
  random: { name: 'random', colour: 'var(--ink-3)', dash: '2 3', shape: 'square', filled: false },
  negative: {
    name: 'negative',
    colour: 'var(--bonus)',
    dash: '9 3 2 3',
    shape: 'down',
    filled: false,
  },
};

/** `shuffled labels, mean of 3` */
export const kindName = (kind: VectorKind, vectors: number): string =>
  vectors > 1 ? `${KIND_LOOKS[kind].name}, mean of ${vectors}` : KIND_LOOKS[kind].name;

/** `+0.5`, `−1`, `0`: a strength in units of the residual's RMS norm. */
export const strength = (alpha: number): string =>
  `${alpha > 0 ? '+' : alpha < 0 ? '−' : ''}${Math.abs(Number(alpha.toPrecision(3)))}`;

export interface LegendLine {
  text: string;
  look: KindLook;
  /** A line without marks, as single directions have. */
  faint?: boolean;
}

export interface PlacedLine extends LegendLine {
  x: number;
  row: number;
}

/** Room for a piece of line before the words. */
export const LINE_ROOM = 34;
const GAP = 16;

/** Entries in reading order, wrapped into rows of at most `width` pixels. */
export function flowLines(entries: readonly LegendLine[], width: number, fontSize: number): PlacedLine[] {
  let [x, row] = [0, 0];
  return entries.map((entry) => {
    const needed = LINE_ROOM + textWidth(entry.text, fontSize);
    if (x > 0 && x + needed > width) [x, row] = [0, row + 1];
    const placed = { ...entry, x, row };
    x += needed + GAP;
    return placed;
  });
}
