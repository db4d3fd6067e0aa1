/**
 * What association do columns show when nothing but chance relates them? Each draw permutes columns by themselves and
 * computes |r| of two columns, or the effective dimensionality of the correlation matrix of several. CPU twin of
 * shaders/permutation-null.wgsl: draw d shuffles (Fisher–Yates, from the last row down) with words 0, 1, 2, … of resample d,
 * column after column. Tallies are whole numbers, so that those of any ranges of draws add up to the same.
 */
import { philox4x32 } from './philox';
import { inPortions, type DrawRange, type PortionControl } from './portions';
import { clamp, isConstant, mean } from './summary';

/** Statistics this close count as equal. */
export const TIE = 1e-10;
/** Equal bins of d_eff between 1 and the number of columns. */
export const NULL_BINS = 8192;
/** Sums over draws are kept in this fraction of the range 1 … k of d_eff: whole, and so the same in any order. */
export const UNITS = 65_536;
/** Words drawn between two looks at the clock: about 2 ms of work. */
const PORTION = 131_072;

/** One table of observations. */
export interface PermutationTable {
  /**
   * `r`: |r| of two columns, the second one permuted. `dEff`: effective dimensionality of the correlation matrix, every
   * column permuted.
   */
  statistic: 'r' | 'dEff';
  /** Observations, 2 or more, fewer than 2^21. */
  rows: number;
  /** Column after column: row i of column k at k·rows + i. Any units; no column constant. */
  values: Float64Array;
  /** Philox stream. */
  stream: number;
}

export interface PermutationJob {
  /** Key of the Philox generator, u32. */
  seed: number;
  /** Permutations of each table. */
  draws: number;
  tables: PermutationTable[];
}

/** Sums over draws; those of two ranges add up. Only the entries of a table's own statistic are filled. */
export interface PermutationTallies {
  /** By table: draws whose |r| is at least the observed one. */
  reached: Uint32Array;
  /** By table: sums of s and s², s = (d_eff − 1)/(k − 1), each term rounded to a whole number of 1/UNITS. */
  sum: Float64Array;
  sumOfSquares: Float64Array;
  /** d_eff, NULL_BINS for each dEff table in the tables' order; see `binsOf`. */
  bins: Uint32Array;
}

/** A table ready to be permuted: columns centred and of unit length, so that a dot product of two is their correlation. */
export interface UnitTable extends PermutationTable {
  columns: number;
  /** Columns permuted; they are the last ones. */
  permuted: number;
  /** Where its bins start in `PermutationTallies.bins`. */
  binsAt: number;
  /** Observed |r|; 0 for d_eff. */
  observed: number;
}

/** @throws RangeError for a seed, draws, stream or shape that cannot be, or a constant column */
export function unitTables({ seed, draws, tables }: PermutationJob): UnitTable[] {
  if (seed >>> 0 !== seed) throw new RangeError(`permutationNull: seed ${seed} is not a u32`);
  if (!Number.isInteger(draws) || draws < 1 || draws > 0xffffffff)
    throw new RangeError(`permutationNull: ${draws} draws; give an integer from 1 to ${0xffffffff}`);
  let binsAt = 0;
  return tables.map((table, t) => {
    const { statistic, rows, values, stream } = table;
    const columns = values.length / rows;
    const fits = statistic === 'r' ? columns === 2 : Number.isInteger(columns) && columns >= 2;
    if (!Number.isInteger(rows) || rows < 2 || rows >= 2 ** 21 || !fits || stream >>> 0 !== stream)
      throw new RangeError(
        `permutationNull: table ${t} has ${values.length} values in ${rows} rows and stream ${stream}; ` +
          `${statistic} needs 2 rows or more, ${statistic === 'r' ? '2 columns' : '2 columns or more'} and a u32 stream`,
      );
    const unit = new Float64Array(values.length);
    for (let k = 0; k < columns; k++) {
      const column = values.subarray(k * rows, (k + 1) * rows);
      if (isConstant(column))
        throw new RangeError(
          `permutationNull: column ${k} of table ${t} is ${column[0]} everywhere; leave it out`,
        );
      unit.set(unitColumn(column), k * rows);
    }
    const ready: UnitTable = {
      ...table,
      values: unit,
      columns,
      permuted: statistic === 'r' ? 1 : columns,
      binsAt,
      observed: statistic === 'r' ? Math.abs(clamp(dot(unit, 0, unit, rows, rows), -1, 1)) : 0,
    };
    if (statistic === 'dEff') binsAt += NULL_BINS;
    return ready;
  });
}

function unitColumn(column: Float64Array): Float64Array {
  const centre = mean(column);
  const centred = column.map((value) => value - centre);
  const length = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0));
  return centred.map((value) => value / length);
}

/** Tallies of no draw. */
export function noPermutations({ tables }: PermutationJob): PermutationTallies {
  const spectra = tables.filter(({ statistic }) => statistic === 'dEff').length;
  return {
    reached: new Uint32Array(tables.length),
    sum: new Float64Array(tables.length),
    sumOfSquares: new Float64Array(tables.length),
    bins: new Uint32Array(spectra * NULL_BINS),
  };
}

/** Adds `more` to `into`, and gives it back. */
export function addPermutations(into: PermutationTallies, more: PermutationTallies): PermutationTallies {
  for (const name of ['reached', 'sum', 'sumOfSquares', 'bins'] as const)
    for (let i = 0; i < more[name].length; i++) into[name][i] += more[name][i];
  return into;
}

/**
 * Tallies of a range of draws, of all by default.
 * @throws RangeError for an impossible job; the signal's reason when aborted
 */
export async function permutationNullOnCpu(
  job: PermutationJob,
  control: PortionControl = {},
  range: DrawRange = { from: 0, to: job.draws },
): Promise<PermutationTallies> {
  const tables = unitTables(job);
  const tallies = noPermutations(job);
  const words = tables.reduce((sum, { permuted, rows }) => sum + permuted * rows, 0);
  const scratch = new Float64Array(Math.max(0, ...tables.map(({ values }) => values.length)));
  await inPortions(range, Math.max(1, Math.floor(PORTION / Math.max(1, words))), control, (from, to) =>
    tables.forEach((table, t) =>
      table.statistic === 'r'
        ? countReached(table, t, job.seed, from, to, scratch, tallies)
        : countDimensions(table, t, job.seed, from, to, scratch, tallies),
    ),
  );
  return tallies;
}

function countReached(
  { rows, values, stream, observed }: UnitTable,
  t: number,
  seed: number,
  from: number,
  to: number,
  scratch: Float64Array,
  tallies: PermutationTallies,
): void {
  const bound = observed - TIE;
  let reached = 0;
  for (let draw = from; draw < to; draw++) {
    for (let i = 0; i < rows; i++) scratch[i] = values[rows + i];
    shuffle(scratch, 1, rows, seed, draw, stream);
    if (Math.abs(clamp(dot(values, 0, scratch, 0, rows), -1, 1)) >= bound) reached++;
  }
  tallies.reached[t] += reached;
}

function countDimensions(
  { rows, columns, values, stream, binsAt }: UnitTable,
  t: number,
  seed: number,
  from: number,
  to: number,
  scratch: Float64Array,
  { bins, sum, sumOfSquares }: PermutationTallies,
): void {
  for (let draw = from; draw < to; draw++) {
    scratch.set(values);
    shuffle(scratch, columns, rows, seed, draw, stream);
    let squares = 0;
    for (let j = 1; j < columns; j++)
      for (let k = 0; k < j; k++) squares += dot(scratch, j * rows, scratch, k * rows, rows) ** 2;
    // d_eff = k²/(k + 2S), S the sum of r² over pairs; as a share of 1 … k, without the difference d_eff − 1.
    const share = Math.max(
      0,
      (columns * (columns - 1) - 2 * squares) / ((columns - 1) * (columns + 2 * squares)),
    );
    bins[binsAt + Math.min(NULL_BINS - 1, Math.floor(share * NULL_BINS))]++;
    sum[t] += Math.round(share * UNITS);
    sumOfSquares[t] += Math.round(share * share * UNITS);
  }
}

const words = new Uint32Array(4);

/** Shuffles the first `columns` columns of `a` in place, each by itself. */
function shuffle(
  a: Float64Array,
  columns: number,
  rows: number,
  seed: number,
  draw: number,
  stream: number,
): void {
  let position = 0;
  for (let start = 0; start < columns * rows; start += rows)
    for (let i = rows - 1; i > 0; i--) {
      if ((position & 3) === 0) philox4x32(words, position >>> 2, draw, stream, 0, seed, 0);
      // floor(word·(i + 1)/2^32): exact, since the product stays below 2^53.
      const j = Math.floor(words[position++ & 3] * (i + 1) * 2 ** -32);
      const kept = a[start + i];
      a[start + i] = a[start + j];
      a[start + j] = kept;
    }
}

function dot(a: Float64Array, atA: number, b: Float64Array, atB: number, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += a[atA + i] * b[atB + i];
  return sum;
}

/** Two-sided p = (1 + k)/(1 + draws) of each table's r; of no meaning for d_eff. */
export const permutationP = ({ reached }: PermutationTallies, draws: number): number[] =>
  Array.from(reached, (count) => (1 + count) / (1 + draws));

/** Distribution of d_eff under the null. */
export interface NullDimension {
  mean: number;
  /** With n. */
  sd: number;
  /** 2.5 and 97.5 % quantiles, to within a bin of (k − 1)/NULL_BINS. */
  lo: number;
  hi: number;
}

/** The null of table `t`, a dEff one, from the tallies of all its draws. @throws RangeError when it is of r */
export function nullDimension(job: PermutationJob, tallies: PermutationTallies, t: number): NullDimension {
  const { statistic, values, rows } = job.tables[t];
  if (statistic !== 'dEff') throw new RangeError(`nullDimension: table ${t} is of ${statistic}, not of dEff`);
  const { draws } = job;
  const before = job.tables.slice(0, t).filter((table) => table.statistic === 'dEff').length;
  const bins = tallies.bins.subarray(before * NULL_BINS, (before + 1) * NULL_BINS);
  const width = values.length / rows - 1;
  const centre = tallies.sum[t] / UNITS / draws;
  const spread = Math.max(0, tallies.sumOfSquares[t] / UNITS / draws - centre * centre);
  const quantile = (p: number): number => {
    const target = p * draws;
    let below = 0;
    let bin = 0;
    while (below + bins[bin] < target) below += bins[bin++];
    return 1 + (width * (bin + (target - below) / bins[bin])) / NULL_BINS;
  };
  return {
    mean: 1 + width * centre,
    sd: width * Math.sqrt(spread),
    lo: quantile(0.025),
    hi: quantile(0.975),
  };
}
