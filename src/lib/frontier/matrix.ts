/**
 * Correlations of all benchmark pairs of a panel. Contract: each cell tells its n, since cells of a pairwise matrix rest on
 * different models, and together they need not be the correlations of anything: the smallest eigenvalue says whether they can be.
 * The eigenstructure is therefore taken from complete cases, and shown beside what unrelated benchmarks give.
 */
import { fisherInterval, pearson } from '../stats/correlation';
import { dimensionalityInterval, parallelAnalysis, type Estimate } from '../stats/dimensionality';
import { correlationMatrix, symmetricEigen } from '../stats/eigen';
import { resampledComponents, unrelatedEigenvalues } from '../stats/eigenBootstrap';
import { falseDiscoveryRates } from '../stats/falseDiscovery';
import type { PortionControl } from '../stats/portions';
import { quantiles } from '../stats/quantile';
import type { Benchmark } from '../scores/table';
import { correlationP } from './line';
import { cellValue, type FrontierTable, type Values } from './model';
import type { Sampling } from './sampling';
import { STREAM } from './streams';

export interface MatrixCell {
  benchmarks: [string, string];
  /** Models with both scores. */
  n: number;
  r: number | null;
  /** 95 % Fisher interval; null for n < 4. */
  interval: [lo: number, hi: number] | null;
  /** Two-sided, t with n − 2; and its Benjamini–Hochberg q over all cells. */
  p: number | null;
  q: number | null;
  /** Fewer than ten models: shown, not to be read. */
  weak: boolean;
}

export interface MatrixEigenstructure {
  benchmarks: string[];
  /** Complete cases. */
  n: number;
  weak: boolean;
  /** Eigenvalues, descending, with 95 % bootstrap interval and the median and 95 % point of permuted columns. */
  eigenvalues: { value: number; lo: number; hi: number; nullMedian: number; null95: number }[];
  eigenvectors: number[][];
  dEff: Estimate | null;
  nullDEff: Estimate | null;
}

export interface FrontierMatrix {
  benchmarks: string[];
  cells: MatrixCell[];
  /** Of the pairwise matrix; null while a cell has no r. */
  smallestEigenvalue: number | null;
  positiveSemiDefinite: boolean | null;
  /** The same cells over the models that have every score. */
  completeN: number;
  completeCells: { benchmarks: [string, string]; r: number | null }[];
  /** Over complete cases; null with fewer than four. */
  eigenstructure: MatrixEigenstructure | null;
}

/** Below this an eigenstructure, or a cell, is marked weak. */
export const WEAK_BELOW = 10;
const LEAST_COMPLETE = 4;
/** Draws of the components: an eigenproblem each. */
const MOST_COMPONENT_DRAWS = 1000;

const pairsOf = <T>(list: readonly T[]): [T, T][] =>
  list.flatMap((one, i) => list.slice(i + 1).map((other): [T, T] => [one, other]));

/** Values of some benchmarks for the models that have them all. */
export function completeCases(
  table: FrontierTable,
  keys: readonly string[],
  values: Values,
): { models: string[]; rows: number[][] } {
  const models: string[] = [];
  const rows: number[][] = [];
  for (const model of table.models) {
    if (model.excluded) continue;
    const row = keys.flatMap((key) => cellValue(model, key, values) ?? []);
    if (row.length !== keys.length) continue;
    models.push(model.id);
    rows.push(row);
  }
  return { models, rows };
}

const column = (rows: readonly number[][], at: number) => rows.map((row) => row[at]);

/**
 * @param benchmarks columns of the matrix, two or more
 * @throws the signal's reason when aborted
 */
export async function frontierMatrix(
  table: FrontierTable,
  benchmarks: readonly Benchmark[],
  values: Values,
  sampling: Sampling,
  control: PortionControl = {},
): Promise<FrontierMatrix> {
  const keys = benchmarks.map(({ key }) => key);
  const bare = pairsOf(keys).map((pair) => {
    const { rows } = completeCases(table, pair, values);
    const n = rows.length;
    const r = n < 2 ? null : pearson(column(rows, 0), column(rows, 1));
    return {
      benchmarks: pair,
      n,
      r: n < 3 ? null : r,
      interval: r === null ? null : fisherInterval(r, n),
      p: r === null ? null : correlationP(r, n),
      weak: n < WEAK_BELOW,
    };
  });
  const qs = falseDiscoveryRates(bare.map(({ p }) => p));
  const cells = bare.map((cell, i): MatrixCell => ({ ...cell, q: qs[i] }));
  const smallestEigenvalue = smallestOf(keys, cells);
  const complete = completeCases(table, keys, values);
  return {
    benchmarks: keys,
    cells,
    smallestEigenvalue,
    positiveSemiDefinite: smallestEigenvalue === null ? null : smallestEigenvalue >= -1e-9,
    completeN: complete.rows.length,
    completeCells: pairsOf(keys.map((_, i) => i)).map(([i, j]) => ({
      benchmarks: [keys[i], keys[j]],
      r: complete.rows.length < 3 ? null : pearson(column(complete.rows, i), column(complete.rows, j)),
    })),
    eigenstructure: await eigenstructureOf(keys, complete.rows, sampling, control),
  };
}

/** Smallest eigenvalue of a matrix of correlations given pair by pair; null while one is missing. */
export function smallestOf(
  keys: readonly string[],
  cells: readonly { benchmarks: [string, string]; r: number | null }[],
): number | null {
  if (keys.length < 2) return null;
  const matrix = keys.map((_, i) => keys.map((__, j): number => (i === j ? 1 : 0)));
  for (const { benchmarks, r } of cells) {
    if (r === null) return null;
    const [i, j] = benchmarks.map((key) => keys.indexOf(key));
    matrix[i][j] = r;
    matrix[j][i] = r;
  }
  return symmetricEigen(matrix).values[keys.length - 1];
}

/** Eigenstructure of complete cases; null with fewer than four, or a benchmark that does not vary. */
export async function eigenstructureOf(
  keys: readonly string[],
  rows: number[][],
  { seed, draws }: Sampling,
  control: PortionControl = {},
): Promise<MatrixEigenstructure | null> {
  if (keys.length < 2 || rows.length < LEAST_COMPLETE) return null;
  const correlation = correlationMatrix(rows);
  if (correlation === null) return null;
  const { values, vectors } = symmetricEigen(correlation);
  const few = Math.min(draws, MOST_COMPONENT_DRAWS);
  const resampled = await resampledComponents(
    rows,
    vectors,
    { seed, draws: few, stream: STREAM.matrixComponents },
    { signal: control.signal },
  );
  const unrelated = await unrelatedEigenvalues(
    rows,
    { seed, draws: few, stream: STREAM.matrixComponentsNull },
    { signal: control.signal },
  );
  const range = (sample: number[] | undefined, ps: [number, number]): number[] =>
    // Ranks beyond the number of models have no eigenvalue other than 0.
    sample === undefined || sample.length === 0 ? [0, 0] : quantiles(sample, ps);
  return {
    benchmarks: [...keys],
    n: rows.length,
    weak: rows.length < WEAK_BELOW,
    eigenvalues: values.map((value, k) => {
      const [lo, hi] = range(resampled.values[k], [0.025, 0.975]);
      const [nullMedian, null95] = range(unrelated[k], [0.5, 0.95]);
      return { value: Math.max(0, value), lo, hi, nullMedian, null95 };
    }),
    eigenvectors: vectors,
    dEff:
      dimensionalityInterval(rows, { seed, draws, stream: STREAM.matrixDimensionality })?.correlation ?? null,
    nullDEff: parallelAnalysis(rows, { seed, draws, stream: STREAM.matrixDimensionalityNull }),
  };
}
