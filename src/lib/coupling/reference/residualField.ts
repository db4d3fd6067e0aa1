/**
 * The residual field: how far a model stands above or below what a panel of other families has at its level of benchmark 1 and
 * its size. Points of benchmark 2; an association, with a prediction interval that holds how much families differ.
 */
import { clusterRegression, predicted, type ClusterRegression } from './clusterRegression';
import { familyNumbers, type Peer } from './peers';

/** What a model is judged at. Without `logSize` the field is of benchmark 1 alone. */
export interface Place {
  b1: number;
  b2: number;
  /** log10 of the size in billions; null when it is not known. */
  logSize: number | null;
}

export interface Residual {
  /** Points of benchmark 2 above the field. */
  residual: number;
  /** The residual and its 95 % prediction interval of a single new model. */
  lo: number;
  hi: number;
  /** Null when 0 is inside the interval. */
  named: 'high' | 'low' | null;
}

export type FieldPredictors = 'level-and-size' | 'level';

/** Null when there are too few families or models, or their sizes or levels are all the same. */
export function residualField(
  models: readonly Peer[],
  predictors: FieldPredictors = 'level-and-size',
): ClusterRegression | null {
  const column = (of: (model: Peer) => number) => Float64Array.from(models, of);
  const { family, families } = familyNumbers(models);
  const columns = [
    column(({ b1 }) => b1),
    ...(predictors === 'level-and-size' ? [column(({ logSize }) => logSize)] : []),
  ];
  return clusterRegression(
    columns,
    column(({ b2 }) => b2),
    family,
    families,
  );
}

/** @param field of other families than the model's own, fitted with the predictors that `at` has */
export function residualAt(field: ClusterRegression, at: Place): Residual {
  const { value, half } = predicted(field, at.logSize === null ? [at.b1] : [at.b1, at.logSize]);
  const residual = at.b2 - value;
  const lo = residual - half;
  const hi = residual + half;
  return { residual, lo, hi, named: lo > 0 ? 'high' : hi < 0 ? 'low' : null };
}

export interface LeftOutResidual extends Residual {
  model: Peer;
}

/** Every model of a panel, judged by the field of the other families; empty when one cannot be. */
export function leftOutResiduals(
  models: readonly Peer[],
  predictors: FieldPredictors = 'level-and-size',
): LeftOutResidual[] {
  const fields = new Map<string, ClusterRegression | null>();
  for (const { family } of models)
    if (!fields.has(family))
      fields.set(
        family,
        residualField(
          models.filter((model) => model.family !== family),
          predictors,
        ),
      );
  const judged = models.flatMap((model): LeftOutResidual[] => {
    const field = fields.get(model.family);
    if (!field) return [];
    const logSize = predictors === 'level' ? null : model.logSize;
    return [{ model, ...residualAt(field, { b1: model.b1, b2: model.b2, logSize }) }];
  });
  return judged.length === models.length ? judged : [];
}

/** How many models of a panel have 0 inside the interval that the other families give: what 95 % is promised of. */
export function fieldCoverage(residuals: readonly LeftOutResidual[]): { inside: number; n: number } {
  return { inside: residuals.filter(({ named }) => named === null).length, n: residuals.length };
}

/** Mean residual of each family, in order of appearance. */
export function familyResiduals(
  residuals: readonly LeftOutResidual[],
): { family: string; models: Peer[]; residual: number }[] {
  const families = new Map<string, LeftOutResidual[]>();
  for (const one of residuals) {
    const own = families.get(one.model.family);
    if (own) own.push(one);
    else families.set(one.model.family, [one]);
  }
  return [...families].map(([family, own]) => ({
    family,
    models: own.map(({ model }) => model),
    residual: own.reduce((sum, { residual }) => sum + residual, 0) / own.length,
  }));
}
