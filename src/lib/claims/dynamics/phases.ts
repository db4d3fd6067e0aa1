/** The system before and after the critical scale: its coefficient, its matrices, their modes. */
import { Matrix, QrDecomposition, SVD } from 'ml-matrix';
import * as v from 'valibot';
import { fiellerSet } from '../../coupling/localCoupling';
import { eigenvalues } from '../../dynamics/stability';
import { ols } from '../../stats/regression';
import type { Calibrated, Claim, Values } from '../claim';
import type { ClaimData } from '../data';
import { above, rounded, within } from '../figure';
import { pythia, WITH_TABLE, type PythiaTable } from '../pythia';
import { said } from '../words';

/** Positions of the sizes of each phase: 70M to 1B, and 2.8B to 12B. */
const TAX = [0, 1, 2, 3];
const BONUS = [5, 6, 7];

/** Slope of TruthfulQA's rate on HellaSwag at the middle of the step: a decade, per point. */
function coefficient(data: ClaimData, table: PythiaTable, at: readonly number[]): number {
  const { logSize, scores } = pythia(data, table);
  const steps = at.slice(1).map((to, i) => [at[i], to]);
  const line = ols(
    steps.map(([from, to]) => (scores.HS[from] + scores.HS[to]) / 2),
    steps.map(([from, to]) => (scores.TQA[to] - scores.TQA[from]) / (logSize[to] - logSize[from])),
  );
  if (line === null) throw new RangeError(`table ${table}: HellaSwag does not change in the phase`);
  return line.slope;
}

const Noise = v.object({ sd_TQA: v.number(), sd_HS: v.number() });

/** Fieller set of the bonus coefficient: a ratio of two differences, as only two steps lie in that phase. */
function bonusInterval(data: ClaimData): Calibrated {
  const { sd_TQA, sd_HS } = data.input('eval_noise', Noise);
  const { logSize, scores } = pythia(data, 'A');
  const [a, b, c] = BONUS;
  const [first, second] = [logSize[b] - logSize[a], logSize[c] - logSize[b]];
  const rates = (scores.TQA[c] - scores.TQA[b]) / second - (scores.TQA[b] - scores.TQA[a]) / first;
  const rateNoise = sd_TQA * Math.hypot(1 / first, 1 / first + 1 / second, 1 / second);
  const rise = (scores.HS[c] - scores.HS[a]) / 2;
  const { kind, lo, hi } = fiellerSet(rise, rates, sd_HS / Math.SQRT2, rateNoise);
  return {
    what: 'Bonus coefficient of table A with its 95 % Fieller interval under item noise',
    ...{ value: rates / rise, lo: kind === 'bounded' ? lo : null, hi: kind === 'bounded' ? hi : null },
    ...{ unit: 'per decade', n: 2, reason: kind === 'bounded' ? null : 'the interval has no ends' },
  };
}

const PhaseTransfer = v.object({
  A_tax: v.array(v.array(v.number())),
  A_bonus: v.array(v.array(v.number())),
  V_tax: v.array(v.array(v.number())),
  V_bonus: v.array(v.array(v.number())),
});
const transfer = (data: ClaimData) => data.input('phase_transfer', PhaseTransfer);
const orthonormal = (columns: number[][]) => new QrDecomposition(new Matrix(columns)).orthogonalMatrix;

/** T = Q_bonus · Q_taxᵀ of the two sets of directions, and the share of A_tax → A_bonus that T·A_tax·Tᵀ accounts for. */
function phaseTransfer(data: ClaimData): Values {
  const { A_tax, A_bonus, V_tax, V_bonus } = transfer(data);
  const turn = orthonormal(V_bonus).mmul(orthonormal(V_tax).transpose());
  const [tax, bonus] = [new Matrix(A_tax), new Matrix(A_bonus)];
  const turned = turn.mmul(tax).mmul(turn.transpose());
  const explained = 1 - Matrix.sub(bonus, turned).norm() / Matrix.sub(bonus, tax).norm();
  return { smallest: Math.min(...turn.diagonal()), explained: 100 * explained };
}

/** Singular values of A_bonus − A_tax, and the loadings of the first left vector. */
function rankOne(data: ClaimData): Values {
  const { A_tax, A_bonus } = transfer(data);
  const svd = new SVD(Matrix.sub(new Matrix(A_bonus), new Matrix(A_tax)));
  const [first, second] = svd.diagonal;
  const left = svd.leftSingularVectors.getColumn(0).map(Math.abs);
  return { first, second, ratio: first / second, hellaswag: left[0], truthfulqa: left[1] };
}

export const claims: Claim[] = [
  {
    id: 'a-phase-coefficient',
    paper: 'A',
    where: '‘Per-phase coupling jump’ (paper3A.tex)',
    group: 'dynamics',
    statement:
      'Fitted by phase, HellaSwag’s coefficient in TruthfulQA’s equation jumps 6.3-fold, from 0.12 in the tax phase to 0.75 in the bonus phase.',
    figures: [
      rounded('tax', 'tax phase', 0.12, 2, { unit: 'per decade' }),
      rounded('bonus', 'bonus phase', 0.75, 2, { unit: 'per decade' }),
      // The ratio of the rounded coefficients is 6.25, printed 6.3.
      within('ratio', 'ratio', 6.3, 0.06, { printed: '6.3×' }),
    ],
    procedure:
      'Line of TruthfulQA’s rate a decade on HellaSwag at the middle of the step: three steps of 70M–1B and two of 2.8B–12B, Pythia table A.',
    data: ['pythia_A', 'pythia_B', 'pythia_O', 'eval_noise'],
    recompute: (data) =>
      (['A', 'B', 'O'] as const).map((table) => {
        const [tax, bonus] = [TAX, BONUS].map((at) => coefficient(data, table, at));
        return {
          condition: table === 'A' ? null : WITH_TABLE[table],
          values: { tax, bonus, ratio: bonus / tax },
        };
      }),
    calibrate: bonusInterval,
    why: ([, b, o]) =>
      `It comes out on table A. The bonus coefficient is a line through two points; table B gives ${said(b.values.tax)} and ${said(b.values.bonus)}, the leaderboard’s scores ${said(o.values.tax)} and ${said(o.values.bonus)}. γ itself stays negative in both phases, as the released file says.`,
    open: { page: 'diagnose', panel: 'pythia-tables', family: 'Pythia (table A)' },
  },
  {
    id: 'a-phase-transfer',
    paper: 'A',
    where: 'Appendix on the system (paper3A.tex); scripts/cape_phase_transfer.py',
    group: 'dynamics',
    statement:
      'The transfer matrix between the phases’ eigenvectors is nearly the identity: diagonal above 0.99.',
    figures: [above('smallest', 'smallest diagonal entry', 0.99, { printed: '> 0.99' })],
    procedure:
      'Both sets of five directions made orthonormal (QR); T is the bonus basis times the transpose of the tax basis.',
    data: ['phase_transfer'],
    recompute: (data) => [{ condition: null, values: phaseTransfer(data) }],
    why: ([{ values }]) =>
      `The arithmetic holds. The directions stand in the script as typed numbers and are not orthogonal (four of five nearly coincide), and turning the tax matrix by T accounts for ${said(values.explained, 0)} % of its change to the bonus matrix.`,
  },
  {
    id: 'a-rank-one-change',
    paper: 'A',
    where: 'Appendix on the system (paper3A.tex)',
    group: 'dynamics',
    statement:
      'The change of the system’s matrix is of rank one: singular values 0.83 and 0.14, a ratio of 5.9, TruthfulQA loading 0.61 on the left.',
    figures: [
      rounded('first', 'first singular value', 0.83, 2),
      rounded('second', 'second singular value', 0.14, 2),
      rounded('ratio', 'ratio', 5.9, 1),
      rounded('truthfulqa', 'loading of TruthfulQA', 0.61, 2),
    ],
    procedure: 'Singular value decomposition of the released bonus matrix minus the released tax matrix.',
    data: ['phase_transfer'],
    recompute: (data) => [{ condition: null, values: rankOne(data) }],
    why: ([{ values }]) =>
      `The change is close to rank one (ratio ${said(values.ratio, 1)}), but its left direction is HellaSwag (${said(values.hellaswag)}), with TruthfulQA at ${said(values.truthfulqa)}.`,
  },
  {
    id: 'a-unstable-mode',
    paper: 'A',
    where: 'Appendix on the system (paper3A.tex)',
    group: 'dynamics',
    statement: 'The tax-phase system has an unstable mode with eigenvalue +0.536.',
    figures: [rounded('largest', 'largest real part', 0.536, 3, { unit: 'per decade', printed: '+0.536' })],
    procedure: 'Eigenvalues of the released tax-phase matrix, largest real part.',
    data: ['phase_transfer'],
    recompute: (data) => [{ condition: null, values: { largest: eigenvalues(transfer(data).A_tax)[0].re } }],
    why: ([{ values }]) =>
      `The released matrix has an unstable mode, of ${said(values.largest, 3)} a decade; the published value belongs to another matrix.`,
  },
];
