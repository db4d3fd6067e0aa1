/** What the Claims page says of claims and their verdicts: word, shape and colour together. Pure. */
import type { SentenceVerdict } from '$lib/claims/abstract';
import type { ClaimGroup, ClaimLink, ClaimVerdict, Paper } from '$lib/claims/claim';
import { countVerdicts } from '$lib/claims/filter';
import type { ClaimResult } from '$lib/claims/recompute';
import { whole } from '$lib/coupling/words';
import type { Sign } from '../verdictWords';

const SIGNS: Record<ClaimVerdict, Sign> = {
  reproduces: { word: 'reproduces', shape: '▲', colour: 'bonus' },
  'reproduces-only-with': { word: 'under a condition', shape: '◆', colour: 'transition' },
  'does-not-reproduce': { word: 'does not reproduce', shape: '▼', colour: 'tax' },
  'not-checkable': { word: 'cannot be checked', shape: '○', colour: 'open' },
};
export const claimSign = (verdict: ClaimVerdict): Sign => SIGNS[verdict];

/** As a heading over the claims that have it. */
export const VERDICT_HEADINGS: Record<ClaimVerdict, string> = {
  reproduces: 'Reproduces by the stated procedure on the stated data',
  'reproduces-only-with': 'Reproduces under a condition that is named',
  'does-not-reproduce': 'Does not reproduce in any variant that was tried',
  'not-checkable': 'Cannot be checked from what was released',
};

export const sentenceSign = (verdict: SentenceVerdict): Sign =>
  verdict === 'in-part' ? { word: 'in part', shape: '◆', colour: 'transition' } : SIGNS[verdict];

export const PAPER_NAMES: Record<Paper, string> = {
  A: 'Paper A',
  B: 'Paper B',
  dashboard: 'Repository',
};

export const LINK_NAMES: Record<ClaimLink['page'], string> = {
  diagnose: 'Open in Diagnose',
  atlas: 'Open in the Atlas',
  frontier: 'Open in Frontier',
  methods: 'Open in Methods',
  steer: 'Open in Steer',
};

/** Sections of Methods: the published formula of a group, and the estimator that is set beside it. */
export const METHODS_OF: Record<ClaimGroup, { published: string; calibrated: string }> = {
  correlation: { published: 'published-correlation', calibrated: 'r' },
  'local-coupling': { published: 'published-coupling', calibrated: 'coupling' },
  'critical-scale': { published: 'published-scale', calibrated: 'critical-scale' },
  dimensionality: { published: 'published-dimension', calibrated: 'dimensionality' },
  width: { published: 'published-width', calibrated: 'width' },
  dynamics: { published: 'published-dynamics', calibrated: 'dynamics' },
  isocline: { published: 'published-dynamics', calibrated: 'isocline' },
  physics: { published: 'published-physics', calibrated: 'standing' },
  internals: { published: 'published-internals', calibrated: 'claims' },
  'frontier-line': { published: 'published-frontier', calibrated: 'frontier-line' },
  'frontier-labs': { published: 'published-frontier', calibrated: 'labs' },
  'frontier-matrix': { published: 'published-frontier', calibrated: 'frontier-matrix' },
  predictions: { published: 'published-frontier', calibrated: 'predictions' },
};

/** The family that a claim is about, as the papers name it: a panel tells Pythia's two runs of the data apart, they do not. */
export const familyOf = (link: ClaimLink | undefined | null): string | null =>
  link?.page === 'diagnose' ? link.family.replace(/-deduped$/, '') : null;

export const fragmentOf = (id: string): string => `claim=${id}`;

/** The claim that a fragment names; null for another kind of fragment. */
export function claimInFragment(hash: string): string | null {
  const found = /^#claim=([a-z0-9][a-z0-9.-]*)$/i.exec(hash);
  return found === null ? null : found[1];
}

/** What holds first, then what holds under a condition. */
export function headline(claims: readonly Pick<ClaimResult, 'verdict'>[]): string {
  const counts = countVerdicts(claims);
  const more = counts['reproduces-only-with'];
  return `${whole(counts.reproduces)} of ${whole(claims.length)} published statements reproduce as stated${more === 0 ? '' : `, and ${whole(more)} more under a named condition`}`;
}

export function restSentence(claims: readonly Pick<ClaimResult, 'verdict'>[]): string {
  const counts = countVerdicts(claims);
  return `${whole(counts['does-not-reproduce'])} come out otherwise in every variant that was tried, and ${whole(counts['not-checkable'])} cannot be checked from what was released.`;
}

/** `127 statements`, `12 of 127 statements` */
export const shownWords = (shown: number, all: number): string =>
  shown === all ? `${whole(all)} statements` : `${whole(shown)} of ${whole(all)} statements`;

/** Whether two recomputations gave the same, in a sentence. */
export function againSentence(
  before: readonly Pick<ClaimResult, 'id' | 'variants' | 'calibrated'>[],
  after: readonly Pick<ClaimResult, 'id' | 'variants' | 'calibrated'>[],
): string {
  const texts = new Map(before.map((one) => [one.id, valuesOf(one)]));
  const other = after.filter((one) => texts.get(one.id) !== valuesOf(one)).length;
  return other === 0 ? 'Every value is the same as before.' : `${whole(other)} differ from before.`;
}

const valuesOf = ({ variants, calibrated }: Pick<ClaimResult, 'variants' | 'calibrated'>): string =>
  JSON.stringify([variants, calibrated]);

/** Keys of data as the cell names them: two, and how many more. */
export function fromWords(keys: readonly string[]): string {
  const shown = keys.slice(0, 2).join(', ');
  return keys.length > 2 ? `${shown} and ${keys.length - 2} more` : shown;
}

/**
 * A text in parts, each ending in N with the subscript c or in nothing; signs of equality keep what stands around them
 * on one line.
 */
export function printed(text: string): { before: string; sub: boolean }[] {
  const parts = text.replace(/ ([=<>≈]) /g, '\u00a0$1\u00a0').split('N_c');
  return parts.map((before, i) => ({ before, sub: i < parts.length - 1 }));
}
