/** What a whole family says: slope, change per decade of size, association. Undefined parts are null with a reason. */
import { ols, theilSen } from '../stats/regression';
import { pearsonWithIntervals, rankAndSize, type Resampling } from './association';
import type { FamilyCoupling } from './diagnosis';
import type { Line } from './line';
import { unknown, type Reasons } from './reasons';
import type { NoiseSettings } from './scoreNoise';
import { changePerDecade, errorsInVariables } from './slope';

/** Null for fewer than 3 sizes: two are one step, whose coupling is the interval's. @throws the signal's reason */
export async function familyCoupling(
  line: Line,
  noise: NoiseSettings,
  resampling: Resampling,
  reasons: Reasons,
): Promise<FamilyCoupling | null> {
  const n = line.b1.length;
  if (n < 3)
    return unknown(reasons, 'family', 'two sizes are one step; a family verdict needs three or more');
  const vertical = 'benchmark 1 has the same score at all sizes';
  return {
    n,
    pearson: await pearsonWithIntervals(line, resampling, reasons),
    ...rankAndSize(line, reasons),
    perDecade:
      changePerDecade(line, noise) ?? unknown(reasons, 'family.perDecade', 'all models have the same size'),
    slopes: {
      ols: ols(line.b1, line.b2)?.slope ?? unknown(reasons, 'family.slopes.ols', vertical),
      theilSen: theilSen(line.b1, line.b2) ?? unknown(reasons, 'family.slopes.theilSen', vertical),
      errorsInVariables:
        errorsInVariables(line, noise) ??
        unknown(
          reasons,
          'family.slopes.errorsInVariables',
          line.b1.every((score) => score === line.b1[0])
            ? vertical
            : 'benchmark 1 differs too little for a line to settle within its noise',
        ),
    },
  };
}
