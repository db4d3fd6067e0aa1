/** How the classes of heads are told apart: by shape first, by colour beside it. Two readings of one scan: calibrated, or the published rule. */
import type { HeadClass } from '../../models/heads/headClasses';
import { HEAD_CLASSES } from '../../models/heads/headClasses';
import type { HeadRecord } from '../../models/heads/scanResult';
import type { LegendEntry } from '../legend';
import type { Shape } from '../reading';

/** `calibrated`: by couplings and their q. `published`: by the share of pairs below the bound. */
export type MapMode = 'calibrated' | 'published';

export interface ClassLook {
  /** As in a legend and in a sentence. */
  name: string;
  shape: Shape;
  /** CSS custom property. */
  colour: string;
  filled: boolean;
}

export const CLASS_LOOKS: Readonly<Record<HeadClass, ClassLook>> = {
  cooperative: { name: 'cooperative', shape: 'up', colour: 'var(--bonus)', filled: true },
  competing: { name: 'competing', shape: 'down', colour: 'var(--tax)', filled: true },
  neutral: { name: 'neutral', shape: 'square', colour: 'var(--ink-3)', filled: true },
  'no-signal': { name: 'no signal', shape: 'ring', colour: 'var(--ink-3)', filled: false },
  nan: { name: 'not finite', shape: 'diamond', colour: 'var(--ink)', filled: false },
};

const NOT_COMPETING: ClassLook = {
  name: 'not competing',
  shape: 'square',
  colour: 'var(--ink-3)',
  filled: false,
};

export function headLook(head: HeadRecord, mode: MapMode): ClassLook {
  if (mode === 'calibrated') return CLASS_LOOKS[head.class];
  if (head.published.mean === null) return CLASS_LOOKS.nan;
  return head.published.competing ? CLASS_LOOKS.competing : NOT_COMPETING;
}

/** From 0 to 1; null where a head has none to show. */
export function headStrength(head: HeadRecord, mode: MapMode): number | null {
  const value = mode === 'calibrated' ? head.coupling : head.published.mean;
  if (value === null || (mode === 'calibrated' && head.class === 'no-signal')) return null;
  return Math.min(1, Math.abs(value));
}

/** Only what is drawn, in the order of the classes. */
export function classEntries(heads: readonly HeadRecord[], mode: MapMode): LegendEntry[] {
  const looks = [...HEAD_CLASSES.map((name) => CLASS_LOOKS[name]), NOT_COMPETING];
  const drawn = new Set(heads.map((head) => headLook(head, mode)));
  return looks
    .filter((look) => drawn.has(look))
    .map(({ name, ...look }) => ({
      text: `${name} (${heads.filter((head) => headLook(head, mode).name === name).length})`,
      ...look,
    }));
}
