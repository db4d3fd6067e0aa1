/** Local coupling of single steps that the text singles out. */
import * as v from 'valibot';
import { fiellerSet } from '../coupling/localCoupling';
import { stepsOf as noisySteps } from '../coupling/step';
import type { Calibrated, Claim, Values } from './claim';
import type { ClaimData } from './data';
import { rounded } from './figure';
import { sizesOf, plotted } from './localCoupling';
import { pythia, WITH_TABLE } from './pythia';
import { distinctModels, stepBetween, stepsOf } from './released';
import { familyLine, uniformOptions } from './uniform';

const Pair = v.object({
  N: v.tuple([v.number(), v.number()]),
  HS: v.tuple([v.number(), v.number()]),
  TQA: v.tuple([v.number(), v.number()]),
});
const ProbeSchema = v.array(v.object({ family: v.string(), ...Pair.entries }));
const Three = v.tuple([v.number(), v.number(), v.number()]);
const OptSchema = v.object({ dashboard: v.object({ N_B: Three, HS: Three, TQA: Three }) });

const ofPair = ({ HS, TQA }: v.InferOutput<typeof Pair>): number => (TQA[1] - TQA[0]) / (HS[1] - HS[0]);

function probed(data: ClaimData, family: string): number {
  const found = data.input('architecture_probe_pairs', ProbeSchema).find((pair) => pair.family === family);
  if (found === undefined) throw new RangeError(`architecture_probe_pairs has no family "${family}"`);
  return ofPair(found);
}

/** γ of the step from a size, with its Fieller set where that is an interval. */
function onUniform(data: ClaimData, family: string, fromB: number, unbounded: string): Calibrated {
  const steps = noisySteps(familyLine(data, 'uniform', family), uniformOptions());
  const step = steps.find((one) => one.fromB === fromB);
  if (step === undefined) throw new RangeError(`the uniform panel's ${family} has no step from ${fromB}B`);
  const { delta1, delta2, se1, se2 } = step;
  const set = fiellerSet(delta1, delta2, se1, se2);
  const bounded = set.kind === 'bounded';
  return {
    what: `γ from ${step.fromB}B to ${step.toB}B, ${family} of the uniform panel, Fieller’s 95 % interval`,
    value: delta2 / delta1,
    ...{ lo: bounded ? set.lo : null, hi: bounded ? set.hi : null },
    ...{ unit: 'points per point', n: 2, reason: bounded ? null : unbounded },
  };
}

/** Row of table `table` for the step from a size of Pythia. */
function pythiaStep(data: ClaimData, table: 'A' | 'B' | 'C' | 'O', fromB: number): number {
  const { sizeB, scores } = pythia(data, table);
  const i = sizeB.indexOf(fromB);
  return (scores.TQA[i + 1] - scores.TQA[i]) / (scores.HS[i + 1] - scores.HS[i]);
}

const one = (gamma: number | undefined): Values => (gamma === undefined ? {} : { gamma });

const UNBOUNDED = 'HellaSwag hardly changes against its noise, so that γ has no bounded interval';

export const claims: Claim[] = [
  {
    id: 'a-pythia-1b-gamma',
    paper: 'A',
    where: 'scripts/cape_architecture_probe.py',
    group: 'local-coupling',
    statement: 'At Pythia-1B, γ = −0.64.',
    figures: [rounded('gamma', 'γ', -0.64, 2, { unit: 'points per point' })],
    procedure: 'γ from Pythia-1B to -1.4B, released scores (table A).',
    data: ['pythia_A', 'pythia_B', 'pythia_C', 'pythia_O', 'architecture_probe_pairs', 'uniform'],
    recompute: (data) => [
      { condition: null, values: { gamma: pythiaStep(data, 'A', 1) } },
      {
        condition: 'with the scores typed in scripts/cape_architecture_probe.py',
        values: { gamma: probed(data, 'Pythia') },
      },
      ...(['B', 'C', 'O'] as const).map((table) => ({
        condition: WITH_TABLE[table],
        values: { gamma: pythiaStep(data, table, 1) },
      })),
    ],
    calibrate: (data) => onUniform(data, 'Pythia-deduped', 1, UNBOUNDED),
    why: 'The script has scores of its own (57.4/38.0 to 59.6/36.6) that no other file has. HellaSwag changes by a few points here, so the ratio depends on tenths of a point.',
    open: { page: 'diagnose', panel: 'uniform', family: 'Pythia-deduped' },
  },
  {
    id: 'a-opt-gamma',
    paper: 'A',
    where: 'Long version (paper3A.tex)',
    group: 'local-coupling',
    statement: 'From OPT-2.7B to -6.7B, γ = −0.906.',
    figures: [rounded('gamma', 'γ', -0.906, 3, { unit: 'points per point' })],
    procedure: 'γ between the two released models.',
    data: ['models_63_released', 'dropped_models', 'fig1b_digitised', 'opt_gamma_variants', 'uniform'],
    recompute: (data) => {
      const opt = distinctModels(data).filter(({ family }) => family === 'OPT');
      const point = plotted(data, 'OPT').find(({ midB }) => sizesOf(opt, midB)?.[0].N_B === 2.7);
      const { N_B, HS, TQA } = data.input('opt_gamma_variants', OptSchema).dashboard;
      const [from, to] = [1, 2].map((i) => ({ N_B: N_B[i], HS: HS[i], TQA: TQA[i] }));
      return [
        {
          condition: null,
          values: one(stepsOf(opt).find(({ fromB }) => fromB === 2.7)?.gamma),
        },
        { condition: 'as Figure 1b has it', values: one(point?.gamma) },
        {
          condition: 'with the dashboard’s scores',
          values: { gamma: stepBetween('OPT', from, to).gamma },
        },
      ];
    },
    calibrate: (data) => onUniform(data, 'OPT', 2.7, UNBOUNDED),
    why: 'Three places of the publication give this step three values, one of them positive; none of the released scores gives the text’s.',
    open: { page: 'diagnose', panel: 'uniform', family: 'OPT' },
  },
];
