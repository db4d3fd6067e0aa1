/** How a verdict and a step's phase are shown: word, shape and colour class together, so that none rests on hue alone. */
import { majority } from '$lib/charts/reading';
import type { Diagnosis, FiellerSet, Interval, Verdict, VerdictKind } from '$lib/coupling/diagnosis';
import { percent, spanned } from '$lib/coupling/words';

export interface Sign {
  word: string;
  shape: string;
  /** Class of app.css that colours it; empty for plain ink. */
  colour: string;
}

const signs: Record<VerdictKind, Sign> = {
  falls: { word: 'falls', shape: '▼', colour: 'falls' },
  rises: { word: 'rises', shape: '▲', colour: 'rises' },
  'turns-up': { word: 'turns up', shape: '▼▲', colour: 'turns-up' },
  'turns-down': { word: 'turns down', shape: '▲▼', colour: 'turns-down' },
  undetermined: { word: 'undetermined', shape: '■', colour: 'open' },
};

export const verdictSign = (kind: VerdictKind): Sign => signs[kind];

export interface SentenceParts {
  before: string;
  /** The verdict's word, to be coloured; empty when the sentence does not hold it. */
  word: string;
  after: string;
  /** From the interval on: said smaller. */
  rest: string;
}

/** Splits a verdict's sentence at its word and at its interval; the parts in order are the sentence. */
export function sentenceParts({ kind, sentence }: Pick<Verdict, 'kind' | 'sentence'>): SentenceParts {
  const bracket = sentence.search(/ \[[−\d]/);
  const main = bracket < 0 ? sentence : sentence.slice(0, bracket);
  const rest = bracket < 0 ? '' : sentence.slice(bracket + 1);
  const word = signs[kind].word;
  const at = main.search(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'u'));
  if (at < 0) return { before: main, word: '', after: '', rest };
  return { before: main.slice(0, at), word, after: main.slice(at + word.length), rest };
}

const SETTLED = new Set<Interval['phase']>(['tax', 'transition', 'bonus']);

/** Steps whose phase is settled alone, of those that have one. */
export function settledSteps(intervals: Interval[]): { settled: number; of: number } {
  const withPhase = intervals.filter(({ phase }) => SETTLED.has(phase) || phase === 'undetermined');
  return { settled: withPhase.filter(({ phase }) => SETTLED.has(phase)).length, of: withPhase.length };
}

const shapes = { tax: '▼', transition: '■', bonus: '▲' } as const;

/** The label of a step: a settled phase, or which way an unsettled one leans and how far. */
export function stepLabel(interval: Interval, benchmark1: string): Sign {
  const { phase } = interval;
  if (phase === 'undefined-ratio') return { word: `${benchmark1} unchanged`, shape: '', colour: '' };
  if (phase === 'b1-falls')
    return { word: `${benchmark1} falls, ${percent(interval.pB1Falls)}`, shape: '', colour: '' };
  if (phase !== 'undetermined') return { word: phase, shape: shapes[phase], colour: phase };
  const leaning = majority(interval);
  if (leaning === null) return { word: 'undetermined', shape: '', colour: '' };
  return {
    word: `leans ${leaning.phase}, ${percent(leaning.probability)}`,
    shape: shapes[leaning.phase],
    colour: leaning.phase,
  };
}

/** Where benchmark 2 turns, in a few words: `none in range`, `5.2B`. */
export function crossingWords(scale: Diagnosis['criticalScale'], size: (b: number) => string): string {
  if (scale === null) return 'not defined';
  if (scale.status === 'none-in-range') return 'none in range';
  if (scale.status === 'crossed' && scale.medianB !== null) return size(scale.medianB);
  return 'undetermined';
}

/** A Fieller set in a table's cell: an interval, the outside of one, or every value. */
export function fiellerWords({ kind, lo, hi }: FiellerSet): string {
  if (kind === 'all' || lo === null || hi === null) return 'any value';
  return kind === 'bounded' ? spanned(lo, hi) : `outside ${spanned(lo, hi)}`;
}
