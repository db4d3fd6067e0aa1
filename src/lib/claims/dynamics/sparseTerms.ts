/** How many terms sparse regression keeps in each equation of the Pythia system. */
import * as v from 'valibot';
import { midpointDifferences } from '../../dynamics/differences';
import { evaluateTerms, polynomialTerms } from '../../dynamics/library';
import { scorePath } from '../../dynamics/polynomialSystem';
import { relativeErrors } from '../../dynamics/relativeError';
import { sparseRegression } from '../../dynamics/stlsq';
import { mean, populationSd } from '../../stats/summary';
import type { Claim, Values } from '../claim';
import type { ClaimData } from '../data';
import { rounded } from '../figure';
import { pythiaTrajectory } from './trajectories';

export const SINDY_SETTINGS = 'hs_equation_and_sindy_settings';
const Settings = v.object({ threshold: v.number(), ridge_assumed: v.number(), max_degree: v.number() });

export interface SparseFit {
  /** Fewest and most active terms of an equation. */
  fewest: number;
  most: number;
  candidates: number;
  /** In-sample mean relative error, a share; null when the integrated scores diverge. */
  error: number | null;
}

/** Score = centre + unit · state. */
type Scale = (column: Float64Array) => { centre: number; unit: number };
const asFraction: Scale = () => ({ centre: 0, unit: 100 });
const asZScore: Scale = (column) => ({ centre: mean(column), unit: populationSd(column) });

/** Pythia of table A, by the stated threshold and the ridge of the package's default. */
function sparseFit(data: ClaimData, degree: number, scale: Scale): SparseFit {
  const { ridge_assumed: ridge, threshold: lambda } = data.input(SINDY_SETTINGS, Settings);
  const { logSize, scores } = pythiaTrajectory(data, 'A');
  const scales = scores.map(scale);
  const states = scores.map((column, k) =>
    column.map((value) => (value - scales[k].centre) / scales[k].unit),
  );
  const { at, rate } = midpointDifferences(logSize, states);
  const terms = polynomialTerms(scores.length, degree);
  const regress = sparseRegression(evaluateTerms(terms, at));
  const coefficients = rate.map((response) => Array.from(regress(response, { lambda, ridge, refit: false })));
  const active = coefficients.map((row) => row.filter((value) => value !== 0).length);
  const { values } = scorePath(
    { mean: scales.map(({ centre }) => centre), sd: scales.map(({ unit }) => unit), terms, coefficients },
    { logSize: logSize[0], scores: scores.map((column) => column[0]) },
    logSize,
  );
  return {
    fewest: Math.min(...active),
    most: Math.max(...active),
    candidates: terms.length,
    error: relativeErrors(values, scores).relativeError,
  };
}

/** The stated procedure, on scores as fractions: no other unit is stated. */
export const sparseOnFractions = (data: ClaimData, degree: number): SparseFit =>
  sparseFit(data, degree, asFraction);

const valuesOf = ({ fewest, most, candidates }: SparseFit): Values => ({ fewest, most, candidates });

const terms: Claim = {
  id: 'a-pysindy-terms',
  paper: 'A',
  where: 'Methods, ‘ODE discovery’; paper3A.tex',
  group: 'dynamics',
  statement:
    'Sparse regression over polynomials up to degree 3, threshold 0.1, keeps four to six terms in each equation.',
  figures: [
    rounded('fewest', 'fewest terms of an equation', 4, 0, { printed: '4–6' }),
    rounded('most', 'most terms of an equation', 6, 0, { printed: '4–6' }),
  ],
  procedure:
    'Sequentially thresholded least squares on the seven differences of Pythia, table A, scores as fractions, ridge 0.05 (the named package’s default, as none is published); terms that stay in each of the five equations.',
  data: ['pythia-tables', SINDY_SETTINGS],
  recompute(data) {
    const { max_degree } = data.input(SINDY_SETTINGS, Settings);
    return [
      { condition: null, values: valuesOf(sparseOnFractions(data, max_degree)) },
      ...Array.from({ length: max_degree }, (_, i) => ({
        condition: `in z-scores with degree ${i + 1}`,
        values: valuesOf(sparseFit(data, i + 1, asZScore)),
      })),
    ];
  },
  why: ([stated, ...inZ]) =>
    `${stated.values.candidates} candidate terms stand against seven differences, and the unit of the scores decides what is left: ${range(stated.values)} terms an equation as fractions; ${inZ.map(({ values }) => range(values)).join(', ')} in z-scores of degree 1, 2 and 3.`,
  open: { page: 'diagnose', panel: 'pythia-tables', family: 'Pythia (table A)' },
};

const range = ({ fewest, most }: Values): string => (fewest === most ? `${most}` : `${fewest}–${most}`);

export const claims: Claim[] = [terms];
