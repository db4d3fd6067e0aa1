/** The published equation for the rate of HellaSwag. */
import * as v from 'valibot';
import { midpointDifferences } from '../../dynamics/differences';
import { leastSquares } from '../../dynamics/stlsq';
import { mean, populationSd } from '../../stats/summary';
import type { Claim } from '../claim';
import type { ClaimData } from '../data';
import { rounded } from '../figure';
import { said } from '../words';
import { SINDY_SETTINGS } from './sparseTerms';
import { HS, pythiaTrajectory, TQA, WG } from './trajectories';

const Equation = v.object({ HS_eq: v.object({ const: v.number(), TQA: v.number(), WG: v.number() }) });

/** Constant and coefficients of TruthfulQA and WinoGrande, least squares over the seven steps of table A. */
function rateOf(data: ClaimData, scaled: (column: Float64Array) => Float64Array) {
  const { logSize, scores } = pythiaTrajectory(data, 'A');
  const { at, rate } = midpointDifferences(logSize, scores.map(scaled));
  const [constant, tqa, wg] = leastSquares([at[HS].map(() => 1), at[TQA], at[WG]], rate[HS]);
  return { constant, tqa, wg };
}

const fractions = (column: Float64Array) => column.map((value) => value / 100);
const zScores = (column: Float64Array) => {
  const centre = mean(column);
  const sd = populationSd(column);
  return column.map((value) => (value - centre) / sd);
};

/** The printed equation on fractions, points a decade, beside the rates that were observed. */
function applied(data: ClaimData) {
  const { HS_eq: equation } = data.input(SINDY_SETTINGS, Equation);
  const { logSize, scores } = pythiaTrajectory(data, 'A');
  const foretold = Array.from(
    logSize,
    (_, i) => 100 * equation.const + equation.TQA * scores[TQA][i] + equation.WG * scores[WG][i],
  );
  const observed = midpointDifferences(logSize, [scores[HS]]).rate[0];
  return {
    ...{ lowest: Math.min(...foretold), highest: Math.max(...foretold) },
    ...{ observedLowest: Math.min(...observed), observedHighest: Math.max(...observed) },
  };
}

export const claims: Claim[] = [
  {
    id: 'a-hellaswag-rate',
    paper: 'A',
    where: 'Equation of the discovered system (paper3A.tex); explorer of the dashboard',
    group: 'dynamics',
    statement: 'HellaSwag changes by 1.23 − 0.72·TruthfulQA − 0.69·WinoGrande a decade of size.',
    figures: [
      rounded('constant', 'constant', 1.23, 2, { unit: 'per decade' }),
      rounded('tqa', 'coefficient of TruthfulQA', -0.72, 2, { unit: 'per decade' }),
      rounded('wg', 'coefficient of WinoGrande', -0.69, 2, { unit: 'per decade' }),
    ],
    procedure:
      'Least squares of HellaSwag’s rates over the seven Pythia steps (table A) on TruthfulQA and WinoGrande at the middle of each step, scores as fractions, the unit in which the dashboard applies it.',
    data: ['pythia-tables', SINDY_SETTINGS],
    recompute: (data) => [
      { condition: null, values: { ...rateOf(data, fractions), ...applied(data) } },
      { condition: 'in z-scores', values: rateOf(data, zScores) },
    ],
    why: ([{ values }, inZ]) =>
      `The unit is not stated. In z-scores the equation comes near it: ${said(inZ.values.constant)}, ${said(inZ.values.tqa)} and ${said(inZ.values.wg)}. Applied to fractions, as on the dashboard, the printed equation gives ${said(values.lowest, 0)} to ${said(values.highest, 0)} points a decade where ${said(values.observedLowest, 0)} to ${said(values.observedHighest, 0)} were observed.`,
    open: { page: 'diagnose', panel: 'pythia-tables', family: 'Pythia (table A)' },
  },
];
