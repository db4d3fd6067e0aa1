/** How well a system of differential equations gives back the Pythia scores that it was fitted to. */
import * as v from 'valibot';
import { polynomialCurve } from '../../dynamics/polynomialCurve';
import { SPARSE_DEFAULTS } from '../../dynamics/polynomialSystem';
import { publishedAffine } from '../../dynamics/published';
import { relativeErrors } from '../../dynamics/relativeError';
import { fitSparseSystem } from '../../dynamics/sparseSystem';
import { mean } from '../../stats/summary';
import type { Claim, Values } from '../claim';
import type { ClaimData } from '../data';
import { rounded } from '../figure';
import { WITH_TABLE } from '../pythia';
import { said } from '../words';
import { SINDY_SETTINGS, sparseOnFractions } from './sparseTerms';
import { pythiaTrajectory } from './trajectories';

/** In percent; nothing where the integrated scores diverge. */
const errorOf = (relativeError: number | null): Values =>
  relativeError === null ? {} : { error: 100 * relativeError };

/** Mean relative error, percent, of one straight line in L a benchmark: two coefficients each. */
function straightLines(data: ClaimData): number {
  const { logSize, scores } = pythiaTrajectory(data, 'A');
  const lines = scores.map((column) => Array.from(logSize, polynomialCurve(logSize, column, 1)));
  return 100 * (relativeErrors(lines, scores).relativeError ?? NaN);
}

const DENSE = 'with the released script (affine least squares without sparsity)';
const OPEN_A = { page: 'diagnose', panel: 'pythia-tables', family: 'Pythia (table A)' } as const;

const inSample: Claim = {
  id: 'a-ode-in-sample',
  paper: 'A',
  where: 'scripts/regen_ode_figure.py',
  group: 'dynamics',
  statement:
    'A system of differential equations found by sparse regression gives back five Pythia benchmarks with a mean error of 2.6 %.',
  figures: [rounded('error', 'mean relative error', 2.6, 1, { unit: '%' })],
  procedure:
    'Rates of change between consecutive sizes against the scores at the middle of the step; sparse regression over polynomials up to degree 3 keeps the terms above 0.1; the system is integrated from Pythia-70M to 12B. Error of a benchmark: mean |difference| over mean score; the mean of five. Table A.',
  data: ['pythia-tables', 'uniform', SINDY_SETTINGS],
  recompute(data) {
    const dense = publishedAffine(pythiaTrajectory(data, 'A'));
    return [
      { condition: null, values: errorOf(sparseOnFractions(data, 3).error) },
      {
        condition: DENSE,
        values: {
          ...errorOf(dense.relativeError),
          coefficients: dense.parameters,
          differences: dense.observations,
          straightLines: straightLines(data),
        },
      },
      ...(['B', 'O'] as const).map((table) => {
        const { relativeError } = publishedAffine(pythiaTrajectory(data, table));
        return { condition: `${DENSE} and ${WITH_TABLE[table]}`, values: errorOf(relativeError) };
      }),
    ];
  },
  calibrate(data) {
    const fit = fitSparseSystem(pythiaTrajectory(data, 'O'), SPARSE_DEFAULTS);
    return {
      what: `In-sample error of the sparse system of the Forecast section on Pythia of the uniform panel, with ${fit.parameters} coefficients for ${fit.observations} differences`,
      value: fit.relativeError === null ? null : 100 * fit.relativeError,
      ...{ lo: null, hi: null, unit: '%', n: fit.observations },
      reason: fit.relativeError === null ? 'the integrated scores diverge' : null,
    };
  },
  why: ([, dense]) =>
    `The script behind the figure fits ${dense.values.coefficients} coefficients to ${dense.values.differences} differences, without sparsity, and gives ${said(dense.values.error)} %. Five straight lines in log size, ten coefficients, give ${said(dense.values.straightLines)} %.`,
  open: OPEN_A,
};

const HardCoded = v.object({
  order: v.array(v.string()),
  ode_points: v.record(v.string(), v.array(v.number())),
  error_pct: v.record(v.string(), v.number()),
});

const longVersion: Claim = {
  id: 'a-ode-in-sample-36',
  paper: 'A',
  where: 'ODE figure; ‘A Discovered ODE Governs Benchmark Dynamics’ (paper3A.tex)',
  group: 'dynamics',
  statement: 'The system reproduces the five Pythia benchmarks at 3.6 % mean error.',
  figures: [rounded('error', 'mean relative error', 3.6, 1, { unit: '%' })],
  procedure:
    'Error as mean |difference| over mean score, of the curve that the figure’s script draws, against the scores it draws beside it (table B); the mean of five.',
  data: ['ode_figure_hardcoded', 'pythia-tables'],
  recompute(data) {
    const { order, ode_points, error_pct } = data.input('ode_figure_hardcoded', HardCoded);
    const curve = order.map((name) => ode_points[name]);
    return [
      {
        condition: null,
        values: errorOf(relativeErrors(curve, pythiaTrajectory(data, 'B').scores).relativeError),
      },
      {
        condition: 'as the mean of the five errors that stand in the script',
        values: { error: mean(order.map((name) => error_pct[name])) },
      },
    ];
  },
  why: ([drawn]) =>
    `The figure’s script holds the curve and its errors as typed numbers. The errors average to 3.6 %; the typed curve is ${said(drawn.values.error)} % from the scores beside it. The system that gave them is not released.`,
  open: { page: 'diagnose', panel: 'pythia-tables', family: 'Pythia (table B)' },
};

export const claims: Claim[] = [inSample, longVersion];
