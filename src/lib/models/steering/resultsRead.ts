/** Reads results that this app exported, of any machine, to set them side by side. Untrusted input: bounded and validated. */
import * as v from 'valibot';
import { VECTOR_KINDS } from './doses';
import { STEER_SCHEMA } from './results';

/** Far above any export; a larger file is something else. */
export const RESULTS_LIMIT = 5_000_000;

const number = v.pipe(v.number(), v.finite());
const share = v.pipe(number, v.minValue(0), v.maxValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
const text = v.pipe(v.string(), v.maxLength(300));
const comparison = v.nullable(v.picklist(['above', 'below', 'overlapping']));

/** What a comparison reads of a file; whatever else is there stays unread. */
const ReadSchema = v.object({
  schema: v.literal(STEER_SCHEMA),
  model: v.object({
    kind: v.picklist(['bundled', 'hub', 'folder']),
    id: text,
    revision: v.nullable(text),
    digest: text,
    dtype: text,
    device: text,
    layers: count,
    hidden: count,
  }),
  layer: count,
  direction: v.object({ heldOut: v.nullable(v.object({ auc: share, lo: share, hi: share, n: count })) }),
  selfCheck: v.object({ zeroVector: v.nullable(number), shift: v.nullable(number) }),
  options: v.object({
    seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)),
    draws: count,
    prompts: text,
    n: count,
  }),
  recipe: v.nullable(text),
  points: v.pipe(
    v.array(
      v.object({
        alpha: number,
        vector: v.picklist(VECTOR_KINDS),
        pTrue: share,
        lo: share,
        hi: share,
        deltaLogOdds: number,
        deltaLogOddsLo: number,
        deltaLogOddsHi: number,
        accuracy: share,
        klPerToken: number,
        n: count,
        vectors: count,
      }),
    ),
    v.maxLength(400),
  ),
  comparisons: v.pipe(
    v.array(v.object({ alpha: number, pTrue: comparison, deltaLogOdds: comparison })),
    v.maxLength(100),
  ),
});

export type ReadResults = v.InferOutput<typeof ReadSchema>;

/** @throws RangeError, and nothing else, with a sentence that names the fault */
export function readResults(json: string): ReadResults {
  if (json.length > RESULTS_LIMIT)
    throw new RangeError(
      `The file has ${json.length} characters; results of Crossover have at most ${RESULTS_LIMIT}`,
    );
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    throw new RangeError('The file is not JSON, or is cut short; export the results again');
  }
  const result = v.safeParse(ReadSchema, document, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new RangeError(
    `The file holds no steering results of Crossover (${v.getDotPath(issue) ?? 'file'}: ${issue.message.slice(0, 120)})`,
  );
}
