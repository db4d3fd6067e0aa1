/** Frontier numbers of the dashboard, and of its starter script. */
import * as v from 'valibot';
import type { Claim } from '../claim';
import type { ClaimData } from '../data';
import { rounded } from '../figure';
import { said } from '../words';
import { allRows, frozenLine, laterRows, lineOf, OPEN, PRINTED_LINE } from './rows';
import { compared } from './hTable';

const row = { model: v.string(), swe: v.number(), gpqa: v.number() };
const EarlierSchema = v.array(v.object(row));
const ShownSchema = v.array(v.object({ ...row, h: v.number() }));

/** The list of 20 models that earlier scripts carry. */
export const earlierRows = (data: ClaimData): { model: string; x: number; y: number }[] =>
  data.input('frontier_rows_20', EarlierSchema).map(({ model, swe, gpqa }) => ({ model, x: swe, y: gpqa }));

/** Rows of the dashboard with the h written beside them. */
export const shownRows = (data: ClaimData): { model: string; x: number; y: number; h: number }[] =>
  data
    .input('frontier_dashboard_rows', ShownSchema)
    .map(({ model, swe, gpqa, h }) => ({ model, x: swe, y: gpqa, h }));

const common = { paper: 'dashboard', group: 'frontier-line', open: OPEN } as const;

export const claims: Claim[] = [
  {
    ...common,
    ...{ id: 'dashboard-h', where: 'index.html, list FRONTIER' },
    statement: 'The dashboard’s h values are residuals of the 34-model line that it draws.',
    figures: [rounded('differing', 'values off by more than 0.15', 0, 0, { unit: 'models' })],
    procedure: 'Each h in the list against GPQA − (0.513·SWE + 46.4) of the scores beside it.',
    data: ['frontier_dashboard_rows', 'frontier_rows_20'],
    recompute: (data) => [
      { condition: null, values: compared(shownRows(data), PRINTED_LINE) },
      {
        condition: 'with the line of the earlier 20 rows',
        values: compared(shownRows(data), lineOf(earlierRows(data))),
      },
    ],
    why: ([stated, earlier]) =>
      `${stated.values.differing} of ${stated.values.rows} differ by more than 0.15, by up to ${said(stated.values.largest, 1)}. ${earlier.values.rows - earlier.values.differing} agree with a line of 20 models from an earlier version of the repository, 0.788·SWE + 24.9.`,
  },
  {
    ...common,
    ...{ id: 'dashboard-frontier-models', where: 'index.html, captions' },
    statement: 'The frontier page shows 34 + 5 models.',
    figures: [
      rounded('frozen', 'frozen', 34, 0, { unit: 'models' }),
      rounded('later', 'later', 5, 0, { unit: 'models' }),
    ],
    procedure: 'Rows of the list that the page draws, by subset.',
    data: ['frontier', 'frontier_dashboard_rows'],
    recompute: (data) => {
      const later = new Set(laterRows(data).map(({ model }) => model));
      const shown = shownRows(data);
      const known = new Set(allRows(data).map(({ model }) => model));
      return [
        {
          condition: null,
          values: {
            frozen: shown.filter(({ model }) => known.has(model) && !later.has(model)).length,
            later: shown.filter(({ model }) => later.has(model)).length,
          },
        },
      ];
    },
    why: ([{ values }]) =>
      `The list has ${values.frozen} of the frozen rows and all ${values.later} later ones; the paper’s table has all.`,
  },
  {
    ...common,
    ...{ id: 'dashboard-frontier-line', where: 'scripts/quickstart.py' },
    statement: 'The starter script measures h from GPQA = 0.788·SWE + 24.9.',
    figures: [
      rounded('slope', 'slope', 0.788, 3, { unit: 'points per point' }),
      rounded('intercept', 'intercept', 24.9, 1, { unit: 'points' }),
    ],
    procedure: 'Least squares of GPQA Diamond on SWE-bench Verified, 34 frozen rows.',
    data: ['frontier', 'frontier_rows_20'],
    recompute: (data) =>
      [
        [null, frozenLine(data)] as const,
        ['with the 20 rows of earlier scripts', lineOf(earlierRows(data))] as const,
      ].map(([condition, { slope, intercept, n }]) => ({
        condition,
        values: { slope, intercept, models: n },
      })),
    why: ([stated, earlier]) =>
      `The script kept the line of an earlier list; the paper’s is ${said(stated.values.slope, 3)}·SWE + ${said(stated.values.intercept, 1)}. At SWE-bench 40 the two differ by ${said(stated.values.intercept - earlier.values.intercept + 40 * (stated.values.slope - earlier.values.slope), 0)} points.`,
  },
];
