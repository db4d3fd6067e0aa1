/** Lines within labs, and how well the line of other labs foretells one that it has not seen. */
import { leaveOneLabOut, type LeaveOneLabOut } from '../../frontier/holdOut';
import { equalSlopes, labSlopes } from '../../frontier/labSlopes';
import type { FrontierPoint } from '../../frontier/points';
import type { Claim, Values } from '../claim';
import type { ClaimData } from '../data';
import { above, rounded, within } from '../figure';
import { said } from '../words';
import { estimate } from './estimate';
import { allRows, frozenRows, OPEN } from './rows';

function slopes(rows: readonly FrontierPoint[]): Values {
  const found = labSlopes(rows);
  const of = (lab: string) => found.find((one) => one.lab === lab);
  const [google, deepseek] = [of('Google'), of('DeepSeek')];
  if (google === undefined || deepseek === undefined)
    throw new RangeError('lab slopes: a lab has too few rows');
  return {
    ...{ google: google.slope, deepseek: deepseek.slope, ratio: google.slope / deepseek.slope },
    ...{
      googleLeast: google.withoutOne[0],
      disputed: rows.filter(({ lab, disputed }) => lab === 'DeepSeek' && disputed).length,
      deepseekLo: deepseek.lo,
      deepseekHi: deepseek.hi,
    },
  };
}

function held(data: ClaimData): LeaveOneLabOut {
  const found = leaveOneLabOut(frozenRows(data));
  if (found === null) throw new RangeError('leave one lab out: no lab has three rows');
  return found;
}

const common = { paper: 'B', group: 'frontier-labs', open: OPEN } as const;

export const claims: Claim[] = [
  {
    ...common,
    ...{ id: 'b-lab-slopes', where: 'Abstract; ‘Per-lab h-field diagnostics’', data: ['frontier'] },
    statement: 'Slopes within labs vary five-fold: 1.15 for Google, 0.23 for DeepSeek.',
    figures: [
      rounded('google', 'Google', 1.15, 2, { unit: 'points per point' }),
      rounded('deepseek', 'DeepSeek', 0.23, 2, { unit: 'points per point' }),
      rounded('ratio', 'ratio', 5, 0, { printed: '5×' }),
    ],
    procedure:
      'Least squares of GPQA on SWE-bench within a lab, all its frozen rows, labs with four or more.',
    recompute: (data) => [
      { condition: null, values: slopes(frozenRows(data)) },
      { condition: 'with the later rows', values: slopes(allRows(data)) },
    ],
    calibrate: (data) => {
      const test = equalSlopes(frozenRows(data));
      return estimate('p of one common slope for all these labs, F test', test?.p ?? null, {
        n: test === null ? null : test.df[1] + 2 * test.labs.length,
      });
    },
    why: ([stated, later]) =>
      `They hold on the released scores. DeepSeek’s is four rows, 95 % interval ${said(stated.values.deepseekLo)} to ${said(stated.values.deepseekHi)}; without its lowest row Google’s is ${said(stated.values.googleLeast)}; with the later rows the ratio is ${said(later.values.ratio, 1)}. Of the four DeepSeek rows ${stated.values.disputed} have a figure that other reports contradict.`,
  },
  {
    ...common,
    ...{ id: 'b-lab-r', where: '‘Per-lab h-field diagnostics’', data: ['frontier'] },
    statement: 'Within each lab with four models or more r > +0.87.',
    figures: [above('least', 'smallest r', 0.87)],
    procedure: 'Pearson correlation within each such lab, all its frozen rows.',
    recompute: (data) => {
      const found = labSlopes(frozenRows(data)).map(({ lab, r }) => [lab, r] as const);
      return [
        {
          condition: null,
          values: { ...Object.fromEntries(found), least: Math.min(...found.map(([, r]) => r)) },
        },
      ];
    },
    why: ([{ values }]) =>
      `Three of the four do; OpenAI’s ten rows give ${said(values.OpenAI, 3)}, which rounds to 0.87.`,
  },
  {
    ...common,
    ...{ id: 'b-leave-one-lab-out', where: '‘Cross-lab holdout’', data: ['frontier'] },
    statement: 'Leaving out one lab at a time, the mean absolute error is 9.2 ± 2.4 over four labs.',
    figures: [
      rounded('mean', 'mean', 9.2, 1, { unit: 'points' }),
      rounded('sd', 'SD', 2.4, 1, { unit: 'points' }),
      // The file has 6.55, which was rounded a second time.
      within('OpenAI', 'OpenAI', 6.5, 0.055, { unit: 'points' }),
      rounded('Google', 'Google', 7.3, 1, { unit: 'points' }),
      rounded('DeepSeek', 'DeepSeek', 10.6, 1, { unit: 'points' }),
      rounded('Anthropic', 'Anthropic', 12.4, 1, { unit: 'points' }),
    ],
    procedure:
      'For each lab: the line through the rows of the others, mean absolute error on its own; unweighted mean and population SD over the labs with three rows or more.',
    recompute: (data) => {
      const { mean, sd, perLab, overLabs, perModel } = held(data);
      return [
        {
          condition: null,
          values: {
            ...{ mean, sd, ...perLab, constant: overLabs.mean, median: overLabs.median },
            ...{ theilSen: overLabs.theilSen, perModel: perModel.line, perModelConstant: perModel.mean },
          },
        },
      ];
    },
    calibrate: (data) =>
      estimate('Skill over the mean of the other labs, each model counting once', held(data).skill.perModel, {
        n: frozenRows(data).length,
      }),
    why: ([{ values }]) =>
      `It holds. The mean of the other labs, without any SWE-bench score, errs by ${said(values.constant, 1)}; a line that outliers do not move by ${said(values.theilSen, 1)}.`,
  },
];
