/** Items with one right answer that follows from the prompt itself: who is the taller one, and small sums. */
import { openStream, type PhiloxStream } from '../../stats/philox';
import { STREAM } from './streams';
import type { Item } from './tokens';

const NAMES = ['Ann', 'Bob', 'Carl', 'Dora', 'Emma', 'Fred', 'Jack', 'Kate', 'Mary', 'Nick', 'Paul', 'Sam'];
const COMPARATIVES = ['taller', 'older', 'faster', 'richer'];

/** Who of two is the more so, from two premises about three people; premises and names in random order. */
export function transitiveItems(count: number, seed: number): Item[] {
  return Array.from({ length: count }, (_, i): Item => {
    const stream = openStream(seed, STREAM.orders, i);
    const [high, middle, low] = shuffled(NAMES, stream);
    const word = COMPARATIVES[stream.nextIndex(COMPARATIVES.length)];
    const [first, second] = shuffled(
      [`${high} is ${word} than ${middle}`, `${middle} is ${word} than ${low}`],
      stream,
    );
    const [one, other] = shuffled([high, low], stream);
    return {
      prompt: `Here ${first} and ${second}. Of ${one} and ${other} the ${word} one is`,
      right: high,
      wrong: low,
    };
  });
}

/** Sums of two numbers from 1 to 12; the wrong answer is off by one or two. */
export function sumItems(count: number, seed: number): Item[] {
  return Array.from({ length: count }, (_, i): Item => {
    const stream = openStream(seed, STREAM.sums, i);
    const a = 1 + stream.nextIndex(12);
    const b = 1 + stream.nextIndex(12);
    const off = [-2, -1, 1, 2].filter((d) => a + b + d >= 2);
    return {
      prompt: `The sum of ${a} and ${b} is`,
      right: String(a + b),
      wrong: String(a + b + off[stream.nextIndex(off.length)]),
    };
  });
}

/** Half of each kind. */
export const reasoningItems = (count: number, seed: number): Item[] => [
  ...transitiveItems(Math.ceil(count / 2), seed),
  ...sumItems(Math.floor(count / 2), seed),
];

function shuffled<T>(list: readonly T[], stream: PhiloxStream): T[] {
  const order = [...list];
  for (let i = order.length - 1; i > 0; i--) {
    const j = stream.nextIndex(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
