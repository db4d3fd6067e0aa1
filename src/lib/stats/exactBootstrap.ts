/**
 * The bootstrap distribution of a statistic of n points: exactly, over every multiset of n draws with its multinomial
 * weight, or by simulation where there are too many. Degenerate resamples (the statistic is undefined) are left out
 * and their probability is reported.
 */
import { openStream } from './philox';
import { STREAM } from './streams';
import { clamp, pairedLength } from './summary';

/** C(19, 10) = 92,378 multisets for n = 10; n = 11 would have 352,716. */
export const EXACT_BOOTSTRAP_UP_TO = 10;

/** Values with their probabilities; the weights sum to 1 − degenerateMass. */
export interface BootstrapDistribution {
  values: Float64Array;
  weights: Float64Array;
  degenerateMass: number;
}

function multisetCount(n: number): number {
  let count = 1;
  for (let k = 1; k < n; k++) count = (count * (n + k)) / k;
  return Math.round(count);
}

function checkExact(name: string, n: number): void {
  if (!(n >= 1 && n <= EXACT_BOOTSTRAP_UP_TO))
    throw new RangeError(
      `${name}: ${n} points; every multiset is visited for 1 to ${EXACT_BOOTSTRAP_UP_TO} points, draw at random beyond`,
    );
}

/** Reciprocals of c! for c = 0 … n, and n!/n^n: the parts of a multinomial weight. */
function multinomial(n: number): { inverseFactorial: Float64Array; scale: number } {
  const inverseFactorial = new Float64Array(n + 1).fill(1);
  let scale = 1;
  for (let c = 1; c <= n; c++) {
    inverseFactorial[c] = inverseFactorial[c - 1] / c;
    scale *= c / n;
  }
  return { inverseFactorial, scale };
}

/**
 * Exact bootstrap of any statistic.
 * @param statistic of a resample given as counts (how often each of the n points was drawn; reused between calls, so
 * not to be kept); null when undefined
 * @throws RangeError when n is not 1 … 10
 */
export function exactBootstrap(
  n: number,
  statistic: (counts: Uint8Array) => number | null,
): BootstrapDistribution {
  checkExact('exactBootstrap', n);
  const { inverseFactorial, scale } = multinomial(n);
  const counts = new Uint8Array(n);
  const values = new Float64Array(multisetCount(n));
  const weights = new Float64Array(values.length);
  let kept = 0;
  let degenerateMass = 0;
  const place = (point: number, left: number, weight: number): void => {
    if (point === n - 1) {
      counts[point] = left;
      const mass = weight * inverseFactorial[left];
      const value = statistic(counts);
      if (value === null) degenerateMass += mass;
      else {
        values[kept] = value;
        weights[kept++] = mass;
      }
      return;
    }
    for (let c = left; c >= 0; c--) {
      counts[point] = c;
      place(point + 1, left - c, weight * inverseFactorial[c]);
    }
  };
  place(0, n, scale);
  return { values: values.slice(0, kept), weights: weights.slice(0, kept), degenerateMass };
}

/**
 * Exact bootstrap of Pearson r. Moments are carried down the tree of counts, one point at a time, in the updating form
 * (Chan, Golub, LeVeque 1983): nothing is allocated per multiset, and two close points lose no digits, as the
 * difference of raw sums would. A resample is degenerate when all its x, or all its y, are equal.
 * @throws RangeError when the lengths differ, or n is not 2 … 10
 */
export function exactBootstrapR(x: ArrayLike<number>, y: ArrayLike<number>): BootstrapDistribution {
  const n = pairedLength('exactBootstrapR', x, y);
  checkExact('exactBootstrapR', n);
  const { inverseFactorial, scale } = multinomial(n);
  const values = new Float64Array(multisetCount(n));
  const weights = new Float64Array(values.length);
  let kept = 0;
  let degenerateMass = 0;

  /** `first` is a point already drawn, −1 for none; xVaries, yVaries: some drawn point differs from it. */
  const place = (
    point: number,
    drawn: number,
    weight: number,
    first: number,
    xVaries: boolean,
    yVaries: boolean,
    mx: number,
    my: number,
    sxx: number,
    syy: number,
    sxy: number,
  ): void => {
    const last = point === n - 1;
    for (let c = last ? n - drawn : 0; c <= n - drawn; c++) {
      let nextFirst = first;
      let nextXVaries = xVaries;
      let nextYVaries = yVaries;
      let nmx = mx;
      let nmy = my;
      let nsxx = sxx;
      let nsyy = syy;
      let nsxy = sxy;
      if (c > 0) {
        if (first < 0) {
          nextFirst = point;
          nmx = x[point];
          nmy = y[point];
        } else {
          nextXVaries = xVaries || x[point] !== x[first];
          nextYVaries = yVaries || y[point] !== y[first];
          const dx = x[point] - mx;
          const dy = y[point] - my;
          const share = c / (drawn + c);
          const gain = drawn * share;
          nmx += dx * share;
          nmy += dy * share;
          nsxx += dx * dx * gain;
          nsyy += dy * dy * gain;
          nsxy += dx * dy * gain;
        }
      }
      const mass = weight * inverseFactorial[c];
      if (!last) {
        place(point + 1, drawn + c, mass, nextFirst, nextXVaries, nextYVaries, nmx, nmy, nsxx, nsyy, nsxy);
      } else if (nextXVaries && nextYVaries) {
        values[kept] = clamp(nsxy / (Math.sqrt(nsxx) * Math.sqrt(nsyy)), -1, 1);
        weights[kept++] = mass;
      } else {
        degenerateMass += mass;
      }
    }
  };
  place(0, 0, scale, -1, false, false, 0, 0, 0, 0, 0);
  return { values: values.slice(0, kept), weights: weights.slice(0, kept), degenerateMass };
}

/**
 * The same by simulation, for more points than can be enumerated. Draw d takes its n indices from resample d.
 * @returns equal weights 1/draws over the draws that are not degenerate
 * @throws RangeError when the lengths differ, n < 2, or draws is not a positive whole number
 */
export function monteCarloBootstrapR(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { seed, draws = 100_000, stream = STREAM.bootstrapR }: { seed: number; draws?: number; stream?: number },
): BootstrapDistribution {
  const n = pairedLength('monteCarloBootstrapR', x, y);
  if (!Number.isInteger(draws) || draws < 1)
    throw new RangeError(`monteCarloBootstrapR: ${draws} draws; give a positive whole number`);
  const random = openStream(seed, stream, 0);
  const values = new Float64Array(draws);
  let kept = 0;
  for (let draw = 0; draw < draws; draw++) {
    random.restart(draw);
    const first = random.nextIndex(n);
    let xVaries = false;
    let yVaries = false;
    let mx = x[first];
    let my = y[first];
    let sxx = 0;
    let syy = 0;
    let sxy = 0;
    for (let drawn = 1; drawn < n; drawn++) {
      const point = random.nextIndex(n);
      xVaries ||= x[point] !== x[first];
      yVaries ||= y[point] !== y[first];
      const dx = x[point] - mx;
      const dy = y[point] - my;
      const share = 1 / (drawn + 1);
      const gain = drawn * share;
      mx += dx * share;
      my += dy * share;
      sxx += dx * dx * gain;
      syy += dy * dy * gain;
      sxy += dx * dy * gain;
    }
    if (xVaries && yVaries) values[kept++] = clamp(sxy / (Math.sqrt(sxx) * Math.sqrt(syy)), -1, 1);
  }
  return {
    values: values.slice(0, kept),
    weights: new Float64Array(kept).fill(1 / draws),
    degenerateMass: (draws - kept) / draws,
  };
}
