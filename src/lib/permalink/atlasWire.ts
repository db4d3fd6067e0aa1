/** What the JSON of an Atlas link looks like, version 1 (docs/permalink.md): the schema that untrusted input passes first. */
import * as v from 'valibot';
import { ATLAS_PANELS, COMPARED, VIEWS } from '../atlas/state';
import { SORT_KEYS } from '../atlas/sort';
import { NAME_LIMIT, plainText } from './plainText';

const name = v.pipe(v.string(), v.maxLength(NAME_LIMIT), v.transform(plainText));
/** A family of the user's table has its name behind `own/`. */
const id = v.pipe(v.string(), v.maxLength(NAME_LIMIT + 4), v.transform(plainText));
const bound = v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1_000_000)));
const bounds = v.optional(v.tuple([bound, bound]), [null, null]);
const verdict = v.picklist(['falls', 'rises', 'turns-up', 'turns-down', 'undetermined']);

/** Missing fields take their defaults. `overlay.table` is checked as the table of a diagnosis is. */
export const AtlasWireSchema = v.object({
  v: v.literal(1),
  page: v.literal('atlas'),
  panel: v.optional(v.picklist(ATLAS_PANELS), 'uniform'),
  pair: v.optional(v.nullable(v.tuple([name, name])), null),
  view: v.optional(v.picklist(VIEWS), 'cards'),
  axis: v.optional(v.picklist(['size', 'benchmark1']), 'size'),
  scales: v.optional(v.picklist(['own', 'shared']), 'own'),
  filter: v.optional(
    v.object({
      text: v.optional(name, ''),
      verdicts: v.optional(v.pipe(v.array(verdict), v.maxLength(5)), []),
      recipes: v.optional(v.pipe(v.array(name), v.maxLength(20)), []),
      sizeB: bounds,
      tokensT: bounds,
    }),
    {},
  ),
  sort: v.optional(v.object({ by: v.picklist(SORT_KEYS), down: v.boolean() }), {
    by: 'verdict',
    down: false,
  }),
  compare: v.optional(v.pipe(v.array(id), v.maxLength(COMPARED)), []),
  overlay: v.optional(
    v.nullable(v.object({ table: v.looseObject({}), drawn: v.optional(v.nullable(name), null) })),
    null,
  ),
});
