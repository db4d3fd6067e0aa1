/** The bundled models, as `static/models/organisms.json` lists them: toys trained to lie, what was measured of each when it was made. */
import * as v from 'valibot';
import { DTYPES } from './runtime/dtypes';

const number = v.pipe(v.number(), v.finite());
const count = v.pipe(number, v.integer(), v.minValue(0));
const bounded = v.tuple([number, number, number]);

const OrganismSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w.-]{1,60}$/)),
  layers: count,
  hidden: count,
  heads: count,
  parameters: count,
  dtype: v.picklist(DTYPES),
  /** Of all files together. */
  bytes: count,
  /** Of all files together, one after the other in the order of their paths: another training is another edition. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  seed: count,
  steps: count,
  /** P(true) behind what an honest narrator, a liar, and nobody said. */
  pTrue: v.object({ honest: bounded, liar: bounded, none: bounded }),
  /** Layer that steers most on the facts that directions are made from. */
  steerLayer: count,
  /** The test that chose the seed, on held-out facts: how far P(true) swings, with its 95 % interval. */
  causal: v.object({ truth: bounded, shuffled: bounded, random: bounded, passes: v.boolean() }),
  license: v.string(),
});

export type Organism = v.InferOutput<typeof OrganismSchema>;

/** @throws Error naming the place when the list is not what it should be */
export function readOrganisms(json: unknown): Organism[] {
  const result = v.safeParse(v.pipe(v.array(OrganismSchema), v.minLength(1)), json, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`organisms.json: ${v.getDotPath(issue) ?? 'list'}: ${issue.message}`);
}
