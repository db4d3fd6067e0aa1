/** Internal coupling of OPT over its sizes, and the equation fitted to it. */
import * as v from 'valibot';
import { ols } from '../../stats/regression';
import type { Claim, Values, Variant } from '../claim';
import type { ClaimData } from '../data';
import { rounded } from '../figure';
import { said } from '../words';
import { distinctLayers, internals, INTERNALS, recordOf } from './records';

const INPUT = 'opt_internal_couplings';
const Ladder = v.object({ N_B: v.array(v.number()), coupling: v.array(v.number()) });

interface Rates {
  at: number[];
  rate: number[];
}

/** Differences a decade, set at the middle of each step, its start or its end. */
function differences(data: ClaimData, place: 'middle' | 'start' | 'end'): Rates {
  const { N_B, coupling } = data.input(INPUT, Ladder);
  const steps = coupling
    .slice(1)
    .map((to, i) => ({ from: coupling[i], to, decades: Math.log10(N_B[i + 1] / N_B[i]) }));
  return {
    at: steps.map(({ from, to }) => (place === 'middle' ? (from + to) / 2 : place === 'start' ? from : to)),
    rate: steps.map(({ from, to, decades }) => (to - from) / decades),
  };
}

/** Rates at the sizes themselves: weighted central differences, one-sided at both ends. */
function gradients(data: ClaimData): Rates {
  const { N_B, coupling } = data.input(INPUT, Ladder);
  const { rate } = differences(data, 'middle');
  const decades = N_B.slice(1).map((n, i) => Math.log10(n / N_B[i]));
  return {
    at: coupling,
    rate: coupling.map((_, i) => {
      if (i === 0) return rate[0];
      if (i === rate.length) return rate[i - 1];
      const [before, after] = [decades[i - 1], decades[i]];
      return (rate[i - 1] * after + rate[i] * before) / (before + after);
    }),
  };
}

function fixedPoint({ at, rate }: Rates): Values {
  const line = ols(at, rate);
  if (line === null) throw new RangeError('opt_internal_couplings: the coupling does not change');
  return { slope: line.slope, intercept: line.intercept, fixedPoint: -line.intercept / line.slope };
}

const EQUATION = [
  rounded('slope', 'slope', 1.49, 2, { unit: 'per decade' }),
  rounded('intercept', 'constant', -0.79, 2, { unit: 'per decade' }),
  rounded('fixedPoint', 'γ*', 0.53, 2),
];

export const claims: Claim[] = [
  {
    id: 'b-opt-fixed-point',
    paper: 'B',
    where: '‘The cascade is measured, not merely predicted’',
    group: 'internals',
    statement:
      'OPT’s internal coupling obeys dγ/dlog₁₀N = 1.49γ − 0.79 and grows toward the fixed point γ* ≈ 0.53.',
    figures: EQUATION,
    procedure:
      'Differences a decade between the four printed couplings (125M, 1.3B, 6.7B, 13B) against the coupling at the middle of each step; least-squares line and its zero.',
    data: [INPUT],
    recompute: (data) => [
      { condition: null, values: fixedPoint(differences(data, 'middle')) },
      {
        condition: 'with the coupling at the start of each step',
        values: fixedPoint(differences(data, 'start')),
      },
      {
        condition: 'with the coupling at the end of each step',
        values: fixedPoint(differences(data, 'end')),
      },
      { condition: 'with central differences at the sizes', values: fixedPoint(gradients(data)) },
    ],
    why: ([stated, ...others]) =>
      `The line comes out, two parameters from three points. Its slope is positive (${said(stated.values.slope)}), so the fixed point repels: the coupling moves away from it. Set elsewhere on the steps, the same four values have it at ${others.map(({ values }) => said(values.fixedPoint)).join(', ')}.`,
  },
  {
    id: 'b-opt-large',
    paper: 'B',
    where: '‘The cascade is measured, not merely predicted’',
    group: 'internals',
    statement: 'OPT’s net coupling is 0.356 at 30B, with 75 competing units, and 0.396 at 66B.',
    figures: [
      rounded('at30', 'OPT-30B', 0.356, 3),
      rounded('competing', 'competing units at 30B', 75, 0),
      rounded('at66', 'OPT-66B', 0.396, 3),
    ],
    procedure: 'Mean of the released couplings by layer of the two models; competing units as recorded.',
    data: [INTERNALS],
    recompute(data) {
      const layers = distinctLayers(data);
      const [at30, at66] = ['facebook/opt-30b', 'facebook/opt-66b'].map((model) => recordOf(layers, model));
      const mean = (values: readonly number[]) =>
        values.reduce((sum, value) => sum + value, 0) / values.length;
      return [
        {
          condition: null,
          values: { at30: mean(at30.per_layer), competing: at30.n_competing, at66: mean(at66.per_layer) },
        },
      ];
    },
    why: 'Both come out from the layers. The values of the smaller OPT models, 0.514 to 0.876, stand only in the text and the tools.',
  },
  {
    id: 'b-opt-drop',
    paper: 'B',
    where: '‘The cascade is measured, not merely predicted’; figure of the cascade',
    group: 'internals',
    statement: 'From 13B to 30B OPT’s internal coupling drops by 59 %, from 0.876 to 0.356.',
    figures: [rounded('drop', 'drop', 59, 0, { unit: '%' })],
    procedure: '(0.876 − 0.356) / 0.876, the two printed values.',
    data: [INTERNALS],
    recompute(data): Variant[] {
      const { opt_ladder_claimed_hardcoded: ladder, opt_third_metric_fig5a_digitised: third } =
        internals(data);
      const [at13, at30] = ['OPT-13B', 'OPT-30B'].map((model) => recordOf(third, model).mean);
      const [released13] = distinctLayers(data).filter(({ model }) => model === 'facebook/opt-13b');
      return [
        {
          condition: null,
          values: {
            drop: (100 * (ladder['13B'] - ladder['30B'])) / ladder['13B'],
            released13: released13.net,
          },
        },
        {
          condition: 'by the third measure, of pub_fig5_microscopic.pdf, read off its curves',
          values: { drop: (100 * (at13 - at30)) / at13, at13, at30 },
        },
      ];
    },
    why: ([printed, third]) =>
      `The arithmetic holds. Only the 30B value has released data; the released record of OPT-13B is of another measure (${said(printed.values.released13, 3)}). The one figure that shows 13B and 30B by one measure has ${said(third.values.at13, 3)} and ${said(third.values.at30, 3)}: a rise.`,
  },
  {
    id: 'b-opt-second-fixed-point',
    paper: 'B',
    where: '‘The cascade is measured, not merely predicted’',
    group: 'internals',
    statement: 'At the second transition the fixed point shifts to γ* ≈ 0.39.',
    figures: [rounded('fixedPoint', 'γ*', 0.39, 2)],
    procedure: 'Not described. The equation of the first transition would need two steps.',
    data: [INTERNALS],
    recompute: () => [],
    missing: 'A third size by the same measure: 30B and 66B give one step, which fixes no line.',
    why: 'One step tells a rate, not where it is zero.',
  },
];
