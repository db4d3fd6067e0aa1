/**
 * How well a line over the other labs foretells a lab that it has not seen: mean absolute error in points of benchmark 2, next to
 * predictors that know no benchmark 1 (the mean, the median) and to a line that no outlier moves (Theil–Sen).
 */
import { ols } from '../stats/regression';
import { mean, median, populationSd } from '../stats/summary';
import { byLab, xOf, yOf, type FrontierPoint } from './points';
import { theilSenLine } from './robust';

export interface LabError {
  lab: string;
  n: number;
  /** Mean absolute error, points. */
  line: number;
  mean: number;
  median: number;
  theilSen: number;
}

export interface ErrorSummary {
  line: number;
  mean: number;
  median: number;
  theilSen: number;
}

export interface LeaveOneLabOut {
  /** Over the labs with three models or more, as published: unweighted mean and population SD of the labs' errors. */
  mean: number;
  sd: number;
  /** The same mean for the constant that is the others' mean. */
  baseline: number;
  /** And for every predictor. */
  overLabs: ErrorSummary;
  /** Over all labs, each counting once; and over all models, each counting once. */
  allLabs: ErrorSummary;
  perModel: ErrorSummary;
  /** 1 − error of the line / error of the mean: over labs as published, and over all models. */
  skill: { overLabs: number | null; perModel: number | null };
  /** Error of the line by lab, those with three models or more; and all labs with every predictor. */
  perLab: Record<string, number>;
  labs: LabError[];
}

/** Models of a lab for its error to count in the published mean. */
export const LEAST_FOR_HOLD_OUT = 3;

type Predictor = 'line' | 'mean' | 'median' | 'theilSen';

/** @returns null when no lab has three models, or the others of some lab have no line */
export function leaveOneLabOut(points: readonly FrontierPoint[]): LeaveOneLabOut | null {
  const labs: LabError[] = [];
  for (const [lab, members] of byLab(points)) {
    const others = points.filter((point) => point.lab !== lab);
    if (others.length < 3) return null;
    const [x, y] = [xOf(others), yOf(others)];
    const line = ols(x, y);
    const robust = theilSenLine(x, y);
    if (line === null || robust === null) return null;
    const error = (expected: (at: number) => number) =>
      mean(members.map((point) => Math.abs(point.y - expected(point.x))));
    const [centre, middle] = [mean(y), median(y)];
    labs.push({
      lab,
      n: members.length,
      line: error((at) => line.intercept + line.slope * at),
      mean: error(() => centre),
      median: error(() => middle),
      theilSen: error((at) => robust.intercept + robust.slope * at),
    });
  }
  const counted = labs.filter(({ n }) => n >= LEAST_FOR_HOLD_OUT);
  if (counted.length === 0) return null;
  const overLabs = summary(counted, () => 1);
  const perModel = summary(labs, ({ n }) => n);
  const skill = ({ line, mean: constant }: ErrorSummary) => (constant > 0 ? 1 - line / constant : null);
  return {
    mean: overLabs.line,
    sd: populationSd(counted.map(({ line }) => line)),
    baseline: overLabs.mean,
    overLabs,
    allLabs: summary(labs, () => 1),
    perModel,
    skill: { overLabs: skill(overLabs), perModel: skill(perModel) },
    perLab: Object.fromEntries(counted.map(({ lab, line }) => [lab, line])),
    labs,
  };
}

function summary(labs: readonly LabError[], weight: (lab: LabError) => number): ErrorSummary {
  const total = labs.reduce((sum, lab) => sum + weight(lab), 0);
  const of = (predictor: Predictor) =>
    labs.reduce((sum, lab) => sum + weight(lab) * lab[predictor], 0) / total;
  return { line: of('line'), mean: of('mean'), median: of('median'), theilSen: of('theilSen') };
}
