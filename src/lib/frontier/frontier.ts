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
import { labMeans, publishedMean, type LabMean } from './labMeans';
import { equalSlopes, labSlopes, LEAST_FOR_SLOPE, LEAST_PUBLISHED } from './labSlopes';
import { frontierLine, predictionBand } from './line';
import { frontierMatrix } from './matrix';
import type { FrontierTable } from './model';
import type { FrontierOptions } from './options';
import { alsoInPanel, countedOnce, onePerModel } from './onePerModel';
import { playbook } from './playbook';
import { pointsOf, xOf, yOf, type FrontierPoint } from './points';
import { evaluatePredictions } from './predictions/evaluate';
import { isWithin } from './releaseDate';
import { residual, type Residual } from './residual';
import { otherLines, residualFrom, residualFromDated, correlationAbove, type OtherLines } from './robust';
import type { Frontier, FrontierLab, FrontierModelResult } from './result';
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
  const labs = labsOf(measured, fitted, members, reasons);
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

/** Reasons of the nulls that a part leaves to the whole. */
function noteNulls(
  { line, matrix, saturation: { published }, playbook: steps }: Frontier,
  reasons: Record<string, string>,
) {
  if (line?.rInterval === null) reasons['line.rInterval'] = 'the interval of a correlation needs four models';
  matrix.cells.forEach(({ n, r, interval }, i) => {
    if (r === null)
      reasons[`matrix.cells.${i}.r`] = `three models with both scores that differ are needed; there are ${n}`;
    else if (interval === null)
      reasons[`matrix.cells.${i}.interval`] = 'the interval of a correlation needs four models';
  });
  if (matrix.smallestEigenvalue === null)
    reasons['matrix.smallestEigenvalue'] = 'a cell of the matrix has no correlation';
  if (published.sameSet === null) reasons['saturation.published'] = 'five models with both scores are needed';
  steps.forEach(({ diagnose, expected }, i) => {
    if (diagnose === null) reasons[`playbook.${i}.diagnose`] = 'the panel has no earlier release of this lab';
    if (expected.withShrunkLabMean === null)
      reasons[`playbook.${i}.expected`] =
        'the line is fitted to no model of this lab, or lab means cannot be shrunk';
  });
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

function modelResult(
  point: FrontierPoint,
  { member, ...own }: Residual,
  others: OtherLines | null,
  fitted: boolean,
  index: number,
  reasons: Record<string, string>,
): FrontierModelResult {
  if (member === null)
    reasons[`models.${index}.studentised`] = fitted
      ? 'the line cannot be fitted without this model'
      : 'the line is not fitted to this model';
  const from = (other: { slope: number; intercept: number } | null | undefined) =>
    other ? residualFrom(other, point) : null;
  const { year, ...shown } = point;
  const dated = others?.dated && year !== null ? residualFromDated(others.dated, point) : null;
  if (dated === null && others !== null)
    reasons[`models.${index}.others.dated`] =
      year === null ? 'its release date is not known' : 'too few models with a release date';
  return {
    ...shown,
    ...own,
    fitted,
    studentised: member?.studentised ?? null,
    p: member?.p ?? null,
    leftOut: member?.leftOut ?? null,
    leverage: member?.leverage ?? null,
    others: {
      theilSen: from(others?.theilSen),
      deming: from(others?.deming),
      swapped: from(others?.swapped),
      dated,
    },
  };
}

/** Means over the rows that the line is fitted to: others would be measured from a line that does not know them. */
function labsOf(
  measured: readonly { point: FrontierPoint; own: Residual }[],
  fitted: readonly FrontierPoint[],
  members: ReadonlySet<string>,
  reasons: Record<string, string>,
): { labs: FrontierLab[]; scatter: Frontier['labScatter'] } {
  const rows = measured
    .filter(({ point }) => members.has(point.id))
    .map(({ point, own }) => ({ lab: point.lab, core: point.core, h: own.h }));
  const means = labMeans(rows);
  if (means === null) {
    reasons.labScatter =
      'two labs with two models each are needed to tell scatter between labs from that within them';
    if (rows.length > 0) reasons.labs = `${reasons.labScatter}; means are not shrunk`;
  }
  const slopes = labSlopes(fitted);
  const unshrunk = (): LabMean[] =>
    [...new Set(rows.map(({ lab }) => lab))].map((lab) => {
      const own = rows.filter((row) => row.lab === lab);
      const mean = own.reduce((sum, { h }) => sum + h, 0) / own.length;
      return { lab, n: own.length, mean, shrunkMean: null, lo: null, hi: null, ...publishedMean(own) };
    });
  const labs = (means?.labs ?? unshrunk()).map((lab, i): FrontierLab => {
    const within = slopes.find((slope) => slope.lab === lab.lab) ?? null;
    const enough = within?.calibrated === true;
    if (!enough) reasons[`labs.${i}.slope`] = `${LEAST_FOR_SLOPE} models are needed; there are ${lab.n}`;
    if (within === null)
      reasons[`labs.${i}.publishedSlope`] = `${LEAST_PUBLISHED} models that differ are needed`;
    return {
      ...lab,
      slope: enough && within ? within.slope : null,
      slopeInterval: enough && within ? [within.lo, within.hi] : null,
      publishedSlope: within?.slope ?? null,
      within,
    };
  });
  return { labs, scatter: means && { tau: means.tau, withinSd: means.withinSd } };
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
