/** Printed formulas for local coupling and its critical scale, evaluated as they stand. */
import * as v from 'valibot';
import type { Claim } from './claim';
import type { ClaimData } from './data';
import { twelveIntervals } from './couplingLine';
import { rounded } from './figure';
import { populationZero } from './uniform';
import { said } from './words';

const KinkSchema = v.object({
  amplitude: v.number(),
  centre: v.number(),
  width: v.number(),
  offset: v.number(),
});
const FieldSchema = v.object({ N_c_B: v.number(), exponent: v.number() });
const BetaSchema = v.object({ coefficients: v.tuple([v.number(), v.number(), v.number()]) });

/** γ = amplitude · tanh((log10 N − centre)/width) + offset. */
function kink(data: ClaimData) {
  const { amplitude, centre, width, offset } = data.input('kink_formula', KinkSchema);
  return {
    at: (x: number): number => amplitude * Math.tanh((x - centre) / width) + offset,
    zeroB: 10 ** (centre + width * Math.atanh(-offset / amplitude) - 9),
  };
}

function rmse(data: ClaimData, table: 'A' | 'B'): number {
  const { at } = kink(data);
  const points = twelveIntervals(data, table);
  return Math.sqrt(points.reduce((sum, { x, gamma }) => sum + (gamma - at(x)) ** 2, 0) / points.length);
}

export const claims: Claim[] = [
  {
    id: 'dashboard-kink',
    paper: 'dashboard',
    where: 'index.html',
    group: 'critical-scale',
    statement: 'γ = 3.75 tanh(log10 N − 9.59) − 1.54 has its zero at 3.89B and fits with an RMSE of 0.116.',
    figures: [
      rounded('zero', 'zero', 3.89, 2, { unit: 'B' }),
      rounded('rmse', 'RMSE', 0.116, 3, { unit: 'points per point' }),
    ],
    procedure:
      'Zero of the printed formula, and its root mean square error over the twelve intervals of the line of γ (table A). The points it was fitted to are not released.',
    data: ['kink_formula', 'gamma_line_12_intervals', 'uniform'],
    recompute: (data) => {
      const { at, zeroB } = kink(data);
      const rest = { zero: zeroB, smallest: at(Math.log10(7e7)) };
      return [
        { condition: null, values: { ...rest, rmse: rmse(data, 'A') } },
        { condition: 'with Pythia of table B', values: { ...rest, rmse: rmse(data, 'B') } },
      ];
    },
    calibrate: populationZero,
    why: ([{ values }]) =>
      `The formula’s zero is at ${said(values.zero, 1)}B, since its offset moves it away from the centre 10^9.59 = 3.89B. At 70M it gives γ = ${said(values.smallest)}.`,
    open: { page: 'atlas', panel: 'uniform' },
  },
  {
    id: 'a-critical-field',
    paper: 'A',
    where: 'Long version (paper3A.tex); scripts/generate_all_figures.py',
    group: 'critical-scale',
    statement:
      'A critical field proportional to (N_c − N)^(3/2) is at 60 % of its largest value at 1B and at 5 % at 3B.',
    figures: [rounded('at1', 'at 1B', 60, 0, { unit: '%' }), rounded('at3', 'at 3B', 5, 0, { unit: '%' })],
    procedure: '(1 − N/N_c)^(3/2) at N_c = 3.5B.',
    data: ['critical_field_formula'],
    recompute: (data) => {
      const { N_c_B, exponent } = data.input('critical_field_formula', FieldSchema);
      const share = (sizeB: number) => 100 * (1 - sizeB / N_c_B) ** exponent;
      return [{ condition: null, values: { at1: share(1), at3: share(3) } }];
    },
    why: 'These are values of the formula. Its exponent is taken over and its prefactor set by hand (30 in the script, 3 on the dashboard): no fit to scores is involved.',
  },
  {
    id: 'a-beta-root',
    paper: 'A',
    where: 'Long version (paper3A.tex)',
    group: 'critical-scale',
    statement: 'β(γ) = −1.35γ² − 0.27γ + 0.73 has a fixed point at γ = 0.64.',
    figures: [rounded('root', 'γ*', 0.64, 2, { unit: 'points per point' })],
    procedure: 'Positive root of the printed quadratic.',
    data: ['beta_function'],
    recompute: (data) => {
      const [a, b, c] = data.input('beta_function', BetaSchema).coefficients;
      return [{ condition: null, values: { root: (-b - Math.sqrt(b * b - 4 * a * c)) / (2 * a) } }];
    },
    why: 'The arithmetic holds for the printed coefficients.',
  },
  {
    id: 'a-beta-r2',
    paper: 'A',
    where: 'Long version (paper3A.tex)',
    group: 'critical-scale',
    statement: 'That quadratic fits the change of γ with R² = 0.58.',
    figures: [rounded('r2', 'R²', 0.58, 2)],
    procedure: 'R² of the change of γ per decade on a quadratic in γ.',
    data: ['beta_function'],
    recompute: () => [],
    missing: 'The points that the quadratic was fitted to are in no released file.',
    why: 'Which changes of γ went into the fit is not stated, and its coefficients do not tell.',
  },
];
