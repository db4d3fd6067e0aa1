/** The printed residuals of all rows. */
import * as v from 'valibot';
import { residual } from '../../frontier/residual';
import { residualFrom, type OtherLine } from '../../frontier/robust';
import type { Claim, Values } from '../claim';
import { rounded } from '../figure';
import { said } from '../words';
import { estimate } from './estimate';
import { allRows, frozenLine, frozenRows, OPEN, PRINTED_LINE, rowOf } from './rows';

const TableSchema = v.record(v.string(), v.number());

/** Three half-units of the last printed digit: what rounding the line's coefficients can do. */
export const APART = 0.15;

/** Printed residuals against those of a line: how many differ by more than `APART`, and the largest difference. */
export function compared(printed: readonly { x: number; y: number; h: number }[], line: OtherLine): Values {
  const apart = printed.map((row) => Math.abs(residualFrom(line, row) - row.h));
  return {
    differing: apart.filter((by) => by > APART).length,
    largest: Math.max(...apart),
    unlike: apart.filter((by) => by > 0.05 + 1e-9).length,
    rows: printed.length,
  };
}

const common = { paper: 'B', group: 'frontier-line', open: OPEN } as const;

export const claims: Claim[] = [
  {
    ...common,
    ...{ id: 'b-h-table', where: 'Appendix, table of the full panel' },
    statement: 'The 39 values of h are GPQA − (0.513·SWE + 46.4).',
    figures: [rounded('differing', 'values off by more than 0.15', 0, 0, { unit: 'models' })],
    procedure: `Each printed h against GPQA − (0.513·SWE + 46.4); ${APART} points allow for rounded coefficients.`,
    data: ['frontier', 'frontier_h_table'],
    recompute: (data) => {
      const printed = data.input('frontier_h_table', TableSchema);
      const rows = allRows(data);
      const table = Object.entries(printed).map(([model, h]) => ({ ...rowOf(rows, model), h }));
      return [
        { condition: null, values: compared(table, PRINTED_LINE) },
        { condition: 'with the line before rounding', values: compared(table, frozenLine(data)) },
      ];
    },
    calibrate: (data) => {
      const line = frozenLine(data);
      const outside = frozenRows(data).filter((row) => (residual(line, row, true).member?.p ?? 1) < 0.05);
      return estimate(
        'Rows whose residual stands out, p < 0.05 each, of the 34 (two expected by chance)',
        outside.length,
        {
          ...{ unit: 'models', n: line.n },
        },
      );
    },
    why: ([stated]) =>
      `All agree within ${said(stated.values.largest)} points; ${stated.values.unlike} of ${stated.values.rows} differ in the last digit.`,
  },
];
