/** The table of critical scales: where a family's local coupling first becomes positive. */
import * as v from 'valibot';
import type { Claim, Variant } from './claim';
import type { ClaimData } from './data';
import { rounded } from './figure';
import { plotted, sizesOf } from './localCoupling';
import { distinctModels, stepsOf } from './released';
import { populationZero } from './uniform';
import { said } from './words';

const TableSchema = v.object({ N_c_B: v.record(v.string(), v.nullable(v.number())) });

/** Smaller size of the first step with γ > 0, billions; null where there is none. Steps ascend in size. */
const firstPositive = (steps: readonly { fromB: number; gamma: number }[]): number | null =>
  steps.find(({ gamma }) => gamma > 0)?.fromB ?? null;

const inReleased = (data: ClaimData, family: string): number | null =>
  firstPositive(stepsOf(distinctModels(data)).filter((step) => step.family === family));

/** By the points of Figure 1b, each at the two released sizes that it stands between. */
function inFigure(data: ClaimData, figure: string, family: string): number | null {
  const models = distinctModels(data).filter((model) => model.family === family);
  const steps = plotted(data, figure).flatMap(({ midB, gamma }) => {
    const sizes = sizesOf(models, midB);
    return sizes === null ? [] : [{ fromB: sizes[0].N_B, gamma }];
  });
  return firstPositive(steps);
}

const variant = (condition: string | null, scale: number | null): Variant => ({
  condition,
  values: scale === null ? {} : { scale },
});

interface Row {
  id: string;
  label: string;
  /** Billions, as in the table. */
  scale: number;
  decimals: number;
  released: string;
  /** Its name in Figure 1b, where it is plotted. */
  figure?: string;
  /** In the uniform panel. */
  uniform: string;
  why: string;
}

const ROWS: readonly Row[] = [
  {
    ...{ id: 'opt', label: 'OPT', scale: 0.12, decimals: 2, released: 'OPT', figure: 'OPT', uniform: 'OPT' },
    why: 'The released scores turn positive at 13B, the points of Figure 1b at 1.3B. 0.12B is the size of the smallest model, after which both have γ < 0.',
  },
  {
    ...{ id: 'cerebras', label: 'Cerebras-GPT', scale: 1.3, decimals: 1 },
    ...{ released: 'Cerebras-GPT', figure: 'Cerebras', uniform: 'Cerebras-GPT' },
    why: 'It follows from the plotted points, whose step from 1.3B goes to 6.7B. The released scores turn positive at 6.7B only, on a HellaSwag step of 0.65 points.',
  },
  {
    ...{ id: 'gpt-neo', label: 'GPT-Neo', scale: 1.3, decimals: 1 },
    ...{ released: 'GPT-Neo', figure: 'GPT-Neo', uniform: 'GPT-Neo' },
    why: 'It follows from the released scores, by a step of +0.02 that is far within their noise and after which γ is negative again.',
  },
  {
    ...{ id: 'bloom', label: 'BLOOM', scale: 1.7, decimals: 1 },
    ...{ released: 'BLOOM', figure: 'BLOOM', uniform: 'BLOOM' },
    why: 'It follows from the plotted points, which fall below 0 again at the next size. The released scores turn positive at 7.1B.',
  },
  {
    ...{ id: 'falcon', label: 'Falcon', scale: 7, decimals: 1, released: 'Falcon', uniform: 'Falcon' },
    why: 'It follows from the released scores.',
  },
  {
    ...{ id: 'pythia', label: 'Pythia', scale: 3.5, decimals: 1 },
    ...{ released: 'Pythia', figure: 'Pythia', uniform: 'Pythia-deduped' },
    why: 'Along Pythia γ is never positive in the released scores. The 3.5B comes from a parabola through Pythia, Llama-1 and Llama-2 (its own entry here), and Figure 1b has one point at +0.002, within reading error of 0.',
  },
];

const scaleClaims: Claim[] = ROWS.map(({ id, label, scale, decimals, released, figure, uniform, why }) => ({
  id: `a-nc-${id}`,
  paper: 'A',
  where: 'Table ‘Critical scales by family’',
  group: 'critical-scale',
  statement: `${label} has its critical scale at ${scale}B.`,
  figures: [rounded('scale', 'N_c', scale, decimals, { unit: 'B' })],
  procedure: 'Smaller size of the first step with γ > 0, released scores.',
  data: ['nc_table_published', 'models_63_released', 'dropped_models', 'fig1b_digitised', 'uniform'],
  recompute: (data) => [
    variant(null, inReleased(data, released)),
    ...(figure === undefined
      ? []
      : [variant('with the couplings of Figure 1b', inFigure(data, figure, released))]),
  ],
  calibrate: populationZero,
  why,
  open: { page: 'diagnose', panel: 'uniform', family: uniform },
}));

/** Largest over smallest. */
const range = (scales: readonly (number | null)[]): number => {
  const known = scales.filter((scale) => scale !== null);
  return Math.max(...known) / Math.min(...known);
};

export const claims: Claim[] = [
  ...scaleClaims,
  {
    id: 'a-nc-range',
    paper: 'A',
    where: 'Table ‘Critical scales by family’; long version (paper3A.tex)',
    group: 'critical-scale',
    statement: 'The critical scale varies 60-fold between families.',
    figures: [rounded('ratio', 'ratio', 60, -1, { printed: '60×' })],
    procedure: 'Largest over smallest critical scale of the table’s families, each from the released scores.',
    data: ['nc_table_published', 'models_63_released', 'dropped_models'],
    recompute: (data) => {
      const { OPT, ...others } = data.input('nc_table_published', TableSchema).N_c_B;
      return [
        { condition: null, values: { ratio: range(ROWS.map(({ released }) => inReleased(data, released))) } },
        {
          condition: 'with the table’s entries but that of OPT',
          values: { ratio: range(Object.values(others)) },
        },
      ].map((one) => ({ ...one, values: { ...one.values, opt: OPT ?? 0 } }));
    },
    why: ([released, others]) =>
      `It is 7B over OPT’s ${released.values.opt}B, which the scores do not give. From the released scores the ratio is ${said(released.values.ratio, 1)}; the table’s other entries span ${said(others.values.ratio, 1)}.`,
  },
];
