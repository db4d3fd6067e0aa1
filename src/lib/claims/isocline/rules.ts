/** The isocline as a rule for the next step and as a classifier of models. */
import { isAbove, isoclineTally } from '../../coupling/reference/isocline';
import { peerLines, peersOf } from '../../coupling/reference/peers';
import type { Calibrated, Claim, Values, Variant } from '../claim';
import type { ClaimData } from '../data';
import { rounded } from '../figure';
import { distinctModels, released, type ReleasedModel } from '../released';

const FAMILIES = ['OPT', 'BLOOM', 'Cerebras-GPT'] as const;

const point = ({ HS, TQA }: { HS: number; TQA: number }) => ({ b1: HS, b2: TQA });

/** Steps of a family of the released file, ascending in size. */
function tally(data: ClaimData, family: string) {
  const line = distinctModels(data)
    .filter((model) => model.family === family)
    .sort((a, b) => a.N_B - b.N_B);
  return isoclineTally([line.map(point)]);
}

const byFamily = (count: (family: string) => number): Values =>
  Object.fromEntries(FAMILIES.map((family) => [family, count(family)]));

/** All steps of the released file between different sizes. */
function allFamilies(data: ClaimData) {
  const models = distinctModels(data);
  const lines = [...new Set(models.map(({ family }) => family))].map((family) =>
    models
      .filter((model) => model.family === family)
      .sort((a, b) => a.N_B - b.N_B)
      .filter((model, i, sorted) => i === 0 || model.N_B > sorted[i - 1].N_B)
      .map(point),
  );
  return isoclineTally(lines);
}

const HELLASWAG = { key: 'hellaswag/acc_norm/10-shot' };
const TRUTHFULQA = { key: 'truthfulqa/mc2/0-shot' };

function onUniform(data: ClaimData): Calibrated {
  const peers = peersOf(data.panel('uniform'), { benchmark1: HELLASWAG, benchmark2: TRUTHFULQA });
  const { right, publishedRight, alwaysFalls, n } = isoclineTally(
    peerLines(peers).map(({ models }) => models),
  );
  return {
    what: `Steps of the uniform panel that “above the isocline, TruthfulQA falls” gets right; “it always falls” gets ${alwaysFalls}, the published rule ${publishedRight}`,
    ...{ value: right, lo: null, hi: null, unit: 'steps', n, reason: null },
  };
}

const accuracy: Claim = {
  id: 'a-isocline-signs',
  paper: 'A',
  where: 'Long version (paper3A.tex); scripts/cape_algebraic_nc.py',
  group: 'isocline',
  statement:
    'Whether a model lies above the isocline √(0.187·HellaSwag) tells the sign of the next step: OPT 6 of 7, BLOOM 4 of 5, Cerebras-GPT 5 of 6.',
  figures: [
    rounded('OPT', 'OPT, of 7 steps', 6, 0, { unit: 'steps', printed: '6/7' }),
    rounded('BLOOM', 'BLOOM, of 5 steps', 4, 0, { unit: 'steps', printed: '4/5' }),
    rounded('Cerebras-GPT', 'Cerebras-GPT, of 6 steps', 5, 0, { unit: 'steps', printed: '5/6' }),
  ],
  procedure:
    'At the smaller model of each step: above the isocline (scores as fractions, ratio 0.187) counts as “TruthfulQA rises next”, below as “falls”; steps that this gets right.',
  data: ['models_63_released', 'dropped_models', 'uniform'],
  recompute: (data) => [
    { condition: null, values: byFamily((family) => tally(data, family).publishedRight) },
    {
      condition:
        'with the rule turned round (above it, TruthfulQA falls), as the paper’s own equation has it',
      values: {
        ...byFamily((family) => tally(data, family).right),
        all: allFamilies(data).right,
        allPublished: allFamilies(data).publishedRight,
        allFalls: allFamilies(data).alwaysFalls,
        steps: allFamilies(data).n,
      },
    },
    {
      condition: 'with “TruthfulQA always falls”, without an isocline',
      values: byFamily((family) => tally(data, family).alwaysFalls),
    },
  ],
  calibrate: onUniform,
  why: ([, turned, always]) =>
    `The counts are those of the opposite rule, which follows from dTruthfulQA/dlog N = a·HellaSwag − b·TruthfulQA²: above the isocline the rate is negative. “Always falls” gets ${FAMILIES.map((family) => always.values[family]).join(', ')}; over all ${turned.values.steps} released steps ${turned.values.allFalls}, the turned rule ${turned.values.all}, the stated one ${turned.values.allPublished}.`,
  open: { page: 'diagnose', panel: 'published', family: 'OPT' },
};

/** In billions: the published critical scale. */
const N_C = 3.5;
const classifiedRight = (
  models: readonly ReleasedModel[],
  bonus: (model: ReleasedModel) => boolean,
): number => models.filter((model) => isAbove(point(model)) === bonus(model)).length;

const classifier: Claim = {
  id: 'a-isocline-classifier',
  paper: 'A',
  where: 'Long version (paper3A.tex)',
  group: 'isocline',
  statement: 'Above the isocline or below it tells the phase of 59 of 63 models.',
  figures: [rounded('right', 'models told right, of 63', 59, 0, { unit: 'models', printed: '59/63' })],
  procedure:
    'Above the isocline counts as bonus phase; the phase of a model is bonus above N_c = 3.5B, else tax. The 63 released rows.',
  data: ['models_63_released'],
  recompute(data): Variant[] {
    const models = released(data);
    const withGamma = models.filter(({ gamma12 }) => gamma12 !== null && gamma12 !== 0);
    return [
      {
        condition: null,
        values: {
          right: classifiedRight(models, ({ N_B }) => N_B > N_C),
          smallAbove: models.filter((model) => model.N_B < 0.5 && isAbove(point(model))).length,
          small: models.filter(({ N_B }) => N_B < 0.5).length,
        },
      },
      {
        condition: 'with the sign of the released γ as the phase',
        values: {
          right: classifiedRight(withGamma, ({ gamma12 }) => (gamma12 ?? 0) > 0),
          models: withGamma.length,
        },
      },
    ];
  },
  why: ([{ values }, byGamma]) =>
    `The smallest models have low HellaSwag and high TruthfulQA: of ${values.small} below 0.5B, ${values.smallAbove} are above the isocline. By size ${values.right} of 63 agree, by the sign of γ ${byGamma.values.right} of ${byGamma.values.models}.`,
  open: { page: 'atlas', panel: 'published' },
};

const classifier44: Claim = {
  id: 'a-isocline-classifier-44',
  paper: 'A',
  where: 'scripts/cape_algebraic_nc.py; long version (paper3A.tex)',
  group: 'isocline',
  statement: 'Above the isocline or below it tells the phase of 41 of 44 models.',
  figures: [rounded('right', 'models told right, of 44', 41, 0, { unit: 'models', printed: '41/44' })],
  procedure: 'As for the 63 models, over the 44 of an earlier version.',
  data: ['algebraic_classifier_models'],
  recompute: () => [],
  missing: 'The list of the 44 models and the phase of each.',
  why: 'The script that defines the rule names 16 models; the set that was counted is larger.',
};

export const claims: Claim[] = [accuracy, classifier, classifier44];
