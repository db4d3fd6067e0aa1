/**
 * Directions in the residual stream: mean(true) − mean(false) over minimal pairs, and the controls that stand beside it.
 * Every direction is of length 1; its strength α is in units of the stream's RMS norm at that layer, so that a truth
 * direction and its controls of one α are vectors of equal length.
 */
import { fillNormals, openStream } from '../../stats/philox';
import { rmsNorm, type Readings } from './readings';
import { STREAM } from './streams';

export interface Direction {
  layer: number;
  /** [hidden], of length 1. */
  unit: Float32Array;
  /** Length of the mean difference before it was brought to 1. */
  norm: number;
  /** RMS norm of the stream at this layer, at the last token of the statements; α is in units of it. */
  rms: number;
}

/** α·rms·unit: what is added to the stream. */
export function steeringVector({ unit, rms }: Pick<Direction, 'unit' | 'rms'>, alpha: number): Float32Array {
  return unit.map((x) => alpha * rms * x);
}

/**
 * @param readings statements in pairs: the true one of pair i at 2i, the false one at 2i + 1
 * @param pairs indices of the pairs that count
 * @throws RangeError when there are none, or their states do not differ at all
 */
export function truthDirection(readings: Readings, layer: number, pairs: readonly number[]): Direction {
  return directionOfPairs(readings, layer, pairs, () => 1);
}

/**
 * The same over the same pairs with half of them turned round, drawn by the seed: true and false are then mixed evenly, and
 * what is left is what any difference of so many sentences would give.
 * @param draw which of several
 */
export function shuffledDirection(
  readings: Readings,
  layer: number,
  pairs: readonly number[],
  seed: number,
  draw: number,
): Direction {
  if (pairs.length < 2)
    throw new RangeError('shuffledDirection: 1 pair; labels of at least 2 can be shuffled');
  const stream = openStream(seed, STREAM.shuffled, draw);
  const order = pairs.map((_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const j = stream.nextIndex(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  const turned = new Set(order.slice(0, pairs.length >> 1));
  return directionOfPairs(readings, layer, pairs, (i) => (turned.has(i) ? -1 : 1));
}

/** Normal components, brought to length 1: every direction is as likely as every other. */
export function randomUnit(hidden: number, layer: number, seed: number, draw: number): Float32Array {
  const components = new Float64Array(hidden);
  fillNormals(components, seed, STREAM.random, layer * 256 + draw);
  return unitOf(components).unit;
}

/** mean(true) − mean(false) of statements that are not pairs, as published. */
export function differenceOfMeans(
  readings: Readings,
  layer: number,
  trueStatements: readonly number[],
  falseStatements: readonly number[],
): Direction {
  const sum = new Float64Array(readings.hidden);
  const states = statesOf(readings, layer);
  for (const [list, sign] of [
    [trueStatements, 1],
    [falseStatements, -1],
  ] as const) {
    if (list.length === 0) throw new RangeError('differenceOfMeans: no statements on one side');
    for (const i of list) addRow(sum, states, i, sign / list.length);
  }
  return { layer, ...unitOf(sum), rms: rmsNorm(readings, layer, [...trueStatements, ...falseStatements]) };
}

/** Sum of products: the coordinate of a state along a direction. */
export function along(unit: ArrayLike<number>, state: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < unit.length; j++) sum += unit[j] * state[j];
  return sum;
}

export const lengthOf = (vector: ArrayLike<number>): number => Math.sqrt(along(vector, vector));

function directionOfPairs(
  readings: Readings,
  layer: number,
  pairs: readonly number[],
  sign: (i: number) => number,
): Direction {
  if (pairs.length === 0) throw new RangeError('a direction needs at least one pair');
  const states = statesOf(readings, layer);
  const sum = new Float64Array(readings.hidden);
  pairs.forEach((pair, i) => {
    addRow(sum, states, 2 * pair, sign(i) / pairs.length);
    addRow(sum, states, 2 * pair + 1, -sign(i) / pairs.length);
  });
  const statements = pairs.flatMap((pair) => [2 * pair, 2 * pair + 1]);
  return { layer, ...unitOf(sum), rms: rmsNorm(readings, layer, statements) };
}

function statesOf(readings: Readings, layer: number): Float32Array {
  const states = readings.states.get(layer);
  if (!states) throw new RangeError(`layer ${layer} was not read`);
  return states;
}

function addRow(sum: Float64Array, rows: Float32Array, row: number, weight: number): void {
  const at = row * sum.length;
  for (let j = 0; j < sum.length; j++) sum[j] += weight * rows[at + j];
}

function unitOf(vector: Float64Array): { unit: Float32Array; norm: number } {
  const norm = lengthOf(vector);
  if (!(norm > 0 && norm < Infinity))
    throw new RangeError(
      `a direction of length ${norm}: the true and the false statements do not differ where they are read; read at the object’s token, or give other pairs`,
    );
  return { unit: Float32Array.from(vector, (x) => x / norm), norm };
}
