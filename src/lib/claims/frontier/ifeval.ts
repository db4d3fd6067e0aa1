/** SWE-bench, GPQA and IFEval of the four models that have all three. */
import * as v from 'valibot';
import { completeCases } from '../../frontier/matrix';
import { GPQA, IFEVAL, SWE } from '../../frontier/predictions/published';
import { parallelAnalysis } from '../../stats/dimensionality';
import { correlationMatrix, covarianceMatrix, effectiveDimension, symmetricEigen } from '../../stats/eigen';
import type { Claim, Values } from '../claim';
import type { ClaimData } from '../data';
import { rounded } from '../figure';
import { said } from '../words';
import { correlationOf } from './benchmarks';
import { estimate } from './estimate';
import { OPEN, SAMPLING } from './rows';

const FourSchema = v.array(v.object({ swe: v.number(), gpqa: v.number(), ifeval: v.number() }));

/** SWE-bench, GPQA and IFEval of the four models: in the frozen panel, and in the scripts of the figure. */
const frozenFour = (data: ClaimData): number[][] =>
  completeCases(data.frontier(), [SWE, GPQA, IFEVAL], 'published').rows;
const scriptFour = (data: ClaimData): number[][] =>
  data.input('frontier_ifeval_4', FourSchema).map(({ swe, gpqa, ifeval }) => [swe, gpqa, ifeval]);
const AS_IN_SCRIPT = 'with GPQA 85.0 for MiniMax M2.5, as in the figure’s script';

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

export const claims: Claim[] = [
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
      'SWE-bench, GPQA and IFEval of the four models of the script: determinant and (Σλ)²/Σλ² of the correlation matrix.',
    data: ['frontier_ifeval_4'],
    recompute: (data) => [
      { condition: null, values: dimensions(scriptFour(data), 'correlation') },
      {
        condition: 'with d_eff from the covariance matrix',
        values: dimensions(scriptFour(data), 'covariance'),
      },
    ],
    calibrate: (data) => {
      const rows = scriptFour(data);
      const unrelated = parallelAnalysis(rows, SAMPLING);
      return estimate(
        'd_eff that four models of three unrelated benchmarks give, 95 % range',
        unrelated?.dEff ?? null,
        {
          ...{ interval: unrelated && ([unrelated.lo, unrelated.hi] as const), n: rows.length },
        },
      );
    },
    why: ([stated]) =>
      `The correlation matrix has d_eff = ${said(stated.values.dEff)}; the script takes the covariance matrix for it. With four models, unrelated benchmarks give as much.`,
  },
];
