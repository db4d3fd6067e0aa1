/** Effective dimensionality of five benchmarks by phase. */
import * as v from 'valibot';
import { dimensionalityInterval } from '../stats/dimensionality';
import { correlationMatrix, covarianceMatrix, effectiveDimension } from '../stats/eigen';
import { mean } from '../stats/summary';
import type { Calibrated, Claim, Values } from './claim';
import type { ClaimData } from './data';
import { rounded } from './figure';
import { inPhase } from './phases';
import { COLUMNS } from './pythia';
import { completeRows, listOf26, released, type ListedModel } from './released';
import { said } from './words';

const PublishedSchema = v.object({ frontier3: v.array(v.string()) });
const SAMPLING = { seed: 1, draws: 2_000 };

function ofCovariance(models: readonly ListedModel[]): number {
  const found = effectiveDimension(covarianceMatrix(completeRows(models, COLUMNS)));
  if (found === null) throw new RangeError('effective dimension: all scores are the same');
  return found;
}

/** d_eff of the correlation matrix, and the mean of its ten correlations. */
function ofCorrelation(models: readonly ListedModel[]): Values {
  const matrix = correlationMatrix(completeRows(models, COLUMNS));
  const dEff = matrix && effectiveDimension(matrix);
  if (matrix === null || dEff === null) throw new RangeError('effective dimension: a benchmark is constant');
  return { dEff, meanR: mean(matrix.flatMap((row, i) => row.slice(0, i))) };
}

function interval(
  models: readonly ListedModel[],
  of: 'covariance' | 'correlation',
  what: string,
): Calibrated {
  const rows = completeRows(models, COLUMNS);
  const found = dimensionalityInterval(rows, SAMPLING)?.[of] ?? null;
  return {
    what,
    ...{ value: found?.dEff ?? null, lo: found?.lo ?? null, hi: found?.hi ?? null },
    ...{ unit: '', n: rows.length, reason: found === null ? 'fewer than four models' : null },
  };
}

const bySize = (data: ClaimData, sizes: (sizeB: number) => boolean) =>
  released(data).filter(({ N_B }) => sizes(N_B));
const of26 = (data: ClaimData, sizes: (sizeB: number) => boolean) =>
  listOf26(data).filter(({ N_B }) => sizes(N_B));

const LONG = 'Long version (paper3A.tex)';
const OF_26 = ['models_63_released', 'models_26_file', 'd_eff_published'];

export const claims: Claim[] = [
  {
    id: 'a-deff-phases',
    paper: 'A',
    where: '‘Dimensional collapse’; Figure 1d',
    group: 'dimensionality',
    statement: 'Effective dimensionality falls from 1.38 (tax) through 1.22 (bonus) to 1.15 (frontier).',
    figures: [
      rounded('tax', 'tax', 1.38, 2),
      rounded('bonus', 'bonus', 1.22, 2),
      rounded('frontier', 'frontier', 1.15, 2),
    ],
    procedure:
      '(Σλ)²/Σλ² of the 5 × 5 covariance of the benchmarks over the models of a phase with all scores; phases by the released γ, frontier by the label of the 26-model file.',
    data: [...OF_26],
    recompute: (data) => {
      const { frontier3 } = data.input('d_eff_published', PublishedSchema);
      return [
        {
          condition: null,
          values: {
            tax: ofCovariance(inPhase(data, 'tax')),
            bonus: ofCovariance(inPhase(data, 'bonus')),
            frontier: ofCovariance(listOf26(data).filter(({ name }) => frontier3.includes(name))),
          },
        },
        {
          condition: 'with phases by size (below 3.5B, below 70B, from 70B on)',
          values: {
            tax: ofCovariance(bySize(data, (b) => b < 3.5)),
            bonus: ofCovariance(bySize(data, (b) => b >= 3.5 && b < 70)),
            frontier: ofCovariance(bySize(data, (b) => b >= 70)),
          },
        },
      ];
    },
    calibrate: (data) =>
      interval(
        inPhase(data, 'tax'),
        'covariance',
        'd_eff of the tax phase (covariance), models resampled, 95 %',
      ),
    why: ([phases, sizes]) =>
      `By γ it is ${said(phases.values.tax)} → ${said(phases.values.bonus)}, by size ${said(sizes.values.tax)} → ${said(sizes.values.bonus)} → ${said(sizes.values.frontier)}: the order holds by size, the digits do not. On covariances d_eff mostly tells how widely HellaSwag varies in a group, and three models have rank two at most.`,
    open: { page: 'methods', section: 'dimensionality' },
  },
  {
    id: 'a-deff-above',
    paper: 'A',
    where: LONG,
    group: 'dimensionality',
    statement: 'Above N_c, d_eff = 1.20 and the mean correlation of benchmarks is +0.89.',
    figures: [rounded('dEff', 'd_eff', 1.2, 2), rounded('meanR', 'mean r', 0.89, 2)],
    procedure:
      '(Σλ)²/Σλ² of the correlation matrix over the released models above 3.5B with all scores, and the mean of its ten correlations.',
    data: OF_26,
    recompute: (data) => [
      { condition: null, values: ofCorrelation(bySize(data, (b) => b > 3.5)) },
      {
        condition: 'over the models above 7B of the 26-model file, GPT-4, Claude and DeepSeek-V3 among them',
        values: ofCorrelation(of26(data, (b) => b > 7)),
      },
    ],
    calibrate: (data) =>
      interval(
        bySize(data, (b) => b > 3.5),
        'correlation',
        'd_eff above 3.5B (correlation), models resampled, 95 %',
      ),
    why: 'The thirteen models above 7B of the 26-model file give both numbers. Models of many families are pooled, from 12B to sizes that are not public.',
    open: { page: 'methods', section: 'dimensionality' },
  },
  {
    id: 'a-deff-transition',
    paper: 'A',
    where: LONG,
    group: 'dimensionality',
    statement: 'In the transition d_eff = 1.81.',
    figures: [rounded('dEff', 'd_eff', 1.81, 2)],
    procedure: '(Σλ)²/Σλ² of the correlation matrix over the released models of the transition (|γ| ≤ 0.1).',
    data: OF_26,
    recompute: (data) => [
      { condition: null, values: ofCorrelation(inPhase(data, 'transition')) },
      {
        condition: 'over the models from 3.5B to 7B of the 26-model file',
        values: ofCorrelation(of26(data, (b) => b >= 3.5 && b <= 7)),
      },
    ],
    why: ([, list]) => `The 26-model file comes near it, with ${said(list.values.dEff)} from six models.`,
    open: { page: 'methods', section: 'dimensionality' },
  },
  {
    id: 'a-deff-below',
    paper: 'A',
    where: LONG,
    group: 'dimensionality',
    statement: 'Below N_c, d_eff = 1.53 and the mean correlation of benchmarks is +0.07.',
    figures: [rounded('dEff', 'd_eff', 1.53, 2), rounded('meanR', 'mean r', 0.07, 2)],
    procedure:
      '(Σλ)²/Σλ² of the correlation matrix over the released models below 3.5B with all scores, and the mean of its ten correlations.',
    data: OF_26,
    recompute: (data) => [
      { condition: null, values: ofCorrelation(bySize(data, (b) => b < 3.5)) },
      {
        condition: 'over the models below 3.5B of the 26-model file',
        values: ofCorrelation(of26(data, (b) => b < 3.5)),
      },
    ],
    calibrate: (data) =>
      interval(
        bySize(data, (b) => b < 3.5),
        'correlation',
        'd_eff below 3.5B (correlation), models resampled, 95 %',
      ),
    why: ([, list]) =>
      `The 26-model file gives ${said(list.values.dEff)} and ${said(list.values.meanR)}. A mean near 0 and a d_eff near 1.5 are possible together when some benchmarks run against the others.`,
    open: { page: 'methods', section: 'dimensionality' },
  },
];
