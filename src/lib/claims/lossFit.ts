/** The scaling law of Pythia's loss. */
import * as v from 'valibot';
import { ols } from '../stats/regression';
import { mean, populationSd } from '../stats/summary';
import { tQuantile } from '../stats/studentT';
import type { Calibrated, Claim, Values } from './claim';
import type { ClaimData } from './data';
import { rounded } from './figure';
import { solvePositive } from '../stats/cholesky';
import { said } from './words';

const LossSchema = v.object({ N: v.array(v.number()), loss: v.array(v.number()) });
const MeasuredSchema = v.array(v.object({ N: v.number(), loss_mean: v.number() }));

interface PowerLaw {
  E: number;
  A: number;
  alpha: number;
  alphaSe: number | null;
  r2: number;
}

/** Where the search for α starts and ends; the fit is linear in E and A once α is given. */
const ALPHA = [0.01, 2] as const;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Loss = E + A·N^−α by least squares: golden-section search over α, a line at each. @param size in parameters */
export function powerLaw(size: readonly number[], loss: readonly number[]): PowerLaw {
  const at = (alpha: number) => {
    const x = size.map((n) => n ** -alpha);
    const fit = ols(x, loss);
    if (fit === null) throw new RangeError(`power law: all sizes are equal (${size[0]})`);
    const left = loss.map((value, i) => value - fit.intercept - fit.slope * x[i]);
    return { E: fit.intercept, A: fit.slope, sse: left.reduce((sum, e) => sum + e * e, 0) };
  };
  let [lo, hi] = ALPHA as readonly number[];
  while (hi - lo > 1e-12) {
    const a = hi - GOLDEN * (hi - lo);
    const b = lo + GOLDEN * (hi - lo);
    if (at(a).sse < at(b).sse) hi = b;
    else lo = a;
  }
  const alpha = (lo + hi) / 2;
  const { E, A, sse } = at(alpha);
  const centre = mean(loss);
  const total = loss.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return { E, A, alpha, alphaSe: alphaError(size, A, alpha, sse), r2: 1 - sse / total };
}

/** Standard error of α from the linearised fit, the residual variance taken over n − 3. */
function alphaError(size: readonly number[], A: number, alpha: number, sse: number): number | null {
  if (size.length < 4) return null;
  // Scaled by its largest entry each: A·N^−α·ln N and N^−α differ by orders of magnitude.
  const columns = [
    size.map(() => 1),
    size.map((n) => n ** -alpha),
    size.map((n) => -A * n ** -alpha * Math.log(n)),
  ];
  const scales = columns.map((column) => Math.max(...column.map(Math.abs)));
  const scaled = columns.map((column, k) => column.map((value) => value / scales[k]));
  const gram = Float64Array.from(
    scaled.flatMap((a) => scaled.map((b) => a.reduce((sum, value, i) => sum + value * b[i], 0))),
  );
  const ofAlpha = Float64Array.of(0, 0, 1);
  if (!solvePositive(gram, ofAlpha, 3)) return null;
  return Math.sqrt((sse / (size.length - 3)) * ofAlpha[2]) / scales[2];
}

const losses = (data: ClaimData) => data.input('loss_8', LossSchema);

function measured(data: ClaimData) {
  const found = data.input('gradient_norms_released', MeasuredSchema);
  return { N: found.map(({ N }) => N), loss: found.map(({ loss_mean }) => loss_mean) };
}

const fitted = ({ N, loss }: { N: number[]; loss: number[] }): Values => {
  const { alphaSe, ...rest } = powerLaw(N, loss);
  return { ...rest, ...(alphaSe === null ? {} : { alphaSe }) };
};

function alphaInterval(data: ClaimData): Calibrated {
  const { N, loss } = losses(data);
  const { alpha, alphaSe } = powerLaw(N, loss);
  const half = alphaSe === null ? null : tQuantile(0.975, N.length - 3) * alphaSe;
  return {
    what: 'α with its 95 % interval by t with five degrees of freedom, the eight losses of the figure script',
    value: alpha,
    ...{ lo: half === null ? null : alpha - half, hi: half === null ? null : alpha + half },
    ...{ unit: '', n: N.length, reason: null },
  };
}

/** A of each size at the fitted E and α: its mean, and its spread in percent. */
function constants({ N, loss }: { N: number[]; loss: number[] }): Values {
  const { E, alpha } = powerLaw(N, loss);
  const each = N.map((n, i) => (loss[i] - E) * n ** alpha);
  const average = mean(each);
  return { mean: average, cv: (100 * populationSd(each)) / average };
}

export const claims: Claim[] = [
  {
    id: 'a-loss-fit',
    paper: 'A',
    where: 'Long version (paper3A.tex); Introduction',
    group: 'dynamics',
    statement: 'Pythia’s loss follows 1.533 + 153.6 · N^−0.238 (± 0.015) with R² = 0.9994.',
    figures: [
      rounded('E', 'E', 1.533, 3),
      rounded('A', 'A', 153.6, 1),
      rounded('alpha', 'α', 0.238, 3),
      rounded('alphaSe', 'standard error of α', 0.015, 3),
      rounded('r2', 'R²', 0.9994, 4),
    ],
    procedure: 'Least squares of E + A·N^−α on the eight losses typed in the figure script; N in parameters.',
    data: ['loss_8', 'gradient_norms_released'],
    recompute: (data) => [
      { condition: null, values: fitted(losses(data)) },
      { condition: 'with the six losses that were measured and released', values: fitted(measured(data)) },
    ],
    calibrate: alphaInterval,
    why: ([, own]) =>
      `The eight losses give the fit exactly. They have no stated source; the released measurements are of six models at a higher loss and give α = ${said(own.values.alpha, 3)}.`,
  },
  {
    id: 'a-loss-constant',
    paper: 'A',
    where: 'Introduction; long version (paper3A.tex)',
    group: 'dynamics',
    statement: 'Over the eight sizes the constant of that law varies by 0.8 % around 154.',
    figures: [
      rounded('cv', 'coefficient of variation', 0.8, 1, { unit: '%' }),
      rounded('mean', 'mean', 154, 0),
    ],
    procedure: '(loss − E)·N^α of each size at the fitted E and α: standard deviation (with n) over mean.',
    data: ['loss_8'],
    recompute: (data) => [{ condition: null, values: constants(losses(data)) }],
    why: 'It follows from the fit: the constant is spread by the residuals of the very points that it was fitted to.',
  },
];
