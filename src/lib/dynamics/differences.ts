/** Rates of change of a series, and where they hold: what a system is fitted to. Pure. */

/** State and rate side by side: `at[k][i]` is state k where its rate `rate[k][i]` is known. */
export interface Rates {
  at: Float64Array[];
  rate: Float64Array[];
}

/**
 * Finite differences over the intervals of a series, held to be the rates at the mean of both ends: exact for a parabola,
 * an error of the square of the interval otherwise.
 * @param time ascending; n points give n − 1 rates
 * @param states states[k][i] at time[i]
 * @throws RangeError when a state has another length than `time`, or time does not ascend
 */
export function midpointDifferences(time: ArrayLike<number>, states: readonly ArrayLike<number>[]): Rates {
  const n = time.length;
  for (let i = 1; i < n; i++)
    if (!(time[i] > time[i - 1]))
      throw new RangeError(`midpointDifferences: time ${time[i]} after ${time[i - 1]}; give ascending times`);
  states.forEach((state, k) => {
    if (state.length !== n)
      throw new RangeError(`midpointDifferences: ${state.length} values of state ${k} at ${n} times`);
  });
  const overIntervals = (value: (state: ArrayLike<number>, i: number) => number) =>
    states.map((state) => {
      const column = new Float64Array(Math.max(0, n - 1));
      for (let i = 0; i < column.length; i++) column[i] = value(state, i);
      return column;
    });
  return {
    at: overIntervals((state, i) => (state[i] + state[i + 1]) / 2),
    rate: overIntervals((state, i) => (state[i + 1] - state[i]) / (time[i + 1] - time[i])),
  };
}

/** Rates of several series of the same states, one after another: series are never joined to each other. */
export function pooledRates(series: readonly Rates[]): Rates {
  if (series.length === 1) return series[0];
  const joined = (column: (one: Rates) => Float64Array[]) =>
    column(series[0]).map((_, k) => Float64Array.from(series.flatMap((one) => Array.from(column(one)[k]))));
  return { at: joined((one) => one.at), rate: joined((one) => one.rate) };
}
