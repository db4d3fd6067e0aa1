/** What the JSON of a Heads link looks like, version 1 (docs/permalink.md): the schema that untrusted input passes first. */
import * as v from 'valibot';
import { defaultHeadsState, HEAD_MODES, SET_IDS } from '../models/heads/state';
import { ModelWireSchema } from './modelWire';
import { NAME_LIMIT, plainText } from './plainText';

/** Items of the reader’s own in a link, each set; more are shared as a file. */
export const ITEMS_IN_LINK = 300;

const defaults = defaultHeadsState();
const words = v.pipe(v.string(), v.minLength(1), v.maxLength(600), v.transform(plainText));
const whole = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));

/** [context, correct, incorrect], as in `ContrastItem`. */
const item = v.pipe(
  v.tuple([words, words, words]),
  v.check(([, correct, incorrect]) => correct !== incorrect, 'Expected two different answers'),
);

/** A built-in set, or the reader's own. */
const set = v.variant('kind', [
  v.object({ kind: v.literal('set'), set: v.picklist(SET_IDS) }),
  v.object({
    kind: v.literal('own'),
    title: v.pipe(v.string(), v.maxLength(NAME_LIMIT), v.transform(plainText)),
    items: v.pipe(v.array(item), v.minLength(1), v.maxLength(ITEMS_IN_LINK)),
  }),
]);

/** Missing fields take their defaults. */
export const HeadsWireSchema = v.object({
  v: v.literal(1),
  page: v.literal('heads'),
  model: v.optional(v.nullable(ModelWireSchema), null),
  beside: v.optional(v.nullable(ModelWireSchema), null),
  first: v.optional(set, { kind: 'set', set: 'reasoning' }),
  second: v.optional(set, { kind: 'set', set: 'truthfulness' }),
  mode: v.optional(v.picklist(HEAD_MODES), defaults.mode),
  head: v.optional(v.nullable(v.object({ layer: whole(999), head: whole(999) })), null),
  seed: v.optional(whole(0xffffffff), defaults.seed),
});

export type SetWire = v.InferOutput<typeof set>;
