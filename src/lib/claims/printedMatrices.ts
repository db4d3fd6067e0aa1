/** The dashboard's two correlation matrices against the summaries printed beside them. */
import * as v from 'valibot';
import { effectiveDimension } from '../stats/eigen';
import { mean } from '../stats/summary';
import type { Claim } from './claim';
import type { ClaimData } from './data';
import { rounded } from './figure';

const Matrix = v.array(v.array(v.number()));
const MatricesSchema = v.object({ order: v.array(v.string()), below: Matrix, above: Matrix });

const matrices = (data: ClaimData) => data.input('dashboard_matrices', MatricesSchema);

/** Entries below the diagonal, with the two benchmarks of each. */
function pairs(matrix: readonly (readonly number[])[]): { i: number; j: number; r: number }[] {
  return matrix.flatMap((row, i) => row.slice(0, i).map((r, j) => ({ i, j, r })));
}

function dimension(matrix: readonly number[][]): number {
  const found = effectiveDimension(matrix);
  if (found === null) throw new RangeError('printed matrix: all entries are 0');
  return found;
}

const WHY =
  'The printed entries do not give the printed summaries, which are those of the long version’s text; the scores behind the matrices are not released.';
const ENTRIES = 'From the ten printed correlations of each matrix';

export const claims: Claim[] = [
  {
    id: 'dashboard-mean-r',
    paper: 'dashboard',
    where: 'index.html, correlation matrices',
    group: 'dimensionality',
    statement: 'The mean correlation of benchmarks is +0.07 below N_c and +0.89 above.',
    figures: [rounded('below', 'below N_c', 0.07, 2), rounded('above', 'above N_c', 0.89, 2)],
    procedure: `${ENTRIES}: their mean.`,
    data: ['dashboard_matrices'],
    recompute: (data) => {
      const { below, above } = matrices(data);
      const average = (matrix: number[][]) => mean(pairs(matrix).map(({ r }) => r));
      return [{ condition: null, values: { below: average(below), above: average(above) } }];
    },
    why: WHY,
  },
  {
    id: 'dashboard-d-eff',
    paper: 'dashboard',
    where: 'index.html, correlation matrices',
    group: 'dimensionality',
    statement: 'd_eff is 1.53 below N_c and 1.20 above.',
    figures: [rounded('below', 'below N_c', 1.53, 2), rounded('above', 'above N_c', 1.2, 2)],
    procedure: 'From the printed matrices: (Σλ)²/Σλ².',
    data: ['dashboard_matrices'],
    recompute: (data) => {
      const { below, above } = matrices(data);
      return [{ condition: null, values: { below: dimension(below), above: dimension(above) } }];
    },
    why: WHY,
  },
  {
    id: 'dashboard-delta-r',
    paper: 'dashboard',
    where: 'index.html, correlation matrices',
    group: 'dimensionality',
    statement: 'Across N_c correlations with TruthfulQA change by 1.56 on average, the others by 0.33.',
    figures: [rounded('withTqa', 'with TruthfulQA', 1.56, 2), rounded('others', 'others', 0.33, 2)],
    procedure: `${ENTRIES}: mean absolute difference between the two matrices.`,
    data: ['dashboard_matrices'],
    recompute: (data) => {
      const { order, below, above } = matrices(data);
      const at = order.indexOf('TQA');
      const changes = pairs(below).map(({ i, j, r }) => ({
        change: Math.abs(above[i][j] - r),
        tqa: i === at || j === at,
      }));
      const average = (tqa: boolean) =>
        mean(changes.filter((one) => one.tqa === tqa).map(({ change }) => change));
      return [{ condition: null, values: { withTqa: average(true), others: average(false) } }];
    },
    why: WHY,
  },
];
