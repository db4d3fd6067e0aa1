/** The line of GPQA Diamond on SWE-bench Verified through 34 models. */
import { labClusterBootstrap } from '../../frontier/labClusters';
import type { FrontierLine } from '../../frontier/line';
import { leaveOneLabOut } from '../../frontier/holdOut';
import type { FrontierPoint } from '../../frontier/points';
import { datedLine } from '../../frontier/robust';
import type { Calibrated, Claim, Values } from '../claim';
import type { ClaimData } from '../data';
import { below, rounded } from '../figure';
import { said, saidP } from '../words';
import { estimate } from './estimate';
import { allRows, frozenLine, frozenRows, lineOf, OPEN, SAMPLING } from './rows';

function overLabs(data: ClaimData, of: 'r' | 'slope', what: string): Calibrated {
  const rows = frozenRows(data);
  const line = lineOf(rows);
  const found = labClusterBootstrap(rows, SAMPLING);
  return estimate(what, line[of], {
    interval: found?.[of] ?? null,
    unit: of === 'slope' ? 'points per point' : '',
    n: line.n,
  });
}

const significance = (rows: readonly FrontierPoint[]): Values => {
  const { p, n } = lineOf(rows);
  return { p, models: n };
};

const RESAMPLED = '95 % interval of resampled labs';
const widths = ({ slopeInterval, interceptInterval }: FrontierLine): Values => ({
  slope: (slopeInterval[1] - slopeInterval[0]) / 2,
  intercept: (interceptInterval[1] - interceptInterval[0]) / 2,
});
const standardErrors = ({ seSlope, seIntercept }: FrontierLine): Values => ({
  slope: seSlope,
  intercept: seIntercept,
});

function refit(data: ClaimData): Values {
  const rows = allRows(data);
  const { r, slope, intercept } = lineOf(rows);
  const held = leaveOneLabOut(rows);
  if (held === null) throw new RangeError('leave one lab out: no lab has three rows');
  return { r, slope, intercept, mae: held.mean };
}

export const claims: Claim[] = [
  {
    id: 'b-r',
    paper: 'B',
    where: 'Abstract; equation of the regression',
    group: 'frontier-line',
    statement: 'SWE-bench Verified and GPQA Diamond are correlated at r = +0.72 over 34 models.',
    figures: [rounded('r', 'r', 0.72, 2), rounded('models', 'models', 34, 0, { unit: 'models' })],
    procedure: 'Pearson correlation over the 34 frozen rows, scores as published.',
    data: ['frontier'],
    recompute: (data) => {
      const { r, n } = frozenLine(data);
      return [{ condition: null, values: { r, models: n } }];
    },
    calibrate: (data) => overLabs(data, 'r', `The same correlation with the ${RESAMPLED}`),
    why: 'It holds on the published scores. Models of one lab resemble each other, so the interval counts labs, not models.',
    open: OPEN,
  },
  {
    id: 'b-r-p',
    paper: 'B',
    where: 'Abstract; equation of the regression',
    group: 'frontier-line',
    statement: 'The correlation over 34 models has p < 10⁻⁶.',
    figures: [
      below('p', 'p', 1e-6, { printed: '< 10⁻⁶' }),
      rounded('models', 'models', 34, 0, { unit: 'models' }),
    ],
    procedure: 't = r·√((n − 2)/(1 − r²)), two-sided, over the 34 frozen rows.',
    data: ['frontier'],
    recompute: (data) => [
      { condition: null, values: significance(frozenRows(data)) },
      { condition: 'with the five later rows', values: significance(allRows(data)) },
    ],
    calibrate: (data) => {
      const dated = datedLine(frozenRows(data));
      return estimate('r given the release date, Fisher’s 95 % interval', dated?.partialR ?? null, {
        interval: dated?.partialInterval,
        n: dated?.n ?? null,
      });
    },
    why: ([stated]) =>
      `The 34 rows give ${saidP(stated.values.p)}, just above; the 39 rows of the later refit are below. Both scores rise with the release date, and given the date much less is left.`,
    open: OPEN,
  },
  {
    id: 'b-line',
    paper: 'B',
    where: 'Equation of the regression',
    group: 'frontier-line',
    statement: 'GPQA = 0.513·SWE + 46.4 on the 34 models.',
    figures: [
      rounded('slope', 'slope', 0.513, 3, { unit: 'points per point' }),
      rounded('intercept', 'intercept', 46.4, 1, { unit: 'points' }),
    ],
    procedure: 'Least squares of GPQA Diamond on SWE-bench Verified, 34 frozen rows.',
    data: ['frontier'],
    recompute: (data) => {
      const { slope, intercept } = frozenLine(data);
      return [{ condition: null, values: { slope, intercept } }];
    },
    calibrate: (data) => overLabs(data, 'slope', `The slope with the ${RESAMPLED}`),
    why: 'It holds to the printed digits.',
    open: OPEN,
  },
  {
    id: 'b-line-intervals',
    paper: 'B',
    where: 'Equation of the regression',
    group: 'frontier-line',
    statement: 'The 95 % intervals of slope and intercept are ±0.08 and ±5.2.',
    figures: [
      rounded('slope', '± slope', 0.08, 2, { unit: 'points per point' }),
      rounded('intercept', '± intercept', 5.2, 1, { unit: 'points' }),
    ],
    procedure: 'Half-widths t₀.₉₇₅(32)·SE of the coefficients, 34 frozen rows.',
    data: ['frontier'],
    recompute: (data) => [
      { condition: null, values: widths(frozenLine(data)) },
      { condition: 'with one standard error', values: standardErrors(frozenLine(data)) },
      {
        condition: 'with one standard error of the line through all 39 rows',
        values: standardErrors(lineOf(allRows(data))),
      },
    ],
    calibrate: (data) => {
      const { slope, slopeInterval, n } = frozenLine(data);
      return estimate('The slope with its 95 % interval', slope, {
        ...{ interval: slopeInterval, unit: 'points per point', n },
      });
    },
    why: ([stated, one, later]) =>
      `The 95 % intervals are ±${said(stated.values.slope)} and ±${said(stated.values.intercept, 1)}. The printed widths are near one standard error, ${said(one.values.slope)} and ${said(one.values.intercept, 1)}, and nearer to those of the line through 39 rows, ${said(later.values.slope)} and ${said(later.values.intercept, 1)}.`,
    open: OPEN,
  },
  {
    id: 'b-refit-39',
    paper: 'B',
    where: '‘Per-lab outlook’; data/post_cutoff_april2026.json',
    group: 'frontier-line',
    statement:
      'With five later models r rises to 0.7497, the line to 0.5266·SWE + 45.7, and the error for unseen labs is 8.3.',
    figures: [
      rounded('r', 'r', 0.7497, 4),
      rounded('slope', 'slope', 0.5266, 4, { unit: 'points per point' }),
      rounded('intercept', 'intercept', 45.7, 1, { unit: 'points' }),
      rounded('mae', 'error, leaving out labs', 8.3, 1, { unit: 'points' }),
    ],
    procedure: 'The same line and leave-one-lab-out error over all 39 rows.',
    data: ['frontier'],
    recompute: (data) => [{ condition: null, values: refit(data) }],
    why: 'It holds to the printed digits. Five more models with high scores on both benchmarks raise r whenever their mean lies near the line.',
    open: OPEN,
  },
];
