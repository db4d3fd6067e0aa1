/**
 * Two-sided permutation tests of Pearson r for many pairs of columns over the same observations, when not all orders can be
 * visited. One random order serves all pairs of a draw, so that a draw costs one shuffle and one product a pair; each p alone
 * is the one that `permutationTest` gives with the same words.
 */
import { indexOf, openStream } from './philox';
import { inPortions, type PortionControl } from './portions';
import { STREAM } from './streams';
import { isConstant, mean } from './summary';

/** Statistics this close count as equal. */
const TIE = 1e-10;
/** Multiply-adds between two looks at the clock: a few ms. */
const PORTION = 2_000_000;

export interface PairsOfColumns {
  /** Columns of equal length n ≥ 2, none constant. */
  columns: readonly Float64Array[];
  /** Positions of two columns; the second is the one that is permuted. */
  pairs: readonly (readonly [number, number])[];
}

/**
 * Share p = (1 + k)/(1 + draws) of random orders whose |r| is at least the observed one (within 1e-10), for each pair.
 * Draw d shuffles with the words of resample d.
 * @throws RangeError for columns of unequal length, a constant column or impossible draws; the signal's reason
 */
export async function permutationPairs(
  { columns, pairs }: PairsOfColumns,
  { seed, draws, stream = STREAM.permutation }: { seed: number; draws: number; stream?: number },
  control: PortionControl = {},
): Promise<Float64Array> {
  if (!Number.isInteger(draws) || draws < 1)
    throw new RangeError(`permutationPairs: ${draws} draws; give a positive whole number`);
  const n = columns[0]?.length ?? 0;
  const units = new Float64Array(columns.length * n);
  columns.forEach((column, k) => units.set(unitColumn(column, k, n), k * n));
  /** Pairs by their second column, which is put in order once a draw; `starts[j]` is where those of column j begin. */
  const bySecond = columns.map((_, j) => pairs.flatMap(([, second], at) => (second === j ? [at] : [])));
  const starts = Uint32Array.from([0, ...bySecond.map(({ length }) => length)]);
  for (let j = 0; j < columns.length; j++) starts[j + 1] += starts[j];
  const sorted = Uint32Array.from(bySecond.flat());
  const firsts = Uint32Array.from(sorted, (at) => pairs[at][0] * n);
  const bounds = Float64Array.from(
    sorted,
    (at, k) => Math.abs(product(units, firsts[k], units, pairs[at][1] * n, n)) - TIE,
  );
  const reached = new Uint32Array(sorted.length);
  const order = new Uint32Array(n);
  const permuted = new Float64Array(n);
  const random = openStream(seed, stream, 0);
  const portion = Math.max(1, Math.floor(PORTION / Math.max(1, n * (pairs.length + 20))));
  await inPortions({ from: 0, to: draws }, portion, control, (from, to) => {
    for (let draw = from; draw < to; draw++) {
      random.restart(draw);
      for (let i = 0; i < n; i++) order[i] = i;
      for (let i = n - 1; i > 0; i--) {
        const j = indexOf(random.nextWord(), i + 1);
        const kept = order[i];
        order[i] = order[j];
        order[j] = kept;
      }
      for (let second = 0; second < columns.length; second++) {
        const end = starts[second + 1];
        if (starts[second] === end) continue;
        for (let i = 0; i < n; i++) permuted[i] = units[second * n + order[i]];
        for (let k = starts[second]; k < end; k++)
          if (Math.abs(product(units, firsts[k], permuted, 0, n)) >= bounds[k]) reached[k]++;
      }
    }
  });
  const ps = new Float64Array(pairs.length);
  sorted.forEach((at, k) => (ps[at] = (1 + reached[k]) / (1 + draws)));
  return ps;
}

function unitColumn(column: Float64Array, k: number, n: number): Float64Array {
  if (column.length !== n || n < 2)
    throw new RangeError(
      `permutationPairs: column ${k} has ${column.length} values; each needs ${n}, 2 or more`,
    );
  if (isConstant(column))
    throw new RangeError(`permutationPairs: column ${k} is ${column[0]} everywhere; leave it out`);
  const centre = mean(column);
  const centred = column.map((value) => value - centre);
  const length = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0));
  return centred.map((value) => value / length);
}

/** Of columns of unit length: their correlation, but for rounding beyond ±1, which no comparison here sees. */
function product(a: Float64Array, atA: number, b: Float64Array, atB: number, n: number): number {
  // Two sums, so that one addition need not wait for the other.
  let even = 0;
  let odd = 0;
  let i = 0;
  for (; i + 1 < n; i += 2) {
    even += a[atA + i] * b[atB + i];
    odd += a[atA + i + 1] * b[atB + i + 1];
  }
  return i < n ? even + odd + a[atA + i] * b[atB + i] : even + odd;
}
