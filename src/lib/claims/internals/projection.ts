/** Coupling before and after the output projection, and after an elementwise nonlinearity in its place. */
import type { Claim, Values } from '../claim';
import type { ClaimData } from '../data';
import { rounded } from '../figure';
import { said } from '../words';
import { internals, INTERNALS, recordOf } from './records';

const MODELS = ['pythia-410m', 'pythia-1b', 'pythia-2.8b'] as const;

function cosines(data: ClaimData, model: string) {
  const { cos_of_means: means } = recordOf(internals(data).projection_width, model);
  return {
    hidden: means.hidden,
    logits: means.through_unembedding,
    gelu: means.through_untrained_identity_GELU,
  };
}

/** `gain-…` of every model: what the nonlinearity adds; `loss-…`: what the projection adds (negative: takes). */
const everyModel = (data: ClaimData): Values =>
  Object.fromEntries(
    MODELS.flatMap((model) => {
      const { hidden, logits, gelu } = cosines(data, model);
      return [
        [`gain-${model}`, gelu - hidden],
        [`change-${model}`, logits - hidden],
      ];
    }),
  );

const WHERE = 'scripts/projection_width_analysis.py';

export const claims: Claim[] = [
  {
    id: 'a-projection-loss',
    paper: 'A',
    where: WHERE,
    group: 'internals',
    statement: 'At Pythia-1B the output projection loses 12 % of the coupling: 0.725 before it, 0.639 after.',
    figures: [
      rounded('hidden', 'before', 0.725, 3),
      rounded('logits', 'after', 0.639, 3),
      rounded('loss', 'loss', 12, 0, { unit: '%' }),
    ],
    procedure:
      'Cosine of the means over ten reasoning and ten truthfulness prompts, last token: final hidden state, and logits.',
    data: [INTERNALS],
    recompute(data) {
      const { hidden, logits } = cosines(data, 'pythia-1b');
      return [
        {
          condition: null,
          values: { hidden, logits, loss: 100 * (1 - logits / hidden), ...everyModel(data) },
        },
      ];
    },
    why: ([{ values }]) =>
      `The numbers are right. At 410M and 2.8B the projection adds ${said(values['change-pythia-410m'])} and ${said(values['change-pythia-2.8b'])}; that 1B differs rests on one model and ten prompts a side, without an interval.`,
  },
  {
    id: 'a-projection-wider',
    paper: 'A',
    where: WHERE,
    group: 'internals',
    statement: 'A wider projection recovers what is lost at Pythia-1B: 0.805.',
    figures: [rounded('gelu', 'coupling', 0.805, 3)],
    procedure:
      'The same cosine after widening to twice the width, GELU and narrowing back, with identity weights that are not trained.',
    data: [INTERNALS],
    recompute: (data) => [
      { condition: null, values: { gelu: cosines(data, 'pythia-1b').gelu, ...everyModel(data) } },
    ],
    why: ([{ values }]) =>
      `The number is right. With identity weights the widened layer is GELU of the hidden state and nothing else, and it adds as much where nothing was lost: ${MODELS.map((model) => said(values[`gain-${model}`])).join(', ')} at 410M, 1B and 2.8B. A function that cuts off negative values raises any cosine.`,
  },
];
