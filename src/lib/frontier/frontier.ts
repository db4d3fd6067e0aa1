/**
 * The whole frontier analysis of a panel and the reader's rows: line, residuals, labs, hold-outs, matrix, saturation, predictions.
 * Schema `crossover.frontier/1` (docs/frontier-schema.md): plain JSON, scores and residuals in percent points; undefined is null,
 * with its reason in `reasons` under its path. The same input and options give the same numbers.
 */
import type { Benchmark } from '../scores/table';
import { pacer, type PortionControl } from '../stats/portions';
import { byCoverage, choosePair, FrontierError, matrixColumns } from './choosePair';
import { leaveOneLabOut } from './holdOut';
import { joinTables } from './joinTables';
import { labClusterBootstrap, withinLabR } from './labClusters';
import { labResults } from './labResults';
import { equalSlopes, LEAST_PUBLISHED } from './labSlopes';
import { frontierLine, predictionBand } from './line';
import { frontierMatrix } from './matrix';
import type { FrontierTable } from './model';
import { modelResult } from './modelResult';
import { noteNulls } from './nullReasons';
import type { FrontierOptions } from './options';
import { alsoInPanel, countedOnce, onePerModel } from './onePerModel';
import { playbook } from './playbook';
import { pointsOf, xOf, yOf, type FrontierPoint } from './points';
import { evaluatePredictions } from './predictions/evaluate';
import { isWithin } from './releaseDate';
import { residual } from './residual';
import { correlationAbove, otherLines, type OtherLines } from './robust';
import type { Frontier } from './result';
import { rotation, type Rotation } from './rotation';
import { publishedRatio, saturation, type Saturation } from './saturation';
import { trajectories, type Release } from './trajectory';

export interface FrontierInput {
  /** A bundled panel, or null for the reader's rows alone. */
  panel: FrontierTable | null;
  user: FrontierTable | null;
  /** A panel with more benchmarks, for saturation and rotation; null takes the panel itself. */
  wide?: FrontierTable | null;
}

const PROGRESS = { line: 0.1, labs: 0.25, matrix: 0.6, saturation: 0.9 } as const;

/**
 * @throws FrontierError when there are no two benchmarks, or a named one is missing; the signal's reason when aborted
 */
export async function frontier(
  input: FrontierInput,
  options: FrontierOptions,
  control: PortionControl = {},
): Promise<Frontier> {
  const { signal, onProgress } = control;
  signal?.throwIfAborted();
  const pause = pacer(signal);
  const all = joinTables(input.panel, input.user);
  const table = upTo(all, options.until);
  const once = countedOnce(table);
  const { x, y } = choosePair(table, options.x, options.y);
  const { values, items, seed, draws } = options;
  const reasons: Record<string, string> = {};

  const points = pointsOf(table, x, y, { values, items });
  const { fit, fitted } = fittedPoints(points, options.fit);
  if (fit !== options.fit)
    reasons['line.fit'] = `no three ${options.fit} rows with both scores; all rows are fitted`;
  const line = frontierLine(xOf(fitted), yOf(fitted));
  if (line === null)
    reasons.line = `a line needs three models with both scores that differ; there are ${fitted.length}`;
  onProgress?.(PROGRESS.line);

  const members = new Set(fitted.map(({ id }) => id));
  const measured =
    line === null
      ? []
      : points.map((point) => ({ point, own: residual(line, point, members.has(point.id)) }));
  const others = line === null ? null : otherLines(fitted);
  await pause();
  const labClusters = labClusterBootstrap(fitted, { seed, draws });
  if (labClusters === null) reasons['association.labClusters'] = 'four labs are needed to resample them';
  onProgress?.(PROGRESS.labs);

  const matrix = await frontierMatrix(
    once,
    matrixColumns(table, { x, y }, options.matrix),
    values,
    { seed, draws },
    { signal },
  );
  if (matrix.eigenstructure === null)
    reasons['matrix.eigenstructure'] =
      `four models with every score of the matrix are needed; there are ${matrix.completeN}`;
  onProgress?.(PROGRESS.matrix);

  await pause();
  const wide = input.wide ? countedOnce(upTo(joinTables(input.wide, input.user), options.until)) : once;
  const settings = { values, items, topK: options.topK, seed, draws };
  const covered = byCoverage(wide);
  const current = covered.find(({ key }) => key === x.key) ?? null;
  const saturated: Saturation[] = [];
  for (const [i, benchmark] of covered.entries()) {
    saturated.push(saturation(wide, benchmark, settings, i));
    await pause();
  }
  const next = rotationOf(
    wide,
    current,
    covered.filter(({ task }) => task !== x.task && task !== y.task),
    settings,
    x.key,
  );
  const distinct = onePerModel(points);
  const ratio = publishedRatio(distinct);
  onProgress?.(PROGRESS.saturation);
  await pause();

  const releases = measured.map(({ point, own }): Release => ({
    id: point.id,
    model: point.model,
    lab: point.lab,
    released: point.released,
    x: point.x,
    y: point.y,
    h: own.h,
    se: own.se,
  }));
  // A model that the panel has too is no earlier release of itself.
  const counted = new Set(distinct.map(({ id }) => id));
  const distinctReleases = releases.filter(({ id }) => counted.has(id));
  const labs = labResults(measured, fitted, members, reasons);
  const held = leaveOneLabOut(fitted);
  if (held === null)
    reasons.leaveOneLabOut = 'a lab with three models, and others to fit a line to, are needed';
  const slopesDiffer = equalSlopes(fitted);
  if (slopesDiffer === null) reasons.equalSlopes = `two labs with ${LEAST_PUBLISHED} models each are needed`;
  const state = saturated.find(({ benchmark }) => benchmark === x.key)?.state ?? 'not enough data';
  const result: Frontier = {
    schema: 'crossover.frontier/1',
    input: {
      title: table.title,
      panel: table.panel,
      x,
      y,
      models: points.length,
      fitted: fitted.length,
      user: points.filter(({ subset }) => subset === 'user').length,
      alsoInPanel: alsoInPanel(all.models),
      assumed: all.assumed,
      assumedItems: [x, y]
        .filter(({ key, items: known }) => known === null && !(key in items))
        .map(({ key }) => key),
    },
    options,
    line: line && { ...line, fit, band: predictionBand(line, ...spanOf(points)) },
    association: {
      partialGivenDate: partialOf(others, reasons),
      withinLab:
        withinLabR(fitted) ?? none(reasons, 'association.withinLab', 'no lab has two models that differ'),
      labClusters,
      above: thresholds(fitted).map((least) => correlationAbove(fitted, least)),
    },
    others,
    points,
    models: measured.map(({ point, own }, i) =>
      modelResult(point, own, others, members.has(point.id), i, reasons),
    ),
    labs: labs.labs,
    labScatter: labs.scatter,
    equalSlopes: slopesDiffer,
    trajectories: trajectories(distinctReleases),
    leaveOneLabOut: held,
    matrix,
    saturation: {
      panel: wide.panel,
      topK: options.topK,
      benchmarks: saturated,
      published: ratio,
      rotation: next,
    },
    predictions: evaluatePredictions(all, values),
    playbook: measured.flatMap(({ point, own }, i) =>
      point.subset === 'user'
        ? [
            playbook(releases[i], own, {
              releases: distinctReleases,
              labs: labs.labs,
              ratio,
              state,
              rotation: next,
            }),
          ]
        : [],
    ),
    reasons,
  };
  noteNulls(result, reasons);
  signal?.throwIfAborted();
  onProgress?.(1);
  return result;
}

function none(reasons: Record<string, string>, path: string, why: string): null {
  reasons[path] = why;
  return null;
}

/** Releases up to a date, and those without one. */
const upTo = <T extends FrontierTable>(table: T, until: string | null): T => ({
  ...table,
  models: table.models.filter(({ released }) => isWithin(released, until)),
});

/** The rows that are asked for, or all where there are too few of them. */
function fittedPoints(
  points: readonly FrontierPoint[],
  asked: FrontierOptions['fit'],
): { fit: FrontierOptions['fit']; fitted: FrontierPoint[] } {
  const chosen = points.filter(({ subset, core }) =>
    asked === 'all' ? true : asked === 'frozen' ? subset === 'frozen' : core,
  );
  if (asked === 'all' || chosen.length < 3) return { fit: 'all', fitted: onePerModel(points) };
  return { fit: asked, fitted: chosen };
}

/** From the lowest to the highest score of benchmark 1, with a margin. */
function spanOf(points: readonly FrontierPoint[]): [from: number, to: number] {
  const x = xOf(points);
  const [least, most] = [Math.min(...x), Math.max(...x)];
  const margin = 0.05 * (most - least || 1);
  return [Math.max(0, least - margin), Math.min(100, most + margin)];
}

/** Scores of benchmark 1 that half, and a quarter, of the models reach. */
function thresholds(points: readonly FrontierPoint[]): number[] {
  const x = xOf(points).sort((a, b) => a - b);
  if (x.length < 8) return [];
  return [...new Set([0.5, 0.75].map((share) => x[Math.floor(share * x.length)]))];
}

function partialOf(
  others: OtherLines | null,
  reasons: Record<string, string>,
): Frontier['association']['partialGivenDate'] {
  const dated = others?.dated ?? null;
  if (dated === null)
    return none(reasons, 'association.partialGivenDate', 'four models with a release date are needed');
  const [lo, hi] = dated.partialInterval ?? [null, null];
  return { r: dated.partialR, lo, hi, n: dated.n };
}

function rotationOf(
  table: FrontierTable,
  current: Benchmark | null,
  candidates: readonly Benchmark[],
  settings: Parameters<typeof rotation>[3],
  key: string,
): Rotation {
  if (current !== null) return rotation(table, current, candidates, settings);
  return {
    current: key,
    state: 'not enough data',
    candidates: [],
    next: null,
    words: `the panel for rotation has no scores of ${key}`,
  };
}

export { FrontierError };
export type { Frontier, FrontierLab, FrontierModelResult } from './result';
