/** How many models and families each phase has. */
import type { Claim } from './claim';
import type { ClaimData } from './data';
import { PHASE_EDGE } from '../coupling/localCoupling';
import { rounded } from './figure';
import { completeRows, released, type ReleasedModel } from './released';
import { COLUMNS } from './pythia';

type Phase = 'tax' | 'transition' | 'bonus';

const phaseOf = (gamma: number): Phase =>
  gamma < -PHASE_EDGE ? 'tax' : gamma > PHASE_EDGE ? 'bonus' : 'transition';

/** Released models by the phase of the γ that the file gives them; those without one have none. */
export const inPhase = (data: ClaimData, phase: Phase): ReleasedModel[] =>
  released(data).filter(({ gamma12 }) => gamma12 !== null && phaseOf(gamma12) === phase);

const familiesWithAllScores = (models: readonly ReleasedModel[]): number =>
  new Set(models.filter((model) => completeRows([model], COLUMNS).length > 0).map(({ family }) => family))
    .size;

const PROCEDURE =
  'Models by the γ that the released file gives them (of the step that ends at the model): below −0.1, within ±0.1, above +0.1.';
const DATA = ['models_63_released', 'd_eff_published'];

export const claims: Claim[] = [
  {
    id: 'a-phase-counts',
    paper: 'A',
    where: '‘Dimensional collapse’',
    group: 'dimensionality',
    statement: 'Of the 63 models 26 are in the tax phase and 27 in the bonus phase.',
    figures: [
      rounded('tax', 'tax', 26, 0, { unit: 'models' }),
      rounded('bonus', 'bonus', 27, 0, { unit: 'models' }),
    ],
    procedure: PROCEDURE,
    data: DATA,
    recompute: (data) => [
      {
        condition: null,
        values: {
          tax: inPhase(data, 'tax').length,
          bonus: inPhase(data, 'bonus').length,
          none: released(data).filter(({ gamma12 }) => gamma12 === null).length,
        },
      },
    ],
    why: ([{ values }]) =>
      `The file’s own γ gives ${values.tax} and ${values.bonus}. ${values.none} models are the first of their family and have no γ; how they were assigned is not stated.`,
  },
  {
    id: 'a-phase-transition',
    paper: 'A',
    where: '‘Dimensional collapse’; long version (paper3A.tex)',
    group: 'dimensionality',
    statement: 'Seven models are in the transition and are left out.',
    figures: [rounded('transition', 'transition', 7, 0, { unit: 'models' })],
    procedure: PROCEDURE,
    data: DATA,
    recompute: (data) => [{ condition: null, values: { transition: inPhase(data, 'transition').length } }],
    why: 'It follows from the released γ. With the scores’ noise hardly any of them can be told apart from its neighbours.',
  },
  {
    id: 'a-tax-families',
    paper: 'A',
    where: '‘Dimensional collapse’',
    group: 'dimensionality',
    statement: 'The tax phase has models of 8 families.',
    figures: [rounded('families', 'families', 8, 0, { unit: 'families' })],
    procedure: `${PROCEDURE} Families of those in the tax phase that have all five scores.`,
    data: DATA,
    recompute: (data) => [
      { condition: null, values: { families: familiesWithAllScores(inPhase(data, 'tax')) } },
    ],
    why: 'It follows from the released γ.',
  },
];
