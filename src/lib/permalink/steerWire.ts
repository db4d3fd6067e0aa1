/** What the JSON of a Steer link looks like, version 1 (docs/permalink.md): the schema that untrusted input passes first. */
import * as v from 'valibot';
import { checkedPair, PairError } from '../models/steering/pairs';
import { READ_AT } from '../models/steering/readings';
import { defaultSteerState, LARGEST_ALPHA, PAIR_SETS } from '../models/steering/state';
import { NAME_LIMIT, plainText } from './plainText';

/** Pairs of the reader’s own in a link; more are shared as a file. */
export const PAIRS_IN_LINK = 200;
/** Characters of a prompt in a link. */
export const PROMPT_LIMIT = 4000;

const defaults = defaultSteerState();
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(NAME_LIMIT), v.transform(plainText));
const words = v.pipe(v.string(), v.maxLength(300), v.transform(plainText));

/** A prompt keeps its line breaks and tabs, which are tokens too. */
export const plainPrompt = (text: string): string =>
  text
    .split(/(\r\n|[\r\n\t])/)
    .map((part, i) => (i % 2 ? part : plainText(part)))
    .join('');

/** Nothing in it can leave the hub’s own paths: each part begins with a letter or a digit. */
const hubId = v.pipe(
  name,
  v.regex(/^[\w][\w.-]*(\/[\w][\w.-]*)?$/, 'Expected a model’s id of the form owner/name'),
);

const model = v.variant('kind', [
  v.object({
    kind: v.literal('bundled'),
    id: v.pipe(name, v.regex(/^[a-z0-9][a-z0-9_-]*$/, 'Expected the id of a bundled model')),
    revision: v.optional(v.null(), null),
    dtype: name,
    digest: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Expected a SHA-256'))), null),
  }),
  v.object({
    kind: v.literal('hub'),
    id: hubId,
    revision: v.optional(
      v.nullable(v.pipe(name, v.regex(/^[\w][\w.-]*$/, 'Expected a commit or branch'))),
      null,
    ),
    dtype: name,
    digest: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Expected a SHA-256'))), null),
  }),
  v.object({
    kind: v.literal('folder'),
    id: name,
    revision: v.optional(v.null(), null),
    dtype: name,
    digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Expected a SHA-256')),
  }),
]);

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
  model: v.optional(v.nullable(model), null),
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
