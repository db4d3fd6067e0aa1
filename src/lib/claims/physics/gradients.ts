/** Gradient norms of six Pythia models: their power laws, the dip at 1B, and the Arrhenius form. */
import * as v from 'valibot';
import { pearson } from '../../stats/correlation';
import { ols } from '../../stats/regression';
import type { Claim, Values } from '../claim';
import type { ClaimData } from '../data';
import { rounded, within } from '../figure';
import { said } from '../words';

const RELEASED = 'gradient_norms_released';
const LISTED = 'gradient_figure_list';
const ReleasedNorms = v.array(v.object({ N: v.number(), grad_norm_mean: v.number(), loss_mean: v.number() }));
const ListedNorms = v.object({
  N: v.array(v.number()),
  grad_norm: v.array(v.number()),
  loss: v.array(v.number()),
});

interface Norms {
  N: number[];
  norm: number[];
  loss: number[];
}

const releasedNorms = (data: ClaimData): Norms => {
  const rows = data.input(RELEASED, ReleasedNorms);
  return {
    N: rows.map(({ N }) => N),
    norm: rows.map(({ grad_norm_mean }) => grad_norm_mean),
    loss: rows.map(({ loss_mean }) => loss_mean),
  };
};
const listedNorms = (data: ClaimData): Norms => {
  const { N, grad_norm, loss } = data.input(LISTED, ListedNorms);
  return { N, norm: grad_norm, loss };
};

/** Power law y ∝ x^exponent, least squares in logarithms. */
function powerLaw(x: readonly number[], y: readonly number[]) {
  const [lx, ly] = [x.map(Math.log), y.map(Math.log)];
  const [line, r] = [ols(lx, ly), pearson(lx, ly)];
  if (line === null || r === null) throw new RangeError(`power law over ${x.join(', ')}: nothing changes`);
  return { ...line, r, at: (value: number) => Math.exp(line.intercept) * value ** line.slope };
}

const inSize = ({ N, norm }: Norms): Values => {
  const { slope, seSlope, r } = powerLaw(N, norm);
  return { exponent: -slope, ...(seSlope === null ? {} : { se: seSlope }), r };
};

const inLoss = ({ loss, norm }: Norms): Values => {
  const { slope, seSlope, r } = powerLaw(loss, norm);
  return { exponent: slope, ...(seSlope === null ? {} : { se: seSlope }), r };
};

/** Departure in percent of the 1B model from the power law through the models kept. */
function dip({ N, norm }: Norms, keepsIt: boolean): Values {
  const own = N.indexOf(1e9);
  if (own < 0) throw new RangeError(`gradient norms: no 1B model among ${N.join(', ')}`);
  const kept = N.map((_, i) => i).filter((i) => keepsIt || i !== own);
  const law = powerLaw(
    kept.map((i) => N[i]),
    kept.map((i) => norm[i]),
  );
  return { departure: 100 * (norm[own] / law.at(N[own]) - 1) };
}

const BY_SOURCE = (data: ClaimData, values: (norms: Norms) => Values) => [
  { condition: null, values: values(releasedNorms(data)) },
  { condition: 'with the values typed in the figure’s script', values: values(listedNorms(data)) },
];

const Groups = v.object({
  N: v.array(v.number()),
  loss: v.array(v.number()),
  grad_norm: v.array(v.number()),
  groups: v.record(v.string(), v.union([v.array(v.string()), v.string()])),
});
const SIZES: Record<string, number> = {
  '70M': 7e7,
  '160M': 1.6e8,
  '410M': 4.1e8,
  '1B': 1e9,
  '1.4B': 1.4e9,
  '2.8B': 2.8e9,
};

/** C of ‖∇L‖ ∝ exp(−C/L) in each phase, least squares of log norm on 1/L. */
function arrhenius(data: ClaimData): Values {
  const { N, loss, grad_norm, groups } = data.input('arrhenius_inputs', Groups);
  const ofGroup = (name: string): number => {
    const names = groups[name];
    if (!Array.isArray(names)) throw new RangeError(`arrhenius_inputs: the group "${name}" lists no sizes`);
    const at = names.map((size) => N.indexOf(SIZES[size]));
    const line = ols(
      at.map((i) => 1 / loss[i]),
      at.map((i) => Math.log(grad_norm[i])),
    );
    if (line === null) throw new RangeError(`arrhenius_inputs: the loss of "${name}" does not change`);
    return -line.slope;
  };
  return { tax: ofGroup('tax'), transition: ofGroup('transition'), bonus: ofGroup('bonus') };
}

const SECTION = '‘Gradient Evidence for Collective Coupling’ (paper3A.tex)';

export const claims: Claim[] = [
  {
    id: 'a-gradient-exponent',
    paper: 'A',
    where: SECTION,
    group: 'physics',
    statement: 'Gradient norms of six Pythia models fall as N^−0.40 ± 0.08 (r = −0.92).',
    figures: [
      rounded('exponent', 'β', 0.4, 2, { printed: '0.40' }),
      rounded('se', 'standard error', 0.08, 2),
      rounded('r', 'r', -0.92, 2),
    ],
    procedure: 'Least-squares line of log mean gradient norm on log N over the six released models.',
    data: [RELEASED, LISTED],
    recompute: (data) => BY_SOURCE(data, inSize),
    why: 'It holds on the released norms. Their records name a device for the three larger models only, of two kinds, and no text for the 1B model.',
  },
  {
    id: 'a-gradient-loss-exponent',
    paper: 'A',
    where: SECTION,
    group: 'physics',
    statement: 'Gradient norms go with loss as L^3.5 (r = 0.93).',
    // 3.448, rounded to 3.45 and then to 3.5.
    figures: [within('exponent', 'exponent', 3.5, 0.06), rounded('r', 'r', 0.93, 2)],
    procedure: 'Least-squares line of log mean gradient norm on log mean loss over the six released models.',
    data: [RELEASED, LISTED],
    recompute: (data) => BY_SOURCE(data, inLoss),
    why: ([{ values }]) =>
      `The released norms give ${said(values.exponent)} ± ${said(values.se)}: six models leave the exponent wide.`,
  },
  {
    id: 'a-gradient-dip',
    paper: 'A',
    where: SECTION,
    group: 'physics',
    statement: 'The gradient norm of Pythia-1B lies 37 % below the power law.',
    figures: [rounded('departure', 'departure at 1B', -37, 0, { unit: '%' })],
    procedure: 'Norm of Pythia-1B over the value of the line through all six models, less one.',
    data: [RELEASED, LISTED],
    recompute: (data) => [
      ...BY_SOURCE(data, (norms) => dip(norms, true)),
      { condition: 'from the line through the other five', values: dip(releasedNorms(data), false) },
    ],
    why: ([, , others]) =>
      `It holds; against the other five models the dip is ${said(-others.values.departure, 0)} %. Pythia-1B has 16 layers where its neighbours have 24, and its record names no text, so the dip cannot be laid to its size alone.`,
  },
  {
    id: 'a-arrhenius',
    paper: 'A',
    where: 'Table of phases (paper3A.tex)',
    group: 'physics',
    statement:
      'Gradient norms follow exp(−C/L) with C = 28, 316 and 196 in the tax, transition and bonus phase.',
    figures: [
      rounded('tax', 'C, tax', 28, 0),
      rounded('transition', 'C, transition', 316, 0),
      rounded('bonus', 'C, bonus', 196, 0),
    ],
    procedure:
      'Least squares of log gradient norm on 1/L: 70M–410M, 1B–1.4B, 1B–2.8B. The published grouping is not stated.',
    data: ['arrhenius_inputs'],
    recompute: (data) => [{ condition: null, values: arrhenius(data) }],
    why: ([{ values }]) =>
      `The six released models give ${said(values.tax, 1)}, ${said(values.transition, 1)} and ${said(values.bonus, 1)}; two or three models a phase leave the sign open.`,
  },
];
