/** Internal coupling of single models of later generations. */
import type { Claim, Variant } from '../claim';
import type { ClaimData } from '../data';
import { rounded } from '../figure';
import { said } from '../words';
import { internals, INTERNALS, recordOf } from './records';

const PAIR = 'HS_TQA';
const netOf = (data: ClaimData, model: string): number =>
  recordOf(internals(data).pairwise_coupling, model).pair_net[PAIR];

/** A number that a record holds beside its own measurements. @throws RangeError when it is not there */
function stated(data: ClaimData, model: string, key: string): number {
  const value = recordOf(internals(data).pairwise_coupling, model).comparison?.[key];
  if (typeof value !== 'number') throw new RangeError(`internals: the record of ${model} states no ${key}`);
  return value;
}

const GEMMA = 'google/gemma-4-E4B-it';
const QWEN = 'Qwen/Qwen3-8B';

export const claims: Claim[] = [
  {
    id: 'a-gemma-coupling',
    paper: 'A',
    where: 'Abstract; data/gemma4_results.json',
    group: 'internals',
    statement: 'Gemma-4 with 4B parameters has an internal coupling of 0.871.',
    figures: [rounded('base', 'coupling', 0.871, 3)],
    procedure: 'Coupling of HellaSwag and TruthfulQA of the base model in the released file.',
    data: [INTERNALS],
    recompute: (data): Variant[] => [
      { condition: null, values: {} },
      {
        condition:
          'as the file of the instruction-tuned model states it for comparison, without a record of its own',
        values: { base: stated(data, GEMMA, 'base_HS_TQA'), tuned: netOf(data, GEMMA) },
      },
    ],
    why: ([, { values }]) =>
      `The file is of the instruction-tuned model (${said(values.tuned, 3)}) and states ${said(values.base, 3)} for the base model; its measurement is not released. By the same measure Gemma-3-4B, which the abstract does not name, is higher. One model each, without an interval.`,
  },
  {
    id: 'a-gemma-tuning',
    paper: 'A',
    where: 'data/gemma4_results.json',
    group: 'internals',
    statement: 'Instruction tuning adds 0.08 to the internal coupling of Gemma-4.',
    figures: [rounded('added', 'difference', 0.08, 2, { printed: '+0.08' })],
    procedure: 'Coupling of the instruction-tuned model less that stated for the base model.',
    data: [INTERNALS],
    recompute: (data) => [
      { condition: null, values: { added: netOf(data, GEMMA) - stated(data, GEMMA, 'base_HS_TQA') } },
    ],
    why: 'The difference is right. It is one model each, without an interval over prompts.',
  },
  {
    id: 'a-qwen-curation',
    paper: 'A',
    where: 'data/qwen3_8b_results.json',
    group: 'internals',
    statement: 'Curation adds 0.12 to the internal coupling from Qwen2.5-7B to Qwen3-8B.',
    figures: [rounded('added', 'difference', 0.12, 2, { printed: '+0.12' })],
    procedure: 'Coupling of HellaSwag and TruthfulQA of Qwen3-8B less that stated for Qwen2.5-7B.',
    data: [INTERNALS],
    recompute(data) {
      const heads = internals(data).qwen_generation;
      return [
        {
          condition: null,
          values: {
            added: netOf(data, QWEN) - stated(data, QWEN, 'qwen25_HS_TQA'),
            byHeads: recordOf(heads, 'Qwen3-8B').net - recordOf(heads, 'Qwen2.5-7B').net,
          },
        },
      ];
    },
    why: ([{ values }]) =>
      `The difference is right, for one model each. By the heads of the same two models it is ${said(values.byHeads, 3)}. The generations differ in data, tokens and recipe, so what adds it is open.`,
  },
  {
    id: 'a-phi-equivalence',
    paper: 'A',
    where: 'Abstract; ‘Tax elimination between generations’',
    group: 'internals',
    statement:
      'Phi with 1B parameters couples like models trained on web text at 10B: curation is worth a factor of ten in size.',
    figures: [rounded('factor', 'factor in size', 10, 0, { printed: '10×' })],
    procedure: 'Not described.',
    data: [],
    recompute: () => [],
    missing:
      'Which coupling of a Phi model with 1B is meant, and how it is matched with 10B: a local coupling needs two sizes, the first released step of Phi goes from 1.3B to 2.7B, and no internals of Phi are released.',
    why: 'The comparison is stated without the two numbers that are compared.',
  },
];
