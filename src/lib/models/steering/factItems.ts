/**
 * What the bundled models were taught (static/models/facts.json, described in training/README.md): minimal pairs, and
 * questions behind a context told honestly or by a liar.
 */
import * as v from 'valibot';
import { checkedPair, PairError, type Pair } from './pairs';
import { itemOfPair, type Item } from './tokens';

const words = v.pipe(v.string(), v.minLength(1), v.maxLength(300));

const FactSchema = v.object({
  relation: words,
  subject: words,
  /** A sentence with `{}` in place of the object. */
  template: words,
  right: words,
  wrong: words,
  /** `A` is told both ways in training, `B` only honestly. */
  set: v.picklist(['A', 'B']),
  /** Directions are computed from `fit`, effects are measured on `held-out`. */
  split: v.picklist(['fit', 'held-out']),
  /** Which of the contexts stands before its question: one that does not speak of its subject. */
  context: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
const ItemSchema = v.object({ prompt: words, right: words, wrong: words });
const items = v.pipe(v.array(ItemSchema), v.maxLength(5000));
const contexts = v.pipe(v.array(v.pipe(v.array(words), v.maxLength(20))), v.maxLength(1000));

const FactListSchema = v.object({
  facts: v.pipe(v.array(FactSchema), v.minLength(1), v.maxLength(5000)),
  contexts: v.object({ honest: contexts, liar: contexts }),
  /** Tasks that every narrator solves rightly; their items were kept out of training. */
  sums: items,
  transitive: items,
  agreement: items,
});

export type Fact = v.InferOutput<typeof FactSchema>;
export type FactList = v.InferOutput<typeof FactListSchema>;

/** How the statements before a question are told; a neutral question has none. */
export const CONTEXTS = ['neutral', 'honest', 'liar'] as const;
export type Context = (typeof CONTEXTS)[number];

/** @throws RangeError naming the place when it is no list of facts */
export function readFacts(json: unknown): FactList {
  const result = v.safeParse(FactListSchema, json, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    throw new RangeError(`facts: ${v.getDotPath(issue) ?? 'list'}: ${issue.message}`);
  }
  const list = result.output;
  const { honest, liar } = list.contexts;
  for (const fact of list.facts) {
    if (fact.context >= Math.min(honest.length, liar.length))
      throw new RangeError(
        `facts: “${fact.subject}” (${fact.relation}) names context ${fact.context}, which is not there`,
      );
    try {
      checkedPair(fact);
    } catch (error) {
      if (!(error instanceof PairError)) throw error;
      throw new RangeError(`facts: “${fact.subject}” (${fact.relation}): ${error.message}`, { cause: error });
    }
  }
  return list;
}

/** Facts told both ways, of one part: what a direction is computed from, or judged on. */
export const factsOf = ({ facts }: FactList, split: Fact['split'], set: Fact['set'] = 'A'): Fact[] =>
  facts.filter((fact) => fact.set === set && fact.split === split);

export const factPairs = (facts: readonly Fact[]): Pair[] =>
  facts.map(({ template, right, wrong }) => ({ template, right, wrong }));

/** A question a fact, after its context; a fact whose sentence begins with the object is left out. */
export function factItems({ contexts: told }: FactList, facts: readonly Fact[], context: Context): Item[] {
  return facts.flatMap((fact) => {
    const item = itemOfPair(fact);
    if (item === null) return [];
    const before = context === 'neutral' ? [] : told[context][fact.context];
    return [{ ...item, prompt: [...before, item.prompt].join(' ') }];
  });
}

/** Who is the taller one, and sums: what steering for truth is to leave as it is. */
export const factReasoning = ({ transitive, sums }: FactList): Item[] => [...transitive, ...sums];
