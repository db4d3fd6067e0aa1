/** The one table of frontier options: defaults, validation, permalink and controls all read it. */
import * as v from 'valibot';

const count = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const key = v.pipe(v.string(), v.maxLength(200));

export const FrontierOptionsSchema = v.object({
  /** Bundled panel. */
  panel: v.optional(v.picklist(['frontier', 'frontier-wide']), 'frontier'),
  /** Benchmark keys; null takes SWE-bench Verified and GPQA Diamond where present, else the two columns with most models. */
  x: v.optional(v.nullable(key), null),
  y: v.optional(v.nullable(key), null),
  /** Disputed figures as published, or as reported elsewhere. */
  values: v.optional(v.picklist(['published', 'elsewhere']), 'published'),
  /** Models that the line is fitted to; where there are no frozen rows, all. */
  fit: v.optional(v.picklist(['frozen', 'core', 'all']), 'frozen'),
  /** Last release that counts, ISO 8601; null counts all. Predictions always count all. */
  until: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/))), null),
  /** Columns of the matrix; null takes those with most models. */
  matrix: v.optional(v.nullable(v.pipe(v.array(key), v.maxLength(20))), null),
  /** Models at the top whose reliability is asked for. */
  topK: v.optional(count(5, 50), 10),
  /** Key of the Philox generator, and draws of each simulation. */
  seed: v.optional(count(0, 0xffffffff), 1),
  draws: v.optional(count(200, 100_000), 2_000),
  /** Item counts set by the user, by benchmark key. */
  items: v.optional(v.record(key, count(1, 100_000_000)), {}),
});

export type FrontierOptions = v.InferOutput<typeof FrontierOptionsSchema>;

/** Options with every default filled in. @throws ValiError naming the option and the value */
export const parseFrontierOptions = (input: unknown): FrontierOptions =>
  v.parse(FrontierOptionsSchema, input);
export const defaultFrontierOptions = (): FrontierOptions => parseFrontierOptions({});
