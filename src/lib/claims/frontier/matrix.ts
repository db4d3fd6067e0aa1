/** Correlations of further benchmarks among frontier models: the printed matrix, its axes, and four models with IFEval. */
import * as v from 'valibot';
import { correlationP } from '../../frontier/line';
import { completeCases, eigenstructureOf } from '../../frontier/matrix';
import { GPQA, HLE, IFEVAL, SWE } from '../../frontier/predictions/published';
import { dimensionalityInterval } from '../../stats/dimensionality';
import { correlationMatrix, covarianceMatrix, effectiveDimension, symmetricEigen } from '../../stats/eigen';
import { rowOf as pointOf, allRows, lineOf, OPEN, SAMPLING } from './rows';
import type { Claim, Values } from '../claim';
import type { ClaimData } from '../data';
import { below, rounded, within } from '../figure';
import { said, saidP } from '../words';
import { correlationOf } from './benchmarks';
import { earlierRows, shownRows } from './dashboard';
import { estimate } from './estimate';

/** The printed matrix of SWE-bench, GPQA and HLE. */
const PRINTED = { sweGpqa: 0.848, gpqaHle: 0.715, sweHle: -0.251 };
const NO_HLE = 'The HLE scores of the models: neither the paper nor the repository has them.';

const FourSchema = v.array(v.object({ swe: v.number(), gpqa: v.number(), ifeval: v.number() }));

/** SWE-bench, GPQA and IFEval of the four models: in the frozen panel, and in the scripts of the figure. */
const frozenFour = (data: ClaimData): number[][] =>
  completeCases(data.frontier(), [SWE, GPQA, IFEVAL], 'published').rows;
const scriptFour = (data: ClaimData): number[][] =>
  data.input('frontier_ifeval_4', FourSchema).map(({ swe, gpqa, ifeval }) => [swe, gpqa, ifeval]);
const AS_IN_SCRIPT = 'with GPQA 85.0 for MiniMax M2.5, as in the figure’s script';

function correlated(rows: readonly { x: number; y: number }[]): Values {
  const { r, p, n } = lineOf(rows);
  return { r, p, models: n };
}

function ofIfeval(rows: number[][]): Values {
  const matrix = correlationMatrix(rows);
  if (matrix === null) throw new RangeError('IFEval rows: a benchmark is constant');
  return { r: matrix[1][2], models: rows.length, sweIfeval: matrix[0][2] };
}

function dimensions(rows: number[][], of: 'correlation' | 'covariance'): Values {
  const correlation = correlationMatrix(rows);
  const dEff = correlation && effectiveDimension(of === 'correlation' ? correlation : covarianceMatrix(rows));
  if (correlation === null || dEff === null) throw new RangeError('IFEval rows: a benchmark is constant');
  return { det: symmetricEigen(correlation).values.reduce((product, value) => product * value, 1), dEff };
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
        .map(({ model }) => pointOf(rows, model))
        .filter(({ subset }) => subset === 'frozen');
      const earlier = earlierRows(data);
      return [
        { condition: null, values: correlated(listed) },
        { condition: 'with the 20 rows of earlier scripts', values: correlated(earlier) },
        {
          condition: 'with those 20 rows and Llama 4 Maverick',
          values: correlated([...earlier, pointOf(rows, 'Llama 4 Maverick')]),
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
    why: `p follows from r and n (${said(correlationP(PRINTED.gpqaHle, 10))}); the scores are not released.`,
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
    why: `p follows from r and n (${said(correlationP(PRINTED.sweHle, 9))}); nine models leave the sign open. The scores are not released.`,
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
    ...{
      id: 'b-ifeval-r',
      where: '‘Asymmetric saturation’',
      data: ['frontier', 'frontier-wide', 'frontier_ifeval_4'],
    },
    statement: 'Over four models GPQA and IFEval are correlated at r = +0.81.',
    figures: [rounded('r', 'r', 0.81, 2), rounded('models', 'models', 4, 0, { unit: 'models' })],
    procedure: 'Pearson correlation over the frozen rows with an IFEval score.',
    recompute: (data) => [
      { condition: null, values: ofIfeval(frozenFour(data)) },
      { condition: AS_IN_SCRIPT, values: ofIfeval(scriptFour(data)) },
    ],
    calibrate: async (data) =>
      correlationOf(
        await data.frontierWide(),
        [GPQA, IFEVAL],
        'The correlation over the sourced scores of the wide panel',
      ),
    why: ([stated]) =>
      `The frozen rows give ${said(stated.values.r, 3)}. The paper calls it preliminary: with four models the 95 % interval covers nearly all correlations.`,
  },
  {
    ...common,
    ...{ id: 'a-ifeval-dimensions', paper: 'A', where: 'Long version (paper3A.tex)' },
    statement: 'Over the four models with IFEval the correlation matrix has det = 0.11 and d_eff = 1.75.',
    figures: [rounded('det', 'det', 0.11, 2), rounded('dEff', 'd_eff', 1.75, 2)],
    procedure:
      'SWE-bench, GPQA and IFEval of four models: determinant and (Σλ)²/Σλ² of the correlation matrix.',
    data: ['frontier', 'frontier_ifeval_4'],
    recompute: (data) => [
      { condition: null, values: dimensions(frozenFour(data), 'correlation') },
      {
        condition: 'with d_eff from the covariance matrix',
        values: dimensions(frozenFour(data), 'covariance'),
      },
      {
        condition: `${AS_IN_SCRIPT}, and d_eff from the covariance matrix`,
        values: dimensions(scriptFour(data), 'covariance'),
      },
    ],
    calibrate: (data) => {
      const rows = frozenFour(data);
      const found = dimensionalityInterval(rows, SAMPLING)?.correlation ?? null;
      return estimate('d_eff of the correlation matrix, resampled models', found?.dEff ?? null, {
        ...{ interval: found && ([found.lo, found.hi] as const), n: rows.length },
      });
    },
    why: ([stated]) =>
      `The correlation matrix has d_eff = ${said(stated.values.dEff)}. Four models of three unrelated benchmarks give much the same.`,
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
