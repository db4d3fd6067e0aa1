/** What a frontier analysis says of one model: its residual from the line, from the line without it, and from the other lines. */
import type { FrontierPoint } from './points';
import type { Residual } from './residual';
import type { FrontierModelResult } from './result';
import { residualFrom, residualFromDated, type OtherLines } from './robust';

/**
 * @param fitted whether the line is fitted to this model
 * @param index its place among the models, for the paths of reasons
 * @param reasons of what is null, by path; added to
 */
export function modelResult(
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
