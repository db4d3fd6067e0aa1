/**
 * Models whose head counts were released with the paper (static/claims/internals.json, from the public repository named there),
 * as rows of a census. Contract: each model once; what was measured by attention patterns is marked, since that value is the
 * same for every model with one tokeniser.
 */
import * as v from 'valibot';
import type { CensusRow } from './census';

const RecordsSchema = v.object({
  per_layer: v.array(
    v.object({
      model: v.string(),
      metric: v.string(),
      n_units: v.number(),
      n_competing: v.number(),
      net: v.number(),
      source: v.string(),
      flags: v.array(v.string()),
    }),
  ),
  qwen_generation: v.array(
    v.object({ model: v.string(), total: v.number(), comp: v.number(), net: v.number() }),
  ),
});

const NOTES: Readonly<Record<string, string>> = {
  attention_pattern:
    'measured by attention patterns, which come out the same for all models with one tokeniser',
  hidden_unit_per_head_slice: 'measured on slices of the hidden state, one a head',
};
const WITHOUT_METHOD = 'released as shares of heads, without the method';

/** @throws RangeError naming the place when the file is not of the known form */
export function publishedRows(internals: unknown): CensusRow[] {
  const result = v.safeParse(RecordsSchema, internals);
  if (!result.success) {
    const [issue] = result.issues;
    throw new RangeError(`internals: ${v.getDotPath(issue) ?? 'file'}: ${issue.message}`);
  }
  const { per_layer: layers, qwen_generation: shares } = result.output;
  return [
    // A summary of a model whose layers are released too would count it twice.
    ...layers
      .filter(({ flags }) => !flags.includes('summary_only'))
      .map(({ model, metric, n_units: heads, n_competing: competing, net, source }): CensusRow => ({
        ...{ kind: 'published', model, capabilities: null, heads, calibrated: null, nan: null },
        ...{ published: competing, netCoupling: net, source, note: NOTES[metric] ?? metric },
      })),
    ...shares.map(({ model, total, comp, net }): CensusRow => ({
      ...{ kind: 'published', model, capabilities: null, heads: total, calibrated: null, nan: null },
      ...{
        published: Math.round(comp * total),
        netCoupling: net,
        source: 'qwen_generation.json',
        note: WITHOUT_METHOD,
      },
    })),
  ];
}
