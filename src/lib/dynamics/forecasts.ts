/** Forecasts of all benchmarks of a family: every method on each, ranked, one shown first. */
import { forecastsOf, type Answer, type Reach } from './fan';
import type { BenchmarkForecast, MethodForecast, MethodScore, Trajectory } from './forecast';
import type { Method } from './methods/method';
import { chooseMethod, ranked } from './rank';

/** Series, and the methods that see them: one benchmark a trajectory, or all at once for methods that couple them. */
export interface Task {
  trajectory: Trajectory;
  methods: readonly Method[];
}

/**
 * @param tasks every benchmark that is forecast is in a task with persistence
 * @param scores how the methods did on other families; may be empty
 * @returns in the order in which benchmarks first appear
 */
export function benchmarkForecasts(
  tasks: readonly Task[],
  reach: Reach,
  scores: readonly MethodScore[],
): BenchmarkForecast[] {
  const answers = tasks.flatMap(({ trajectory, methods }) =>
    methods.flatMap((method) => forecastsOf(trajectory, method, reach, scores)),
  );
  const sizes = new Map<string, number>();
  for (const { trajectory } of tasks)
    for (const benchmark of trajectory.benchmarks)
      if (!sizes.has(benchmark)) sizes.set(benchmark, trajectory.logSize.length);
  return [...sizes].map(([benchmark, count]) => {
    const own = answers.filter((answer) => answer.benchmark === benchmark);
    const methods = ranked(own.flatMap(forecastIn));
    return {
      benchmark,
      methods,
      refused: own.flatMap((answer) =>
        answer.kind === 'refused' ? [{ method: answer.method, reason: answer.reason }] : [],
      ),
      ...chooseMethod(
        methods,
        scores.filter((score) => score.benchmark === benchmark),
        count,
      ),
    };
  });
}

const forecastIn = (answer: Answer): MethodForecast[] =>
  answer.kind === 'forecast' ? [answer.forecast] : [];
