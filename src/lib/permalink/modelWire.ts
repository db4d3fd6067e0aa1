/** A language model in a link: enough to find the same bytes again, and nothing that could lead elsewhere. Untrusted input. */
import * as v from 'valibot';
import type { ModelChoice } from '../models/languageModel';
import { NAME_LIMIT, plainName, plainText } from './plainText';

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(NAME_LIMIT), v.transform(plainText));
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Expected a SHA-256'));

/** Nothing in it can leave the hub’s own paths: each part begins with a letter or a digit. */
const hubId = v.pipe(
  name,
  v.regex(/^\w[\w.-]*(\/\w[\w.-]*)?$/, 'Expected a model’s id of the form owner/name'),
);
const revision = v.pipe(name, v.regex(/^\w[\w.-]*$/, 'Expected a commit or branch'));

export const ModelWireSchema = v.variant('kind', [
  v.object({
    kind: v.literal('bundled'),
    id: v.pipe(name, v.regex(/^[a-z0-9][a-z0-9_-]*$/, 'Expected the id of a bundled model')),
    revision: v.optional(v.null(), null),
    dtype: name,
    digest: v.optional(v.nullable(digest), null),
  }),
  v.object({
    kind: v.literal('hub'),
    id: hubId,
    revision: v.optional(v.nullable(revision), null),
    dtype: name,
    digest: v.optional(v.nullable(digest), null),
  }),
  v.object({
    kind: v.literal('folder'),
    id: name,
    revision: v.optional(v.null(), null),
    dtype: name,
    digest,
  }),
]);

/** Outwards: with names in plain text. */
export const modelWire = (model: ModelChoice | null): ModelChoice | null =>
  model && { ...model, id: plainName(model.id), dtype: plainName(model.dtype) };
