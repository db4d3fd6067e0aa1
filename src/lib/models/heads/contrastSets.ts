/**
 * Built-in contrast sets. Items come in twos that swap their answers (the right answer of one is the wrong one of the other),
 * so that over a set no word is more often right than wrong: what a word is like cancels from a direction, and what is left
 * is its being right here.
 */
import { openStream, type PhiloxStream } from '../../stats/philox';
import type { ContrastItem, ContrastSet } from './contrast';
import { FACT_RELATIONS } from './factWords';
import { STREAM } from './streams';

/** A fact as a set needs it: text up to its object. */
export interface Fact {
  relation: string;
  context: string;
  object: string;
  /** Objects of the relation that are true or arguable as well. */
  also?: readonly string[];
}

/** Items of a generated set. */
export const SET_SIZE = 192;

const NAMES =
  'Ann Bob Carl Dora Emma Fred Gina Hugo Iris Jack Kate Liam Mary Nick Olga Paul Rita Sam Tina Umar Vera Walt Yuri Zoe'.split(
    ' ',
  );
const COMPARATIVES = ['taller', 'older', 'faster', 'richer'];
const NOUNS = ['boy', 'girl', 'king', 'queen', 'doctor', 'driver', 'friend', 'guest'];
const VERBS = ['run', 'sing', 'sleep', 'wait', 'laugh', 'work'];
const LARGEST_SUMMAND = 12;

/**
 * Truthfulness: facts in twos of one relation whose objects change places; a fact without a partner is left out.
 * @param size at most so many items, an even number
 */
export function truthfulness(facts: readonly Fact[], size = SET_SIZE): ContrastSet {
  const random = openStream(1, STREAM.items, 0);
  const twos: ContrastItem[][] = [];
  const relations = [...new Set(facts.map(({ relation }) => relation))];
  for (const relation of relations) {
    const left = shuffled(
      facts.filter((fact) => fact.relation === relation),
      random,
    );
    for (let fact = left.shift(); fact; fact = left.shift()) {
      const first = fact;
      const at = left.findIndex((other) => tellApart(first, other));
      if (at < 0) continue;
      const [second] = left.splice(at, 1);
      twos.push([
        { context: first.context, correct: first.object, incorrect: second.object },
        { context: second.context, correct: second.object, incorrect: first.object },
      ]);
    }
  }
  return {
    id: 'truthfulness',
    title: 'Truthfulness',
    about: `Facts of ${relations.length} relations with the true object and one of another subject.`,
    items: shuffled(twos, random).flat().slice(0, size),
  };
}

const tellApart = (a: Fact, b: Fact) =>
  a.object !== b.object && !(a.also ?? []).includes(b.object) && !(b.also ?? []).includes(a.object);

/** The facts that are built in, for models of natural language. */
export const builtInFacts = (): Fact[] =>
  FACT_RELATIONS.flatMap(({ id, template, facts }) =>
    facts.map(([subject, object]) => ({ relation: id, context: template.replace('{}', subject), object })),
  );

/** Transitive reasoning: two premises in either order, then which end of the order it is. */
export function transitiveReasoning(size = SET_SIZE): ContrastSet {
  const random = openStream(1, STREAM.items, 1);
  const items = twosUntil(size, () => {
    const [high, middle, low] = shuffled(NAMES, random);
    const word = COMPARATIVES[random.nextIndex(COMPARATIVES.length)];
    const turned = random.nextIndex(2) === 1;
    const asked = random.nextIndex(2) === 1 ? `${high} and ${low}` : `${low} and ${high}`;
    const item = (top: string, bottom: string): ContrastItem => {
      const premises = [`${top} is ${word} than ${middle}`, `${middle} is ${word} than ${bottom}`];
      if (turned) premises.reverse();
      return {
        context: `Here ${premises[0]} and ${premises[1]}. Of ${asked} the ${word} one is`,
        correct: top,
        incorrect: bottom,
      };
    };
    return [item(high, low), item(low, high)];
  });
  return {
    id: 'reasoning',
    title: 'Transitive reasoning',
    about: 'Two premises order three people; which of the outer two stands first?',
    items,
  };
}

/** Arithmetic: sums of two numbers, against the sum of a neighbour. */
export function arithmetic(size = SET_SIZE): ContrastSet {
  const random = openStream(1, STREAM.items, 2);
  const items = twosUntil(size, () => {
    const a = 1 + random.nextIndex(LARGEST_SUMMAND);
    const b = 1 + random.nextIndex(LARGEST_SUMMAND - 2);
    const c = b + 1 + random.nextIndex(2);
    const item = (summand: number, other: number): ContrastItem => ({
      context: `The sum of ${a} and ${summand} is`,
      correct: String(a + summand),
      incorrect: String(a + other),
    });
    return [item(b, c), item(c, b)];
  });
  return {
    id: 'arithmetic',
    title: 'Arithmetic',
    about: `Sums of numbers up to ${LARGEST_SUMMAND}, with an answer that is off by one or two.`,
    items,
  };
}

/** Subject–verb agreement across a noun of the other number. */
export function agreement(size = SET_SIZE): ContrastSet {
  const random = openStream(1, STREAM.items, 3);
  const items = twosUntil(size, () => {
    const [first, second] = shuffled(NOUNS, random);
    const verb = VERBS[random.nextIndex(VERBS.length)];
    return [
      { context: `The ${first} near the ${second}s`, correct: `${verb}s`, incorrect: verb },
      { context: `The ${first}s near the ${second}`, correct: verb, incorrect: `${verb}s` },
    ];
  });
  return {
    id: 'agreement',
    title: 'Subject–verb agreement',
    about: 'A verb that agrees with its subject, a noun of the other number standing between them.',
    items,
  };
}

/** The built-in sets, in the order a page shows them. @param facts of the model at hand; the built-in ones by default */
export const contrastSets = (facts: readonly Fact[] = builtInFacts()): ContrastSet[] => [
  transitiveReasoning(),
  truthfulness(facts),
  arithmetic(),
  agreement(),
];

/** Twos of items until there are `size`, none twice. */
function twosUntil(size: number, make: () => ContrastItem[]): ContrastItem[] {
  const known = new Set<string>();
  const items: ContrastItem[] = [];
  // A set whose words give fewer different items ends when new ones have become rare.
  for (let tries = 0; items.length < size && tries < 50 * size; tries++) {
    const two = make();
    const keys = two.map(({ context, incorrect }) => `${context} ${incorrect}`);
    if (keys.some((key) => known.has(key))) continue;
    keys.forEach((key) => known.add(key));
    items.push(...two);
  }
  return items.slice(0, size);
}

/** A copy in random order (Fisher–Yates). */
function shuffled<T>(list: readonly T[], random: PhiloxStream): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = random.nextIndex(i + 1);
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}
