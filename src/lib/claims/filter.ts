/** Which claims are shown, in which order, and under which headings. Pure. */
import type { ClaimGroup, ClaimVerdict, Paper } from './claim';
import type { ClaimResult } from './recompute';

export interface ClaimFilter {
  text: string;
  /** Null for any. */
  paper: Paper | null;
  group: ClaimGroup | null;
  /** Empty for any. */
  verdicts: readonly ClaimVerdict[];
}

export const noFilter = (): ClaimFilter => ({ text: '', paper: null, group: null, verdicts: [] });

export const filtersNothing = ({ text, paper, group, verdicts }: ClaimFilter): boolean =>
  text.trim() === '' && paper === null && group === null && verdicts.length === 0;

/** What holds comes first. */
export const VERDICTS: readonly ClaimVerdict[] = [
  'reproduces',
  'reproduces-only-with',
  'does-not-reproduce',
  'not-checkable',
];

export type Filtered = Pick<
  ClaimResult,
  'id' | 'paper' | 'group' | 'verdict' | 'statement' | 'where' | 'why' | 'procedure' | 'data'
>;

/** Every word of the text, in any order and any case, in what the table says of the claim. */
export function passes(claim: Filtered, { text, paper, group, verdicts }: ClaimFilter): boolean {
  if (paper !== null && claim.paper !== paper) return false;
  if (group !== null && claim.group !== group) return false;
  if (verdicts.length > 0 && !verdicts.includes(claim.verdict)) return false;
  const said = [claim.id, claim.statement, claim.where, claim.why, claim.procedure, ...claim.data]
    .join(' ')
    .toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

/** `place`: as in the papers, group by group. */
export type ClaimOrder = 'verdict' | 'place' | 'claim' | 'paper';
export const ORDERS: readonly ClaimOrder[] = ['verdict', 'place', 'claim', 'paper'];

export interface ClaimSort {
  by: ClaimOrder;
  down: boolean;
}

const PAPERS: readonly Paper[] = ['A', 'B', 'dashboard'];

const RANK: Record<ClaimOrder, (a: Filtered, b: Filtered) => number> = {
  verdict: (a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict),
  place: () => 0,
  claim: (a, b) => a.statement.localeCompare(b.statement, 'en'),
  paper: (a, b) => PAPERS.indexOf(a.paper) - PAPERS.indexOf(b.paper) || a.where.localeCompare(b.where, 'en'),
};

/** A sorted copy; what is equal keeps the order it came in. */
export function ordered<T extends Filtered>(claims: readonly T[], { by, down }: ClaimSort): T[] {
  const sorted = [...claims].sort((a, b) => (down ? -1 : 1) * RANK[by](a, b));
  return by === 'place' && down ? sorted.reverse() : sorted;
}

export const countVerdicts = (claims: readonly Pick<Filtered, 'verdict'>[]): Record<ClaimVerdict, number> => {
  const counts = { reproduces: 0, 'reproduces-only-with': 0, 'does-not-reproduce': 0, 'not-checkable': 0 };
  for (const { verdict } of claims) counts[verdict]++;
  return counts;
};
