/** What the matrix of benchmark pairs says. Pure. */
import type { CouplingMatrix, PairCoupling } from '../coupling/sections';
import { capitalised } from '../coupling/words';
import { bracket, fixed, pValue } from '../ui/format';
import { isMarked, reading, type Measure } from './matrix';
import { named, type Labels } from './naming';
import type { DataTable } from './tables';
import { numberWord } from './words';

const NBSP = '\u00a0';

export const MEASURES: readonly { id: Measure; name: string }[] = [
  { id: 'r', name: 'r' },
  { id: 'partial', name: 'r given size' },
  { id: 'slope', name: 'slope' },
];

/** `q = 0.021`, `q < 0.001` */
export const qValue = (q: number): string => pValue(q).replace('p', 'q');

const pairsOf = (n: number): string => `${numberWord(n)} ${n === 1 ? 'pair' : 'pairs'}`;

/** Title: how many pairs stand out, and which way. */
export function matrixFinding({ pairs }: CouplingMatrix, measure: Measure): string {
  const known = pairs.filter((pair) => reading(pair, measure).value !== null);
  const given = measure === 'partial' ? 'Given size, ' : '';
  if (known.length === 0) return capitalised(`${given}no pair of benchmarks has enough models`);
  const marked = known.filter((pair) => isMarked(pair, measure));
  const singular = (words: string) => words.replace(/^have/, 'has').replace(/^stand/, 'stands');
  const limit =
    measure === 'slope' ? `have a slope whose interval leaves zero out` : `stand out at q < 5${NBSP}%`;
  const of = `of ${pairsOf(known.length)}`;
  if (known.length === 1) {
    const [only] = known;
    if (marked.length === 0) return capitalised(`${given}the one pair does not ${limit}`);
    const way = (reading(only, measure).value ?? 0) > 0 ? 'together' : 'against each other';
    return capitalised(`${given}the one pair ${singular(limit)}: ${way}`);
  }
  if (marked.length === 0) return capitalised(`${given}none ${of} ${singular(limit)}`);
  const up = marked.filter((pair) => (reading(pair, measure).value ?? 0) > 0).length;
  const down = marked.length - up;
  const ways = [up > 0 && `${numberWord(up)} together`, down > 0 && `${numberWord(down)} against each other`];
  const verb = marked.length === 1 ? singular(limit) : limit;
  return capitalised(
    `${given}${numberWord(marked.length)} ${of} ${verb}: ${ways.filter(Boolean).join(', ')}`,
  );
}

export function matrixCaption(measure: Measure): string {
  if (measure === 'slope')
    return `Points of the row’s or column’s later benchmark per point of the earlier one, errors in both; outline and *: the 95${NBSP}% interval leaves zero out`;
  const what = measure === 'r' ? 'Pearson r over the models of the family' : 'Pearson r given log size';
  return `${what}, n models in each cell; outline and *: q < 5${NBSP}% over all pairs (Benjamini–Hochberg)`;
}

/** Lines of a cell's tooltip; joined by commas they are its accessible name. */
export function cellLines(pair: PairCoupling, labels: Labels): string[] {
  const [a, b] = pair.benchmarks.map((key) => named(labels, key));
  const lines = [`${a} and ${b}`];
  const p = pair.p === null ? '' : `, ${pValue(pair.p)}`;
  const q = pair.q === null ? '' : `, ${qValue(pair.q)}`;
  lines.push(pair.r === null ? 'r not defined' : `r ${fixed(pair.r)}${p}${q}`);
  if (pair.partial)
    lines.push(
      `given size ${fixed(pair.partial.value)} ${bracket(pair.partial.lo, pair.partial.hi)}, ${qValue(pair.partial.q)}`,
    );
  if (pair.slope)
    lines.push(
      `${fixed(pair.slope.value)} ${bracket(pair.slope.lo, pair.slope.hi)} points of ${b} per point of ${a}`,
    );
  lines.push(`n ${pair.n}`);
  return lines;
}

/** Whether the matrix could be one of correlations of complete rows; null where a cell has no r. */
export function psdNote({ positiveSemiDefinite, smallestEigenvalue, pairs }: CouplingMatrix): string {
  if (positiveSemiDefinite === null || smallestEigenvalue === null)
    return 'Not every pair has an r, so the matrix as a whole has no spectrum.';
  const value = `smallest eigenvalue ${fixed(smallestEigenvalue, 3)}`;
  const same = new Set(pairs.map(({ n }) => n)).size === 1;
  if (positiveSemiDefinite)
    return same
      ? `All pairs rest on the same number of models; the matrix is positive semi-definite (${value}).`
      : `Pairs rest on different models; the matrix is positive semi-definite all the same (${value}).`;
  return `Pairs rest on different models, and the matrix is not positive semi-definite (${value}): read the cells, not the whole.`;
}

export const matrixSummary = (matrix: CouplingMatrix, measure: Measure): string =>
  `${matrixFinding(matrix, measure)}. ${matrix.benchmarks.length} benchmarks. ${psdNote(matrix)}`;

/** One row a pair: everything that any of the three views shows. */
export const matrixTable = ({ pairs }: CouplingMatrix, labels: Labels): DataTable => ({
  columns: ['Pair', 'n', 'r', 'p', 'q', 'r given size', '95 %', 'q', 'Slope', '95 %'],
  rows: pairs.map(({ benchmarks, n, r, p, q, partial, slope }) => [
    benchmarks.map((key) => named(labels, key)).join(' – '),
    String(n),
    fixed(r),
    fixed(p, 3),
    fixed(q, 3),
    fixed(partial?.value),
    bracket(partial?.lo, partial?.hi),
    fixed(partial?.q, 3),
    fixed(slope?.value),
    bracket(slope?.lo, slope?.hi),
  ]),
});
