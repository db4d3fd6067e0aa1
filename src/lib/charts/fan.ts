/** Layout of a forecast: ranges of its axes, and labels at the ends of its lines that keep apart. */
import type { BenchmarkForecast, MethodForecast, MethodId } from '../dynamics/forecast';
import type { Domain } from './domains';
import type { Observed } from './forecastWords';

/** Lines are told apart by their dashes, and by their names at their ends. */
export const DASHES: Readonly<Record<MethodId, string | null>> = {
  persistence: '1 3',
  constant: '2 6',
  line: '7 3',
  quadratic: '9 3 2 3',
  logistic: '4 3',
  sparse: '12 3 2 3 2 3',
};

/**
 * Range of scores: the observed and the chosen fan whole, other methods as far as they stay within one more such range.
 * Percent; not cut to 0…100, where a forecast may leave it.
 */
export function fanDomain(
  observed: readonly Observed[],
  benchmark: BenchmarkForecast,
  chosen: MethodId,
): Domain {
  const method = benchmark.methods.find((m) => m.method === chosen);
  const must = [
    ...observed.flatMap(({ value, sd }) => [value - 2 * (sd ?? 0), value + 2 * (sd ?? 0)]),
    ...(method ? [...method.fan.lo95, ...method.fan.hi95, ...method.band95] : []),
  ];
  if (must.length === 0) return [0, 100];
  const lo = Math.min(...must);
  const hi = Math.max(...must);
  const reach = Math.max(2, 0.5 * (hi - lo));
  const others = benchmark.methods.flatMap(({ value }) =>
    value > lo - reach && value < hi + reach ? [value] : [],
  );
  const from = Math.min(lo, ...others);
  const to = Math.max(hi, ...others);
  const air = 0.04 * (to - from) || 1;
  return [from - air, to + air];
}

export interface EndLabel {
  method: MethodForecast;
  y: number;
  /** The line ends outside the plot. */
  beyond: 'up' | 'down' | null;
}

/** Heights for the names at the lines' ends, `room` pixels apart at least, as near to their lines as that allows. */
export function endLabels(
  methods: readonly MethodForecast[],
  y: (value: number) => number,
  top: number,
  bottom: number,
  room = 15,
): EndLabel[] {
  const labels = methods
    .map((method): EndLabel => {
      const at = y(method.value);
      return {
        method,
        y: Math.min(bottom, Math.max(top, at)),
        beyond: at < top ? 'up' : at > bottom ? 'down' : null,
      };
    })
    .sort((a, b) => y(a.method.value) - y(b.method.value));
  for (let i = 1; i < labels.length; i++) labels[i].y = Math.max(labels[i].y, labels[i - 1].y + room);
  // Pushed out at the bottom: back up, the last first.
  let limit = bottom;
  for (const label of labels.toReversed()) {
    label.y = Math.min(label.y, limit);
    limit = label.y - room;
  }
  return labels;
}
