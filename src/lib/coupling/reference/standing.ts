/** Where a family's models stand in a panel of other families: residual field and isocline. Composes; computes little itself. */
import type { ScoreTable } from '../../scores/table';
import { unknown, type Reasons } from '../reasons';
import type { Estimate, ReferenceUse, Standing } from '../sections';
import type { Selection } from '../select';
import { coefficientHalf, FEWEST_CLUSTERS, type ClusterRegression } from './clusterRegression';
import { hasIsocline, isAbove, isoclineAt, ISOCLINE_RATIO, isoclineTally } from './isocline';
import { matchPair } from './match';
import { withoutJudged } from './judged';
import { familyNumbers, peerLines, peersOf, type Peer } from './peers';
import { residualAt, residualField } from './residualField';

/** Those who are judged: a selection, or the input of a diagnosis. */
export type Subject = Pick<Selection, 'family' | 'benchmark1' | 'benchmark2' | 'models'>;

/**
 * @param panel as it comes; the subject's own family is left out here
 * @returns null with its reason under `standing`
 */
export function standing(subject: Subject, panel: ScoreTable, reasons: Reasons): Standing | null {
  const { benchmark1, benchmark2, models } = subject;
  const pair = matchPair(subject, panel);
  if (pair.kind === 'refused') return unknown(reasons, 'standing', pair.reason);
  const names = models.map(({ model }) => model);
  const others = peersOf(withoutJudged(panel, { family: subject.family, models: names }), pair);
  const field = residualField(others);
  if (field === null) return unknown(reasons, 'standing', noField(others, panel));

  const noIsocline = `the isocline is of HellaSwag and TruthfulQA MC2, not of ${benchmark1.label} and ${benchmark2.label}`;
  const onIsocline = hasIsocline(subject);
  const judged = models.map(({ model, paramsB, scores }, i): Standing['models'][number] => {
    const at = { b1: scores[benchmark1.key], b2: scores[benchmark2.key] };
    const residual = residualAt(field, { ...at, logSize: Math.log10(paramsB) });
    const path = `standing.models.${i}`;
    if (residual.named === null) reasons[`${path}.named`] = '0 is inside the prediction interval';
    return {
      model,
      paramsB,
      ...residual,
      isocline: onIsocline ? isoclineAt(at.b1) : unknown(reasons, `${path}.isocline`, noIsocline),
      above: onIsocline ? isAbove(at) : unknown(reasons, `${path}.above`, noIsocline),
    };
  });
  const joined = models
    .filter(({ sizeTwin }) => !sizeTwin)
    .map(({ scores }) => ({ b1: scores[benchmark1.key], b2: scores[benchmark2.key] }));
  return {
    reference: referenceUse(panel, others, pair.assumed),
    field: {
      intercept: field.coefficients[0],
      b1: coefficient(field, 1),
      perDecade: coefficient(field, 2),
      n: field.n,
      families: field.clusters,
      residualSd: Math.sqrt(field.between + field.within),
    },
    models: judged,
    isocline: onIsocline
      ? {
          ratio: ISOCLINE_RATIO,
          panel: isoclineTally(peerLines(others).map((line) => line.models)),
          family: isoclineTally([joined]),
        }
      : unknown(reasons, 'standing.isocline', noIsocline),
  };
}

function coefficient(field: ClusterRegression, at: number): Estimate {
  const value = field.coefficients[at];
  const half = coefficientHalf(field, at);
  return { value, lo: value - half, hi: value + half };
}

export const referenceUse = (
  panel: ScoreTable,
  models: readonly Peer[],
  assumed: string[],
): ReferenceUse => ({
  panel: panel.panel ?? panel.title,
  title: panel.title,
  families: familyNumbers(models).families,
  models: models.length,
  assumed,
});

/** Why a panel gives no field. */
export function noField(models: readonly Peer[], panel: ScoreTable): string {
  const { families } = familyNumbers(models);
  return families < FEWEST_CLUSTERS
    ? `“${panel.title}” has ${families} other ${families === 1 ? 'family' : 'families'} with both scores; ${FEWEST_CLUSTERS} are needed to tell how families differ`
    : `the ${models.length} models of “${panel.title}” with both scores are too few, or all of one size or level`;
}
