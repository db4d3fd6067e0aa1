/** The dashboard's own numbers on the dimensions of frontier and other benchmarks. */
import { effectiveDimension, symmetricEigen } from '../stats/eigen';
import type { Claim, Values } from './claim';
import { rounded } from './figure';
import { said } from './words';

/** Correlations of SWE-bench, GPQA and IFEval that the card's numbers go back to; the first is of an earlier version. */
const RETIRED: Correlations = { sweGpqa: 0.34, sweIfeval: 0.76, gpqaIfeval: 0.62 };
/** The correlation of SWE-bench and GPQA that the dashboard prints beside the card. */
const SHOWN = { ...RETIRED, sweGpqa: 0.85 };

interface Correlations {
  sweGpqa: number;
  sweIfeval: number;
  gpqaIfeval: number;
}

/** Determinant, effective dimensionality, inverse of the second eigenvalue and first eigenvector. */
function card({ sweGpqa, sweIfeval, gpqaIfeval }: Correlations): Values {
  const matrix = [
    [1, sweGpqa, sweIfeval],
    [sweGpqa, 1, gpqaIfeval],
    [sweIfeval, gpqaIfeval, 1],
  ];
  const dEff = effectiveDimension(matrix);
  if (dEff === null) throw new RangeError('effective dimension: a matrix of zeros');
  const { values, vectors } = symmetricEigen(matrix);
  const [swe, gpqa, ifeval] = vectors[0].map(Math.abs);
  return {
    det: values.reduce((product, value) => product * value, 1),
    dEff,
    chi2: 1 / values[1],
    ...{ swe, gpqa, ifeval },
  };
}

/** Shares of the trace that the page gives the first three eigenvalues of four benchmarks or more. */
const SHARES = [0.7, 0.2, 0.1];

export const claims: Claim[] = [
  {
    id: 'dashboard-frontier-card',
    paper: 'dashboard',
    where: 'index.html, frontier eigenstructure',
    group: 'dimensionality',
    statement:
      'The coupling matrix of SWE-bench, GPQA and IFEval has det 0.243, effective dimensionality 1.75, χ₂ = 1.49 and first axis (0.57, 0.51, 0.64), beside r(SWE, GPQA) = 0.85.',
    figures: [
      rounded('det', 'det', 0.243, 3),
      rounded('dEff', 'effective dimensionality', 1.75, 2),
      rounded('chi2', 'χ₂', 1.49, 2),
      rounded('swe', 'first axis, SWE-bench', 0.57, 2),
      rounded('gpqa', 'first axis, GPQA', 0.51, 2),
      rounded('ifeval', 'first axis, IFEval', 0.64, 2),
    ],
    procedure:
      'Eigenvalues of the 3 × 3 matrix with r = 0.85, 0.76 (SWE, IFEval) and 0.62 (GPQA, IFEval): product, (Σλ)²/Σλ², 1/λ₂, and the sizes of the loadings of the first axis.',
    data: [],
    recompute: () => [
      { condition: null, values: card(SHOWN) },
      { condition: 'with r(SWE, GPQA) = 0.34 of the earlier ten-model version', values: card(RETIRED) },
    ],
    why: ([shown]) =>
      `The card was not updated with the correlation beside it, which gives det ${said(shown.values.det, 3)} and effective dimensionality ${said(shown.values.dEff)}. The two correlations with IFEval are in no released data; four models have that score.`,
    open: { page: 'frontier' },
  },
  {
    id: 'dashboard-d-eff-many',
    paper: 'dashboard',
    where: 'index.html, matrix page',
    group: 'dimensionality',
    statement: 'For four benchmarks or more the matrix page computes an effective dimensionality: 1.85.',
    figures: [rounded('dEff', 'effective dimensionality', 1.85, 2)],
    procedure: '(Σλ)²/Σλ² of the eigenvalues that the page takes: 70, 20 and 10 % of the trace.',
    data: [],
    recompute: () => [
      { condition: null, values: { dEff: 1 / SHARES.reduce((sum, share) => sum + share * share, 0) } },
    ],
    why: 'The page takes fixed shares of the trace for the eigenvalues of any matrix larger than 3 × 3, so this number is the same whatever is entered.',
  },
];
