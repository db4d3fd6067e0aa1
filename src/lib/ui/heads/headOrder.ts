/** Orders of the table of heads. What is undefined comes last, whichever way. Pure. */
import { HEAD_CLASSES } from '$lib/models/heads/headClasses';
import type { HeadRecord } from '$lib/models/heads/scanResult';

export type HeadOrder =
  'place' | 'class' | 'coupling' | 'corrected' | 'q' | 'direct1' | 'direct2' | 'mean' | 'share';

function placeOf({ layer, head }: HeadRecord): number {
  return layer * 1e6 + head;
}

const KEYS: Readonly<Record<HeadOrder, (head: HeadRecord) => number | null>> = {
  place: placeOf,
  class: ({ class: name }) => HEAD_CLASSES.indexOf(name),
  coupling: ({ coupling }) => coupling,
  corrected: ({ corrected }) => corrected,
  q: ({ q }) => q,
  direct1: ({ direct }) => direct?.[0].value ?? null,
  direct2: ({ direct }) => direct?.[1].value ?? null,
  mean: ({ published }) => published.mean,
  share: ({ published }) => published.share,
};

export function sortedHeads(heads: readonly HeadRecord[], by: HeadOrder, down: boolean): HeadRecord[] {
  const key = KEYS[by];
  return [...heads].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if ((x === null) !== (y === null)) return x === null ? 1 : -1;
    const first = (x ?? 0) - (y ?? 0);
    return (down ? -first : first) || placeOf(a) - placeOf(b);
  });
}
