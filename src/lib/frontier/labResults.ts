/** What a frontier analysis says of each lab: mean residual, raw and shrunk, and the slope within the lab. */
import { labMeans, publishedMean, type LabMean } from './labMeans';
import { labSlopes, LEAST_FOR_SLOPE, LEAST_PUBLISHED } from './labSlopes';
import type { FrontierPoint } from './points';
import type { Residual } from './residual';
import type { Frontier, FrontierLab } from './result';

/**
 * Means over the rows that the line is fitted to: others would be measured from a line that does not know them.
 * @param members ids of those rows
 * @param reasons of what is null, by path; added to
 */
export function labResults(
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
