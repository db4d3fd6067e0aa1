/** What the JSON of a Frontier link looks like, version 1 (docs/permalink.md): the schema that untrusted input passes first. */
import * as v from 'valibot';
import { FrontierOptionsSchema } from '../frontier/options';
import { LINES } from '../frontier/state';
import { NAME_LIMIT, plainText } from './plainText';

const name = v.pipe(v.string(), v.maxLength(NAME_LIMIT), v.transform(plainText));
/** Benchmarks whose item count a link may set. */
const ITEMS_LIMIT = 60;

const options = v.pipe(
  FrontierOptionsSchema,
  v.check(
    ({ items }) => Object.keys(items).length <= ITEMS_LIMIT,
    'Expected item counts of at most 60 benchmarks',
  ),
  v.transform((told) => ({
    ...told,
    x: told.x === null ? null : plainText(told.x),
    y: told.y === null ? null : plainText(told.y),
    matrix: told.matrix && told.matrix.map(plainText),
  })),
);

/** Missing fields take their defaults. `user` is checked as the table of a diagnosis is. */
export const FrontierWireSchema = v.object({
  v: v.literal(1),
  page: v.literal('frontier'),
  options: v.optional(options, {}),
  line: v.optional(v.picklist(LINES), 'ols'),
  lab: v.optional(v.nullable(name), null),
  user: v.optional(v.nullable(v.looseObject({})), null),
});
