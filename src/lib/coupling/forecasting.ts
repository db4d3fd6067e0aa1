/** What a larger model of a family would score on each benchmark, and how such forecasts did on the families of a panel. */
import type {
  BenchmarkForecast,
  Forecast,
  HoldOut,
  MethodScore,
  SparsityPath,
  Trajectory,
} from '../dynamics/forecast';
import { benchmarkForecasts, type Task } from '../dynamics/forecasts';
import { holdOut as holdOutOf } from '../dynamics/holdOut';
import { SINGLE_METHODS } from '../dynamics/methods/all';
import { sparse, SPARSE_DRAWS } from '../dynamics/methods/sparse';
import { SPARSE_DEFAULTS, whyNotFitted, type SparseOptions } from '../dynamics/polynomialSystem';
import { scoreMethods } from '../dynamics/score';
import { sparsityPath } from '../dynamics/sparsityPath';
import type { Benchmark, ModelRow, ScoreTable } from '../scores/table';
import { isConstant } from '../stats/summary';
import { DiagnosisError } from './diagnosisError';
import type { DiagnosisOptions } from './options';
import { pacer } from './pacing';
import { unknown, type Reasons } from './reasons';
import { matchBenchmark } from './reference/match';
import { withoutJudged } from './reference/judged';
import { familyRows, trajectoryOf } from './trajectories';
import { count, listed } from './words';

/** Sizes from which a score is foretold: a line through two has no error. */
const FEWEST_SIZES = 3;
/** Score draws for the inclusion probabilities of the sparse system at its λ. */
const INCLUSION_DRAWS = 200;
/** Systems on the path from every term to none. */
const PATH_STEPS = 24;

export interface ForecastOptions {
  /** The target is so many times the largest size; above 1. */
  times: number;
  sparse: SparseOptions;
  /** Use a sparse system with as many coefficients as observations all the same; it is marked. */
  insist: boolean;
}

export const forecastDefaults = (): ForecastOptions => ({
  times: 10,
  sparse: SPARSE_DEFAULTS,
  insist: false,
});

export interface ForecastControl {
  /** Share done, 0…1, ascending. */
  onProgress?(fraction: number): void;
  signal?: AbortSignal;
}

/** The family of a table that is foretold: a selection with its table, or any family by name. */
export interface Foretold {
  table: ScoreTable;
  family: string;
}

/**
 * @param options noise of the scores and seed; the same numbers for the same input
 * @param panel other families to score the methods on; the foretold one is left out here. Null for none
 * @returns null with its reason under `forecast`; a sparse system that cannot be has its reason under `forecast.sparse`
 * @throws RangeError when `times` is not above 1; the signal's reason when aborted
 */
export async function forecast(
  { table, family }: Foretold,
  options: DiagnosisOptions,
  panel: ScoreTable | null,
  { times, sparse: system, insist }: ForecastOptions,
  reasons: Reasons,
  { onProgress, signal }: ForecastControl = {},
): Promise<Forecast | null> {
  if (!(times > 1 && Number.isFinite(times)))
    throw new RangeError(`forecast: ${times} times the largest size; give a number above 1`);
  const pause = pacer(signal);
  const rows = table.models.filter((row) => row.family === family);
  const known = table.benchmarks
    .map((benchmark) => ({ benchmark, trajectory: trajectoryOf(rows, [benchmark], options) }))
    .filter(({ trajectory }) => trajectory.logSize.length >= FEWEST_SIZES);
  if (known.length === 0)
    return unknown(
      reasons,
      'forecast',
      `a forecast needs ${count(FEWEST_SIZES)} sizes with a score on the same benchmark`,
    );
  await pause();
  const benchmarks = known.map(({ benchmark }) => benchmark);
  const coupled = coupledBenchmarks(rows, known, options);
  const joint = trajectoryOf(rows, coupled, options);
  const panelScores =
    panel === null ? [] : panelScoresOf(panel, benchmarks, rows, family, options, system, coupled);
  onProgress?.(0.2);
  await pause();

  const from = Math.max(...known.map(({ trajectory }) => trajectory.logSize[trajectory.logSize.length - 1]));
  const reach = { from, to: from + Math.log10(times) };
  const noise = { seed: options.seed, draws: SPARSE_DRAWS };
  const tasks: Task[] = [
    ...known.map(({ trajectory }) => ({ trajectory, methods: SINGLE_METHODS })),
    { trajectory: joint, methods: [sparse(system, noise, insist)] },
  ];
  const foretold = benchmarkForecasts(tasks, reach, panelScores);
  onProgress?.(0.6);
  await pause();

  return {
    times,
    targetB: 10 ** reach.to,
    fromB: 10 ** from,
    benchmarks: foretold.map((one) => (joint.benchmarks.includes(one.benchmark) ? one : uncoupled(one))),
    sparse: await pathOf(joint, system, options.seed, reasons, {
      onProgress: (share) => onProgress?.(0.6 + 0.4 * share),
      signal,
    }),
    panelScores,
  };
}

interface Known {
  benchmark: Benchmark;
  trajectory: Trajectory;
}

/**
 * Benchmarks that the sparse system couples: all that vary, when enough models have a score on every one of them; otherwise
 * those that vary and that the most models have, so that gaps in some columns do not leave the family without a system.
 */
function coupledBenchmarks(
  rows: readonly ModelRow[],
  known: readonly Known[],
  options: DiagnosisOptions,
): Benchmark[] {
  const varying = known.filter(({ trajectory }) => !isConstant(trajectory.scores[0]));
  const of = (some: readonly Known[]) => some.map(({ benchmark }) => benchmark);
  if (varying.length === 0) return of(known);
  if (trajectoryOf(rows, of(varying), options).logSize.length >= FEWEST_SIZES) return of(varying);
  const sizes = ({ trajectory }: Known) => trajectory.logSize.length;
  const most = Math.max(...varying.map(sizes));
  return of(varying.filter((one) => sizes(one) === most));
}

/** A benchmark's forecast with the word for why the sparse system is not among its methods. */
const uncoupled = (forecast: BenchmarkForecast): BenchmarkForecast => ({
  ...forecast,
  refused: [
    ...forecast.refused,
    {
      method: 'sparse',
      reason: 'with this benchmark in it too few models have a score on all, or its scores are all the same',
    },
  ],
});

async function pathOf(
  joint: Trajectory,
  system: SparseOptions,
  seed: number,
  reasons: Reasons,
  control: ForecastControl,
): Promise<SparsityPath | null> {
  const refused = whyNotFitted([joint]);
  if (refused !== null) return unknown(reasons, 'forecast.sparse', refused);
  return sparsityPath(joint, system, { seed, draws: INCLUSION_DRAWS }, PATH_STEPS, control);
}

/**
 * Methods scored on a panel's families with three sizes or more, without the family named and any that shares a model with
 * the rows given. Scores are named by the keys of `benchmarks`; one that the panel does not have is left out.
 * @param coupled of the benchmarks, those that the sparse system couples
 */
export function panelScoresOf(
  panel: ScoreTable,
  benchmarks: readonly Benchmark[],
  rows: readonly ModelRow[],
  family: string | null,
  options: DiagnosisOptions,
  system: SparseOptions = SPARSE_DEFAULTS,
  coupled: readonly Benchmark[] = benchmarks,
): MethodScore[] {
  const others = withoutJudged(panel, { family, models: rows.map(({ model }) => model) });
  const matched = benchmarks.flatMap((own) => {
    const match = matchBenchmark(own, others);
    return match.kind === 'used' ? [{ own: own.key, theirs: match.benchmark }] : [];
  });
  const families = [...familyRows(others).values()];
  const named = (trajectory: Trajectory, keys: string[]): Trajectory => ({ ...trajectory, benchmarks: keys });
  const alone = matched.flatMap(({ own, theirs }) =>
    families.map((family) => named(trajectoryOf(family, [theirs], options), [own])),
  );
  const joint = matched.filter(({ own }) => coupled.some(({ key }) => key === own));
  const together = families.map((family) =>
    named(
      trajectoryOf(
        family,
        joint.map(({ theirs }) => theirs),
        options,
      ),
      joint.map(({ own }) => own),
    ),
  );
  // Bands of the system would take a bootstrap a family; its errors are what the comparison needs.
  const pointsOnly = sparse(system, { seed: options.seed, draws: 0 });
  const [persistence] = SINGLE_METHODS;
  return [
    ...scoreMethods(alone, SINGLE_METHODS),
    ...scoreMethods(together, [persistence, pointsOnly]).filter(({ method }) => method === 'sparse'),
  ];
}

export interface HoldOutRequest {
  /** Families of the table to fit, and the one to foretell from its first model. */
  train: readonly string[];
  test: string;
  /** λ and degree of the sparse system; the defaults where absent. */
  system?: SparseOptions;
}

/**
 * One family foretold by others of the same table, on the benchmarks that all of them have: the system and the curves of the
 * training families, the system started at the test family's first model.
 * @throws DiagnosisError when a family is not in the table, none is left to train on, or they share no benchmark
 */
export function holdOut(
  table: ScoreTable,
  options: DiagnosisOptions,
  { train, test, system = SPARSE_DEFAULTS }: HoldOutRequest,
): HoldOut {
  const rows = familyRows(table);
  const others = [...new Set(train)].filter((name) => name !== test);
  const names = [test, ...others];
  const missing = names.filter((name) => !rows.has(name));
  if (missing.length > 0)
    throw new DiagnosisError(
      `The table has no family ${listed(missing.map((name) => `“${name}”`))}.`,
      'Choose among the families of the table.',
    );
  if (others.length === 0)
    throw new DiagnosisError(
      `There is no family to foretell ${test} from.`,
      'Choose one or more other families to train on.',
    );
  const along = (name: string, benchmarks: readonly Benchmark[]) =>
    trajectoryOf(rows.get(name) ?? [], benchmarks, options);
  const shared = table.benchmarks.filter((benchmark) =>
    names.every((name) => along(name, [benchmark]).logSize.length >= (name === test ? 2 : 1)),
  );
  const families = names.map((name) => ({ name, trajectory: along(name, shared) }));
  const empty = families.find(({ trajectory }, i) => trajectory.logSize.length < (i === 0 ? 2 : 1));
  if (shared.length === 0 || empty)
    throw new DiagnosisError(
      `${listed(names)} share no benchmark on which ${test} has two sizes and each of the others a model.`,
      'Choose families with scores on the same benchmarks.',
    );
  const [held, ...given] = families;
  return holdOutOf(given, held, system);
}
