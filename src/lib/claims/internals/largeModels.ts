/** Internal coupling of six models of 30B to 72B, and its profile over layers. */
import type { Claim, Values } from '../claim';
import type { ClaimData } from '../data';
import { rounded } from '../figure';
import { said } from '../words';
import { distinctLayers, INTERNALS, recordOf, thirdsOf } from './records';

const SIX = {
  'OPT-30B': 'facebook/opt-30b',
  'OPT-66B': 'facebook/opt-66b',
  'Llama-2-70B': 'meta-llama/Llama-2-70b-hf',
  'Llama-3.1-70B': 'meta-llama/Llama-3.1-70B',
  'Qwen2.5-72B': 'Qwen/Qwen2.5-72B',
  'OLMo-2-32B': 'allenai/OLMo-2-0325-32B',
} as const;

const netOf = (data: ClaimData): Values =>
  Object.fromEntries(
    Object.entries(SIX).map(([name, model]) => [name, recordOf(distinctLayers(data), model).net]),
  );

/** Families of the six with a smaller model by the same measure, and those of them in which the larger couples less. */
function drops(data: ClaimData): Values {
  const records = distinctLayers(data).filter(({ metric }) => metric === 'hidden_unit_per_head_slice');
  const six = Object.values(SIX).map((model) => recordOf(records, model));
  const families = [...new Set(six.map(({ family }) => family))];
  const compared = families
    .map((family) =>
      records.filter((record) => record.family === family).sort((a, b) => a.params_b - b.params_b),
    )
    .filter((sizes) => sizes.length > 1);
  const olmo = ['allenai/OLMo-2-1124-13B', 'allenai/OLMo-2-0325-32B'].map(
    (model) => recordOf(records, model).net,
  );
  return {
    families: families.length,
    drops: compared.filter((sizes) => sizes.slice(1).some(({ net }, i) => net < sizes[i].net)).length,
    compared: compared.length,
    olmo13: olmo[0],
    olmo32: olmo[1],
  };
}

/** Early and late thirds of the layers. */
function profiles(data: ClaimData): Values {
  const thirds = (model: string) => thirdsOf(recordOf(distinctLayers(data), model).per_layer);
  const [opt, llama, olmo] = [SIX['OPT-30B'], SIX['Llama-2-70B'], SIX['OLMo-2-32B']].map(thirds);
  return {
    ...{ optEarly: opt.early, optLate: opt.late },
    ...{ llamaEarly: llama.early, llamaLate: llama.late },
    ...{ olmoEarly: olmo.early, olmoLate: olmo.late },
  };
}

const WHERE = '‘The cascade is measured, not merely predicted’';

export const claims: Claim[] = [
  {
    id: 'b-large-net',
    paper: 'B',
    where: WHERE,
    group: 'internals',
    statement:
      'Net internal coupling: OPT 0.356 (30B) and 0.396 (66B), Llama-2-70B 0.205, Llama-3.1-70B 0.195, Qwen2.5-72B 0.181, OLMo-2-32B 0.222.',
    figures: [
      rounded('OPT-30B', 'OPT-30B', 0.356, 3),
      rounded('OPT-66B', 'OPT-66B', 0.396, 3),
      rounded('Llama-2-70B', 'Llama-2-70B', 0.205, 3),
      rounded('Llama-3.1-70B', 'Llama-3.1-70B', 0.195, 3),
      rounded('Qwen2.5-72B', 'Qwen2.5-72B', 0.181, 3),
      rounded('OLMo-2-32B', 'OLMo-2-32B', 0.222, 3),
    ],
    procedure: 'Net coupling in the released record of each model.',
    data: [INTERNALS],
    recompute: (data) => [{ condition: null, values: netOf(data) }],
    why: 'All six are in the released records.',
  },
  {
    id: 'b-six-drops',
    paper: 'B',
    where: WHERE,
    group: 'internals',
    statement: 'Six architectures independently confirm that internal coupling drops at 30–72B.',
    figures: [rounded('drops', 'families in which it drops', 6, 0, { unit: 'families' })],
    procedure:
      'Families of the six models in which a larger model couples less than the next smaller one by the same measure.',
    data: [INTERNALS],
    recompute: (data) => [{ condition: null, values: drops(data) }],
    why: ([{ values }]) =>
      `The six models are of ${values.families} families. A drop needs a smaller model measured alike, which ${values.compared} of them have: OPT rises from 30B to 66B and OLMo-2 from ${said(values.olmo13, 3)} at 13B to ${said(values.olmo32, 3)} at 32B. The 0.965 of Llama-2-7B is another measure.`,
  },
  {
    id: 'b-layer-profiles',
    paper: 'B',
    where: `${WHERE}; data/*_internal_nc2.json, data/olmo2_32b_result.json`,
    group: 'internals',
    statement:
      'Layer profiles differ: coupling falls with depth in OPT-30B (0.517 to 0.272), is flat in Llama-2-70B (0.202 to 0.211) and rises in OLMo-2-32B (0.064 to 0.361).',
    figures: [
      rounded('optEarly', 'OPT-30B, early', 0.517, 3),
      rounded('optLate', 'OPT-30B, late', 0.272, 3),
      rounded('llamaEarly', 'Llama-2-70B, early', 0.202, 3),
      rounded('llamaLate', 'Llama-2-70B, late', 0.211, 3),
      rounded('olmoEarly', 'OLMo-2-32B, early', 0.064, 3),
      rounded('olmoLate', 'OLMo-2-32B, late', 0.361, 3),
    ],
    procedure:
      'Mean coupling of the first and the last third of the layers, cut at ⌊n/3⌋ and ⌊2n/3⌋. The published values are those of the released files.',
    data: [INTERNALS],
    recompute: (data) => [{ condition: null, values: profiles(data) }],
    why: 'The thirds come out from the layers. The three profiles differ from each other, so what they share is the mean alone.',
  },
  {
    id: 'b-phase-coupling',
    paper: 'B',
    where: WHERE,
    group: 'internals',
    statement:
      'The coupling of HellaSwag and TruthfulQA is 0.003 in the tax phase, 0.34 in the bonus phase and 0.64 at the second transition.',
    figures: [
      rounded('tax', 'tax phase', 0.003, 3),
      rounded('bonus', 'bonus phase', 0.34, 2),
      rounded('second', 'second transition', 0.64, 2),
    ],
    procedure: 'Not described.',
    data: [INTERNALS],
    recompute: () => [],
    missing: 'Which models and which measure the three values are of.',
    why: 'No released record has these values.',
  },
];
