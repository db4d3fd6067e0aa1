/** Rotation of the second eigenvector: its Riccati equation and the angle it ends at. */
import * as v from 'valibot';
import { integrate } from '../../dynamics/integrate';
import { weightedQuadratic, type Quadratic } from '../../stats/quadratic';
import { mean } from '../../stats/summary';
import type { Claim, Values } from '../claim';
import type { ClaimData } from '../data';
import { rounded, within } from '../figure';
import { said } from '../words';

const Riccati = v.object({ coefficients: v.tuple([v.number(), v.number(), v.number()]) });
const Loadings = v.object({ N: v.array(v.number()), theta_e2_TQA_loading: v.array(v.number()) });
const LISTS = 'figure_topology_lists';

/** Roots of aθ² + bθ + c; the one where the right side falls through zero is stable. Empty when there are none. */
function fixedPoints({ a, b, c }: Quadratic): Values {
  const discriminant = b * b - 4 * a * c;
  if (discriminant < 0) return {};
  const root = Math.sqrt(discriminant);
  return { stable: (-b - root) / (2 * a), unstable: (-b + root) / (2 * a) };
}

function printedEquation(data: ClaimData): Quadratic {
  const [a, b, c] = data.input('riccati', Riccati).coefficients;
  return { a, b, c };
}

/** The equation's solution from the first listed loading to the last listed size, beside the last listed loading. */
function course(data: ClaimData): Values {
  const { a, b, c } = printedEquation(data);
  const { N, theta_e2_TQA_loading: theta } = data.input(LISTS, Loadings);
  const L = N.map(Math.log10);
  const { states } = integrate(
    (_, y, out) => (out[0] = a * y[0] ** 2 + b * y[0] + c),
    L[0],
    [theta[0]],
    [L[L.length - 1]],
  );
  return { reached: states[0]?.[0] ?? NaN, observed: theta[theta.length - 1] };
}

/** The same equation fitted to the differences of the listed loadings, at the middle of each. */
function refit(data: ClaimData): Values {
  const { N, theta_e2_TQA_loading: theta } = data.input(LISTS, Loadings);
  const steps = theta.slice(1).map((value, i) => ({
    at: (value + theta[i]) / 2,
    rate: (value - theta[i]) / Math.log10(N[i + 1] / N[i]),
  }));
  const rates = steps.map(({ rate }) => rate);
  const fit = weightedQuadratic(
    steps.map(({ at }) => at),
    rates,
    steps.map(() => 1),
  );
  if (fit === null) return {};
  const left = steps.reduce((sum, { at, rate }) => sum + (rate - (fit.a * at + fit.b) * at - fit.c) ** 2, 0);
  const total = rates.reduce((sum, rate) => sum + (rate - mean(rates)) ** 2, 0);
  return { ...fit, r2: 1 - left / total, ...fixedPoints(fit) };
}

const SECTION = '‘Eigenvector rotation’ (paper3A.tex)';

export const claims: Claim[] = [
  {
    id: 'a-riccati-fixed-point',
    paper: 'A',
    where: SECTION,
    group: 'physics',
    statement:
      'The loading θ of TruthfulQA obeys dθ/dlog₁₀N = −16.44θ² + 8.73θ − 0.977, with the fixed point θ* = +0.37.',
    figures: [rounded('stable', 'stable fixed point', 0.37, 2, { printed: '+0.37' })],
    procedure: 'Stable root of the printed quadratic.',
    data: ['riccati', LISTS],
    recompute: (data) => [
      { condition: null, values: { ...fixedPoints(printedEquation(data)), ...course(data) } },
    ],
    why: ([{ values }]) =>
      `The root is right. From the first listed loading the equation runs to ${said(values.reached)}; the listed loadings run to ${said(values.observed)}, the opposite sign.`,
  },
  {
    id: 'a-riccati-fit',
    paper: 'A',
    where: SECTION,
    group: 'physics',
    statement: 'The coefficients of that equation are −16.44, 8.73 and −0.977, fitted with R² = 0.41.',
    figures: [
      rounded('a', 'coefficient of θ²', -16.44, 2, { unit: 'per decade' }),
      rounded('b', 'coefficient of θ', 8.73, 2, { unit: 'per decade' }),
      rounded('c', 'constant', -0.977, 3, { unit: 'per decade' }),
      rounded('r2', 'R²', 0.41, 2),
    ],
    procedure:
      'Least-squares parabola of the differences of the six listed loadings a decade on the loading at the middle of each.',
    data: [LISTS],
    recompute: (data) => [{ condition: null, values: refit(data) }],
    why: ([{ values }]) =>
      `The nineteen windows that were fitted are not released. The six listed loadings give ${said(values.a, 1)}, ${said(values.b, 1)} and ${said(values.c, 1)}, with the stable point at ${said(values.stable)}.`,
  },
  {
    id: 'a-rotation-angle',
    paper: 'A',
    where: '‘Why the coupling runs’ (paper3A.tex)',
    group: 'physics',
    statement: 'The sine of the final angle, sin 38.8° = 0.626, equals the slope A = 0.629 of γ on log₁₀N.',
    // 38.8° stands for 38.75° to 38.85°, whose sines differ by 0.0014.
    figures: [within('sine', 'sin θ*', 0.626, 0.0007)],
    procedure: 'Sine of the printed angle; the slope of γ a decade beside it.',
    data: ['sfee_angle'],
    recompute(data) {
      const { theta_star_deg, A } = data.input(
        'sfee_angle',
        v.object({ theta_star_deg: v.number(), A: v.number() }),
      );
      return [
        {
          condition: null,
          values: { sine: Math.sin((theta_star_deg * Math.PI) / 180), slope: A, perEFold: A / Math.LN10 },
        },
      ];
    },
    why: ([{ values }]) =>
      `The two numbers are close. A slope a decade depends on the base of the logarithm, a sine does not: per e-fold of size the same slope is ${said(values.perEFold, 3)}.`,
  },
];
