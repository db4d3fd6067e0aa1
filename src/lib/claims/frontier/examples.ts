/** The two models that paper B works through. */
import { expectedAt } from '../../frontier/line';
import { residual } from '../../frontier/residual';
import type { Calibrated, Claim } from '../claim';
import type { ClaimData } from '../data';
import { rounded } from '../figure';
import { estimate } from './estimate';
import { allRows, frozenLine, frozenRows, hOf, OPEN, PRINTED_LINE, rowOf } from './rows';

/** 95 % prediction interval of h of one model. */
function predicted(data: ClaimData, model: string, isMember: boolean): Calibrated {
  const { h, lo, hi } = residual(frozenLine(data), rowOf(allRows(data), model), isMember);
  return estimate(`h of ${model}, 95 % prediction interval of one model`, h, {
    interval: [lo, hi],
    unit: 'points',
    n: frozenRows(data).length,
  });
}

export const claims: Claim[] = [
  {
    id: 'b-opus-46',
    paper: 'B',
    where: '‘The h-field’',
    group: 'frontier-line',
    statement: 'Claude Opus 4.6, at 80.8 and 91.3, has h ≈ +3.4.',
    figures: [rounded('h', 'h', 3.4, 1, { unit: 'points' })],
    procedure: '91.3 − (0.513·80.8 + 46.4).',
    data: ['frontier'],
    recompute: (data) => [
      { condition: null, values: { h: hOf(PRINTED_LINE, allRows(data), 'Claude Opus 4.6') } },
    ],
    calibrate: (data) => predicted(data, 'Claude Opus 4.6', true),
    why: 'It holds. The table of the full panel has +3.5, from the line before rounding.',
    open: OPEN,
  },
  {
    id: 'b-opus-47',
    paper: 'B',
    where: '‘Worked example’',
    group: 'frontier-line',
    statement:
      'At SWE-bench 87.6 the line expects GPQA 91.3; Opus 4.7 has h = +2.9, and would have −9.3 with GPQA 82.0.',
    figures: [
      rounded('expected', 'expected GPQA', 91.3, 1, { unit: '%' }),
      rounded('h', 'h', 2.9, 1, { unit: 'points' }),
      rounded('supposed', 'h at GPQA 82.0', -9.3, 1, { unit: 'points' }),
    ],
    procedure: 'GPQA − (0.513·SWE + 46.4).',
    data: ['frontier'],
    recompute: (data) => {
      const row = rowOf(allRows(data), 'Claude Opus 4.7');
      const expected = PRINTED_LINE.intercept + PRINTED_LINE.slope * row.x;
      const line = frozenLine(data);
      const hs = frozenRows(data).map(({ x, y }) => Math.abs(y - expectedAt(line, x)));
      const beyond = (points: number) => hs.filter((h) => h > points).length;
      return [
        {
          condition: null,
          values: {
            ...{ expected, h: row.y - expected, supposed: 82 - expected },
            ...{ beyond5: beyond(5), beyond10: beyond(10), rows: hs.length },
          },
        },
      ];
    },
    calibrate: (data) => predicted(data, 'Claude Opus 4.7', false),
    why: ([{ values }]) =>
      `It holds. An h of −9.3 is ‘coding-rich’ by the playbook’s ±5 and ‘cooperative’ by the ±10 of the framework; ${values.beyond5} and ${values.beyond10} of the ${values.rows} rows lie beyond these.`,
    open: OPEN,
  },
];
