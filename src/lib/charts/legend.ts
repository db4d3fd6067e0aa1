/** What the marks mean, as rows that fit a width. Only what is drawn is explained. */
import type { Diagnosis } from '../coupling/diagnosis';
import { readingOf, type Reading, type Shape } from './reading';
import { textWidth } from './textExtent';

export interface LegendEntry {
  text: string;
  shape: Shape;
  colour: string;
  filled: boolean;
}

export interface PlacedEntry extends LegendEntry {
  x: number;
  row: number;
}

const MARK = 16;
const GAP = 18;

/** Entries in reading order, wrapped into rows of at most `width` pixels. */
export function flow(entries: LegendEntry[], width: number, fontSize: number): PlacedEntry[] {
  let x = 0;
  let row = 0;
  return entries.map((entry) => {
    const needed = MARK + textWidth(entry.text, fontSize);
    if (x > 0 && x + needed > width) {
      x = 0;
      row += 1;
    }
    const placed = { ...entry, x, row };
    x += needed + GAP;
    return placed;
  });
}

const order: Reading['kind'][] = ['tax', 'transition', 'bonus', 'open', 'b1-falls', 'undefined-ratio'];

/** Entries for the phases that a family's intervals show. */
export function phaseEntries({ intervals, input }: Diagnosis): LegendEntry[] {
  const words: Record<Reading['kind'], string> = {
    tax: 'tax',
    transition: 'transition',
    bonus: 'bonus',
    open: 'no phase above 50 %',
    'b1-falls': `${input.benchmark1.label} falls`,
    'undefined-ratio': `${input.benchmark1.label} unchanged`,
  };
  const readings = intervals.map(readingOf);
  return order.flatMap((kind) => {
    const reading = readings.find((r) => r.kind === kind);
    if (!reading) return [];
    const filled = kind === 'tax' || kind === 'bonus' || kind === 'transition';
    return [{ text: words[kind], shape: reading.shape, colour: reading.colour, filled }];
  });
}

/** Entries for models that are drawn differently. */
export function modelEntries({ input }: Diagnosis): LegendEntry[] {
  const entries: LegendEntry[] = [];
  if (input.models.some((m) => m.atChance.length > 0))
    entries.push({ text: 'at chance', shape: 'ring', colour: 'var(--ink)', filled: false });
  if (input.models.some((m) => m.sizeTwin))
    entries.push({
      text: 'same size as another, not joined',
      shape: 'ring',
      colour: 'var(--ink-3)',
      filled: true,
    });
  return entries;
}
