/** Eigenvalues of cumulative Pythia correlations: lists that stand in scripts, and the lines fitted to them. */
import * as v from 'valibot';
import { pearson } from '../../stats/correlation';
import { ols } from '../../stats/regression';
import { effectiveDimension, correlationMatrix } from '../../stats/eigen';
import type { Claim, Values, Variant } from '../claim';
import type { ClaimData } from '../data';
import { rounded, within } from '../figure';
import { COLUMNS, pythia } from '../pythia';
import { said } from '../words';

const Numbers = v.array(v.number());
const Eigenvalues = v.object({ N: Numbers, lambda1: Numbers, lambda2: Numbers });
const Topology = v.object({ ...Eigenvalues.entries, d_eff: Numbers });
const FIGURE = 'figure_topology_lists';
const STIFFNESS = 'stiffness_lists';

const topology = (data: ClaimData) => data.input(FIGURE, Topology);

/** Least-squares line of y on log10 N with R². @throws RangeError when all sizes are the same */
function lineInSize(N: readonly number[], y: readonly number[]) {
  const x = N.map(Math.log10);
  const [line, r] = [ols(x, y), pearson(x, y)];
  if (line === null || r === null) throw new RangeError(`line over sizes ${N.join(', ')}: nothing changes`);
  return { slope: line.slope, intercept: line.intercept, r, r2: r * r };
}

/** d_eff of the correlation matrix over the Pythia sizes up to each size from the third on, table A. */
function cumulative(data: ClaimData): number[] {
  const { scores, sizeB } = pythia(data, 'A');
  const rows = sizeB.map((_, i) => COLUMNS.map((name) => scores[name]?.[i] ?? NaN));
  return sizeB.slice(2).map((_, i) => {
    const matrix = correlationMatrix(rows.slice(0, i + 3));
    return (matrix && effectiveDimension(matrix)) ?? NaN;
  });
}

/** A line of d_eff on log10 N, and the size in billions at which it is 1. */
const falling = ({ slope, intercept }: { slope: number; intercept: number }): Values => ({
  slope,
  intercept,
  oneAt: 10 ** ((1 - intercept) / slope - 9),
});

const slopeOnly = ({ slope, intercept }: { slope: number; intercept: number }): Values => ({
  slope,
  intercept,
});

const Printed = v.object({ published: v.object({ d_eff_line: v.tuple([v.number(), v.number()]) }) });
function printedLine(data: ClaimData) {
  const [slope, intercept] = data.input(FIGURE, Printed).published.d_eff_line;
  return { slope, intercept };
}

/** Size in billions at which the line of λ₁λ₂ on log size is zero. */
function determinantZero({ N, lambda1, lambda2 }: v.InferOutput<typeof Eigenvalues>): Values {
  const { slope, intercept } = lineInSize(
    N,
    lambda1.map((value, i) => value * lambda2[i]),
  );
  return { zero: 10 ** (-intercept / slope - 9) };
}

function stiffness(list: v.InferOutput<typeof Eigenvalues>): Values {
  const kappa = list.lambda1.map((value, i) => value / list.lambda2[i]);
  const { slope, r } = lineInSize(list.N, kappa.map(Math.log10));
  return { first: kappa[0], last: kappa[kappa.length - 1], exponent: slope, r };
}

const TYPED = 'The eigenvalues are typed into the script; no computation that gives them is released.';
const SECTION = '‘Eigenvector Rotation and Dimensional Collapse’ (paper3A.tex)';

export const claims: Claim[] = [
  {
    id: 'a-d-eff-line',
    paper: 'A',
    where: SECTION,
    group: 'physics',
    statement: 'The effective dimensionality of Pythia falls as −0.27·log₁₀N + 3.9 and reaches 1 at 88B.',
    figures: [
      rounded('slope', 'slope', -0.27, 2, { unit: 'per decade' }),
      rounded('intercept', 'intercept', 3.9, 1),
      rounded('oneAt', 'size with d_eff = 1', 88, 0, { unit: 'B' }),
    ],
    procedure: 'Least-squares line of the six values of the figure’s script on log₁₀N, and where it is 1.',
    data: [FIGURE, 'pythia_A'],
    recompute(data): Variant[] {
      const { N, d_eff } = topology(data);
      return [
        { condition: null, values: falling(lineInSize(N, d_eff)) },
        { condition: 'from the printed line itself', values: falling(printedLine(data)) },
        {
          condition: 'from correlations of table A up to each size',
          values: slopeOnly(lineInSize(N, cumulative(data))),
        },
      ];
    },
    why: ([list, line, own]) =>
      `The typed values fall faster and reach 1 at ${said(list.values.oneAt, 0)}B; the printed line itself reaches it at ${said(line.values.oneAt, 0)}B. Correlations of table A up to each size give a slope of ${said(own.values.slope)}. ${TYPED}`,
  },
  {
    id: 'a-lambda2-exponent',
    paper: 'A',
    where: SECTION,
    group: 'physics',
    statement: 'The second eigenvalue falls as N^−0.72 with R² = 0.95.',
    figures: [rounded('exponent', 'exponent', -0.72, 2), rounded('r2', 'R²', 0.95, 2)],
    procedure: 'Least-squares line of log₁₀ λ₂ on log₁₀ N over the six values of the figure’s script.',
    data: [FIGURE, STIFFNESS],
    recompute: (data) =>
      ([FIGURE, STIFFNESS] as const).map((key) => {
        const { N, lambda2 } = data.input(key, Eigenvalues);
        const { slope, r2 } = lineInSize(N, lambda2.map(Math.log10));
        return {
          condition: key === FIGURE ? null : 'with the eight values of scripts/cape_stiffness.py',
          values: { exponent: slope, r2 },
        };
      }),
    why: ([{ values }]) =>
      `R² is as printed, the exponent of the same values is ${said(values.exponent)}. ${TYPED}`,
  },
  {
    id: 'a-det-zero',
    paper: 'A',
    where: SECTION,
    group: 'physics',
    statement: 'det(H) = λ₁λ₂ extrapolates to zero near 130B, where the description ends.',
    figures: [rounded('zero', 'size with det(H) = 0', 130, -1, { unit: 'B', printed: '≈ 130B' })],
    procedure: 'Least-squares line of λ₁λ₂ on log₁₀ N over the six values of the figure’s script; its zero.',
    data: [FIGURE, STIFFNESS],
    recompute: (data) => [
      { condition: null, values: determinantZero(topology(data)) },
      {
        condition: 'with the eight values of scripts/cape_stiffness.py',
        values: determinantZero(data.input(STIFFNESS, Eigenvalues)),
      },
    ],
    why: ([figure, script]) =>
      `The two typed lists give ${said(figure.values.zero, 0)}B and ${said(script.values.zero, 0)}B. Both are extrapolations by more than a decade beyond the largest Pythia.`,
  },
  {
    id: 'script-stiffness-range',
    paper: 'A',
    where: 'scripts/cape_stiffness.py; paper3A.tex',
    group: 'physics',
    statement: 'The stiffness ratio κ = λ₁/λ₂ rises from 2.2 to 11.2 over Pythia.',
    figures: [rounded('first', 'κ at 70M', 2.2, 1), rounded('last', 'κ at 12B', 11.2, 1)],
    procedure: 'λ₁/λ₂ of the script’s values at the first and last size.',
    data: [STIFFNESS],
    recompute: (data) => [{ condition: null, values: stiffness(data.input(STIFFNESS, Eigenvalues)) }],
    why: `The ratios are those of the listed values. ${TYPED}`,
  },
  {
    id: 'script-stiffness-exponent',
    paper: 'A',
    where: 'scripts/cape_stiffness.py; paper3A.tex',
    group: 'physics',
    statement: 'κ grows as N^0.36, with r = 0.973.',
    figures: [rounded('exponent', 'exponent', 0.36, 2), within('r', 'r', 0.973, 0.001)],
    procedure: 'Least-squares line of log₁₀ κ on log₁₀ N over the eight values of the script.',
    data: [STIFFNESS, FIGURE],
    recompute: (data) => [
      { condition: null, values: stiffness(data.input(STIFFNESS, Eigenvalues)) },
      { condition: 'with the six values of the figure’s script', values: stiffness(topology(data)) },
    ],
    why: ([{ values }]) =>
      `The listed values give ${said(values.exponent)} with r = ${said(values.r, 3)}: near, and as strong a trend, but not the printed exponent.`,
  },
];
