/** What the matrix of benchmark pairs over frontier models says, pair by pair or over complete cases. Pure. */
import { outsideItsInterval } from '../../coupling/dimensionWords';
import { capitalised, count } from '../../coupling/words';
import type { CouplingMatrix, Eigenstructure, PairCoupling } from '../../coupling/sections';
import type { FrontierMatrix } from '../../frontier/matrix';
import { bracket, fixed, pValue } from '../../ui/format';
import { named, type Labels } from '../naming';
import type { DataTable } from '../tables';

const NBSP = '\u00a0';

/** Each cell over the models that have both scores, or all cells over the models that have every score. */
export type Cases = 'pairwise' | 'complete';

const LEAST_TO_READ = 10;

/** In the shape that the matrix layout reads. A cell over complete cases has no p of its own here. */
export function matrixOf(matrix: FrontierMatrix, cases: Cases): CouplingMatrix {
  const { benchmarks, cells, completeCells, completeN } = matrix;
  const pairs = cells.map((cell, i): PairCoupling => {
    const over = { benchmarks: cell.benchmarks, partial: null, slope: null };
    return cases === 'pairwise'
      ? { ...over, n: cell.n, r: cell.r, p: cell.p, q: cell.q }
      : { ...over, n: completeN, r: completeCells[i]?.r ?? null, p: null, q: null };
  });
  return {
    benchmarks,
    pairs,
    smallestEigenvalue: matrix.smallestEigenvalue,
    positiveSemiDefinite: matrix.positiveSemiDefinite,
  };
}

export function pairsFinding({ cells, completeN, benchmarks }: FrontierMatrix, cases: Cases): string {
  if (cases === 'complete')
    return `${capitalised(count(completeN))} ${completeN === 1 ? 'model has' : 'models have'} all ${count(benchmarks.length)} scores${completeN < LEAST_TO_READ ? ': too few to read correlations from' : ''}`;
  const readable = cells.filter(({ weak }) => !weak);
  const marked = readable.filter(({ q }) => q !== null && q < 0.05);
  if (readable.length === 0) return 'No pair of benchmarks has ten models in common';
  return `${capitalised(count(marked.length))} of ${cells.length} pairs ${marked.length === 1 ? 'correlates' : 'correlate'} over ten or more models at q < 5${NBSP}%`;
}

export const pairsCaption = (cases: Cases): string =>
  cases === 'pairwise'
    ? `Pearson r over the models that have both scores, n in each cell; outline and *: q < 5${NBSP}% over all pairs (Benjamini–Hochberg)`
    : 'Pearson r over the models that have every score of the matrix: one set of models for all cells';

export function psdSentence({ smallestEigenvalue, positiveSemiDefinite }: FrontierMatrix): string {
  if (smallestEigenvalue === null || positiveSemiDefinite === null)
    return 'A cell has no correlation, so the matrix as a whole cannot be checked.';
  return positiveSemiDefinite
    ? `Together the pairwise cells can be correlations of one set of models (smallest eigenvalue ${fixed(smallestEigenvalue)}).`
    : `Together the pairwise cells cannot be correlations of any set of models: the smallest eigenvalue is ${fixed(smallestEigenvalue)}. Cells rest on different models; read them one by one.`;
}

export function cellText(
  { cells, completeCells, completeN }: FrontierMatrix,
  pair: PairCoupling,
  labels: Labels,
): string[] {
  const at = cells.findIndex(({ benchmarks }) => benchmarks.join() === pair.benchmarks.join());
  const cell = cells[at];
  const [a, b] = pair.benchmarks.map((key) => named(labels, key));
  if (!cell) return [`${a} and ${b}`];
  const complete = completeCells[at]?.r ?? null;
  return [
    `${a} and ${b}`,
    cell.r === null
      ? `not enough data (n = ${cell.n})`
      : `r ${fixed(cell.r)} ${bracket(cell.interval?.[0], cell.interval?.[1])}, n ${cell.n}`,
    ...(cell.p === null || cell.q === null ? [] : [`${pValue(cell.p)}, ${pValue(cell.q).replace('p', 'q')}`]),
    complete === null ? 'no complete cases' : `complete cases: r ${fixed(complete)}, n ${completeN}`,
    ...(cell.weak ? ['fewer than ten models: not to be read'] : []),
  ];
}

export const pairsTable = (matrix: FrontierMatrix, labels: Labels): DataTable => ({
  columns: ['Pair', 'n', 'r', '95 %', 'q', 'Complete cases'],
  rows: matrix.cells.map((cell, i) => [
    cell.benchmarks.map((key) => named(labels, key)).join(' and '),
    String(cell.n),
    fixed(cell.r),
    bracket(cell.interval?.[0], cell.interval?.[1]),
    cell.q === null ? '–' : cell.q.toFixed(3),
    fixed(matrix.completeCells[i]?.r ?? null),
  ]),
});

/** In the shape that the scree chart reads; it draws neither loadings nor halves. */
export function screeOf(matrix: FrontierMatrix): Eigenstructure | null {
  const { eigenstructure: found } = matrix;
  return (
    found && {
      n: found.n,
      weak: found.weak,
      benchmarks: found.benchmarks,
      scree: found.eigenvalues,
      components: [],
      spread: [],
      halves: null,
    }
  );
}

export function dEffSentence({ eigenstructure }: FrontierMatrix): string {
  if (eigenstructure === null) return '';
  const { dEff, nullDEff, benchmarks, n } = eigenstructure;
  if (dEff === null) return '';
  const clause = outsideItsInterval(dEff);
  const outside = clause === null ? '' : ` ${capitalised(clause)}.`;
  const chance =
    nullDEff === null
      ? ''
      : ` Unrelated columns of the same length give ${fixed(nullDEff.dEff)} ${bracket(nullDEff.lo, nullDEff.hi)}.`;
  return `Effective dimensionality ${fixed(dEff.dEff)} ${bracket(dEff.lo, dEff.hi)} of ${benchmarks.length}, over ${n} complete cases.${outside}${chance}`;
}
