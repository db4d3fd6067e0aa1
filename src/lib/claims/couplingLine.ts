/** The line of local coupling on log size, and what leaving out a family does to it. */
import * as v from 'valibot';
import { ols } from '../stats/regression';
import { mean } from '../stats/summary';
import type { Calibrated, Claim, Values } from './claim';
import type { ClaimData } from './data';
import { rounded, within } from './figure';
import { WITH_TABLE } from './pythia';
import { populationZero, uniformLine } from './uniform';
import { said } from './words';

const IntervalSchema = v.object({
  family: v.string(),
  N_lo: v.number(),
  N_hi: v.number(),
  HS_lo: v.number(),
  HS_hi: v.number(),
  TQA_lo: v.number(),
  TQA_hi: v.number(),
});
const LineSchema = v.object({ pythia_A: v.array(IntervalSchema), pythia_B: v.array(IntervalSchema) });

export interface LinePoint {
  family: string;
  /** log10 of the geometric mean of the two sizes in parameters. */
  x: number;
  gamma: number;
}

/** The twelve intervals that give the published coefficients, with Pythia of table A or B. */
export function twelveIntervals(data: ClaimData, table: 'A' | 'B'): LinePoint[] {
  return data.input('gamma_line_12_intervals', LineSchema)[`pythia_${table}`].map((one) => ({
    family: one.family,
    x: (Math.log10(one.N_lo) + Math.log10(one.N_hi)) / 2,
    gamma: (one.TQA_hi - one.TQA_lo) / (one.HS_hi - one.HS_lo),
  }));
}

/** Least squares; `zero` in billions, `signs` the share of nonzero γ whose sign is the line's. */
function lineThrough(points: readonly LinePoint[]): Values {
  const x = points.map((point) => point.x);
  const gamma = points.map((point) => point.gamma);
  const fit = ols(x, gamma);
  if (fit === null) throw new RangeError('line of γ: all sizes are equal');
  const at = (size: number) => fit.intercept + fit.slope * size;
  const centre = mean(gamma);
  const left = gamma.reduce((sum, value, i) => sum + (value - at(x[i])) ** 2, 0);
  const total = gamma.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const signed = points.filter((point) => point.gamma !== 0);
  const right = signed.filter((point) => Math.sign(at(point.x)) === Math.sign(point.gamma));
  return {
    ...{ slope: fit.slope, intercept: fit.intercept, r2: 1 - left / total },
    ...{ zero: 10 ** (-fit.intercept / fit.slope - 9), signs: right.length / signed.length },
    ...{ signed: signed.length, right: right.length },
  };
}

/** The zero with one family left out at a time. */
function jackknife(points: readonly LinePoint[]): Values {
  const families = [...new Set(points.map(({ family }) => family))];
  const fits = families.map((family) => lineThrough(points.filter((point) => point.family !== family)));
  const zeros = fits.map(({ zero }) => zero);
  const alone = fits[families.indexOf('Pythia')];
  return {
    ...{ lo: Math.min(...zeros), hi: Math.max(...zeros) },
    ...{ withoutPythia: alone.zero, r2: alone.r2 },
  };
}

async function populationSlope(data: ClaimData): Promise<Calibrated> {
  const { slope, slopeInterval, n } = await uniformLine(data);
  return {
    what: 'Slope of γ per decade of size over all families of the uniform panel, families resampled',
    ...{ value: slope, lo: slopeInterval?.[0] ?? null, hi: slopeInterval?.[1] ?? null },
    ...{ unit: 'per decade', n, reason: slope === null ? 'no line' : null },
  };
}

const byTable = (data: ClaimData, values: (points: LinePoint[]) => Values) => [
  { condition: null, values: values(twelveIntervals(data, 'A')) },
  { condition: WITH_TABLE.B, values: values(twelveIntervals(data, 'B')) },
];

const PROCEDURE =
  'Least squares of γ on log10 of the geometric mean of the two sizes (in parameters), over twelve intervals: seven of Pythia (table A), two of Llama-1, two of Llama-2, one of OLMo. The paper does not list its intervals; these are inferred from the coefficients.';
const DATA = ['gamma_line_12_intervals', 'uniform'];

export const claims: Claim[] = [
  {
    id: 'a-line-coefficients',
    paper: 'A',
    where: 'Long version (paper3A.tex)',
    group: 'critical-scale',
    statement: 'γ = 0.629 · log10 N − 5.886.',
    figures: [
      rounded('slope', 'slope', 0.629, 3, { unit: 'per decade' }),
      within('intercept', 'intercept', -5.886, 0.01),
    ],
    procedure: `${PROCEDURE} The intercept lies nine decades outside the data: equal within 0.01.`,
    data: DATA,
    recompute: (data) => byTable(data, lineThrough),
    calibrate: populationSlope,
    why: 'Twelve intervals with table A give these coefficients. They mix families; within families the slope is smaller.',
    open: { page: 'atlas', panel: 'uniform' },
  },
  {
    id: 'a-line-r2',
    paper: 'A',
    where: 'Long version (paper3A.tex)',
    group: 'critical-scale',
    statement: 'That line has R² = 0.54.',
    figures: [within('r2', 'R²', 0.54, 0.01)],
    procedure: `${PROCEDURE} Equal within one unit of the last digit.`,
    data: DATA,
    recompute: (data) => byTable(data, lineThrough),
    why: ([a, b]) =>
      `The line with the published coefficients has R² = ${said(a.values.r2, 3)}. Table B gives ${said(b.values.r2, 3)}, with a slope of ${said(b.values.slope, 3)}: coefficients and R² come from different scores.`,
  },
  {
    id: 'a-line-signs',
    paper: 'A',
    where: 'Long version (paper3A.tex)',
    group: 'critical-scale',
    statement: 'That line has the sign of γ right in 12 of 12 intervals.',
    figures: [rounded('signs', 'share right', 1, 3, { printed: '12/12' })],
    procedure: `${PROCEDURE} Share of the intervals with γ ≠ 0 whose sign is the line’s.`,
    data: DATA,
    recompute: (data) => byTable(data, lineThrough),
    why: ([{ values }]) =>
      `${values.right} of ${values.signed} signs agree; two of the twelve γ are exactly 0 in the released scores and have none.`,
  },
  {
    id: 'a-line-jackknife',
    paper: 'A',
    where: 'Long version (paper3A.tex)',
    group: 'critical-scale',
    statement:
      'Leaving out a family, the line’s zero stays in [0.49B, 2.44B]; without Pythia it is 0.49B with R² = 0.12.',
    figures: [
      rounded('lo', 'smallest zero', 0.49, 2, { unit: 'B' }),
      rounded('hi', 'largest zero', 2.44, 2, { unit: 'B' }),
      rounded('withoutPythia', 'zero without Pythia', 0.49, 2, { unit: 'B' }),
      rounded('r2', 'R² without Pythia', 0.12, 2),
    ],
    procedure: 'The line through the twelve intervals, refitted with each family left out.',
    data: [...DATA, 'not_released'],
    recompute: (data) => byTable(data, jackknife),
    calibrate: populationZero,
    why: ([{ values }]) =>
      `The twelve intervals give zeros from ${said(values.lo)}B to ${said(values.hi)}B. The published range is of six families whose intervals are not released.`,
    open: { page: 'atlas', panel: 'uniform' },
  },
];
