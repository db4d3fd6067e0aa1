/** How a head's pairs lie along its two directions, in words. Pure. */
import type { PairProjection } from '../../models/heads/pairProjections';
import { capitalised } from '../../coupling/words';
import { counted, fixed } from '../../ui/format';
import type { DataTable } from '../tables';
import { headName } from './mapWords';

/** A pair with the words it is made of. */
export interface NamedPair {
  own: number | null;
  other: number | null;
  /** Its questions with the right and the wrong answer. */
  questions: string[];
}

export interface PairsOf {
  title: string;
  pairs: NamedPair[];
}

/** `The capital of France is: Paris, not Rome` */
export const questionWords = ({
  context,
  correct,
  incorrect,
}: {
  context: string;
  correct: string;
  incorrect: string;
}): string => `${context} … ${correct}, not ${incorrect}`;

/** @param items the capability's set, by place */
export const namedPairs = (
  pairs: readonly PairProjection[],
  items: readonly { context: string; correct: string; incorrect: string }[],
): NamedPair[] =>
  pairs.map(({ items: places, own, other }) => ({
    own,
    other,
    questions: places.flatMap((place) => (place in items ? [questionWords(items[place])] : [])),
  }));

const along = (pairs: readonly NamedPair[]) => pairs.filter(({ own }) => (own ?? 0) > 0).length;

/** Title: counts, not claims. */
export function projectionFinding(sides: readonly [PairsOf, PairsOf]): string {
  const [first, second] = sides.map(({ pairs }) => `${along(pairs)} of ${counted(pairs.length, 'pair')}`);
  const [own, other] = sides.map(({ title }) => title.toLowerCase());
  return `${capitalised(own)}: ${first} lie along their own direction; ${other}: ${second}`;
}

export const projectionCaption = (place: { layer: number; head: number }): string =>
  `Every pair’s difference, right minus wrong, in ${headName(place)}: cosine with each capability’s direction, its own made from the other pairs. The table names every pair`;

/** Lines of a pair's tooltip; joined by commas they are its accessible name. */
export const pairLines = (
  { own, other, questions }: NamedPair,
  title: string,
  otherTitle: string,
): string[] => [
  ...questions,
  `${title.toLowerCase()}: cosine ${fixed(own)} with its own, ${fixed(other)} with ${otherTitle.toLowerCase()}`,
];

/** The pair that lies most along its direction first. */
const byOwn = (pairs: readonly NamedPair[]): NamedPair[] =>
  [...pairs].sort((a, b) => (b.own ?? -2) - (a.own ?? -2));

export const projectionTable = (sides: readonly [PairsOf, PairsOf]): DataTable => ({
  columns: ['Pair', 'Capability', 'Along its own', 'Along the other'],
  rows: sides.flatMap(({ title, pairs }) =>
    byOwn(pairs).map(({ own, other, questions }) => [questions.join(' / '), title, fixed(own), fixed(other)]),
  ),
});
