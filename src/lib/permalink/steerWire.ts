/** What the JSON of a Steer link looks like, version 1 (docs/permalink.md): the schema that untrusted input passes first. */
import * as v from 'valibot';
import { checkedPair, PairError } from '../models/steering/pairs';
import { READ_AT } from '../models/steering/readings';
import { defaultSteerState, LARGEST_ALPHA, PAIR_SETS } from '../models/steering/state';
import { ModelWireSchema } from './modelWire';
import { plainText } from './plainText';

/** Pairs of the reader’s own in a link; more are shared as a file. */
export const PAIRS_IN_LINK = 200;
/** Characters of a prompt in a link. */
export const PROMPT_LIMIT = 4000;

const defaults = defaultSteerState();
const words = v.pipe(v.string(), v.maxLength(300), v.transform(plainText));

/** A prompt keeps its line breaks and tabs, which are tokens too. */
export const plainPrompt = (text: string): string =>
  text
    .split(/(\r\n|[\r\n\t])/)
    .map((part, i) => (i % 2 ? part : plainText(part)))
    .join('');

/** [template, true object, false object], as in `Pair`. */
const pair = v.pipe(
  v.tuple([words, words, words]),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const [template, right, wrong] = dataset.value;
    try {
      return checkedPair({ template, right, wrong });
    } catch (error) {
      if (!(error instanceof PairError)) throw error;
      addIssue({ message: `Expected a pair: ${error.message}` });
      return NEVER;
    }
  }),
);

const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const within = (least: number, most: number) =>
  v.pipe(v.number(), v.finite(), v.minValue(least), v.maxValue(most));

/** Missing fields take their defaults. */
export const SteerWireSchema = v.object({
  v: v.literal(1),
  page: v.literal('steer'),
  model: v.optional(v.nullable(ModelWireSchema), null),
  pairs: v.optional(
    v.union([v.picklist(PAIR_SETS), v.pipe(v.array(pair), v.minLength(1), v.maxLength(PAIRS_IN_LINK))]),
    'general',
  ),
  readAt: v.optional(v.picklist(READ_AT), defaults.readAt),
  layer: v.optional(v.nullable(whole(0, 999)), null),
  alpha: v.optional(within(-LARGEST_ALPHA, LARGEST_ALPHA), defaults.alpha),
  controls: v.optional(whole(1, 16), defaults.controls),
  prompt: v.optional(v.pipe(v.string(), v.maxLength(PROMPT_LIMIT), v.transform(plainPrompt)), ''),
  temperature: v.optional(within(0, 5), defaults.temperature),
  maxTokens: v.optional(whole(1, 512), defaults.maxTokens),
  seed: v.optional(whole(0, 0xffffffff), defaults.seed),
});
