/** What paper B says of single residuals h: five later releases, DeepSeek, Sonnet 4.6, and two tiers of one model. */
import { changeBetween, residual } from '../../frontier/residual';
import { residualFrom } from '../../frontier/robust';
import { mean } from '../../stats/summary';
import type { Calibrated, Claim, Values } from '../claim';
import type { ClaimData } from '../data';
import { rounded } from '../figure';
import { said } from '../words';
import { estimate } from './estimate';
import {
  allRows,
  coreRows,
  frozenLine,
  frozenRows,
  hOf,
  laterRows,
  lineOf,
  OPEN,
  PRINTED_LINE,
  range,
  rowOf,
} from './rows';

function changed(data: ClaimData, from: string, to: string): Calibrated {
  const line = frozenLine(data);
  const [earlier, later] = [from, to].map((model) => residual(line, rowOf(allRows(data), model), true));
  const { change, se } = changeBetween({ model: from, ...earlier }, { model: to, ...later });
  return estimate(`Change of h from ${from} to ${to}, 95 % interval of two models of the panel`, change, {
    ...{ interval: [change - 1.96 * se, change + 1.96 * se], unit: 'points', n: line.n },
  });
}

const DEEPSEEK = ['DeepSeek-V2.5', 'DeepSeek V3.2'] as const;
const SONNET = 'Claude Sonnet 4.6';

function depth(data: ClaimData, core: boolean): Values {
  const rows = core ? coreRows(data) : allRows(data);
  const h = hOf(PRINTED_LINE, rows, SONNET);
  const others = rows.map((row) => residualFrom(PRINTED_LINE, row));
  return { h, rank: 1 + others.filter((other) => other < h).length, lowest: Math.min(...others) };
}

/** Mean absolute errors on the later rows: of the line, and of the mean of the frozen rows that are as good on SWE-bench. */
function errors(data: ClaimData): Values {
  const later = laterRows(data);
  const least = Math.min(...later.map(({ x }) => x));
  const constant = mean(frozenRows(data).flatMap(({ x, y }) => (x >= least ? [y] : [])));
  const hs = later.map((row) => residualFrom(PRINTED_LINE, row));
  return {
    within: hs.filter((h) => Math.abs(h) <= 10).length,
    ...{ mean: mean(hs), mae: mean(hs.map(Math.abs)) },
    ...{ constant, maeConstant: mean(later.map(({ y }) => Math.abs(y - constant))) },
  };
}

const common = { paper: 'B', group: 'frontier-line', open: OPEN } as const;

export const claims: Claim[] = [
  {
    ...common,
    ...{ id: 'b-out-of-sample', where: 'Abstract; ‘Per-lab outlook’' },
    statement: 'Five later releases agree with the diagnostic: all lie within the predicted range.',
    figures: [rounded('within', 'releases within ±10 points', 5, 0, { unit: 'models', printed: 'all' })],
    procedure: 'h of the five later rows from the printed line; ±10 points is the cooperative range.',
    data: ['frontier'],
    recompute: (data) => [{ condition: null, values: errors(data) }],
    calibrate: (data) => {
      const { mae, maeConstant } = errors(data);
      return estimate('Mean absolute error of the line less that of a constant', mae - maeConstant, {
        ...{ unit: 'points', n: laterRows(data).length },
      });
    },
    why: ([{ values }]) =>
      `All five do; the line errs by ${said(values.mae, 1)} points, and ${said(values.constant, 1)} for each of them by ${said(values.maeConstant, 1)}. Five models of one narrow range test a line little; GLM-5.1 has both scores of GLM-5.`,
  },
  {
    ...common,
    ...{ id: 'b-deepseek-reversal', where: 'Abstract; ‘DeepSeek reversal’' },
    statement: 'DeepSeek’s h falls from +11.2 (V2.5) to −4.7 (V3.2), by 15.9 points.',
    figures: [
      rounded('first', 'h of V2.5', 11.2, 1, { unit: 'points' }),
      rounded('last', 'h of V3.2', -4.7, 1, { unit: 'points' }),
      rounded('swing', 'largest less smallest', 15.9, 1, { unit: 'points' }),
    ],
    procedure: 'Residuals of the four frozen DeepSeek rows from the 34-model line.',
    data: ['frontier'],
    recompute: (data) => {
      const line = frozenLine(data);
      const rows = frozenRows(data).filter(({ lab }) => lab === 'DeepSeek');
      const [first, last] = DEEPSEEK.map((model) => hOf(line, rows, model));
      return [
        {
          condition: null,
          values: { first, last, swing: range(rows.map((row) => residualFrom(line, row))) },
        },
      ];
    },
    calibrate: (data) => changed(data, ...DEEPSEEK),
    why: 'It holds on the published scores. Two models of the panel often differ by as much, and the GPQA figures of V2.5 and V3 are disputed: other reports have them as MMLU-Pro scores. The Frontier page can be switched to what is reported elsewhere.',
  },
  {
    ...common,
    ...{ id: 'b-deepseek-trajectory', where: '‘Per-lab outlook’' },
    statement: 'DeepSeek’s h goes from +11.6 to −5.0 to +1.9 (V2.5, V3.2, V4 Pro).',
    figures: [
      rounded('first', 'h of V2.5', 11.6, 1, { unit: 'points' }),
      rounded('dip', 'h of V3.2', -5, 1, { unit: 'points' }),
      rounded('last', 'h of V4 Pro', 1.9, 1, { unit: 'points' }),
    ],
    procedure: 'Residuals from the 34-model line, as all values of h are said to be.',
    data: ['frontier'],
    recompute: (data) =>
      [
        [null, frozenLine(data)] as const,
        ['with the line refitted to all 39 rows', lineOf(allRows(data))] as const,
      ].map(([condition, line]) => {
        const [first, dip, last] = [...DEEPSEEK, 'DeepSeek V4 Pro'].map((model) =>
          hOf(line, allRows(data), model),
        );
        return { condition, values: { first, dip, last } };
      }),
    why: 'Three values of this sentence are of the refitted line; the table of the same paper has those of the frozen one.',
  },
  {
    ...common,
    ...{ id: 'b-deepest', where: '‘Anthropic oscillation’' },
    statement: 'Claude Sonnet 4.6, at h = −13.1, is the deepest coding-side deviation in the panel.',
    figures: [
      rounded('h', 'h', -13.1, 1, { unit: 'points' }),
      rounded('rank', 'rank from below', 1, 0, { printed: 'deepest' }),
    ],
    procedure: 'h from the printed line, ranked from below over all rows.',
    data: ['frontier'],
    recompute: (data) => [
      { condition: null, values: depth(data, false) },
      { condition: 'among the core rows', values: depth(data, true) },
    ],
    calibrate: (data) => {
      const line = frozenLine(data);
      const { h, lo, hi } = residual(line, rowOf(frozenRows(data), SONNET), true);
      return estimate('h of Claude Sonnet 4.6, 95 % prediction interval of one model', h, {
        ...{ interval: [lo, hi], unit: 'points', n: line.n },
      });
    },
    why: ([stated]) =>
      `Claude 3.5 Haiku, an extended row, is at ${said(stated.values.lowest, 1)}; among core rows Sonnet 4.6 is the lowest, by a tenth. Its GPQA of 74.1 is disputed.`,
  },
  {
    ...common,
    ...{ id: 'b-compute-tier', where: '‘Compute as external field’' },
    statement: 'From the standard to the xhigh tier of GPT-5.4 h rises by 7.8 points.',
    figures: [rounded('change', 'change of h', 7.8, 1, { unit: 'points' })],
    procedure: 'Difference of the two residuals from the printed line.',
    data: ['frontier'],
    recompute: (data) => {
      const rows = allRows(data);
      const [standard, high] = ['GPT-5.4 std', 'GPT-5.4 xhigh'].map((model) => rowOf(rows, model));
      return [
        {
          condition: null,
          values: {
            change: residualFrom(PRINTED_LINE, high) - residualFrom(PRINTED_LINE, standard),
            ...{ gpqa: high.y - standard.y, swe: high.x - standard.x },
          },
        },
      ];
    },
    calibrate: (data) => changed(data, 'GPT-5.4 std', 'GPT-5.4 xhigh'),
    why: ([{ values }]) =>
      `It holds: it is the difference in GPQA, ${said(values.gpqa, 1)}. Both rows carry the same SWE-bench score, which was not measured for each tier.`,
  },
];
