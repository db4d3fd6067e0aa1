/** Signs of local coupling, and of correlations, across families. */
import * as v from 'valibot';
import { pearson } from '../stats/correlation';
import type { Claim, Variant } from './claim';
import type { ClaimData } from './data';
import { above, rounded } from './figure';
import type { Column } from './pythia';
import { distinctModels, stepsOf, type ReleasedModel, type SizeStep } from './released';
import { populationZero, uniformIntervals } from './uniform';

const CuratedSchema = v.object({
  curated: v.object({ sign_counts: v.array(v.string()), signs: v.array(v.string()) }),
});

type Signed = Pick<SizeStep, 'family' | 'gamma'>;

/** Families with a step below 0 and a later one above 0. */
function turningFamilies(steps: readonly Signed[]): string[] {
  const families = [...new Set(steps.map(({ family }) => family))];
  return families.filter((family) => {
    const own = steps.filter((step) => step.family === family);
    const first = own.findIndex(({ gamma }) => gamma < 0);
    return first >= 0 && own.slice(first + 1).some(({ gamma }) => gamma > 0);
  });
}

const share = (values: readonly boolean[]): number => values.filter(Boolean).length / values.length;

/** Steps of families that are not called curated. */
const plainSteps = (data: ClaimData): SizeStep[] => {
  const { curated } = data.input('dropped_models', CuratedSchema);
  return stepsOf(distinctModels(data)).filter(({ family }) => !curated.sign_counts.includes(family));
};

/** Released models with all five scores, below or from the named critical scale. */
const NAMED_SCALE_B = 3.5;
const WITH_TRUTHFULQA = ['HS', 'ARC', 'WG', 'MMLU'] as const satisfies Column[];

function complete(data: ClaimData, sizes: (sizeB: number) => boolean): ReleasedModel[] {
  return distinctModels(data).filter(
    (model) => sizes(model.N_B) && [model.ARC, model.WG, model.MMLU].every((score) => score !== null),
  );
}

/** r of each benchmark with TruthfulQA, one family left out at a time. */
function leftOneOut(models: readonly ReleasedModel[], columns: readonly Column[]): number[][] {
  const families = [...new Set(models.map(({ family }) => family))];
  return families.map((family) => {
    const kept = models.filter((model) => model.family !== family);
    return columns.map(
      (column) =>
        pearson(
          kept.map((model) => model[column] ?? 0),
          kept.map(({ TQA }) => TQA),
        ) ?? 0,
    );
  });
}

const folds = (models: readonly ReleasedModel[], columns: readonly Column[], sign: -1 | 1) => {
  const found = leftOneOut(models, columns);
  return {
    share: share(found.map((row) => row.every((r) => r * sign > 0))),
    folds: found.length,
  };
};

export const claims: Claim[] = [
  {
    id: 'a-turning-families',
    paper: 'A',
    where: '‘Cross-family sign flip’; long version (paper3A.tex)',
    group: 'local-coupling',
    statement: 'In 14 of 14 families local coupling is negative first and positive later.',
    figures: [rounded('families', 'families', 14, 0, { unit: 'families', printed: '14/14' })],
    procedure: 'Families with a step of γ < 0 followed by a larger size with γ > 0, released scores.',
    data: ['models_63_released', 'dropped_models', 'uniform'],
    recompute: (data): Variant[] => {
      const steps = stepsOf(distinctModels(data));
      const uniform = uniformIntervals(data);
      return [
        {
          condition: null,
          values: {
            families: turningFamilies(steps).length,
            withTwoSteps: withTwoSteps(steps),
          },
        },
        {
          condition: 'on the uniform panel',
          values: { families: turningFamilies(uniform).length, withTwoSteps: withTwoSteps(uniform) },
        },
      ];
    },
    why: ([stated, uniform]) =>
      `${stated.values.families} of the ${stated.values.withTwoSteps} released families with two steps or more turn so, one of them on a HellaSwag step of 0.65 points; on the uniform panel ${uniform.values.families} of ${uniform.values.withTwoSteps}. Others only rise or only fall.`,
    open: { page: 'atlas', panel: 'uniform' },
  },
  {
    id: 'a-signs-by-size',
    paper: 'A',
    where: 'Long version (paper3A.tex)',
    group: 'local-coupling',
    statement: 'Below 3B every γ ≤ 0 and above 10B every γ > 0: 12 of 12.',
    figures: [
      rounded('below', 'share with γ ≤ 0 below 3B', 1, 3, { printed: 'all' }),
      rounded('above', 'share with γ > 0 above 10B', 1, 3, { printed: 'all' }),
    ],
    procedure:
      'Steps that end at 3B or below, and steps that start at 10B or above, in families that are not called curated; released scores.',
    data: ['models_63_released', 'dropped_models', 'uniform'],
    recompute: (data) => {
      const steps = plainSteps(data);
      const small = steps.filter(({ toB }) => toB <= 3);
      return [
        [null, steps.filter(({ fromB }) => fromB >= 10)] as const,
        [
          'where the geometric mean of the two sizes counts as above 10B',
          steps.filter(({ midB }) => midB >= 10),
        ] as const,
      ].map(([condition, large]) => ({
        condition,
        values: {
          below: share(small.map(({ gamma }) => gamma <= 0)),
          above: share(large.map(({ gamma }) => gamma > 0)),
          steps: small.length + large.length,
        },
      }));
    },
    calibrate: populationZero,
    why: ([stated]) =>
      `The tendency is there: ${Math.round(stated.values.below * 100)} % of the steps below 3B have γ ≤ 0, ${Math.round(stated.values.above * 100)} % of those above 10B γ > 0. Qwen2.5 already rises below 3B.`,
    open: { page: 'atlas', panel: 'uniform' },
  },
  {
    id: 'a-leave-out-below',
    paper: 'A',
    where: 'Long version (paper3A.tex)',
    group: 'local-coupling',
    statement:
      'Leaving out one family at a time, benchmarks stay negatively correlated with TruthfulQA below N_c: 5 of 5.',
    figures: [rounded('share', 'share of folds', 1, 3, { printed: '5/5' })],
    procedure:
      'Released models below 3.5B with all scores; leave out one family; HellaSwag, ARC and WinoGrande all negatively correlated with TruthfulQA.',
    data: ['models_63_released', 'dropped_models'],
    recompute: (data) => {
      const { curated } = data.input('dropped_models', CuratedSchema);
      const models = complete(data, (b) => b < NAMED_SCALE_B);
      const plain = models.filter(({ family }) => !curated.signs.includes(family));
      return [
        { condition: null, values: folds(models, ['HS', 'ARC', 'WG'], -1) },
        {
          condition: 'without Phi and Qwen2.5',
          values: folds(plain, ['HS', 'ARC', 'WG'], -1),
        },
        { condition: 'for HellaSwag alone', values: folds(models, ['HS'], -1) },
      ];
    },
    why: ([, plain, alone]) =>
      `HellaSwag alone keeps its sign in all ${alone.values.folds} folds; ARC and WinoGrande keep theirs in all ${plain.values.folds} folds without Phi and Qwen2.5. MMLU is positively correlated in every fold.`,
  },
  {
    id: 'a-leave-out-above',
    paper: 'A',
    where: 'Long version (paper3A.tex)',
    group: 'local-coupling',
    statement:
      'Leaving out one family at a time, benchmarks stay positively correlated with TruthfulQA above N_c: 6 of 6.',
    figures: [above('share', 'share of folds', 0.999, { printed: '6/6' })],
    procedure:
      'Released models from 3.5B on with all scores; leave out one family; HellaSwag, ARC, WinoGrande and MMLU all positively correlated with TruthfulQA.',
    data: ['models_63_released', 'dropped_models'],
    recompute: (data) => [
      {
        condition: null,
        values: folds(
          complete(data, (b) => b >= NAMED_SCALE_B),
          WITH_TRUTHFULQA,
          1,
        ),
      },
    ],
    why: ([{ values }]) =>
      `It holds in all ${values.folds} folds. Models of many families are compared, so recipes that differ in several scores at once contribute to it.`,
  },
];

const withTwoSteps = (steps: readonly Signed[]): number => {
  const families = steps.map(({ family }) => family);
  return new Set(families.filter((family, i) => families.indexOf(family) !== i)).size;
};
