/** The released records of layers, heads and steering runs, as claims read them. */
import * as v from 'valibot';
import type { ClaimData } from '../data';

const Thirds = v.object({ early: v.number(), mid: v.number(), late: v.number() });
/** Two kinds of coupling are released, and they do not compare (static/claims/internals.json, metric_definitions). */
const Metric = v.picklist(['attention_pattern', 'hidden_unit_per_head_slice']);

const LayerRecord = v.object({
  model: v.string(),
  family: v.string(),
  params_b: v.number(),
  metric: Metric,
  net: v.number(),
  n_units: v.number(),
  n_competing: v.number(),
  per_layer: v.array(v.number()),
  thirds_reported: Thirds,
  bottleneck_flag_reported: v.optional(v.nullable(v.picklist(['YES', 'NO']))),
  flags: v.array(v.string()),
});
export type LayerRecord = v.InferOutput<typeof LayerRecord>;

const HeadRecord = v.object({
  model: v.string(),
  total: v.number(),
  /** Shares of heads. */
  coop: v.number(),
  comp: v.number(),
  net: v.number(),
});
export type HeadRecord = v.InferOutput<typeof HeadRecord>;

const InternalsSchema = v.object({
  per_layer: v.array(LayerRecord),
  opt_ladder_claimed_hardcoded: v.record(v.string(), v.number()),
  opt_third_metric_fig5a_digitised: v.array(v.object({ model: v.string(), mean: v.number() })),
  qwen_generation: v.array(HeadRecord),
  head_claims: v.object({ figure4_family_counts: v.record(v.string(), v.number()) }),
  pairwise_coupling: v.array(
    v.object({
      model: v.string(),
      pair_net: v.record(v.string(), v.number()),
      comparison: v.nullable(v.record(v.string(), v.union([v.number(), v.string()]))),
    }),
  ),
  projection_width: v.array(
    v.object({
      model: v.string(),
      cos_of_means: v.object({
        hidden: v.number(),
        through_unembedding: v.number(),
        through_untrained_identity_GELU: v.number(),
      }),
    }),
  ),
  steering_runs: v.array(
    v.object({
      model: v.string(),
      source: v.string(),
      n: v.number(),
      n_changed: v.number(),
      details: v.array(
        v.object({
          changed: v.boolean(),
          /** T true, F false, N neither; added here by one rater. Absent where outputs were not rated. */
          code_original: v.optional(v.picklist(['T', 'F', 'N'])),
          code_steered: v.optional(v.picklist(['T', 'F', 'N'])),
        }),
      ),
    }),
  ),
  steering_counts_only: v.array(v.object({ model: v.string(), n: v.number(), n_changed: v.number() })),
});

export type Internals = v.InferOutput<typeof InternalsSchema>;

export const internals = (data: ClaimData): Internals => data.internals(InternalsSchema);

/** What `data` of a claim names when it reads these records. */
export const INTERNALS = 'internals';

/** The record whose key has the value. @throws RangeError when there is none */
export function recordOf<T extends { model: string }>(records: readonly T[], model: string): T {
  const found = records.find((record) => record.model === model);
  if (found === undefined)
    throw new RangeError(
      `internals: no record of "${model}"; there are ${records.map((one) => one.model).join(', ')}`,
    );
  return found;
}

/** Models with a record of their own: a summary of a model whose layers are released too counts once. */
export const distinctLayers = (data: ClaimData): LayerRecord[] =>
  internals(data).per_layer.filter(({ flags }) => !flags.includes('summary_only'));

/** Means of the first, middle and last third of the layers, cut at ⌊n/3⌋ and ⌊2n/3⌋. */
export function thirdsOf(layers: readonly number[]): { early: number; mid: number; late: number } {
  const first = Math.floor(layers.length / 3);
  const second = Math.floor((2 * layers.length) / 3);
  const mean = (part: readonly number[]) => part.reduce((sum, value) => sum + value, 0) / part.length;
  return {
    early: mean(layers.slice(0, first)),
    mid: mean(layers.slice(first, second)),
    late: mean(layers.slice(second)),
  };
}
