/**
 * Initial value problems by the Runge–Kutta pair of Dormand & Prince 1980 (5(4), seven stages, the last reused as the next
 * step's first), with a PI step controller and Shampine's interpolant of order 4 between the steps (Hairer, Nørsett &
 * Wanner 1993, II.4–6). A solution that runs away is an outcome, not an error.
 */

/** Writes dy/dt at (t, y) into `out`. */
export type Rate = (t: number, y: Float64Array, out: Float64Array) => void;

export interface IntegrationOptions {
  /** Tolerances of the local error: absolute + relative·|y|. */
  relative?: number;
  absolute?: number;
  /** A state beyond ±bound has diverged. */
  bound?: number;
  maxSteps?: number;
}

export interface Solution {
  /** States at the asked times, as many as were reached. */
  states: Float64Array[];
  /** Null when all were reached; else where and why it ended. */
  stopped: { at: number; why: 'diverged' | 'too many steps' } | null;
}

const C = [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1];
const A = [
  [],
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
];
/** Fifth order less fourth. */
const E = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];
/** Of the interpolant's quartic part. */
const D = [
  -12715105075 / 11282082432,
  0,
  87487479700 / 32700410799,
  -10690763975 / 1880347072,
  701980252875 / 199316789632,
  -1453857185 / 822651844,
  69997945 / 29380423,
];

/**
 * Integrates from (t0, y0) through the asked times.
 * @param times ascending, none before t0
 * @throws RangeError when times do not ascend from t0
 */
export function integrate(
  rate: Rate,
  t0: number,
  y0: ArrayLike<number>,
  times: ArrayLike<number>,
  { relative = 1e-8, absolute = 1e-10, bound = 1e9, maxSteps = 20_000 }: IntegrationOptions = {},
): Solution {
  for (let i = 0; i < times.length; i++)
    if (!(times[i] >= (i === 0 ? t0 : times[i - 1])))
      throw new RangeError(
        `integrate: time ${times[i]} after ${i === 0 ? t0 : times[i - 1]}; give ascending times`,
      );
  const size = y0.length;
  const states: Float64Array[] = [];
  if (times.length === 0) return { states, stopped: null };
  const end = times[times.length - 1];
  let t = t0;
  let y = Float64Array.from(y0);
  const k = Array.from({ length: 7 }, () => new Float64Array(size));
  const stage = new Float64Array(size);

  const combined = (weights: readonly number[], i: number): number => {
    let sum = 0;
    for (let s = 0; s < weights.length; s++) sum += weights[s] * k[s][i];
    return sum;
  };
  /** Root mean square in units of the tolerance. */
  const norm = (value: (i: number) => number, y1: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < size; i++)
      sum += (value(i) / (absolute + relative * Math.max(Math.abs(y[i]), Math.abs(y1[i])))) ** 2;
    return Math.sqrt(sum / Math.max(1, size));
  };
  const between = (y1: Float64Array, h: number, theta: number): Float64Array =>
    y.map((start, i) => {
      const rise = y1[i] - start;
      const bend = h * k[0][i] - rise;
      const twist = rise - h * k[6][i] - bend;
      const rest = 1 - theta;
      return start + theta * (rise + rest * (bend + theta * (twist + rest * h * combined(D, i))));
    });

  while (states.length < times.length && times[states.length] === t) states.push(y.slice());
  rate(t, y, k[0]);
  const speed = norm((i) => k[0][i], y);
  let h = Math.min(end - t, speed > 0 ? 0.01 * Math.max(norm((i) => y[i], y) / speed, 1 / speed) : end - t);
  let previous = 1e-4;
  let rejected = false;
  for (let step = 0; states.length < times.length; step++) {
    if (step >= maxSteps) return { states, stopped: { at: t, why: 'too many steps' } };
    // A polynomial system that runs off in finite time takes ever smaller steps towards that time.
    if (!(t + h > t)) return { states, stopped: { at: t, why: 'diverged' } };
    h = Math.min(h, end - t);
    for (let s = 1; s < 7; s++) {
      for (let i = 0; i < size; i++) stage[i] = y[i] + h * combined(A[s], i);
      rate(t + C[s] * h, stage, k[s]);
    }
    const y1 = stage.slice();
    const error = norm((i) => h * combined(E, i), y1);
    if (!(error <= 1)) {
      h *= Number.isFinite(error) ? Math.max(0.2, 0.9 * error ** -0.2) : 0.1;
      rejected = true;
      continue;
    }
    const reached = t + h >= end ? end : t + h;
    if (y1.some((value) => !(Math.abs(value) <= bound)))
      return { states, stopped: { at: reached, why: 'diverged' } };
    while (states.length < times.length && times[states.length] <= reached)
      states.push(between(y1, h, Math.min(1, (times[states.length] - t) / h)));
    t = reached;
    y = y1;
    k[0].set(k[6]);
    const factor = error === 0 ? 10 : 0.9 * error ** -0.14 * previous ** 0.08;
    h *= Math.min(rejected ? 1 : 10, Math.max(0.2, factor));
    previous = Math.max(error, 1e-4);
    rejected = false;
  }
  return { states, stopped: null };
}
