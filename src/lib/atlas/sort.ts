/** Orders of families. What has no value stands last, whichever way is up; ties keep the table's order. */
import type { VerdictKind } from '../coupling/diagnosis';
import { sizesOf, type AtlasFamily } from './family';

/** `none` is the table's own order. */
export const SORT_KEYS = [
  'verdict',
  'family',
  'sizes',
  'largest',
  'tokens',
  'slope',
  'crossing',
  'scale',
  'none',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface AtlasSort {
  by: SortKey;
  down: boolean;
}

/** What is settled before what is not. */
const ORDER: VerdictKind[] = ['falls', 'turns-up', 'turns-down', 'rises', 'undetermined'];

const VALUES: Record<Exclude<SortKey, 'none' | 'family'>, (family: AtlasFamily) => number | null> = {
  verdict: ({ summary }) => (summary.kind === null ? null : ORDER.indexOf(summary.kind)),
  sizes: sizesOf,
  largest: ({ facts }) => facts.sizeB?.[1] ?? null,
  tokens: ({ facts }) => facts.tokensT?.[1] ?? null,
  slope: ({ summary }) => summary.slope,
  crossing: ({ summary }) => summary.pCrossed,
  scale: ({ summary }) => summary.turn?.medianB ?? null,
};

export function sorted(families: readonly AtlasFamily[], { by, down }: AtlasSort): AtlasFamily[] {
  const way = down ? -1 : 1;
  if (by === 'none') return down ? [...families].reverse() : [...families];
  if (by === 'family')
    return [...families].sort((a, b) => way * a.family.localeCompare(b.family, 'en', { numeric: true }));
  const value = VALUES[by];
  return [...families].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    // Of one verdict the family with more sizes says more.
    return way * (x - y) || (by === 'verdict' ? sizesOf(b) - sizesOf(a) : 0);
  });
}
