/** Correlations of SWE-bench, GPQA and HLE among frontier models: the printed matrix and its axes. */
import { correlationP } from '../../frontier/line';
import { completeCases, eigenstructureOf } from '../../frontier/matrix';
import { GPQA, HLE, SWE } from '../../frontier/predictions/published';
import { symmetricEigen } from '../../stats/eigen';
import type { Claim, Values } from '../claim';
import { below, rounded, within } from '../figure';
import { said, saidP } from '../words';
import { correlationOf } from './benchmarks';
import { earlierRows, shownRows } from './dashboard';
import { estimate } from './estimate';
import { allRows, lineOf, OPEN, rowOf, SAMPLING } from './rows';

/** The printed matrix of SWE-bench, GPQA and HLE. */
const PRINTED = { sweGpqa: 0.848, gpqaHle: 0.715, sweHle: -0.251 };
const NO_HLE = 'The HLE scores of the models: neither the paper nor the repository has them.';

function correlated(rows: readonly { x: number; y: number }[]): Values {
  const { r, p, n } = lineOf(rows);
  return { r, p, models: n };
}

const common = { paper: 'B', group: 'frontier-matrix', open: OPEN } as const;
const TABLE = 'Table of pairwise couplings';

export const claims: Claim[] = [
  {
    ...common,
    ...{ id: 'b-matrix-swe-gpqa', where: TABLE },
    statement: 'SWE–GPQA: r = +0.848, p < 10⁻⁶, 21 models.',
    figures: [
      rounded('r', 'r', 0.848, 3),
      below('p', 'p', 1e-6, { printed: '< 10⁻⁶' }),
      rounded('models', 'models', 21, 0, { unit: 'models' }),
    ],
    procedure:
      'Pearson correlation over 21 models: the frozen ones that the dashboard lists, scores as published.',
    data: ['frontier', 'frontier_dashboard_rows', 'frontier_rows_20'],
    recompute: (data) => {
      const rows = allRows(data);
      const listed = shownRows(data)
        .map(({ model }) => rowOf(rows, model))
        .filter(({ subset }) => subset === 'frozen');
      const earlier = earlierRows(data);
      return [
        { condition: null, values: correlated(listed) },
        { condition: 'with the 20 rows of earlier scripts', values: correlated(earlier) },
        {
          condition: 'with those 20 rows and Llama 4 Maverick',
          values: correlated([...earlier, rowOf(rows, 'Llama 4 Maverick')]),
        },
      ];
    },
    calibrate: (data) => correlationOf(data.frontier(), [SWE, GPQA], 'The correlation over all 39 rows'),
    why: ([listed, earlier]) =>
      `The value is that of the ${earlier.values.models} rows of earlier scripts, with p = ${saidP(earlier.values.p)} (the scripts say so); over 21 rows it is ${said(listed.values.r, 3)} with p = ${saidP(listed.values.p)}.`,
  },
  {
    ...common,
    ...{ id: 'b-matrix-gpqa-hle', where: TABLE, missing: NO_HLE },
    statement: 'GPQA–HLE: r = +0.715, p = 0.02, 10 models.',
    figures: [rounded('r', 'r', PRINTED.gpqaHle, 3), rounded('p', 'p', 0.02, 2)],
    procedure: 'Pearson correlation over the models with both scores.',
    data: ['frontier-wide'],
    recompute: () => [],
    calibrate: async (data) =>
      correlationOf(
        await data.frontierWide(),
        [GPQA, HLE],
        'The correlation over the sourced scores of the wide panel',
      ),
    why: `p agrees with r and n (${said(correlationP(PRINTED.gpqaHle, 10))}); the scores are not released.`,
  },
  {
    ...common,
    ...{ id: 'b-matrix-swe-hle', where: TABLE, missing: NO_HLE },
    statement: 'SWE–HLE: r = −0.251, p = 0.52, 9 models: the two are decoupled.',
    figures: [rounded('r', 'r', PRINTED.sweHle, 3), rounded('p', 'p', 0.52, 2)],
    procedure: 'Pearson correlation over the models with both scores.',
    data: ['frontier-wide'],
    recompute: () => [],
    calibrate: async (data) =>
      correlationOf(
        await data.frontierWide(),
        [SWE, HLE],
        'The correlation over the sourced scores of the wide panel',
      ),
    why: `p agrees with r and n (${said(correlationP(PRINTED.sweHle, 9), 3)} for the rounded r); nine models leave the sign open. The scores are not released.`,
  },
  {
    ...common,
    ...{ id: 'b-principal-axis', where: '‘The cascade is measured’' },
    statement: 'On the principal axis SWE and GPQA load together while HLE is orthogonal.',
    figures: [within('hle', 'loading of HLE', 0, 0.1, { printed: 'orthogonal' })],
    procedure:
      'First eigenvector of the printed 3 × 3 matrix, its sign so that SWE-bench is positive; orthogonal is a loading within ±0.1.',
    data: ['frontier-wide'],
    recompute: () => {
      const { sweGpqa, gpqaHle, sweHle } = PRINTED;
      const { values, vectors } = symmetricEigen([
        [1, sweGpqa, sweHle],
        [sweGpqa, 1, gpqaHle],
        [sweHle, gpqaHle, 1],
      ]);
      const [swe, gpqa, hle] = vectors[0].map((loading) => loading * Math.sign(vectors[0][0]));
      const spread = Math.sqrt((1 - sweGpqa ** 2) * (1 - gpqaHle ** 2));
      return [
        {
          condition: null,
          values: {
            ...{ swe, gpqa, hle, first: values[0], second: values[1], third: values[2] },
            ...{ det: values.reduce((product, value) => product * value, 1) },
            ...{ sweHleLeast: sweGpqa * gpqaHle - spread, sweHleMost: sweGpqa * gpqaHle + spread },
          },
        },
      ];
    },
    calibrate: async (data) => {
      const keys = [SWE, GPQA, HLE];
      const { rows } = completeCases(await data.frontierWide(), keys, 'published');
      const found = await eigenstructureOf(keys, rows, SAMPLING);
      const first = found?.eigenvectors[0];
      return estimate(
        'Loading of HLE on the principal axis, models of the wide panel with all three scores',
        first ? first[2] * Math.sign(first[0]) : null,
        { n: rows.length },
      );
    },
    why: ([{ values }]) =>
      `HLE loads on the same side, at ${said(values.hle)}, beside ${said(values.swe)} and ${said(values.gpqa)}. The cells rest on different models, and one eigenvalue is ${said(values.third)}: no one set of models can have them all (given the first two, r of SWE and HLE is at least ${said(values.sweHleLeast)}). The paper notes that it need not be positive semi-definite.`,
  },
  {
    ...common,
    ...{ id: 'b-nc3', where: 'Figure of the cascade; index.html', data: [] },
    statement: 'A third critical scale lies near 114B parameters.',
    figures: [rounded('scale', 'scale', 114, 0, { unit: 'B', printed: '~114B' })],
    procedure: 'Size at which the determinant of the coupling matrix, extrapolated, reaches 0.',
    recompute: () => [],
    missing: 'The extrapolation, and the numbers of parameters of the frontier models: none is released.',
    why: 'It stands as a constant in the dashboard; the frontier rows carry no sizes.',
  },
];
