/**
 * Fit some families, foretell another: the sparse system fitted to all training families' differences, started from the
 * test family's first model; beside it that model's own scores (persistence), and curves of each score in L through the
 * training families' points. All are judged on the models after the first, which the system and persistence are given.
 */
import { mean } from '../stats/summary';
import type { HoldOut, MethodId, Trajectory } from './forecast';
import { polynomialCurve } from './polynomialCurve';
import { fitPolynomialSystem, scorePath, whyNotFitted, type SparseOptions } from './polynomialSystem';
import { relativeError } from './relativeError';

export interface NamedTrajectory {
  name: string;
  trajectory: Trajectory;
}

/** The same benchmarks in the same order: those of the first family that all have. */
function aligned(families: readonly NamedTrajectory[]): Trajectory[] {
  const common = families[0].trajectory.benchmarks.filter((name) =>
    families.every(({ trajectory }) => trajectory.benchmarks.includes(name)),
  );
  if (common.length === 0)
    throw new RangeError(
      `holdOut: ${families.map(({ name }) => name).join(', ')} have no benchmark in common; choose families with the same ones`,
    );
  return families.map(({ trajectory }) => {
    const columns = common.map((name) => trajectory.benchmarks.indexOf(name));
    return {
      benchmarks: common,
      logSize: trajectory.logSize,
      scores: columns.map((k) => trajectory.scores[k]),
      sd: columns.map((k) => trajectory.sd[k]),
    };
  });
}

const CURVES: readonly { method: MethodId; degree: number }[] = [
  { method: 'constant', degree: 0 },
  { method: 'line', degree: 1 },
  { method: 'quadratic', degree: 2 },
];

/**
 * Predictions of a family's scores from other families.
 * @param train at least one family; z-scores take the pooled standard deviation of their scores
 * @param test at least two models; sizes strictly ascending
 * @returns predicted scores at all of the test family's sizes, in percent; errors over those after the first
 * @throws RangeError when families share no benchmark, the test family has fewer than 2 models or there is nothing to train on
 */
export function holdOut(
  train: readonly NamedTrajectory[],
  test: NamedTrajectory,
  options: SparseOptions,
): HoldOut {
  if (train.length === 0)
    throw new RangeError(`holdOut: no family to foretell ${test.name} from; give at least 1`);
  const models = test.trajectory.logSize.length;
  if (models < 2) throw new RangeError(`holdOut: ${test.name} has ${models} models; at least 2 are needed`);
  const [held, ...given] = aligned([test, ...train]);
  const { benchmarks, logSize, scores } = held;
  const first = { logSize: logSize[0], scores: scores.map((values) => values[0]) };
  const result: HoldOut = { train: train.map(({ name }) => name), test: test.name, results: [], refused: [] };
  const add = (method: MethodId, predicted: (k: number) => number[]) =>
    benchmarks.forEach((benchmark, k) => {
      const values = predicted(k);
      const error = relativeError(values.slice(1), scores[k].slice(1));
      result.results.push({ benchmark, method, predicted: values, relativeError: error });
    });

  const impossible = whyNotFitted(given);
  if (impossible === null) {
    const { values, stopped } = scorePath(fitPolynomialSystem(given, options), first, logSize);
    if (stopped === null) add('sparse', (k) => values[k]);
    else result.refused.push({ method: 'sparse', reason: stopped });
  } else result.refused.push({ method: 'sparse', reason: impossible });

  add('persistence', (k) => Array.from(logSize, () => first.scores[k]));
  const x = given.flatMap((family) => Array.from(family.logSize));
  const sizes = new Set(x).size;
  for (const { method, degree } of CURVES) {
    if (sizes <= degree) {
      result.refused.push({
        method,
        reason: `the training families have ${sizes} different sizes; ${degree + 1} are needed`,
      });
      continue;
    }
    add(method, (k) => {
      const y = given.flatMap((family) => Array.from(family.scores[k]));
      return Array.from(logSize, polynomialCurve(x, y, degree));
    });
  }
  return result;
}

/** Mean over benchmarks of a method's relative error; null when it gave no prediction. */
export function meanRelativeError({ results }: HoldOut, method: MethodId): number | null {
  const errors = results.filter((one) => one.method === method).map((one) => one.relativeError);
  const known = errors.filter((error) => error !== null);
  return known.length === 0 ? null : mean(known);
}
