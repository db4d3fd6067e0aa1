/** The curve of TruthfulQA in log size through web-trained models, and how far models stand from it. */
import * as v from 'valibot';
import { weightedQuadratic, type Quadratic } from '../../stats/quadratic';
import type { Calibrated, Claim, Variant } from '../claim';
import type { ClaimData } from '../data';
import { below, rounded } from '../figure';
import { pythia } from '../pythia';
import { distinctModels } from '../released';
import { leftOutResiduals } from '../../coupling/reference/residualField';
import { peersOf } from '../../coupling/reference/peers';
import { said } from '../words';

const Llama = v.object({ N: v.array(v.number()), B: v.object({ TQA: v.array(v.number()) }) });
const PhiModels = v.object({ phi: v.array(v.object({ model: v.string(), N: v.number(), TQA: v.number() })) });
const Curated = v.object({ curated: v.object({ sign_counts: v.array(v.string()) }) });

const CURVE_DATA = ['pythia_B', 'llama1_variants', 'llama2_variants'];
const SECTION = '‘The design equation’; ‘Training Data as a Control Parameter’ (paper3A.tex)';

/** Least-squares parabola of TruthfulQA on log10 N: eight Pythia models (table B), three of Llama-1, three of Llama-2. */
function curve(data: ClaimData): Quadratic {
  const { logSize, scores } = pythia(data, 'B');
  const llamas = (['llama1_variants', 'llama2_variants'] as const).map((key) => data.input(key, Llama));
  const x = [...logSize, ...llamas.flatMap(({ N }) => N.map(Math.log10))];
  const y = [...scores.TQA, ...llamas.flatMap(({ B }) => B.TQA)];
  const fit = weightedQuadratic(
    x,
    y,
    y.map(() => 1),
  );
  if (fit === null) throw new RangeError('the universal curve: fewer than three sizes');
  return fit;
}

/** Points above the curve. @param N parameters */
const above = ({ a, b, c }: Quadratic, N: number, tqa: number): number => {
  const x = Math.log10(N);
  return tqa - (a * x * x + b * x + c);
};

/** Phi in the released file, and in the list of the figure's script. */
function phiFields(data: ClaimData): Variant[] {
  const fit = curve(data);
  const released = distinctModels(data)
    .filter(({ family }) => family === 'Phi')
    .map(({ N_B, TQA }) => above(fit, N_B * 1e9, TQA));
  const drawn = data.input('figure_extra_families', PhiModels).phi.map(({ N, TQA }) => above(fit, N, TQA));
  const span = (fields: readonly number[]) => ({ lowest: Math.min(...fields), highest: Math.max(...fields) });
  return [
    { condition: null, values: span(released) },
    {
      condition: 'with the Phi models of the figure’s script, where Phi-3-medium is an instruction-tuned one',
      values: span(drawn),
    },
  ];
}

/** Share of the uniform panel's models whose residual, given level and size, is outside its 95 % interval. */
function onUniform(data: ClaimData): Calibrated {
  const peers = peersOf(data.panel('uniform'), {
    benchmark1: { key: 'hellaswag/acc_norm/10-shot' },
    benchmark2: { key: 'truthfulqa/mc2/0-shot' },
  });
  const residuals = leftOutResiduals(peers);
  const phi = residuals.filter(({ model }) => model.facts?.parent === 'Phi');
  const largest = phi.toSorted((a, b) => b.residual - a.residual).at(0);
  return {
    what: 'Largest residual of a Phi base model given HellaSwag and size, other families of the uniform panel, 95 % prediction interval',
    ...{ value: largest?.residual ?? null, lo: largest?.lo ?? null, hi: largest?.hi ?? null },
    ...{
      unit: 'points',
      n: phi.length,
      reason: largest === undefined ? 'no Phi model has both scores' : null,
    },
  };
}

export const claims: Claim[] = [
  {
    id: 'a-universal-curve',
    paper: 'A',
    where: 'scripts/bootstrap_Nc.py; index.html, UNIV',
    group: 'physics',
    statement: 'TruthfulQA of web-trained models follows 4.532·x² − 86.42·x + 447.8 with x = log₁₀N.',
    figures: [
      rounded('a', 'coefficient of x²', 4.532, 3),
      rounded('b', 'coefficient of x', -86.42, 2),
      rounded('c', 'constant', 447.8, 1),
    ],
    procedure: 'Least-squares parabola through Pythia (table B, 8), Llama-1 (3) and Llama-2 (3).',
    data: CURVE_DATA,
    recompute: (data) => [{ condition: null, values: { ...curve(data) } }],
    why: 'It comes out to every digit. Its minimum is the published critical scale; HellaSwag does not enter it.',
    open: { page: 'atlas', panel: 'published' },
  },
  {
    id: 'a-phi-field',
    paper: 'A',
    where: SECTION,
    group: 'physics',
    statement: 'Phi models lie 8 to 38 points above the web-trained curve of TruthfulQA.',
    figures: [
      rounded('lowest', 'lowest', 8, 0, { unit: 'points', printed: '+8' }),
      rounded('highest', 'highest', 38, 0, { unit: 'points', printed: '+38' }),
    ],
    procedure: 'TruthfulQA minus the curve at each model’s size, the Phi models of the released file.',
    data: [...CURVE_DATA, 'models_63_released', 'dropped_models', 'figure_extra_families', 'uniform'],
    recompute: phiFields,
    calibrate: onUniform,
    why: ([file]) =>
      `The released file has Phi from ${said(file.values.lowest, 1)} to ${said(file.values.highest, 1)} points. The figure adds Phi-3-medium, of which only an instruction-tuned model exists; Phi-3-mini is one too. Curated training and instruction tuning are not told apart here.`,
    open: { page: 'atlas', panel: 'published' },
  },
  {
    id: 'a-web-field',
    paper: 'A',
    where: SECTION,
    group: 'physics',
    statement: 'Web-trained families stay within about 5 points of the curve at all sizes.',
    figures: [below('largest', 'largest distance', 5, { unit: 'points', printed: '≲ 5' })],
    procedure:
      '|TruthfulQA − curve| of every released model outside the curated families (Phi, Gemma, Qwen3); the largest.',
    data: [...CURVE_DATA, 'models_63_released', 'dropped_models'],
    recompute(data) {
      const fit = curve(data);
      const { sign_counts: curated } = data.input('dropped_models', Curated).curated;
      const fields = distinctModels(data)
        .filter(({ family }) => !curated.includes(family))
        .map(({ N_B, TQA, family }) => ({ family, field: above(fit, N_B * 1e9, TQA) }));
      const largest = (of: typeof fields) => Math.max(...of.map(({ field }) => Math.abs(field)));
      const withoutQwen = fields.filter(({ family }) => family !== 'Qwen2.5');
      return [
        {
          condition: null,
          values: {
            largest: largest(fields),
            beyond: fields.filter(({ field }) => Math.abs(field) > 5).length,
            models: fields.length,
          },
        },
        {
          condition: 'without Qwen2.5',
          values: {
            largest: largest(withoutQwen),
            beyond: withoutQwen.filter(({ field }) => Math.abs(field) > 5).length,
            models: withoutQwen.length,
          },
        },
      ];
    },
    why: ([{ values }, withoutQwen]) =>
      `${values.beyond} of ${values.models} web-trained models are farther away, Qwen2.5 by up to ${said(values.largest, 0)} points; without Qwen2.5 it is ${withoutQwen.values.beyond} of ${withoutQwen.values.models}, by up to ${said(withoutQwen.values.largest, 0)} (BLOOM-176B).`,
    open: { page: 'atlas', panel: 'published' },
  },
];
