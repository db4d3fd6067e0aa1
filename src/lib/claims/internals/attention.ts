/** Coupling of attention patterns by layer: what varies in it. */
import type { Claim, Values } from '../claim';
import type { ClaimData } from '../data';
import { rounded } from '../figure';
import { saidP } from '../words';
import { distinctLayers, INTERNALS, thirdsOf, type LayerRecord } from './records';

const attention = (data: ClaimData): LayerRecord[] =>
  distinctLayers(data).filter(
    ({ metric, per_layer }) => metric === 'attention_pattern' && per_layer.length > 0,
  );

/** Largest less smallest value over the layers of all models of a family. */
function spread(records: readonly LayerRecord[], family: string): number {
  const layers = records.filter((record) => record.family === family).flatMap(({ per_layer }) => per_layer);
  return Math.max(...layers) - Math.min(...layers);
}

function bottlenecks(data: ClaimData): Values {
  const records = attention(data);
  const families = [...new Set(records.map(({ family }) => family))];
  const falling = records.filter(({ per_layer }) => {
    const { early, late } = thirdsOf(per_layer);
    return late < early;
  });
  return {
    marked: falling.length,
    models: records.length,
    asFlagged: records.filter(
      (record) => falling.includes(record) === (record.bottleneck_flag_reported === 'YES'),
    ).length,
    spread: Math.max(...families.map((family) => spread(records, family))),
  };
}

export const claims: Claim[] = [
  {
    id: 'a-attention-bottlenecks',
    paper: 'A',
    where: 'data/layer_*_tl.json',
    group: 'internals',
    statement: 'Three of seven models have a bottleneck in their late layers.',
    figures: [rounded('marked', 'models marked', 3, 0, { unit: 'models' })],
    procedure:
      'Mean coupling of the last third of the layers below that of the first, seven released models. The rule is inferred from the flags; it gives each of them.',
    data: [INTERNALS],
    recompute: (data) => [{ condition: null, values: bottlenecks(data) }],
    why: ([{ values }]) =>
      `The flags come out, ${values.asFlagged} of ${values.models}. They are signs of differences that have no size: over all layers and all sizes of a family the coupling varies by ${saidP(values.spread)} at most. That is consistent with means over attention rows, which sum to 1 in any model and so depend on the lengths of the prompts alone.`,
  },
  {
    id: 'a-layer-profiles',
    paper: 'A',
    where: '‘Where the Bottleneck Lives’',
    group: 'internals',
    statement:
      'Coupling falls from early to late layers at Pythia-1B (0.881 to 0.856) and rises at 70M (0.745 to 0.890) and 410M (0.801 to 0.858).',
    figures: [rounded('early', 'Pythia-1B, early', 0.881, 3), rounded('late', 'Pythia-1B, late', 0.856, 3)],
    procedure: 'Cosine of mean hidden states of reasoning and truthfulness prompts by layer.',
    data: [INTERNALS],
    recompute: () => [],
    missing:
      'Hidden-state couplings by layer of these models, or the prompts and the code that measure them.',
    why: 'The released layers of Pythia-1B are of another measure (attention patterns, 0.979 in every layer).',
  },
  {
    id: 'a-head-range',
    paper: 'A',
    where: '‘Where the Bottleneck Lives’',
    group: 'internals',
    statement: 'The coupling of heads lies between +0.50 and +0.66 over the Pythia sizes.',
    figures: [rounded('lowest', 'lowest', 0.5, 2), rounded('highest', 'highest', 0.66, 2)],
    procedure: 'Cosine of each head’s activations with reasoning and truthfulness directions, by model.',
    data: [INTERNALS],
    recompute: () => [],
    missing: 'Values by head of the Pythia models, or the prompts and the code that measure them.',
    why: 'No record of Pythia’s heads has these values; the released ones are attention patterns.',
  },
];
